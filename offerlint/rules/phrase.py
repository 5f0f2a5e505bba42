"""A phrase: what a rule says in words, ready to be found in text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from offerlint.model.check import Match, Needs
from offerlint.model.stream import Stream
from offerlint.rules.phrase_alternatives import Alternative
from offerlint.rules.phrase_match import Steps
from offerlint.rules.phrase_words import Words


class Phrase:
    """A phrase; the steps of its alternatives are built when they are first tried."""

    __slots__ = ("_begins", "_steps", "alternatives", "needs", "text")

    def __init__(self, text: str, needs: Needs, alternatives: Sequence[Alternative]) -> None:
        self.text, self.needs, self.alternatives = text, needs, alternatives
        self._begins: _Begins | None = None

    def __repr__(self) -> str:
        return f"Phrase({self.text!r})"

    def find(self, stream: Stream, within: str = "sentence") -> list[Match]:
        """The matches in order, leftmost first, their reported parts apart; none crosses the edge of `within`."""
        if self._begins is None:
            self._begins = _Begins(self.alternatives)
            self._steps = Steps([one.tree for one in self.alternatives])
        found: list[Match] = []
        words: Words | None = None
        free = 0
        for at, alternatives in self._begins.places(stream).items():
            if at < free:
                continue
            if words is None or at >= words.last:
                first, last = stream.unit(at, within)
                words = Words(stream.texts, stream.kinds, stream.clear, stream.facts, stream.figures, first, last)
            match = self._match(words, at, alternatives)
            if match:
                found.append(match)
                free = match.end
        return found

    def _match(self, words: Words, at: int, alternatives: list[int]) -> Match | None:
        """The match that begins with the word at `at`, of the first of the `alternatives` that leads to one."""
        ending = self._steps.first(words, at, alternatives)
        if ending is None or ending.last == at:
            return None
        if ending.start < 0:
            return Match(at, ending.last, at, ending.last, ending.gaps)
        return Match(at, ending.last, ending.start, ending.end, ending.gaps)


class _Begins:
    """Where alternatives can begin: by their first word, if all that each needs stands there too."""

    __slots__ = ("_anywhere", "_by_start", "_by_word", "_needs")

    def __init__(self, alternatives: Sequence[Alternative]) -> None:
        self._needs = [one.needs for one in alternatives]
        self._by_word: dict[str, list[int]] = {}
        self._by_start: dict[str, list[int]] = {}
        self._anywhere = [number for number, one in enumerate(alternatives) if one.heads is None]
        for number, one in enumerate(alternatives):
            for head in one.heads or ():
                by, key = (self._by_start, head[:-1]) if len(head) > 1 and head[-1] == "*" else (self._by_word, head)
                by.setdefault(key, []).append(number)

    def places(self, stream: Stream) -> dict[int, list[int]]:
        """Words at which alternatives may begin, each with the numbers of those in order."""
        found: dict[int, set[int]] = {}
        for number, places in self._able(stream):
            for at in places:
                found.setdefault(at, set()).add(number)
        return {at: sorted(found[at]) for at in sorted(found)}

    def _able(self, stream: Stream) -> Iterator[tuple[int, Iterable[int]]]:
        """Each alternative, perhaps more than once, that finds here what it needs, with words that it may begin with."""
        where = stream.where
        for word in where.keys() & self._by_word.keys():
            for number in self._by_word[word]:
                if all(map(stream.has, self._needs[number])):
                    yield number, where[word]
        for start, numbers in self._by_start.items():
            for word in stream.begun(start):
                yield from ((number, where[word]) for number in numbers if all(map(stream.has, self._needs[number])))
        for number in self._anywhere:
            if all(map(stream.has, self._needs[number])):
                yield number, [i for i, clear in enumerate(stream.clear) if not clear]
