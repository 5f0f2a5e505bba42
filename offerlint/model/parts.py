"""The parts of a block that conditions of a template decided."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, islice

from offerlint.model.block import Block, Condition, Literal
from offerlint.text.late import late
from offerlint.text.span import Span

_ENDS = late(r"[.!?](?:\s|$)")


class Parts:
    """What is `within` a block, to be asked for many spans of its words."""

    def __init__(self, block: Block) -> None:
        self._text = block.text
        self._conditions = block.conditions
        self._parts = sorted(block.within, key=lambda part: part[0])
        self._reach = list(accumulate((place.end for place, _ in self._parts), max))
        self.literals = frozenset(literal for _, literal in self._parts)

    def needless(self, span: Span) -> frozenset[Literal]:
        """The literals that decided other words than those under `span`."""
        if not self._parts:
            return self.literals
        needed = set()
        i = self._first(span.end)
        while i and self._reach[i - 1] > span.start:
            i -= 1
            place, literal = self._parts[i]
            if place.end > span.start:  # part of the span, or left out in the middle of it
                needed.add(literal)
        return self.literals - needed

    def when(self, span: Span | None) -> frozenset[Condition]:
        """The words under `span` stand when any one of these holds, whatever the rest of the block says."""
        needless = self.needless(span) if span else frozenset[Literal]()
        return frozenset(condition - needless for condition in self._conditions) if needless else self._conditions

    def nearest(self, span: Span, count: int) -> Iterator[tuple[tuple[bool, int], str]]:
        """The names of the choices that decided what is nearest to `span`, so many on either side, and how far it is.

        That is whether a sentence ends between, and how many code points are.
        """
        middle = self._first(span.end)
        around = islice(self._parts, max(middle - count, 0), middle + count)
        for place, literal in around:
            before = place.end <= span.start
            tail = max(place.start, place.end - 2)  # which says whether the part ends with a sentence
            between = self._text[tail : span.start] if before else self._text[span.end : place.start]
            far = max(place.start - span.end, span.start - place.end, 0)
            yield (_ENDS.search(between) is not None, far), literal.name

    def _first(self, offset: int) -> int:
        """The number of the first part that begins at or behind an offset."""
        return bisect_left(self._parts, offset, key=lambda part: part[0].start)
