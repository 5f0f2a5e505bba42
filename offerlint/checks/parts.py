"""The parts of blocks that conditions of a template decided, and what words of theirs stand under."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, islice, product

from offerlint.model.block import Block, Condition, Literal, Place
from offerlint.model.lens import Lens
from offerlint.reading.template.conditions import values
from offerlint.text.span import Span

Stands = frozenset[frozenset[Condition]]
"""When each of some blocks, or words, stands."""


def stands(blocks: Iterable[Block]) -> Stands:
    """When the blocks stand as they are read."""
    return frozenset(block.conditions for block in blocks)


def words_stand(places: Iterable[Place], lens: Lens) -> Stands:
    """When the words at the places stand, whatever the rest of their blocks says."""
    if len(lens.layers) == 1:
        return stands(place.block for place in places)
    alike: dict[object, list[Place]] = {}
    for place in places:
        alike.setdefault(place.runs, []).append(place)
    return frozenset(when for same in alike.values() for when in Apart(same, lens).when(same))


def together(conditions: Stands) -> set[Condition]:
    """The smallest conditions under which words stand together of which each stands under any of its own."""
    together: set[Condition] = {frozenset()}
    for each in conditions:
        joined = {one | other for one, other in product(together, each)}
        together = {one for one in joined if len({literal.name for literal in one}) == len(one)}
        together = {one for one in together if not any(other < one for other in together)}
    return together


class Apart:
    """Some words, each at all its places, apart from what conditions decided of the rest of their blocks."""

    def __init__(self, places: Iterable[Place], lens: Lens, beside: Iterable[Place] = ()) -> None:
        each = list(places)
        self._needed = frozenset(chain.from_iterable(_parts(one.block, lens).deciding(one.whole) for one in each))
        blocks = {id(place.block): place.block for place in (*each, *beside)}
        key = ("apart", frozenset(blocks))
        if key not in lens.stream.known:
            decided = frozenset(chain.from_iterable(_parts(block, lens).decided for block in blocks.values()))
            lens.stream.known[key] = decided, dict[Condition, Condition]()
        self._decided: frozenset[Literal] = lens.stream.known[key][0]
        self._rest: dict[Condition, Condition] = lens.stream.known[key][1]

    def kept(self, condition: Condition) -> Condition:
        """The condition without what it says of other words."""
        if condition not in self._rest:
            self._rest[condition] = condition - self._decided
        return self._rest[condition] | (condition & self._needed)

    def when(self, places: Iterable[Place]) -> Stands:
        """When the words at each of the places stand."""
        return frozenset(frozenset(map(self.kept, place.block.conditions)) for place in places)


def nearest(place: Place, count: int, lens: Lens) -> Iterator[tuple[int, str]]:
    """The names of the choices that decided what is nearest to a place, some on either side, with how far that is."""
    return _parts(place.block, lens).nearest(place.whole, count)


def _parts(block: Block, lens: Lens) -> _Parts:
    """The parts of a block; the same object each time."""
    key = ("parts", id(block))
    if key not in lens.stream.known:
        lens.stream.known[key] = _Parts(block)
    kept: _Parts = lens.stream.known[key]
    return kept


class _Parts:
    """What is `within` a block, to be asked for many spans of its words.

    `decided` are the literals, with any value, of all names of it.
    """

    def __init__(self, block: Block) -> None:
        self._parts = sorted(block.within, key=lambda part: part[0])
        self._reach = list(accumulate((place.end for place, _ in self._parts), max))
        self.decided = frozenset(chain.from_iterable(_any(literal.name) for _, literal in self._parts))

    def deciding(self, span: Span) -> Iterator[Literal]:
        """The literals, with any value, of what decided the words under `span`, or left words out in their middle."""
        i = self._first(span.end)
        while i and self._reach[i - 1] > span.start:
            i -= 1
            place, literal = self._parts[i]
            if place.end > span.start:
                yield from _any(literal.name)

    def nearest(self, span: Span, count: int) -> Iterator[tuple[int, str]]:
        """What `nearest` says, for a span."""
        middle = self._first(span.end)
        for place, literal in islice(self._parts, max(middle - count, 0), middle + count):
            yield max(place.start - span.end, span.start - place.end, 0), literal.name

    def _first(self, offset: int) -> int:
        """The number of the first part that begins at or behind an offset."""
        return bisect_left(self._parts, offset, key=lambda part: part[0].start)


def _any(name: str) -> Iterator[Literal]:
    return (Literal(name, value) for value in values(name))
