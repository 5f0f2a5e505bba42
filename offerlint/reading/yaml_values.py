"""YAML as the values that JSON is read as, with the node of each scalar by its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from offerlint.reading.json_scan import NOTHING, Value

if TYPE_CHECKING:
    from yaml import Node, ScalarNode

_TEXT = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"


class Tree(NamedTuple):
    """The value of a YAML text, its node, and the scalars by where they begin."""

    root: Value
    node: Node | None
    scalars: dict[int, ScalarNode]


def values(text: str) -> Tree:
    """The tree of the one document in `text`; raises YAMLError. What an alias stands for is read once, where it stands.

    A literal is a number, a truth value or a date, its `text` as it is written; nothing at all is `null`.
    """
    from offerlint.reading.yaml_nodes import nodes

    scalars: dict[int, ScalarNode] = {}
    node = nodes(text, once=True)
    return Tree(_value(node, scalars) if node else NOTHING, node, scalars)


def _value(node: Node, scalars: dict[int, ScalarNode]) -> Value:
    from yaml import MappingNode, ScalarNode, SequenceNode

    start, end = (node.start_mark.index, node.end_mark.index) if node.start_mark else (0, 0)
    if isinstance(node, MappingNode):
        pairs = [(_value(key, scalars), _value(value, scalars)) for key, value in node.value]
        members = {key.text: value for key, value in pairs}
        return Value("object", start, end, members=members, keys={key.text: key for key, _ in pairs})
    if isinstance(node, SequenceNode):
        return Value("array", start, end, items=tuple(_value(item, scalars) for item in node.value))
    if not isinstance(node, ScalarNode):
        return NOTHING
    if start < end:
        scalars[start] = node
    if node.tag == _NULL or start == end:
        return Value("literal", start, end, text="null")
    return Value("string" if node.tag == _TEXT else "literal", start, end, text=str(node.value))
