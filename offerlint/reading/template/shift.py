"""A tree moved to where its text stands in a longer one."""

from __future__ import annotations

from dataclasses import replace

from offerlint.reading.template.tree import Call, Include, Macro, Node, Tree, rebuilt


def shifted(tree: Tree, by: int) -> Tree:
    """`tree` with `by` added to all its offsets."""
    faults = tuple(replace(fault, offset=fault.offset + by) for fault in tree.faults)
    return Tree(_all(tree.nodes, by), faults)


def _all(nodes: tuple[Node, ...], by: int) -> tuple[Node, ...]:
    return tuple(_one(node, by) for node in nodes)


def _one(node: Node, by: int) -> Node:
    node = rebuilt(node, lambda body: _all(body, by))
    if isinstance(node, Include):
        node = replace(node, given=tuple((name, _all(body, by)) for name, body in node.given))
    elif isinstance(node, Macro):
        node = replace(node, parameters=tuple((name, _all(body, by)) for name, body in node.parameters))
    elif isinstance(node, Call):
        node = replace(node, arguments=tuple((name, _all(body, by)) for name, body in node.arguments))
    moved = {key: getattr(node, key) + by for key in ("start", "end") if hasattr(node, key)}
    return replace(node, **moved) if moved else node
