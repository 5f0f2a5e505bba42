"""The words of passages in a row, as phrases read them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import category

from offerlint.model.block import Place
from offerlint.model.fact import Fact
from offerlint.model.figure import DayFigures
from offerlint.model.passage import Passage
from offerlint.text.span import Span

KEYS = {"n": "{number}", "f": "{field}"}
"""How kinds of tokens are named where words are looked up."""


class Stream:
    """The words of one or more passages in a row, as a phrase reads them.

    `texts` and `kinds` run over all words. `sentence[i]` and `block[i]` number the sentence and
    the passage of word `i`. `facts[i]` are the facts that begin at word `i`, each with the index
    of the word after its end. `clear[i]` is 1 for marks that a phrase reads through: quote marks,
    brackets, note marks, and hyphens between two words. `figures` are those of the document's day.
    """

    # `known` is what checks have found out about it.
    __slots__ = (
        "_begun", "_firsts", "_has", "_read", "_units", "_where", "block", "clear", "facts", "figures", "kinds", "known", "passages",
        "sentence", "texts",
    )  # fmt: skip

    def __init__(self, passages: Sequence[Passage], figures: DayFigures | None = None) -> None:
        self.passages, self.figures = tuple(passages), figures or {}
        self.texts: list[str] = []
        self.kinds = "".join(passage.words.kinds for passage in passages)
        self.block: list[int] = []
        self.sentence: list[int] = []
        self.facts: dict[int, list[tuple[Fact, int]]] = {}
        self.clear = bytearray()
        self.known: dict[object, Any] = {}
        self._begun: dict[str, list[str]] = {}
        self._firsts: list[int] = []
        self._has: dict[frozenset[str], bool] = {}
        self._read: dict[str, list[tuple[str, list[int], list[int], int, int]]] = {}
        self._units: dict[str, list[tuple[int, int]]] = {}
        self._where: dict[str, list[int]] = {}
        sentences = 0
        for number, passage in enumerate(passages):
            first = len(self.texts)
            self._firsts.append(first)
            self.texts.extend(passage.words.texts)
            self.block.extend([number] * len(passage.words))
            self.clear.extend(_clear(passage))
            begin = 0
            for stop in passage.stops:
                self.sentence.extend([sentences] * (stop + 1 - begin))
                begin, sentences = stop + 1, sentences + 1
            for fact in passage.facts:
                under = self.words_under(number, fact.span)
                if under:
                    self.facts.setdefault(under.start, []).append((fact, under.stop))

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

    def units(self, within: str) -> list[tuple[int, int]]:
        """The stretches of words that a match must stay in: each sentence, each block, or (section) all of it."""
        if within not in self._units:
            if within == "section":
                self._units[within] = [(0, len(self))] if len(self) else []
            else:
                numbers = self.sentence if within == "sentence" else self.block
                edges = [i for i in range(1, len(numbers)) if numbers[i] != numbers[i - 1]]
                self._units[within] = list(zip([0, *edges], [*edges, len(numbers)], strict=True)) if numbers else []
        return self._units[within]

    def read(self, within: str) -> list[tuple[str, list[int], list[int], int, int]]:
        """The folded text of each stretch, where in it each of its words starts and ends, and its words."""
        if within not in self._read:
            self._read[within] = [(*self._joined(*unit), *unit) for unit in self.units(within)]
        return self._read[within]

    def _joined(self, first: int, last: int) -> tuple[str, list[int], list[int]]:
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        length = 0
        for number in range(self.block[first], self.block[last - 1] + 1):
            passage, words = self.passages[number], self.words_of(number)
            low, high = max(first, words.start) - words.start, min(last, words.stop) - words.start
            if low >= high:
                continue
            begin, end = passage.words.starts[low], passage.words.ends[high - 1]
            starts += [start - begin + length for start in passage.words.starts[low:high]]
            ends += [stop - begin + length for stop in passage.words.ends[low:high]]
            texts.append(passage.folded.text[begin:end])
            length += end - begin + 1
        return "\n".join(texts), starts, ends

    def unit(self, at: int, within: str) -> tuple[int, int]:
        """The stretch that word `at` stands in."""
        units = self.units(within)
        return units[bisect_right(units, (at, len(self))) - 1]

    @property
    def where(self) -> Mapping[str, list[int]]:
        """Each word, `{kind}` of fact, `{number}` and `{field}`, with the places where it begins."""
        return self._where or self._placed()

    def begun(self, start: str) -> Sequence[str]:
        """The words that begin with `start`."""
        if start not in self._begun:
            self._begun[start] = [word for word in self.where if word.startswith(start)]
        return self._begun[start]

    def has(self, need: frozenset[str]) -> bool:
        """Whether any of the words, kinds and `beginnings*` of `need` stands here."""
        if need not in self._has:
            exact = not self.where.keys().isdisjoint(need)
            self._has[need] = exact or any(self.begun(one[:-1]) for one in need if len(one) > 1 and one[-1] == "*")
        return self._has[need]

    def _placed(self) -> dict[str, list[int]]:
        for i, (text, kind) in enumerate(zip(self.texts, self.kinds, strict=True)):
            self._where.setdefault(text, []).append(i)
            if kind in KEYS:
                self._where.setdefault(KEYS[kind], []).append(i)
        for i, facts in self.facts.items():
            for kind in {fact.kind for fact, _ in facts}:
                self._where.setdefault("{" + kind + "}", []).append(i)
        return self._where

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
