"""What every template language is read into: text, fields, choices and repeats, with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from offerlint.model.block import Literal
from offerlint.text.frozen import dataclass


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
    """From here on a field `name` is written as `body`, which is a value in code if it is `quoted`."""

    name: str
    body: tuple[Node, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Words in which what is set is forgotten at their end.

    Of what was set before, they know `only` these names, or all. Names not set are parts of `context`, if there is one.
    """

    body: tuple[Node, ...]
    only: frozenset[str] | None = None
    context: str = ""


Given: TypeAlias = tuple[tuple[str, tuple["Node", ...]], ...]
"""Names and what each is written as; a name may be empty where only its place counts."""


@dataclass(frozen=True, slots=True)
class Include:
    """Another file's words stand here, with what they are given; `name` is how the template calls it.

    They are `alone` when they know nothing else that was set; names not given are parts of `context`, if there is one.
    """

    name: str
    start: int
    end: int
    given: Given = ()
    alone: bool = False
    context: str = ""


@dataclass(frozen=True, slots=True)
class Extends:
    """The template fills the slots of another file."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Import:
    """The macros of another file: all of them behind `alias`, or those `names` under the second of each pair."""

    name: str
    start: int
    end: int
    alias: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """Words that a template which extends this one may replace."""

    name: str
    body: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Super:
    """The words that a slot would hold if this template did not fill it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Macro:
    """Words to be written wherever the macro is called; `parameters` with what they are when not given."""

    name: str
    parameters: Given
    body: tuple[Node, ...]
    said: str
    start: int


@dataclass(frozen=True, slots=True)
class Call:
    """A macro's words stand here, with its `arguments` and the `inner` words of the call, if there is such a macro.

    Otherwise `unknown` stands here.
    """

    name: str
    arguments: Given
    inner: tuple[Node, ...]
    unknown: tuple[Node, ...]


Node: TypeAlias = (
    Text | Spelt | Field | Comment | NotFollowed | Choice | Repeat | Set | Scope
    | Include | Extends | Import | Slot | Super | Macro | Call
)  # fmt: skip
"""Those from Include on are gone once a template and its other files are put together."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong or not followed at a source offset; `fatal` when the template itself is at fault."""

    message: str
    offset: int
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Tree:
    """A template in reading order, what could not be read of it, and its words that stand nowhere in `nodes`."""

    nodes: tuple[Node, ...]
    faults: tuple[Fault, ...] = ()
    lost: tuple[Text, ...] = ()


def outcomes(node: Choice | Repeat) -> tuple[Branch, ...]:
    """The ways `node` can be written, the preferred one first."""
    if isinstance(node, Choice):
        return node.branches
    some = [Branch(frozenset({Literal(node.name, str(turns))}), node.body, turns) for turns in range(1, node.most + 1)]
    return (*some, Branch(frozenset({Literal(node.name, "0")}), node.otherwise))


def within(node: Node) -> tuple[tuple[Node, ...], ...]:
    """The bodies that stand inside `node`."""
    if isinstance(node, (Text, Field)):
        return ()
    if isinstance(node, Choice):
        return tuple(branch.body for branch in node.branches)
    if isinstance(node, Repeat):
        return (node.body, node.otherwise)
    if isinstance(node, Call):
        return (node.inner, node.unknown)
    return (node.body,) if isinstance(node, (Set, Scope, Slot, Macro)) else ()


def rebuilt(node: Node, inside: Callable[[tuple[Node, ...]], tuple[Node, ...]]) -> Node:
    """`node` with each of its bodies replaced by what `inside` makes of it."""
    if isinstance(node, Choice):
        return Choice(tuple(replace(branch, body=inside(branch.body)) for branch in node.branches))
    if isinstance(node, Repeat):
        return replace(node, body=inside(node.body), otherwise=inside(node.otherwise))
    if isinstance(node, Call):
        return replace(node, inner=inside(node.inner), unknown=inside(node.unknown))
    if isinstance(node, (Set, Scope, Slot, Macro)):
        return replace(node, body=inside(node.body))
    return node


def every(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """All nodes of a tree, each once, in source order."""
    for node in nodes:
        yield node
        for body in within(node):
            yield from every(body)
