"""A phrase: what a rule says in words, ready to be found in text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from offerlint.model.check import Match
from offerlint.model.later import Later
from offerlint.model.needs import Needs
from offerlint.model.stream import Stream
from offerlint.rules.phrase_alternatives import Alternatives
from offerlint.rules.phrase_match import Steps
from offerlint.rules.phrase_words import Words

_FEW = 8
"""Places for each passage up to which it is quicker to ask each place for its passage."""


class Phrase:
    """A phrase; the steps of its alternatives are built when they are first tried."""

    __slots__ = ("_steps", "alternatives", "needs", "text")

    def __init__(self, text: str, needs: Needs, alternatives: Later[Alternatives]) -> None:
        self.text, self.needs, self.alternatives = text, needs, alternatives
        self._steps: Steps | None = None

    def __repr__(self) -> str:
        return f"Phrase({self.text!r})"

    def find(self, stream: Stream, within: str = "sentence") -> list[Match]:
        """The matches in order, leftmost first, their reported parts apart; none crosses the edge of `within`."""
        alternatives = self.alternatives()
        steps = self._steps or Steps(alternatives)
        self._steps = steps
        found: list[Match] = []
        words: Words | None = None
        free = 0
        for at, numbers in _places(alternatives, stream, within):
            if at < free:
                continue
            if words is None or at >= words.last:
                first, last = stream.unit(at, within)
                words = Words(
                    stream.texts, stream.kinds, stream.clear, stream.sentence, stream.facts, stream.figures, first, last
                )
            ending = steps.first(words, at, numbers)
            if ending is not None and ending.last > at:
                reported = (at, ending.last) if ending.start < 0 else (ending.start, ending.end)
                found.append(Match(at, ending.last, *reported, ending.gaps))
                free = reported[1]
        return found


def _places(alternatives: Alternatives, stream: Stream, within: str) -> Iterable[tuple[int, Sequence[int]]]:
    """Words at which alternatives may begin, in order, each with the numbers of those, in order."""
    found: dict[int, list[int]] = {}
    able: dict[int, str] = {}
    for number, places in _heads(alternatives, stream):
        if number not in able:
            able[number] = stream.occurrences.holding(alternatives.needs(number), within)
        if able[number]:
            among = _among(places, able[number], stream, within)
            for at in among if number not in alternatives.at_start else stream.beginnings.intersection(among):
                found.setdefault(at, []).append(number)
    return [(at, found[at] if len(found[at]) == 1 else sorted({*found[at]})) for at in sorted(found)]


def _heads(alternatives: Alternatives, stream: Stream) -> Iterator[tuple[int, Sequence[int]]]:
    """Alternatives, each perhaps more than once, with words that they may begin with."""
    where = stream.occurrences.where
    for word in where.keys() & alternatives.words.keys():
        for number in alternatives.words[word]:
            yield number, where[word]
    for start, numbers in alternatives.starts.items():
        for word in stream.occurrences.begun(start):
            for number in numbers:
                yield number, where[word]
    if alternatives.anywhere:
        every = [i for i, clear in enumerate(stream.clear) if not clear]
        for number in alternatives.anywhere:
            yield number, every


def _among(places: Sequence[int], able: str, stream: Stream, within: str) -> Iterable[int]:
    """The places that stand in any of the sentences, blocks or sections of the stream that have a "1"."""
    count = able.count("1")
    if count == len(able):
        return places
    numbers, starts = stream.stretches(within)
    if len(places) < _FEW * count:
        return [at for at in places if able[numbers[at]] == "1"]
    found: list[int] = []
    number = able.find("1")
    while number >= 0:
        stop = starts[number + 1] if number + 1 < len(starts) else len(stream)
        found += places[bisect_left(places, starts[number]) : bisect_left(places, stop)]
        number = able.find("1", number + 1)
    return found
