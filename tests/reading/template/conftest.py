"""Trees of any template language, shown on one line."""

from collections.abc import Callable

import pytest

from offerlint.reading.template.tree import (
    Choice,
    Comment,
    Field,
    Include,
    Node,
    NotFollowed,
    Repeat,
    Set,
    Spelt,
    Text,
    Tree,
)


def _shown(source: str, nodes: tuple[Node, ...]) -> str:
    parts = []
    for node in nodes:
        if isinstance(node, Text):
            parts.append(source[node.start : node.end])
        elif isinstance(node, Spelt):
            parts.append(node.text)
        elif isinstance(node, Field):
            parts.append(f"<{node.expression}>")
        elif isinstance(node, Comment):
            parts.append(f"#{node.text}#")
        elif isinstance(node, Include):
            parts.append(f"+{node.name}+")
        elif isinstance(node, NotFollowed):
            parts.append(f"?{node.what}?")
        elif isinstance(node, Set):
            parts.append(f"[{node.name} is {_shown(source, node.body)}]")
        elif isinstance(node, Choice):
            branches = (
                " & ".join(sorted(f"{each.name}={each.value}" for each in branch.literals))
                + f": {_shown(source, branch.body)}"
                for branch in node.branches
            )
            parts.append(f"({' | '.join(branches)})")
        elif isinstance(node, Repeat):
            parts.append(f"[{node.name}: {_shown(source, node.body)} / {_shown(source, node.otherwise)}]")
    return "".join(parts)


@pytest.fixture
def one_line() -> Callable[[str, Tree], str]:
    """A tree on one line: <field>, (cond: a | cond: b), [loop: body / else], +file+, #comment#, ?not followed?."""
    return lambda source, tree: _shown(source, tree.nodes)
