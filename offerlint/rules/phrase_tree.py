"""What a phrase says, as a tree, and what can be known of it before any text is seen."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

from offerlint.model.fact import Fact
from offerlint.model.figure import DayFigures
from offerlint.model.needs import sign
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One token of the text: a word, a numeral or a mark; `open` lets a word end in any way."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on a fact: its `key` (a qualifier, or value) stands in `relation` to one of `values`.

    A value is compared with numbers, and with figures by name: `@missed-visit`, `@missed-visit.past`.
    """

    key: str
    relation: str
    values: tuple[str, ...]

    def holds(self, fact: Fact, figures: DayFigures) -> bool:
        """Whether `fact` passes; an unknown value or one that is no number is never more or less than another.

        `figures` are those of the day; where one that is named is not known, nothing is equal to it or another than it.
        """
        if self.key == "value":
            return isinstance(fact.value, Decimal) and self._compares(fact.value, figures)
        said = fact.qualifiers.get(self.key, NONE)
        equal = said in self.values or (ANY in self.values and said != NONE)
        return equal is (self.relation == "=")

    def _compares(self, value: Decimal, figures: DayFigures) -> bool:
        named = [figures.get(one[1:], ()) if one[0] == "@" else (Decimal(one),) for one in self.values]
        if self.relation == "=":
            return any(value in one for one in named)
        return all(named) and all(COMPARE[self.relation](value, other) for one in named for other in one)


ANY, NONE = "any", "none"
COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact of `kind` that passes every test."""

    kind: str
    tests: tuple[Test, ...] = ()

    def holds(self, fact: Fact, figures: DayFigures) -> bool:
        return fact.kind == self.kind and all(test.holds(fact, figures) for test in self.tests)


@dataclass(frozen=True, slots=True)
class Kind:
    """Any token of a kind: "n" a numeral, "f" a merge field."""

    kind: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words, as few as will do."""

    most: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The start or the end of what is searched: a sentence, or a block."""

    at_start: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """One thing after another."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of these, the first that leads to a match preferred."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """The part of the match that a finding points at."""

    part: Node


Node = Word | Stated | Kind | Gap | Edge | Sequence | Choice | Reported

NOTHING = Sequence(())


def can_be_empty(node: Node) -> bool:
    """Whether the node matches no words at all."""
    match node:
        case Gap() | Edge():
            return True
        case Sequence(parts):
            return all(can_be_empty(part) for part in parts)
        case Choice(options):
            return any(can_be_empty(option) for option in options)
        case Reported(part):
            return can_be_empty(part)
        case _:
            return False


def longest(node: Node) -> int:
    """How many steps deep a match of the node can be."""
    match node:
        case Sequence(parts):
            return sum(longest(part) for part in parts)
        case Choice(options):
            return 2 + max(longest(option) for option in options)
        case Reported(part):
            return 2 + longest(part)
        case _:
            return 2


def reports(node: Node) -> int:
    """The most parts to report that one match can hold."""
    match node:
        case Sequence(parts):
            return sum(reports(part) for part in parts)
        case Choice(options):
            return max(reports(option) for option in options)
        case Reported(part):
            return 1 + reports(part)
        case _:
            return 0


_MOST_NEEDS = 8
WIDEST_NEED = 60
"""Words from which on a set says little, unless there is no other."""


Known = dict[int, tuple[frozenset[str], ...]]
"""What nodes need, by the identity of the node, which must outlive this: trees share most of their parts."""


def needs(node: Node, known: Known) -> tuple[frozenset[str], ...]:
    """Sets of words, of each of which one must be in any text that matches, the rarest first; none may be known."""
    found = known.get(id(node))
    if found is None:
        found = known[id(node)] = _needs(node, known)
    return found


def _needs(node: Node, known: Known) -> tuple[frozenset[str], ...]:
    match node:
        case Word():
            return (frozenset({written(node)}),)
        case Stated():
            return (signs(node),)
        case Kind(kind):
            return (frozenset({KINDS[kind]}),)
        case Sequence(parts):
            found = sorted({need for part in parts for need in needs(part, known)}, key=commonness)
            return tuple(found[:1] + [need for need in found[1:] if len(need) <= WIDEST_NEED][: _MOST_NEEDS - 1])
        case Choice(options):
            each = [needs(option, known) for option in options]
            joined = (frozenset[str]().union(*those) for those in zip(*each, strict=False))
            return tuple(sorted(joined, key=commonness))
        case Reported(part):
            return needs(part, known)
        case _:
            return ()


def written(word: Word) -> str:
    """A word as needs have it: with a star where any ending will do."""
    return word.text + "*" if word.open else word.text


def signs(stated: Stated) -> frozenset[str]:
    """What one of must be there for a fact to be: its kind, or with a qualifier that is asked for."""
    for test in stated.tests:
        if test.relation == "=" and test.key != "value" and not {ANY, NONE} & {*test.values}:
            return frozenset(sign(stated.kind, test.key, value) for value in test.values)
    return frozenset({sign(stated.kind)})


KINDS: Mapping[str, str] = {"n": "{number}", "f": "{field}"}


@cache
def commonness(need: frozenset[str]) -> tuple[float, list[str]]:
    """A guess at how often one of the words turns up: short words often, facts now and then."""
    words = sorted(need)  # a sum of fractions depends on their order
    return sum(0.2 if word.startswith("{") else 1 / len(word) for word in words), words


def heads(node: Node) -> frozenset[str] | None:
    """What a match can begin with, as `needs` writes it; None when it can begin with anything."""
    match node:
        case Stated(kind):
            return frozenset({sign(kind)})
        case Word() | Kind():
            return needs(node, {})[0]
        case Sequence(parts):
            found: set[str] = set()
            for part in parts:
                if isinstance(part, Edge):
                    continue
                head = heads(part)
                if head is None:
                    return None
                found |= head
                if not can_be_empty(part):
                    return frozenset(found)
            return frozenset(found) if parts else frozenset()
        case Choice(options):
            each = [heads(option) for option in options]
            return None if None in each else frozenset().union(*(head for head in each if head))
        case Reported(part):
            return heads(part)
        case _:
            return None
