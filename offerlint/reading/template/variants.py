"""Which choices to read together: every branch, and every pair of neighbouring choices, at least once.

Of a template of few branches every pair of choices is read, neighbours or not. All in few variants: the pairs of
far-apart choices are covered side by side, so that a hundred independent conditions need four or five variants, not 2
to the 100.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, count, islice, pairwise, product

from offerlint.model.block import Condition
from offerlint.model.ties import NO_TIES, Ties
from offerlint.reading import bounds
from offerlint.reading.template.conditions import World
from offerlint.reading.template.tree import Branch, Choice, Node, Repeat, Scope, Set, every, outcomes
from offerlint.text.frozen import dataclass

_MOST_PAIRS = 256
"""Of two neighbouring choices with very many branches, so many pairs are tried."""
_FEW = 24
"""Branches of which every pair is read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The worlds to read in, and how many wanted combinations were left unread because of the cap."""

    worlds: tuple[World, ...]
    left_out: int


def plan(nodes: Sequence[Node], ties: Ties = NO_TIES) -> Plan:
    """The variants to read: the first takes every choice's first branch, as far as they and `ties` agree."""
    empty = World(_names(nodes), ties)
    wanted = list(dict.fromkeys(_targets(nodes)))
    worlds: list[World] = []
    while (wanted or not worlds) and len(worlds) < bounds.MOST_VARIANTS:
        world = empty.copy()
        if worlds:
            wanted = wanted[_first(wanted, world) :]
            if not wanted:
                break
            for target in wanted:
                world.assume(target)
        _settle(nodes, world)
        wanted = [target for target in wanted if not world.holds(target)]
        worlds.append(world)
    return Plan(tuple(worlds), sum(map(empty.allows, wanted)))


def _first(wanted: Sequence[Condition], world: World) -> int:
    """Where the first of `wanted` stands that can hold in `world`, behind all of them if none can."""
    return next((i for i, target in enumerate(wanted) if world.allows(target)), len(wanted))


def _names(nodes: Sequence[Node]) -> Iterator[str]:
    for node in every(tuple(nodes)):
        if isinstance(node, (Choice, Repeat)):
            for branch in outcomes(node):
                yield from sorted(each.name for each in branch.literals)


def _settle(nodes: Sequence[Node], world: World) -> None:
    """Decides every choice that the world still leaves open, in reading order."""
    for node in _choices(nodes):
        for branch in outcomes(node):
            if world.assume(branch.literals):
                _settle(branch.body, world)
                break


def _targets(nodes: Sequence[Node]) -> Iterator[Condition]:
    """Every branch with what leads to it, then every pair of neighbours, of few branches every pair."""
    branches = list(_branches(nodes, frozenset()))
    yield from branches
    yield from _neighbours(nodes, frozenset())
    if len(branches) <= _FEW:
        yield from (one | other for one, other in combinations(branches, 2))


def _branches(nodes: Sequence[Node], path: Condition) -> Iterator[Condition]:
    for node in _choices(nodes):
        for branch in _ways(node):
            yield path | branch.literals
            yield from _branches(branch.body, path | branch.literals)


def _neighbours(nodes: Sequence[Node], path: Condition) -> Iterator[Condition]:
    for node in _choices(nodes):
        for branch in _ways(node):
            yield from _neighbours(branch.body, path | branch.literals)
    for left, right in pairwise(_choices(nodes)):
        ends, starts = _edge(left, path, last=True), _edge(right, path, last=False)
        yield from (end | start for end, start in islice(product(ends, starts), _MOST_PAIRS))


def _edge(node: Choice | Repeat, path: Condition, *, last: bool) -> list[Condition]:
    """The ways in which what is written for `node` can end (or begin)."""
    found: list[Condition] = []
    for branch in _ways(node):
        inner = _choices(branch.body)
        here = path | branch.literals
        found += _edge(inner[-1 if last else 0], here, last=last) if inner else [here]
    return found


def _ways(node: Choice | Repeat) -> Sequence[Branch]:
    """The outcomes of `node`; what is repeated counts once, since its choices are the same the second time."""
    if isinstance(node, Choice):
        return node.branches
    return [branch if branch.turns == 1 else Branch(branch.literals, ()) for branch in outcomes(node)]


def nested(nodes: Sequence[Node], ties: Ties) -> Ties:
    """The ties with the places of the conditions in the tree."""
    asked: dict[str, set[int]] = {}
    inside: dict[str, set[int]] = {}
    numbers = count()

    def walk(nodes: Sequence[Node], around: frozenset[int]) -> None:
        for node in _choices(nodes):
            number = next(numbers)
            here = around | {number}
            for name in {each.name for branch in _ways(node) for each in branch.literals}:
                asked.setdefault(name, set()).add(number)
                inside.setdefault(name, set()).update(here)
            for branch in _ways(node):
                walk(branch.body, here)

    walk(nodes, frozenset())
    return replace(ties, asked=_frozen(asked), inside=_frozen(inside))


def _frozen(found: Mapping[str, set[int]]) -> Mapping[str, frozenset[int]]:
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _choices(nodes: Sequence[Node]) -> list[Choice | Repeat]:
    """The choices that are made wherever `nodes` are written, in order."""
    found: list[Choice | Repeat] = []
    for node in nodes:
        if isinstance(node, (Choice, Repeat)):
            found.append(node)
        elif isinstance(node, (Scope, Set)):
            found += _choices(node.body)
    return found
