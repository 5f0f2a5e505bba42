"""The smallest choices under which some conditions hold and none of others does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from math import prod

from offerlint.model.block import Literal
from offerlint.reading.template.conditions import World

Choice = tuple[str, str]
Choices = frozenset[Choice]
Values = Mapping[str, Sequence[str]]

MOST_LOOKED_AT = 20_000
"""Terms that may be looked at for the smallest sets of choices; where they are more, some set is found."""
MOST_TURNS = 2_000
"""Times that a way may be found closed, over all questions about the same terms."""
MOST_WORLDS = 1_024


class UndecidedError(Exception):
    """The conditions are too many to decide in reasonable time."""


class Falsifier:
    """Some terms that are all to be false.

    What leaves no choice about that is found once; each question begins there and looks only at what it changes.
    `values` are those that each name can have, `world` has all names. A number is that of a term.
    """

    def __init__(self, terms: Iterable[Choices], values: Values, world: World) -> None:
        self._terms = sorted(terms, key=lambda term: (len(term), sorted(term)))
        self._values = values
        self._bare = world
        self._with: dict[str, list[int]] = {}
        for number, term in enumerate(self._terms):
            for name, _ in term:
                self._with.setdefault(name, []).append(number)
        self._turns = 0
        self._world = world.copy()
        forced = self._force(self._world, range(len(self._terms)))
        self._forced = forced if forced is not None and self._world.is_possible() else None
        self._open = [number for number in range(len(self._terms)) if self._stands(number, self._world)]

    def least(self, wanted: set[Choices]) -> set[Choices]:
        """The smallest sets of choices, each extending one of `wanted`, that make every term false and can be made.

        Where there are too many to try only one, which may not be the smallest. Raises UndecidedError.
        """
        if self._forced is None:
            return set()
        starts = _shrunk(wanted, self._values)
        levels: dict[int, set[Choices]] = {}
        self._put(starts, levels)
        looked_at, found, size = 0, set[Choices](), 0
        while levels and (not found or min(levels) <= size):
            size = min(levels)
            for state in levels.pop(size):
                looked_at += 1 + len(self._open)
                if looked_at > MOST_LOOKED_AT and self._open:
                    return self._any(starts)
                here = self._world.copy()
                forced = self._add(here, state)
                if forced is None:
                    continue
                if not forced <= state:
                    self._put([state | forced], levels)
                    continue
                at = self._standing(here)
                if at < len(self._open):
                    self._put((state | {way} for way in self._ways(self._open[at], here)), levels)
                elif here.is_possible():
                    found.add(self._told(state))
        return _merged(found, self._values) if found else found

    def _put(self, states: Iterable[Choices], levels: dict[int, set[Choices]]) -> None:
        for state in states:
            levels.setdefault(len(self._told(state)), set()).add(state)

    def _told(self, state: Choices) -> Choices:
        """The state with the choices that are forced, without those that follow from it."""
        if not self._forced:
            return state
        alone = self._bare.copy()
        alone.assume(Literal(*each) for each in state)
        return state | (self._forced - {(name, alone.known[name]) for name in alone.since(len(self._bare.known))})

    def _any(self, starts: Iterable[Choices]) -> set[Choices]:
        """One set of choices that does: at each term the choice that makes most others false, until there is no way."""
        for start in sorted(starts, key=lambda one: (len(one), sorted(one))):
            found = self._dive(start)
            if found:
                return {self._told(found)}
        return set()

    def _dive(self, start: Choices) -> Choices | None:
        """The start with choices that make every term false; None when none do."""
        taken, left = list[Choice](), list[tuple[int, Choice]]()
        here, at = self._world.copy(), 0
        chosen = self._add(here, start)
        while True:
            ways = list[Choice]()
            if chosen is not None:
                at = self._standing(here, at)
                if at < len(self._open):
                    ways = self._by_use(self._ways(self._open[at], here), here)
                elif here.is_possible():
                    return start | chosen.union(taken)
            if chosen is not None and ways:
                left += ((len(taken), way) for way in reversed(ways[1:]))
                taken.append(ways[0])
                forced = self._add(here, ways[:1])
                chosen = None if forced is None else chosen | forced
            elif left:
                self._turns += 1
                if self._turns > MOST_TURNS:
                    raise UndecidedError
                kept, way = left.pop()
                taken[kept:] = [way]
                here, at = self._world.copy(), 0
                chosen = self._add(here, start.union(taken))
            else:
                return None

    def _standing(self, here: World, at: int = 0) -> int:
        """Where in `_open`, from `at` on, the first term is that stands; its length when none does."""
        while at < len(self._open) and not self._stands(self._open[at], here):
            at += 1
        return at

    def _add(self, here: World, state: Iterable[Choice]) -> Choices | None:
        """What the state leaves no choice about; None when there is no way. `here` learns both."""
        known = len(here.known)
        if not here.assume(Literal(*each) for each in sorted(state)):
            return None
        return self._force(here, self._touched(known, here))

    def _force(self, here: World, numbers: Iterable[int]) -> Choices | None:
        """The choices that are the only way to make some of the terms false; None when there is no way.

        `here` learns them, and what of other terms they touch is looked at too.
        """
        forced = set()
        waiting = list(numbers)
        for number in waiting:
            ways = self._ways(number, here) if self._stands(number, here) else None
            if ways is not None and len(ways) <= 1:
                known = len(here.known)
                if not ways or not here.assume([Literal(*ways[0])]):
                    return None
                forced.add(ways[0])
                waiting += self._touched(known, here)
        return frozenset(forced)

    def _touched(self, known: int, here: World) -> Iterator[int]:
        """The terms that have a name which is known beyond the first so many."""
        return chain.from_iterable(self._with.get(name, ()) for name in here.since(known))

    def _stands(self, number: int, here: World) -> bool:
        return all(here.known.get(name, value) == value for name, value in self._terms[number])

    def _ways(self, number: int, here: World) -> list[Choice]:
        """The choices that make the term false, in order of their names."""
        return [
            (name, other)
            for name, value in sorted(self._terms[number])
            if name not in here.known
            for other in self._values[name]
            if other != value
        ]

    def _by_use(self, ways: list[Choice], here: World) -> list[Choice]:
        """The ways in order, first those of a name on which most terms hang that stand."""
        uses = {name: sum(self._stands(number, here) for number in self._with[name]) for name, _ in ways}
        return sorted(ways, key=lambda way: -uses[way[0]])


def _shrunk(wanted: set[Choices], values: Values) -> set[Choices]:
    """The same choices without those that make no difference: x, or y without x, is x or y."""
    names = sorted({name for one in wanted for name, _ in one})
    if prod(len(values[name]) for name in names) > MOST_WORLDS:
        return wanted
    worlds = [frozenset(zip(names, chosen, strict=True)) for chosen in product(*(values[name] for name in names))]
    others = [world for world in worlds if not any(one <= world for one in wanted)]
    least = set()
    for one in wanted:
        shorter = one
        for choice in sorted(one):
            if not any(shorter - {choice} <= world for world in others):
                shorter -= {choice}
        least.add(shorter)
    return {one for one in least if not any(other < one for other in least)}


def _merged(found: set[Choices], values: Values) -> set[Choices]:
    """The sets without a choice that makes no difference: all its values are among them."""
    shared = frozenset.intersection(*found)
    for one in sorted(found, key=sorted):
        for name, value in sorted(one - shared):
            rest = one - {(name, value)}
            family = {rest | {(name, other)} for other in values[name]}
            if family <= found:
                return _merged((found - family) | {rest}, values)
    smallest = min(map(len, found))
    return {one for one in found if len(one) == smallest}
