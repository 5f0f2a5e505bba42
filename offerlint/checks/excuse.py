"""Whether a guard near a match, or elsewhere in the document, excuses it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from offerlint.checks.clause import is_cut
from offerlint.checks.discussed import discussed
from offerlint.checks.exposure import Company, Exposures, exposure
from offerlint.checks.parts import Stands, stands, words_stand
from offerlint.checks.prominence import is_marked
from offerlint.checks.said import Said
from offerlint.model.block import Block, Emphasis, Place
from offerlint.model.check import Guard, Match, matches
from offerlint.model.lens import Layer, Lens
from offerlint.model.passage import Passage
from offerlint.model.stream import Stream
from offerlint.text.late import late

FARTHEST = 1_000
"""Words and marks between which a guard that counts words is looked for."""
_QUOTED = late(r"\s*(?:\d{1,2}\s*[.):]\s*)?[\"“'‘].*[\"”'’]\s*[.!?]?\s*", re.DOTALL)
"""A heading that is nothing but a quotation, numbered or not."""


def unexcused(found: Said, guards: Iterable[Guard], lens: Lens, beside: Iterable[Block] = ()) -> Exposures | None:
    """The choices under which it stands, with the blocks `beside`, and nothing excuses it; None when there are none.

    None are listed when nothing could excuse it, whatever is chosen. Raises UndecidedError.
    """
    excuses = excusing(found, guards, lens)
    if excuses is None:
        return None
    return () if excuses.is_empty and not beside else excuses.exposures(stands((*found.blocks, *beside)))


def excusing(found: Said, guards: Iterable[Guard], lens: Lens) -> Company | None:
    """What would excuse it, should it be shown with it; None when its own words do, whatever is shown."""
    elsewhere: list[Stands] = []
    for guard in _said(guards, lens.stream):
        if guard.marks:
            if any(_is_marked(found, kind, lens) for kind in guard.marks):
                return None
        elif guard.missing_from:
            if not any(_standing(guard, lens, layer, None) for layer in lens.layers):
                return None
        elif (guarding := _guarding(found.stream, guard)) and _is_near(found, guard, guarding):
            return None
        elsewhere += _elsewhere(found, guard, lens)
    return exposure(lens).company(*elsewhere)


def _is_marked(found: Said, kind: str, lens: Lens) -> bool:
    if kind == "discussed":
        return discussed(lens).issuperset(place.block for place in found.places)
    return all(is_marked(place, kind) for place in found.places)


def _said(guards: Iterable[Guard], stream: Stream) -> Iterable[Guard]:
    """Those of the guards that the document's words may make excuse; found out once, the guards kept for their id."""
    key = ("guards", id(guards))
    if key not in stream.known:
        said = [
            one
            for one in guards
            if one.marks or one.missing_from or any(stream.occurrences.meets(p.needs) for p in one.patterns)
        ]
        stream.known[key] = guards, said
    kept: tuple[object, list[Guard]] = stream.known[key]
    return kept[1]


def _is_near(found: Said, guard: Guard, guarding: Sequence[Match]) -> bool:
    """Whether the guard stands, at one of the matches `guarding`, by the match in its own block."""
    low, high = _window(found.stream, found.match, guard)
    near = guarding[bisect_left(guarding, low, key=_first) : bisect_left(guarding, high, key=_first)]
    return any(_reaches(found.stream, one, found.match, guard) for one in near)


def _reach(guard: Guard) -> str:
    """The stretch that a guard by the match shares with it."""
    return "block" if guard.same not in ("", "sentence") else "sentence"


def _window(stream: Stream, match: Match, guard: Guard) -> tuple[int, int]:
    """Where a guard of the same sentence or block begins, if it can reach the match at all."""
    within = _reach(guard)
    low, high = stream.unit(match.first, within)[0], stream.unit(match.last - 1, within)[1]
    if guard.same:
        return low, high
    return max(low, match.first - FARTHEST), min(high, match.last + FARTHEST)


