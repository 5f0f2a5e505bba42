"""The words of a stream as running text, for what reads text rather than words."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from offerlint.model.needs import Needs
from offerlint.model.stream import Stream
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """The folded `text` of the words `first` up to `last`, and where words start and end.

    `starts` and `ends` are those of the word `base` and those after it, `shift` characters further on than in `text`.
    """

    text: str
    first: int
    last: int
    starts: Sequence[int]
    ends: Sequence[int]
    base: int = 0
    shift: int = 0

    def touched(self, low: int, high: int) -> tuple[int, int]:
        """The words, up to the last of them, that the characters `low` to `high` touch."""
        return (
            self.base + bisect_right(self.ends, low + self.shift),
            self.base + bisect_left(self.starts, high + self.shift),
        )


def stretches(stream: Stream, within: str, needs: Needs) -> Iterator[Stretch]:
    """Each sentence, block or section in which something of each of `needs` stands."""
    able, starts = stream.occurrences.holding(needs, within), stream.stretches(within)[1]
    number = able.find("1")
    while number >= 0:
        first = starts[number]
        last = starts[number + 1] if number + 1 < len(starts) else len(stream)
        if first < last:
            yield _joined(stream, first, last) if within == "section" else _single(stream, first, last)
        number = able.find("1", number + 1)


def _single(stream: Stream, first: int, last: int) -> Stretch:
    """The text of words of one passage."""
    passage, base = stream.passages[stream.block[first]], stream.words_of(stream.block[first]).start
    starts, ends = passage.words.starts, passage.words.ends
    begin, end = starts[first - base], ends[last - base - 1]
    return Stretch(passage.folded.text[begin:end], first, last, starts, ends, base, begin)


def _joined(stream: Stream, first: int, last: int) -> Stretch:
    """The text of passages in a row, line by line."""
    texts: list[str] = []
    starts, ends = array("i"), array("i")
    length = 0
    for number in range(stream.block[first], stream.block[last - 1] + 1):
        passage = stream.passages[number]
        words = passage.words
        if not len(words):
            continue
        begin, end = words.starts[0], words.ends[-1]
        starts.extend(start - begin + length for start in words.starts)
        ends.extend(stop - begin + length for stop in words.ends)
        texts.append(passage.folded.text[begin:end])
        length += end - begin + 1
    return Stretch("\n".join(texts), first, last, starts, ends, first)
