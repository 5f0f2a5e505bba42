"""The words of passages in a row, as phrases read them."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any
from unicodedata import category

from offerlint.model.block import Block, Place
from offerlint.model.fact import Fact
from offerlint.model.figure import DayFigures
from offerlint.model.needs import Needs, begins_words, is_in_text, parts_of_words, stands
from offerlint.model.passage import Passage
from offerlint.text.span import Span

_YES = ord("1")
_SINGLY = 16
"""Bits up to which it is quickest to set one after the other."""
_FEW = 500
"""Words from which on it is worth while to find out which passages hold what."""
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
        "_begun", "_bits", "_firsts", "_has", "_holding", "_in_section", "_met", "_numbers", "_sections",
        "_sentences", "_sets", "_text", "_together", "_vocabulary", "_where", "block", "clear", "facts", "figures",
        "kinds", "known", "passages", "sentence", "texts",
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
        self.facts: dict[int, list[tuple[Fact, int]]] = {}
        self.clear = bytearray()
        self.known: dict[object, Any] = {}
        self._numbers = {id(passage.block): number for number, passage in enumerate(passages)}
        self._firsts: list[int] = []
        self._begun: dict[str, Sequence[str]] = {}
        self._has: dict[frozenset[str], bool] = {}
        self._met: dict[Needs, bool] = {}
        self._together: dict[Needs, int] = {}
        self._bits: dict[str, int] = {}
        self._sets: dict[frozenset[str], int] = {}
        self._text: str | None = None
        self._holding: dict[frozenset[str], int] = {}
        self._in_section = sections or bytes(len(passages))
        self._sections: list[int] = []
        self._sentences: list[int] = []
        self._vocabulary: list[str] = []
        self._where: dict[str, array[int]] = {}
        for number, passage in enumerate(passages):
            self._firsts.append(len(self.texts))
            self.texts.extend(passage.words.texts)
            self.block.extend([number] * len(passage.words))
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

    def sentences_with(self, needs: Needs) -> str:
        """A "1" for each sentence that may hold something of each of `needs` (see Pattern), a "0" for each other."""
        those = self.together(needs)
        return format(those, f"0{self._count}b")[::-1] if those else "0" * self._count

    def unit(self, at: int, within: str) -> tuple[int, int]:
        """The stretch that word `at` stands in."""
        starts, number = self._starts(within, at)
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self)

    def stretches(self, within: str) -> tuple[Sequence[int], Sequence[int]]:
        """For each word the number of the sentence or block that it stands in; and the first word of each of these."""
        return (self.sentence, self._sentences) if within == "sentence" else (self.block, self._firsts)

    def _starts(self, within: str, at: int) -> tuple[Sequence[int], int]:
        """Where the stretches begin, and the number of the one with the word `at`."""
        if within == "sentence":
            return self._sentences, self.sentence[at]
        if within == "block":
            return self._firsts, self.block[at]
        sections = self._in_section
        if not self._sections:
            changes = [i for i in range(len(sections)) if not i or sections[i] != sections[i - 1]]
            self._sections = [self._firsts[i] for i in changes]
        return self._sections, bisect_right(self._sections, at) - 1

    @property
    def has_sections(self) -> bool:
        """Whether it is known which of the passages stand together."""
        return isinstance(self._in_section, tuple)

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

    @property
    def where(self) -> Mapping[str, Sequence[int]]:
        """Each word, `{kind}` of fact, `{number}` and `{field}`, with the places where it begins, in order."""
        if not self._where:
            self._find_words()
        return self._where

    def begun(self, start: str) -> Sequence[str]:
        """The words that begin with `start`."""
        if start not in self._begun:
            self._vocabulary = self._vocabulary or sorted(self.where)
            low = high = bisect_left(self._vocabulary, start)
            while high < len(self._vocabulary) and self._vocabulary[high].startswith(start):
                high += 1
            self._begun[start] = self._vocabulary[low:high]
        return self._begun[start]

    def meets(self, needs: Needs, within: str = "document") -> bool:
        """Whether something of each of `needs` stands here (see Pattern); `within` one sentence, if that is said."""
        met = self._met.get(needs)
        if met is None:
            met = self._met[needs] = all(map(self.has, needs))
        return met and (within != "sentence" or not needs or bool(self.together(needs)))

    def together(self, needs: Needs) -> int:
        """The sentences in which something of each of `needs` stands, one bit each."""
        left = self._together.get(needs)
        if left is None:
            left = self._together[needs] = reduce(and_, map(self._sentences_with, needs), (1 << self._count) - 1)
        return left

    def _sentences_with(self, need: frozenset[str]) -> int:
        """The sentences in which anything of `need` stands, one bit each."""
        if need not in self._sets:
            words = (*(self.where.keys() & need), *parts_of_words(need))
            self._sets[need] = reduce(or_, map(self._bits_of, words), 0)
        return self._sets[need]

    def _bits_of(self, one: str) -> int:
        """The sentences in which stands what a set of needs names; of characters, all those of their passages."""
        if one not in self._bits:
            if begins_words(one):
                self._bits[one] = reduce(or_, map(self._bits_of, self.begun(one[:-1])), 0)
            elif is_in_text(one):
                holding = self._passages_with(one)
                self._bits[one] = _bits_at([i for number in holding for i in self._sentences_of(number)], self._count)
            else:
                self._bits[one] = _bits_at([self.sentence[i] for i in self.where[one]], self._count)
        return self._bits[one]

    @property
    def _count(self) -> int:
        return len(self._sentences)

    def _sentences_of(self, number: int) -> range:
        words = self.words_of(number)
        return range(self.sentence[words.start], self.sentence[words.stop - 1] + 1) if words else range(0)

    def _passages_with(self, one: str) -> list[int]:
        """The passages in whose folded text the characters stand that `one` asks for."""
        if self._text is None:
            self._text = "\n".join([passage.folded.text for passage in self.passages])
        if not stands(one, self._text):
            return []
        return [number for number, passage in enumerate(self.passages) if stands(one, passage.folded.text)]

    def has(self, need: frozenset[str]) -> bool:
        """Whether anything of `need` stands here."""
        found = self._has.get(need)
        if found is None:
            found = not self.where.keys().isdisjoint(need) or any(map(self._has_other, parts_of_words(need)))
            self._has[need] = found
        return found

    def _has_other(self, one: str) -> bool:
        """Whether any word begins as `one` says, or what it names stands in the text."""
        return bool(self.begun(one[:-1]) if begins_words(one) else self._passages_with(one))

    def holding(self, needs: Needs, within: str = "block") -> str:
        """A "1" for each passage that may hold something of each of `needs` (see Pattern), a "0" for each other.

        Within a section, for each passage of those sections that may.
        """
        count = len(self.passages)
        if not self.meets(needs):
            return "0" * count
        if len(self) < _FEW:
            return "1" * count
        left = (1 << count) - 1
        for need in needs:
            those = self._holding_any(need)
            left &= self._in_sections(those) if within == "section" else those
        return format(left, f"0{count}b")[::-1]

    def _holding_any(self, need: frozenset[str]) -> int:
        """The passages that hold any of `need`, one bit each."""
        if need not in self._holding:
            sentences = format(self._sentences_with(need), "b")[::-1]
            those = {self.block[self._sentences[i]] for i, flag in enumerate(sentences) if flag == "1"}
            self._holding[need] = _bits_at(those, len(self.passages))
        return self._holding[need]

    def _in_sections(self, passages: int) -> int:
        """All passages of the sections that any of `passages` stands in."""
        if len(self._firsts) < 2 or self._in_section[0] == self._in_section[-1]:
            return ~0 if passages else 0
        some = {self._in_section[number] for number, flag in enumerate(format(passages, "b")[::-1]) if flag == "1"}
        return sum(1 << number for number, section in enumerate(self._in_section) if section in some)

    def _find_words(self) -> None:
        where = self._where
        for i, (text, kind) in enumerate(zip(self.texts, self.kinds, strict=True)):
            for key in (text, KEYS[kind]) if kind in KEYS else (text,):
                if key in where:
                    where[key].append(i)
                else:
                    where[key] = array("i", (i,))
        for i in sorted(self.facts):
            for fact_kind in {fact.kind for fact, _ in self.facts[i]}:
                where.setdefault("{" + fact_kind + "}", array("i")).append(i)


def _bits_at(numbers: Collection[int], count: int) -> int:
    """The number in which just these of `count` bits are set."""
    if len(numbers) < _SINGLY:
        return reduce(or_, (1 << number for number in numbers), 0)
    flags = bytearray(b"0") * count
    for number in numbers:
        flags[number] = _YES
    flags.reverse()
    return int(flags, 2)


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
