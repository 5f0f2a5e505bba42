"""Whether words in one sentence belong to the same clause, so that one can speak of the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate, pairwise

from offerlint.model.check import Pattern, matches
from offerlint.model.stream import Stream

_BREAKS = frozenset(";:-.…|!?")
_ENDS_A_LIST = frozenset({"or", "nor"})
_LONGEST_ITEM = 2
_LONGEST_PARALLEL_ITEM = 8
_LIST_LOOKAHEAD = 6


def is_cut(stream: Stream, first: int, last: int, cut: Iterable[Pattern]) -> bool:
    """Whether a clause ends between words `first` and `last`: by a mark, or by any phrase of `cut`."""
    commas = []
    for i in range(first, last):
        if stream.kinds[i] == "m" and not stream.clear[i]:
            if stream.texts[i] in _BREAKS:
                return True
            if stream.texts[i] == ",":
                commas.append(i)
    if commas and not _is_insertion(commas, first) and not _is_list(stream, commas, first, last):
        return True
    return any(_is_between(stream, first, last, pattern) for pattern in cut)


def _is_between(stream: Stream, first: int, last: int, pattern: Pattern) -> bool:
    """Whether a match of the pattern touches any of the words; all its matches are found once."""
    key = ("cut", id(pattern))
    if key not in stream.known:
        found = sorted((match.first, match.last) for match in matches((pattern,), stream))
        stream.known[key] = [start for start, _ in found], list(accumulate((end for _, end in found), max))
    starts, ends = stream.known[key]
    before = bisect_left(starts, last)
    return before > 0 and bool(ends[before - 1] > first)


def _is_insertion(commas: list[int], first: int) -> bool:
    """Whether the commas stand round an insertion: never, ever, ... or won't, whatever happens, ..."""
    return len(commas) == 2 and commas[0] == first


def _is_list(stream: Stream, commas: list[int], first: int, last: int) -> bool:
    """Whether the commas part short items of a list that ends in `or`, or items that all begin with `to`."""
    edges = [first, *commas, last]
    longest = _LONGEST_PARALLEL_ITEM if all(_is_to(stream, comma) for comma in commas) else _LONGEST_ITEM
    if any(_count(stream, start, end) > longest for start, end in pairwise(edges)):
        return False
    here = stream.sentence[first]
    after = range(commas[-1], min(last + _LIST_LOOKAHEAD, len(stream)))
    return any(stream.texts[i] in _ENDS_A_LIST for i in after if stream.sentence[i] == here)


def _is_to(stream: Stream, comma: int) -> bool:
    """Whether an infinitive begins after the comma, as in: never ask them to ring back, to write or to wait."""
    return comma + 1 < len(stream) and stream.texts[comma + 1] == "to"


def _count(stream: Stream, first: int, last: int) -> int:
    """The words between two places, marks left out."""
    return sum(kind != "m" for kind in stream.kinds[first:last])
