"""The words of passages in a row, as phrases read them."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any
from unicodedata import category

from offerlint.model.block import Block, Place
from offerlint.model.fact import Fact
from offerlint.model.figure import DayFigures
from offerlint.model.occurrences import Occurrences
from offerlint.model.passage import Passage
from offerlint.text.span import Span


class Stream:
    """The words of one or more passages in a row, as a phrase reads them.

    `texts` and `kinds` run over all words. `sentence[i]`, `block[i]` and `section[i]` number the sentence,
    the passage and the section of word `i`. `facts[i]` are the facts that begin at word `i`, each with the index
    of the word after its end. `clear[i]` is 1 for marks that a phrase reads through: quote marks,
    brackets, note marks, and hyphens between two words. `figures` are those of the document's day. `occurrences` tell
    where its words stand.
    """

    # `known` is what checks have found out about it.
    __slots__ = (
        "_firsts", "_numbers", "_sections", "_sentences", "block", "clear", "facts", "figures", "has_sections", "kinds",
        "known", "occurrences", "passages", "section", "sentence", "texts",
    )  # fmt: skip

    def __init__(
        self, passages: Sequence[Passage], figures: DayFigures | None = None, sections: Sequence[int] | None = None
    ) -> None:
        """The words of `passages`, which stand in `sections`, numbered upwards; left out, all in one."""
        self.passages, self.figures = tuple(passages), figures or {}
        self.texts: list[str] = []
        self.kinds = "".join(passage.words.kinds for passage in passages)
        self.block = array("i")
        self.sentence = array("i")
        self.section = array("i")
        self.facts: dict[int, list[tuple[Fact, int]]] = {}
        self.clear = bytearray()
        self.known: dict[object, Any] = {}
        self._numbers = {id(passage.block): number for number, passage in enumerate(passages)}
        self._firsts: list[int] = []
        self.has_sections = bool(sections)
        sections = sections or bytes(len(passages))
        self._sections: list[int] = []
        self._sentences: list[int] = []
        for number, passage in enumerate(passages):
            self._firsts.append(len(self.texts))
            self.texts.extend(passage.words.texts)
            if not number or sections[number] != sections[number - 1]:
                self._sections.append(self._firsts[-1])
            self.block.extend([number] * len(passage.words))
            self.section.extend([len(self._sections) - 1] * len(passage.words))
            self.clear.extend(_clear(passage))
            begin = 0
            for stop in passage.stops:
                self.sentence.extend([len(self._sentences)] * (stop + 1 - begin))
                self._sentences.append(self._firsts[-1] + begin)
                begin = stop + 1
            for fact in passage.facts:
                under = self.words_under(number, fact.span)
                if under:
                    self.facts.setdefault(under.start, []).append((fact, under.stop))

        self.occurrences = Occurrences(
            self.texts,
            self.kinds,
            self.facts,
            sentence=self.sentence,
            sentences=self._sentences,
            block=self.block,
            firsts=self._firsts,
            folded=[passage.folded.text for passage in self.passages],
            section=self.section,
            sections=len(self._sections),
        )

    def __len__(self) -> int:
        return len(self.texts)

    def places(self, first: int, last: int) -> tuple[Place, ...]:
        """The words `first` up to `last`, one place for each block they touch."""
        found = []
        for number in range(self.block[first], self.block[last - 1] + 1):
            passage, base = self.passages[number], self._firsts[number]
            low, high = max(first - base, 0), min(last - base, len(passage.words))
            if low < high:
                found.append(Place(passage.block, passage.span(low, high)))
        return tuple(found)

    def unit(self, at: int, within: str) -> tuple[int, int]:
        """The sentence, block or section that word `at` stands in."""
        numbers, starts = self.stretches(within)
        number = numbers[at]
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self)

    def stretches(self, within: str) -> tuple[Sequence[int], Sequence[int]]:
        """For each word the number of the sentence, block or section that it stands in; and the first word of each."""
        if within == "sentence":
            return self.sentence, self._sentences
        return (self.block, self._firsts) if within == "block" else (self.section, self._sections)

    @property
    def beginnings(self) -> frozenset[int]:
        """The words before which, in their sentence, no more stands than marks."""
        if "beginnings" not in self.known:
            found = {*self._sentences}
            for at in self._sentences:
                while at + 1 < len(self) and self.kinds[at] == "m" and self.sentence[at] == self.sentence[at + 1]:
                    at += 1
                    found.add(at)
            self.known["beginnings"] = frozenset(found)
        known: frozenset[int] = self.known["beginnings"]
        return known

    def number(self, block: Block) -> int:
        """The number of the passage of a block; raises KeyError where it has none here."""
        return self._numbers[id(block)]

    def words_of(self, number: int) -> range:
        """The words of passage `number`."""
        first = self._firsts[number]
        return range(first, first + len(self.passages[number].words))

    def words_under(self, number: int, span: Span) -> range:
        """The words of passage `number` that touch the view span."""
        passage, base = self.passages[number], self._firsts[number]
        high = bisect_left(passage.words.starts, bisect_left(passage.folded.starts, span.end))
        return range(base + passage.word_at(span.start), base + high)


CLEAR = frozenset("'\"()[]*^~_†‡®™¹²³⁴⁵⁶⁷⁸⁹⁰")
_CLEAR_CATEGORIES = frozenset({"So", "Sk", "Mn", "Cf"})


def _clear(passage: Passage) -> bytearray:
    """For each token, 1 if it is a mark that says nothing between two words."""
    words = passage.words
    clear = bytearray(len(words))
    at = words.kinds.find("m")
    while at >= 0:
        text = words.texts[at]
        if text == "-":
            clear[at] = _joins(passage, at)
        else:
            clear[at] = text in CLEAR or (not text.isascii() and category(text) in _CLEAR_CATEGORIES)
        at = words.kinds.find("m", at + 1)
    return clear


def _joins(passage: Passage, i: int) -> bool:
    """Whether the dash at word `i` stands between two words without white space, and is no em dash."""
    words, folded = passage.words, passage.folded
    if not 0 < i < len(words) - 1 or "m" in (words.kinds[i - 1], words.kinds[i + 1]):
        return False
    start, end = words.starts[i], words.ends[i]
    if words.ends[i - 1] != start or words.starts[i + 1] != end:
        return False
    return passage.block.text[folded.starts[start]] not in "—―"
