"""Whether a guard near a match, or elsewhere in the document, excuses it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from offerlint.checks.clause import is_cut
from offerlint.checks.exposure import exposures
from offerlint.checks.prominence import is_marked
from offerlint.checks.said import Said
from offerlint.model.block import Block, Emphasis
from offerlint.model.check import Guard, Match
from offerlint.model.passage import Layer, Lens, Passage, Stream

FARTHEST = 1_000
"""Words and marks between which a guard that counts words is looked for."""


def unexcused(
    found: Said, guards: Iterable[Guard], lens: Lens, beside: Iterable[Block] = ()
) -> tuple[Mapping[str, str], ...] | None:
    """The choices under which it stands, with the blocks `beside`, and nothing excuses it; None when there are none.

    None are listed when nothing could excuse it, whatever is chosen. Raises UndecidedError.
    """
    elsewhere: list[Block] = []
    for guard in guards:
        if _is_near(found, guard):
            return None
        elsewhere += _elsewhere(found, guard, lens)
    together = (*found.blocks, *beside)
    return exposures(together, elsewhere, lens.document) if elsewhere or beside else ()


def _is_near(found: Said, guard: Guard) -> bool:
    """Whether the guard stands by the match in its own block, or marks it."""
    if guard.marks:
        return any(all(is_marked(place, kind) for place in found.places) for kind in guard.marks)
    within = "block" if guard.same not in ("", "sentence") else "sentence"
    guarding = _guarding(found.stream, guard, within)
    if within == "block":
        return any(_reaches(found.stream, one, found.match, guard) for one in guarding)
    low, high = _window(found.stream, found.match, guard)
    near = guarding[bisect_left(guarding, low, key=_first) : bisect_left(guarding, high, key=_first)]
    return any(_reaches(found.stream, one, found.match, guard) for one in near)


def _window(stream: Stream, match: Match, guard: Guard) -> tuple[int, int]:
    """Where a guard of the same sentence begins, if it can reach the match at all."""
    low, high = stream.unit(match.first, "sentence")[0], stream.unit(match.last - 1, "sentence")[1]
    if guard.same:
        return low, high
    return max(low, match.first - FARTHEST), min(high, match.last + FARTHEST)


def _first(match: Match) -> int:
    return match.first


def _guarding(stream: Stream, guard: Guard, within: str) -> list[Match]:
    """Where the guard's words stand, save where they mean something else, in order; found out once."""
    key = (id(guard), within)
    if key not in stream.known:
        found = [match for pattern in guard.patterns for match in pattern.find(stream, within)]
        spared = [one for spare in guard.spare for one in spare.find(stream, within)] if found else []
        stands = [one for one in found if not any(s.first < one.last and one.first < s.last for s in spared)]
        stream.known[key] = sorted(stands, key=_first)
    kept: list[Match] = stream.known[key]
    return kept


def _reaches(stream: Stream, one: Match, match: Match, guard: Guard) -> bool:
    """Whether the guard's words at `one` are near enough to the match."""
    if guard.same == "sentence":
        numbers = stream.sentence
        if numbers[match.first] <= numbers[one.first] and numbers[one.last - 1] <= numbers[match.last - 1]:
            return True
    elif guard.same:
        return True
    if stream.sentence[one.first] not in (stream.sentence[match.first], stream.sentence[match.last - 1]):
        return False
    return _precedes(stream, one, match, guard) or _follows(stream, one, match, guard)


def _precedes(stream: Stream, one: Match, match: Match, guard: Guard) -> bool:
    if guard.before is None:
        return False
    for start, end in match.gaps:
        if start <= one.first and one.last <= end:
            return not is_cut(stream, one.last, end, guard.cut)
    if one.first >= match.first:
        return False
    between = stream.kinds[one.last : match.first]
    return len(between) - between.count("m") <= guard.before and not is_cut(stream, one.last, match.first, guard.cut)


def _follows(stream: Stream, one: Match, match: Match, guard: Guard) -> bool:
    if guard.after is None:
        return False
    for start, end in match.gaps:
        if match.end <= start <= one.first and one.last <= end:
            return not is_cut(stream, start, one.first, guard.cut)
    if one.last <= match.last:
        return False
    between = stream.kinds[match.last : one.first]
    return len(between) - between.count("m") <= guard.after and not is_cut(stream, match.last, one.first, guard.cut)


def _elsewhere(found: Said, guard: Guard, lens: Lens) -> Iterator[Block]:
    """The other blocks that hold the guard's words where they excuse the match."""
    if guard.same not in ("section", "document") and not guard.above:
        return
    hold = set().union(*(lens.index.holding(pattern.needs) for pattern in guard.patterns))
    able = {id(lens.passages[number]): number for number in hold}
    seen = set()
    for layer in lens.layers:
        for passage in _in_reach(found.blocks, guard, layer):
            number = able.get(id(passage))
            if number is None or number in seen or passage.block.emphasis is Emphasis.HIDDEN:
                continue
            seen.add(number)
            if _guarding(lens.index.stream(number), guard, "block"):
                yield passage.block


def _in_reach(blocks: tuple[Block, ...], guard: Guard, layer: Layer) -> Iterator[Passage]:
    """The passages of a layer that the guard may stand in."""
    places = layer.places(blocks[0])
    if not places:
        return
    if guard.same == "document":
        yield from layer.passages
    for i in places:
        if guard.same == "section":
            yield from layer.members(layer.sections[i])
        if "heading" in guard.above:
            yield from _heading(layer, i)
        if "lead-in" in guard.above:
            yield from _lead_in(layer, i)


def _heading(layer: Layer, i: int) -> Iterator[Passage]:
    """The nearest heading above passage `i` in its section."""
    for j in range(i - 1, -1, -1):
        if layer.sections[j] == layer.sections[i] and layer.passages[j].block.level:
            yield layer.passages[j]
            return


def _lead_in(layer: Layer, i: int) -> Iterator[Passage]:
    """The passage before `i`, or before the list or table that it is in."""
    j = i - 1
    scope = layer.passages[i].block.scope
    if scope in ("body.list", "body.table"):
        while j >= 0 and layer.passages[j].block.scope == scope:
            j -= 1
    if j >= 0:
        yield layer.passages[j]
