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
    """Each sentence, block or section in which something of each of `needs` may stand."""
    sentences = stream.occurrences.sentences_with(needs) if within == "sentence" else ""
    done = 0
    for number, flag in enumerate(stream.occurrences.holding(needs, within)):
        words, passage = stream.words_of(number), stream.passages[number]
        if flag == "0" or not words or words.start < done:
            continue
        if within == "section":
            first, done = stream.unit(words.start, within)
            yield _joined(stream, first, done)
            continue
        starts, ends = passage.words.starts, passage.words.ends
        first = words.start
        while first < words.stop:
            last = stream.unit(first, within)[1]
            if not sentences or sentences[stream.sentence[first]] == "1":
                begin, end = starts[first - words.start], ends[last - words.start - 1]
                yield Stretch(passage.folded.text[begin:end], first, last, starts, ends, words.start, begin)
            first = last


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
