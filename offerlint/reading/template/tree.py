"""What every template language is read into: text, fields, choices and repeats, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from offerlint.model.block import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """Source characters that are written as they stand, `start` up to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spelt:
    """`text` that is written for the source characters `start` up to `end` (an escape)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Field:
    """A value that the data will fill in; `expression` is its normal form (`offer.monthly`)."""

    expression: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """Words for the template's own writers; `text` is without the delimiters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NotFollowed:
    """A tag whose effect is not known here; `prints` says whether words may stand in its place."""

    what: str
    start: int
    end: int
    prints: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """What is written, `turns` times in a row, when all of `literals` hold."""

    literals: frozenset[Literal]
    body: tuple[Node, ...]
    turns: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """Exactly one of the branches is written; the last may be empty, for when none of the others holds."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`body`, written as often as the value of `name` says ("0" up to `most`), or `otherwise` for "0"."""

    name: str
    body: tuple[Node, ...]
    otherwise: tuple[Node, ...] = ()
    most: int = 2


@dataclass(frozen=True, slots=True)
class Set:
    """From here on a field `name` is written as `body`."""

    name: str
    body: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Include:
    """Another file's words stand here; `name` is how the template calls it."""

    name: str
    start: int
    end: int


Node: TypeAlias = Text | Spelt | Field | Comment | NotFollowed | Choice | Repeat | Set | Include


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong or not followed at a source offset; `fatal` when the template itself is at fault."""

    message: str
    offset: int
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Tree:
    """A template in reading order, and what could not be read of it."""

    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...] = ()


def outcomes(node: Choice | Repeat) -> tuple[Branch, ...]:
    """The ways `node` can be written, the preferred one first."""
    if isinstance(node, Choice):
        return node.branches
    some = [Branch(frozenset({Literal(node.name, str(turns))}), node.body, turns) for turns in range(1, node.most + 1)]
    return (*some, Branch(frozenset({Literal(node.name, "0")}), node.otherwise))


def within(node: Node) -> tuple[tuple[Node, ...], ...]:
    """The bodies that stand inside `node`."""
    if isinstance(node, Choice):
        return tuple(branch.body for branch in node.branches)
    if isinstance(node, Repeat):
        return (node.body, node.otherwise)
    return (node.body,) if isinstance(node, Set) else ()


def every(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """All nodes of a tree, each once, in source order."""
    for node in nodes:
        yield node
        for body in within(node):
            yield from every(body)