def _first(match: Match) -> int:
    return match.first


def _guarding(stream: Stream, guard: Guard, within: str = "") -> list[Match]:
    """Where the guard's words stand, save where they mean something else, in order; found out once."""
    key = ("guard", id(guard), within)
    kept: list[Match] | None = stream.known.get(key)
    if kept is None:
        found = list(matches(guard.patterns, stream, within or _reach(guard)))
        spared = list(matches(guard.spare, stream, within or _reach(guard))) if found else []
        kept = stream.known[key] = sorted(_clear_of(spared, found), key=_first)
    return kept


def _clear_of(spared: Sequence[Match], found: Iterable[Match]) -> Iterator[Match]:
    """The matches of `found` that share no word with any of `spared`."""
    in_order = sorted(spared, key=_first)
    ends = list(accumulate((one.last for one in in_order), max))
    for one in found:
        before = bisect_left(in_order, one.last, key=_first)
        if not before or ends[before - 1] <= one.first:
            yield one


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


def _elsewhere(found: Said, guard: Guard, lens: Lens) -> Iterator[Stands]:
    """When blocks stand that hold the guard's words where they excuse the match.

    What a section or a document holds is found out once, so that many matches cost no more than their number.
    """
    if guard.same not in ("section", "document") and not guard.around:
        return
    block = found.blocks[0]
    for layer in lens.layers:
        places = layer.places(block)
        if places and guard.same == "document":
            yield _standing(guard, lens, layer, None)
        for i in places:
            if guard.same == "section":
                yield _standing(guard, lens, layer, layer.sections[i])
            if guard.around:
                yield _holding((layer.passages[j] for j in _around(guard, lens, layer)[i]), guard, lens)


def _standing(guard: Guard, lens: Lens, layer: Layer, section: int | None) -> Stands:
    """When the guard's words stand in a section (None: of the layer)."""
    key = (id(guard), id(layer), section)
    if key not in lens.stream.known:
        passages = layer.passages if section is None else layer.members(section)
        lens.stream.known[key] = _holding(passages, guard, lens)
    kept: Stands = lens.stream.known[key]
    return kept


def _holding(passages: Iterable[Passage], guard: Guard, lens: Lens) -> Stands:
    """When the guard's words stand that the passages hold and a customer can read."""
    stream = lens.stream
    key = ("held", id(guard))
    if key not in stream.known:
        held: dict[int, list[Place]] = {}
        for one in _guarding(stream, guard, "block"):
            for place in stream.places(one.start, one.end):
                held.setdefault(id(place.block), []).append(place)
        stream.known[key] = held
    found: dict[int, list[Place]] = stream.known[key]
    shown = (passage.block for passage in passages if passage.block.emphasis is not Emphasis.HIDDEN)
    return words_stand((place for block in shown for place in found.get(id(block), ())), lens)


def _around(guard: Guard, lens: Lens, layer: Layer) -> Sequence[tuple[int, ...]]:
    """For each passage of the layer, those around it that the guard may stand in."""
    key = (guard.around, id(layer))
    if key not in lens.stream.known:
        every = [lookup(layer) for name in guard.around for lookup in _LOOKUPS[name]]
        lens.stream.known[key] = [tuple(j for j in each if j is not None) for each in zip(*every, strict=True)]
    kept: list[tuple[int, ...]] = lens.stream.known[key]
    return kept


def _column_heads(layer: Layer) -> list[int | None]:
    """For each passage that is a cell of a table the head of its column: the cell of that name, or of the first row.

    A caption, or a row of one cell at the head, is no row of heads.
    """
    heads: dict[str, int] = {}
    first: list[int] = []
    row: list[int] = []
    found: list[int | None] = []
    for i, (passage, section) in enumerate(zip(layer.passages, layer.sections, strict=True)):
        block = passage.block
        column = block.attributes.get("column")
        found.append(heads.get(column) if column else None)
        if block.scope != "body.table" or column is not None:
            first, row = [], []
        elif row and layer.sections[row[-1]] == section:
            row.append(i)
        else:
            first, row = first or row, [i]
        if len(first) == 1 < len(row):
            first = []
        if not column and (block.scope == "body.table" or block.attributes.get("row") == "0"):
            heads[block.text] = i
        if first and len(row) <= len(first):
            found[i] = first[len(row) - 1]
    return found


