"""Finds what a rule speaks of: the words, or the form controls, each once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from offerlint.checks.prominence import loudness, stands_in
from offerlint.model.block import Block, Emphasis, Place
from offerlint.model.check import ControlTest, Match, Saying, matches
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
                yield whole(number, lens)
        return
    seen = set()
    opening = None if saying.first is None else _opening(saying.first, lens)
    for one in _in_sections(saying, lens) if saying.within == "section" else _in_passages(saying, lens):
        if opening is not None and not _is_in(opening, one):
            continue
        key = tuple((id(place.block), place.span) for place in one.places)
        if key not in seen:
            seen.add(key)
            yield one


def whole(number: int, lens: Lens) -> Said:
    """All that a passage says."""
    words = lens.stream.words_of(number)
    match = Match(words.start, words.stop, words.start, words.stop)
    return Said((Place(lens.passages[number].block),), lens.stream, match)


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
    """Whether a saying can stand in the block; a hidden one is read only by what asks for hidden words."""
    if block.emphasis is Emphasis.HIDDEN and saying.at_least is not Emphasis.HIDDEN:
        return False
    if not stands_in(block, saying.where):
        return False
    return saying.control is None or _fits(block, saying.control)


def _fits(block: Block, test: ControlTest) -> bool:
    control = block.control
    if control is None or (test.kind and control.kind != test.kind):
        return False
    if test.checked is not None and control.checked != test.checked:
        return False
    return test.required is None or control.required == test.required


def _in_passages(saying: Saying, lens: Lens) -> list[Said]:
    """The matches in the passages that are read, in reading order, from one word the longest first."""
    stream = lens.stream
    found: list[Said] = []
    for match in matches(saying.patterns, stream, saying.within):
        if is_read(stream.passages[stream.block[match.first]].block, saying):
            found += _loud(match, stream, saying)
    return sorted(found, key=_order)


def _in_sections(saying: Saying, lens: Lens) -> Iterable[Said]:
    """The matches in each section of each layer, in reading order, from one word the longest first."""
    key = ("read", saying.where, saying.control)
    known = lens.stream.known
    if key not in known:
        known[key] = lens.stream.has_sections and all(is_read(passage.block, saying) for passage in lens.passages)
    return _in_passages(saying, lens) if known[key] else _layer_by_layer(saying, lens)


def _layer_by_layer(saying: Saying, lens: Lens) -> Iterator[Said]:
    hold = [lens.stream.occurrences.holding(pattern.needs.rarest, "block") for pattern in saying.patterns]
    able = {id(passage) for passage, *flags in zip_longest(lens.passages, *hold) if "1" in flags}
    for layer in lens.layers if able else ():
        sections: dict[int, list[Passage]] = {}
        for passage, section in zip(layer.passages, layer.sections, strict=True):
            if is_read(passage.block, saying):
                sections.setdefault(section, []).append(passage)
        for passages in sections.values():
            if any(id(passage) in able for passage in passages):
                yield from sorted(_in_section(saying, passages, lens), key=_order)


def _in_section(saying: Saying, passages: Sequence[Passage], lens: Lens) -> Iterator[Said]:
    if len(passages) == 1:
        stream, within = lens.stream, "block"
        words = stream.words_of(stream.number(passages[0].block))
    else:
        stream, within = _stream(passages, lens), "section"
        words = range(len(stream))
    for match in matches(saying.patterns, stream, within):
        if match.first in words:
            yield from _loud(match, stream, saying)


def _stream(passages: Sequence[Passage], lens: Lens) -> Stream:
    """The words of some passages; the same object each time."""
    key = ("section", *map(id, passages))
    if key not in lens.stream.known:
        lens.stream.known[key] = Stream(passages, lens.figures)
    kept: Stream = lens.stream.known[key]
    return kept


def _loud(match: Match, stream: Stream, saying: Saying) -> Iterator[Said]:
    """The match, if it stands as loudly as asked for."""
    places = stream.places(match.start, match.end)
    if all(saying.at_least <= loudness(place) <= saying.at_most for place in places):
        yield Said(places, stream, match)


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


def _order(one: Said) -> tuple[int, int, int]:
    return one.match.start, -one.match.end, one.match.first
