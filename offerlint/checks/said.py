"""Finds what a rule speaks of: the words, or the form controls, each once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from offerlint.checks.prominence import loudness, stands_in
from offerlint.model.block import Block, Emphasis, Place
from offerlint.model.check import ControlTest, Match, Pattern, Saying
from offerlint.model.lens import Lens
from offerlint.model.passage import Passage
from offerlint.model.stream import Stream
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """Something that a document says: the places to point at, and the match they come from."""

    places: tuple[Place, ...]
    stream: Stream
    match: Match

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that the match as a whole touches."""
        first, last = self.stream.block[self.match.first], self.stream.block[self.match.last - 1]
        return tuple(passage.block for passage in self.stream.passages[first : last + 1])


def said(saying: Saying, lens: Lens) -> Iterator[Said]:
    """All that a document says of `saying`, whatever excuses it, in reading order; raises TimeoutError."""
    if not saying.patterns:
        for number, passage in enumerate(lens.passages):
            if is_read(passage.block, saying) and len(passage.words):
                end = len(passage.words)
                yield Said((Place(passage.block),), lens.index.stream(number), Match(0, end, 0, end))
        return
    streams = _sections(saying, lens) if saying.within == "section" else _passages(saying, lens)
    seen = set()
    opening = None if saying.first is None else _opening(saying.first, lens)
    for stream, patterns in streams:
        for one in _in(stream, patterns, saying):
            if opening is not None and not _is_in(opening, one):
                continue
            key = tuple((id(place.block), place.span) for place in one.places)
            if key not in seen:
                seen.add(key)
                yield one


def apart(found: Iterable[Said]) -> list[Said]:
    """The sayings without those that overlap one that begins earlier or, from the same word, is longer."""
    kept: list[Said] = []
    taken: dict[int, int] = {}
    for one in found:
        if all(taken.get(id(place.block), 0) <= (place.span.start if place.span else 0) for place in one.places):
            kept.append(one)
            for place in one.places:
                taken[id(place.block)] = place.span.end if place.span else len(place.block.text)
    return kept


def is_read(block: Block, saying: Saying) -> bool:
    """Whether a saying can stand in the block."""
    if block.emphasis is Emphasis.HIDDEN or not stands_in(block, saying.where):
        return False
    return saying.control is None or _fits(block, saying.control)


def _fits(block: Block, test: ControlTest) -> bool:
    control = block.control
    if control is None or (test.kind and control.kind != test.kind):
        return False
    if test.checked is not None and control.checked != test.checked:
        return False
    return test.required is None or control.required == test.required


def _passages(saying: Saying, lens: Lens) -> Iterator[tuple[Stream, Sequence[Pattern]]]:
    """The words of each passage that may hold a match, with the patterns that it may hold."""
    able: dict[int, list[Pattern]] = {}
    for pattern in saying.patterns:
        for number in lens.index.holding(pattern.needs):
            able.setdefault(number, []).append(pattern)
    for number in sorted(able):
        if is_read(lens.passages[number].block, saying):
            yield lens.index.stream(number), able[number]


def _sections(saying: Saying, lens: Lens) -> Iterator[tuple[Stream, Sequence[Pattern]]]:
    """The words of each section, in each layer, that may hold a match."""
    hold = set().union(*(lens.index.holding(pattern.needs[:1]) for pattern in saying.patterns))
    able = {id(lens.passages[number]) for number in hold}
    for layer in lens.layers:
        sections: dict[int, list[Passage]] = {}
        for passage, section in zip(layer.passages, layer.sections, strict=True):
            if is_read(passage.block, saying):
                sections.setdefault(section, []).append(passage)
        for passages in sections.values():
            if any(id(passage) in able for passage in passages):
                yield Stream(passages, lens.figures), saying.patterns


def _opening(words: int, lens: Lens) -> dict[int, int]:
    """The blocks that hold any of the first `words` of our own copy, in any layer, and how many of them."""
    found: dict[int, int] = {}
    for layer in lens.layers:
        left = words
        for passage in layer.passages:
            block = passage.block
            if left <= 0:
                break
            if block.emphasis is Emphasis.HIDDEN or not stands_in(block, ("not head",)):
                continue
            found[id(block)] = max(left, found.get(id(block), 0))
            left -= sum(kind != "m" for kind in passage.words.kinds)
    return found


def _is_in(opening: dict[int, int], one: Said) -> bool:
    """Whether a match begins among the first words."""
    passage = one.stream.passages[one.stream.block[one.match.start]]
    before = one.stream.kinds[one.stream.words_of(one.stream.block[one.match.start]).start : one.match.start]
    return len(before) - before.count("m") < opening.get(id(passage.block), 0)


def _in(stream: Stream, patterns: Sequence[Pattern], saying: Saying) -> list[Said]:
    """The matches of `patterns` in one stream, earliest and then longest first."""
    found = []
    for pattern in patterns:
        for match in pattern.find(stream, saying.within):
            places = stream.places(match.start, match.end)
            if all(saying.at_least <= loudness(place) <= saying.at_most for place in places):
                found.append(Said(places, stream, match))
    return sorted(found, key=_order)


def _order(one: Said) -> tuple[int, int, int]:
    return one.match.start, -one.match.end, one.match.first
