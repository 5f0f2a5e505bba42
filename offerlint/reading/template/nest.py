"""Tags that wait for their ends: what every template language builds its tree with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace

from offerlint.model.block import Literal
from offerlint.reading import bounds
from offerlint.reading.template.conditions import opposite
from offerlint.reading.template.subject import test_of
from offerlint.reading.template.tree import Branch, Choice, Fault, Node, Repeat, Tree, rebuilt, within
from offerlint.text.frozen import dataclass

_LONGEST = 100
"""Characters of a tag that a message quotes."""
_TOO_DEEP = f"is nested more than {bounds.DEEPEST_TEMPLATE} deep; what it holds is read as if it always stood"

_DOUBLED = 3
"""Loops inside so many others are read once at most, or the text would double with each."""

Tests = Sequence[Literal | None]
Bodies = Sequence[tuple[Node, ...]]
Make = Callable[[Tests, Bodies], tuple[Node, ...]]
"""Makes nodes of a tag's bodies, each with its condition (None for what stands otherwise)."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it is written: its word, its source on one line for messages, and where it begins."""

    word: str
    said: str
    start: int


@dataclass(slots=True)
class _Open:
    tag: Tag
    make: Make
    tests: list[Literal | None]
    bodies: list[list[Node]] = field(default_factory=lambda: [[]])
    is_flat: bool = False
    """Whether its bodies are those around it, to which nothing is to be added in the end."""


class Nest:
    """The tree under way; `ending` writes the tag that ends a word, and `beginning` the one that begins it."""

    def __init__(self, faults: list[Fault], beginning: Callable[[str], str], ending: Callable[[str], str]) -> None:
        self.faults = faults
        self._beginning, self._ending = beginning, ending
        self._nodes: list[Node] = []
        self._open: list[_Open] = []

    @property
    def innermost(self) -> str:
        """The word of the tag that waits for its end first; empty for none."""
        return self._open[-1].tag.word if self._open else ""

    @property
    def depth(self) -> int:
        """How many tags wait for their end."""
        return len(self._open)

    def holds(self, word: str) -> bool:
        """Whether a tag `word` waits for its end."""
        return any(frame.tag.word == word for frame in self._open)

    def add(self, *nodes: Node) -> None:
        (self._open[-1].bodies[-1] if self._open else self._nodes).extend(nodes)

    def fault(self, tag: Tag, message: str, fatal: bool = True) -> None:
        said = tag.said if len(tag.said) <= _LONGEST else f"{tag.said[:_LONGEST].rstrip()}…"
        self.faults.append(Fault(f'"{said}" {message}', tag.start, fatal))

    def begin(self, tag: Tag, make: Make, test: Literal | None = None) -> None:
        """Opens a tag whose bodies `make` will turn into nodes; one that is too deep is read as always standing."""
        frame = _Open(tag, make, [test])
        if len(self._open) >= bounds.DEEPEST_TEMPLATE:
            self.fault(tag, _TOO_DEEP)
            frame.bodies, frame.is_flat = self._open[-1].bodies[-1:], True
        self._open.append(frame)

    def turn(self, tag: Tag, fitting: Sequence[str], test: Literal | None) -> None:
        """Goes on to the next branch of the innermost open tag whose word is among `fitting`."""
        depth = next((i for i in range(len(self._open), 0, -1) if self._open[i - 1].tag.word in fitting), 0)
        if not depth or (len(self._open[depth - 1].bodies) > 1 and self._open[depth - 1].tests[-1] is None):
            self.fault(tag, f'has no "{self._beginning(fitting[0])}" to belong to; take it out or add one')
            return
        while len(self._open) > depth:
            self._missing_end()
        if len(self._open[-1].bodies) >= bounds.MOST_BRANCHES and test is not None:
            self.fault(
                tag, f"is one branch too many of {bounds.MOST_BRANCHES:,}; its words are read with those before it"
            )
            return
        self._open[-1].tests.append(test)
        self._open[-1].bodies.append(self._open[-1].bodies[-1] if self._open[-1].is_flat else [])

    def end(self, tag: Tag, word: str) -> None:
        """Ends the innermost open tag `word`, and whatever stands open inside it."""
        if not self.holds(word):
            self.fault(tag, f'ends a "{self._beginning(word)}" that was never begun; take it out or begin one')
            return
        while self._open[-1].tag.word != word:
            self._missing_end()
        self._close()

    def finish(self) -> Tree:
        """The whole tree; tags still open are closed here, and said to be."""
        while self._open:
            self._missing_end()
        faults = sorted(self.faults, key=lambda fault: (fault.offset, fault.message))
        return Tree(bounded(tuple(self._nodes)), tuple(faults))

    def _missing_end(self) -> None:
        tag = self._open[-1].tag
        self.fault(tag, f'has no "{self._ending(tag.word)}"; add it where its part ends')
        self._close()

    def _close(self) -> None:
        frame = self._open.pop()
        if not frame.is_flat:
            self.add(*frame.make(frame.tests, [tuple(body) for body in frame.bodies]))


def choice(tests: Tests, bodies: Bodies) -> tuple[Node, ...]:
    """An if with its else-ifs: each branch needs its own test to hold and those before it not to."""
    branches: list[Branch] = []
    failed: frozenset[Literal] = frozenset()
    for test, body in zip(tests, bodies, strict=True):
        branches.append(Branch(failed | ({test} if test else set()), body))
        failed |= {opposite(test)} if test else set()
    if tests[-1] is not None:
        branches.append(Branch(failed, ()))
    return (Choice(tuple(branches)),)


def cases(tests: Tests, bodies: Bodies) -> tuple[Node, ...]:
    """A switch: what stands before its first case is never shown."""
    return choice(tests[1:], bodies[1:]) if any(bodies[1:]) else ()


def repeat(tests: Tests, bodies: Bodies) -> tuple[Node, ...]:
    """A loop, its name being the first test's, with what stands instead when it never runs."""
    assert tests[0] is not None
    return (Repeat(tests[0].name, bodies[0], bodies[1] if len(bodies) > 1 else ()),)


def plain(_: Tests, bodies: Bodies) -> tuple[Node, ...]:
    """What always stands."""
    return tuple(node for body in bodies for node in body)


def bounded(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes with every loop over what a deep loop goes through read once at most, wherever it stands."""
    deep = _deep(nodes, 0)
    return tuple(_at_most_once(node, deep) for node in nodes) if deep else nodes


def _deep(nodes: tuple[Node, ...], depth: int) -> frozenset[str]:
    """What the loops inside too many others go through."""
    found: frozenset[str] = frozenset()
    for node in nodes:
        here = isinstance(node, Repeat)
        if isinstance(node, Repeat) and depth >= _DOUBLED:
            found |= {test_of(node.name).subject}
        for body in within(node):
            found |= _deep(body, depth + here)
    return found


def _at_most_once(node: Node, subjects: frozenset[str]) -> Node:
    node = rebuilt(node, lambda body: tuple(_at_most_once(each, subjects) for each in body))
    if isinstance(node, Repeat) and test_of(node.name).subject in subjects:
        return replace(node, most=1)
    return node