def _next_heads(layer: Layer) -> list[int | None]:
    """For each passage that is a cell of a table the head of the column that follows its own, if one does."""
    own = _column_heads(layer)
    heads = {head for head in own if head is not None}
    return [None if head is None or head + 1 not in heads else head + 1 for head in own]


def _next_blocks(layer: Layer) -> list[int | None]:
    """For each passage the one after it, or after the list that it is in, where no heading stands between."""
    found: list[int | None] = []
    last = len(layer.passages)
    after: int | None = None
    for i in reversed(range(last)):
        block = layer.passages[i].block
        follows = layer.passages[i + 1].block if i + 1 < last else None
        if follows is None or follows.level or layer.sections[i + 1] != layer.sections[i]:
            after = None
        elif not (block.scope == follows.scope == "body.list"):
            after = i + 1
        found.append(after)
    return found[::-1]


def _row_heads(layer: Layer) -> list[int | None]:
    """For each passage that is a cell of a table the head of its row, its first cell, if that figures only time."""
    found: list[int | None] = []
    head, place = None, None
    for i, (passage, section) in enumerate(zip(layer.passages, layer.sections, strict=True)):
        block = passage.block
        here = (section, block.attributes.get("row")) if block.scope == "body.table" else None
        if here != place:
            head, place = i if here and all(fact.kind == "duration" for fact in passage.facts) else None, here
        found.append(None if head == i else head)
    return found


def _headings(layer: Layer) -> list[int | None]:
    """For each passage the nearest heading above it in its section."""
    last: dict[int, int] = {}
    found = []
    for i, (passage, section) in enumerate(zip(layer.passages, layer.sections, strict=True)):
        found.append(last.get(section))
        if passage.block.level:
            last[section] = i
    return found


def _lead_ins(layer: Layer) -> list[int | None]:
    """For each passage the one before it, or before the list or table that it is in; no words of a customer's."""
    found: list[int | None] = []
    before = None
    for i, passage in enumerate(layer.passages):
        scope = passage.block.scope
        is_further = scope in ("body.list", "body.table") and i and layer.passages[i - 1].block.scope == scope
        if not is_further:
            said_by_us = i and layer.passages[i - 1].block.scope != "script.customer"
            before = i - 1 if said_by_us else None
        found.append(before)
    return found


def _terms(layer: Layer) -> list[int | None]:
    """For each passage that says something of a term in a list of terms, that term."""
    found: list[int | None] = []
    term = None
    for i, passage in enumerate(layer.passages):
        part = passage.block.attributes.get("part")
        term = i if part == "dt" else term if part else None
        found.append(term if part == "dd" else None)
    return found


def _series_leads(layer: Layer) -> list[int | None]:
    """For each heading that is a quotation, one of a series of them, the block before the first of the series."""
    found: list[int | None] = [None] * len(layer.passages)
    series: list[int] = []
    for i, passage in enumerate(layer.passages):
        level = passage.block.level
        own = layer.passages[series[0]].block.level if series else level
        if not level or level > own:
            continue
        is_quoted = _QUOTED.fullmatch(passage.block.text) is not None
        if level < own or not is_quoted:
            series = []
        if is_quoted:
            series.append(i)
        if len(series) > 1:
            for one in series:
                found[one] = series[0] - 1 if series[0] else None
    return found


_LOOKUPS: Mapping[str, Sequence[Callable[[Layer], list[int | None]]]] = {
    "heading": (_headings,),
    "lead-in": (_lead_ins, _column_heads, _row_heads, _terms, _series_leads),
    "next-head": (_next_heads,),
    "next-block": (_next_blocks,),
}
