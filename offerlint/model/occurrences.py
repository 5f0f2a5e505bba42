"""Where the words of a stream stand, and which of its sentences and passages meet needs."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_

from offerlint.model.fact import Fact
from offerlint.model.needs import Needs, NeedSets, begins_words, is_in_text, place

_YES = ord("1")
_SINGLY = 16
"""Bits up to which it is quickest to set one after the other."""
_FEW = 500
"""Words from which on it is worth while to find out which passages hold what."""
_MANY = 2_000
"""Sentences from which on there is no room to keep of every set where it is met."""
_UNASKED = -1
"""Of a set of which nobody has asked yet where it is met."""
_BETWEEN = "\n"
"""Between the texts of passages, where no part of words stands."""
KEYS = {"n": "{number}", "f": "{field}"}
"""How kinds of tokens are named where words are looked up."""


class Occurrences:
    """Where the words and facts of a stream stand; each question is answered when it is first asked.

    `texts`, `kinds`, `facts`, `sentence` and `block` are those of the stream; `sentences` and `firsts` have the first
    word of each sentence and passage, `folded` the folded texts of the passages, `sections` the section of each.
    """

    __slots__ = (
        "_begins", "_begun", "_bits", "_block", "_every", "_facts", "_firsts", "_folded", "_holding", "_kinds", "_met",
        "_sections", "_sentence", "_sentences", "_text", "_texts", "_vocabulary", "_where",
    )  # fmt: skip

    def __init__(
        self,
        texts: Sequence[str],
        kinds: str,
        facts: Mapping[int, Sequence[tuple[Fact, int]]],
        *,
        sentence: Sequence[int],
        sentences: Sequence[int],
        block: Sequence[int],
        firsts: Sequence[int],
        folded: Sequence[str],
        sections: Sequence[int],
    ) -> None:
        self._texts, self._kinds, self._facts = texts, kinds, facts
        self._sentence, self._sentences = sentence, sentences
        self._block, self._firsts, self._folded, self._sections = block, firsts, folded, sections
        self._every = (1 << len(sentences)) - 1
        self._where: dict[str, array[int]] = {}
        self._vocabulary: list[str] = []
        self._begun: dict[str, Sequence[str]] = {}
        self._met: dict[NeedSets, list[int]] = {}
        self._bits: dict[str, int] = {}
        self._holding: dict[tuple[NeedSets, int], int] = {}
        self._text = ""
        self._begins: list[int] = []

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
        """Whether something of each of `needs` stands here; `within` one sentence, if that is said."""
        if within == "sentence":
            return not needs.numbers or self.together(needs) != 0
        met = self._met_of(needs.sets)
        for number in needs.numbers:
            if not (met[number] if met[number] != _UNASKED else self._find(needs.sets, number)):
                return False
        return True

    def together(self, needs: Needs) -> int:
        """The sentences in which something of each of `needs` stands, one bit each."""
        met, left = self._met_of(needs.sets), self._every
        for number in needs.numbers:
            left &= met[number] if met[number] != _UNASKED else self._find(needs.sets, number)
            if not left:
                break
        return left

    def sentences_with(self, needs: Needs) -> str:
        """A "1" for each sentence that may hold something of each of `needs`, a "0" for each other."""
        those = self.together(needs)
        return format(those, f"0{len(self._sentences)}b")[::-1] if those else "0" * len(self._sentences)

    def look_up(self, sets: NeedSets) -> None:
        """Finds out at once where all sets are met, which is quicker than one by one where most will be asked for."""
        if len(self._sentences) >= _MANY:
            return
        met = self._met[sets] = [0] * len(sets)
        for word in self.where:
            numbers = sets.holding(word)
            if numbers:
                bits = self._bits_of(word)
                for number in numbers:
                    met[number] |= bits
        for start, numbers in sets.starts().items():
            bits = self._bits_of(start)
            for number in numbers if bits else ():
                met[number] |= bits
        for number in sets.of_characters():
            met[number] = _UNASKED

    def _met_of(self, sets: NeedSets) -> list[int]:
        """Where each of the sets is met, as far as it is known."""
        met = self._met.get(sets)
        if met is None:
            met = self._met[sets] = []
        if len(met) < len(sets):
            met += [_UNASKED] * (len(sets) - len(met))
        return met

    def _find(self, sets: NeedSets, number: int) -> int:
        """The sentences in which anything of a set stands, one bit each."""
        need = sets[number]
        parts = [one for one in need if begins_words(one) or is_in_text(one)]
        found = reduce(or_, map(self._bits_of, (*(self.where.keys() & need), *parts)), 0)
        self._met[sets][number] = found
        return found

    def _bits_of(self, one: str) -> int:
        """The sentences in which stands what a set of needs names; of characters, all those of their passages."""
        if one not in self._bits:
            if begins_words(one):
                self._bits[one] = reduce(or_, map(self._bits_of, self.begun(one[:-1])), 0)
            elif is_in_text(one):
                holding = self._passages_with(one)
                self._bits[one] = _bits_at(
                    [i for number in holding for i in self._sentences_of(number)], len(self._sentences)
                )
            else:
                self._bits[one] = _bits_at([self._sentence[i] for i in self.where[one]], len(self._sentences))
        return self._bits[one]

    def _sentences_of(self, number: int) -> range:
        first = self._firsts[number]
        stop = self._firsts[number + 1] if number + 1 < len(self._firsts) else len(self._texts)
        return range(self._sentence[first], self._sentence[stop - 1] + 1) if first < stop else range(0)

    def _passages_with(self, one: str) -> list[int]:
        """The passages in whose folded text the characters stand that `one` asks for."""
        if not self._text:
            self._text = _BETWEEN.join(self._folded)
            self._begins = [0, *accumulate(len(text) + 1 for text in self._folded)]
        found = []
        at = place(one, self._text, 0)
        while at >= 0:
            found.append(bisect_right(self._begins, at) - 1)
            at = place(one, self._text, self._begins[found[-1] + 1])
        return found

    def holding(self, needs: Needs, within: str = "block") -> str:
        """A "1" for each passage that may hold something of each of `needs`, a "0" for each other.

        Within a section, for each passage of those sections that may.
        """
        count = len(self._folded)
        if not self.meets(needs):
            return "0" * count
        if len(self._texts) < _FEW:
            return "1" * count
        left = (1 << count) - 1
        for number in needs.numbers:
            those = self._holding_any(needs.sets, number)
            left &= self._in_sections(those) if within == "section" else those
        return format(left, f"0{count}b")[::-1]

    def _holding_any(self, sets: NeedSets, number: int) -> int:
        """The passages that hold any of a set, one bit each."""
        key = sets, number
        if key not in self._holding:
            sentences = format(self.together(Needs(sets, (number,))), "b")[::-1]
            those = {self._block[self._sentences[i]] for i, flag in enumerate(sentences) if flag == "1"}
            self._holding[key] = _bits_at(those, len(self._folded))
        return self._holding[key]

    def _in_sections(self, passages: int) -> int:
        """All passages of the sections that any of `passages` stands in."""
        if len(self._firsts) < 2 or self._sections[0] == self._sections[-1]:
            return ~0 if passages else 0
        some = {self._sections[number] for number, flag in enumerate(format(passages, "b")[::-1]) if flag == "1"}
        return sum(1 << number for number, section in enumerate(self._sections) if section in some)

    def _find_words(self) -> None:
        where = self._where
        for i, (text, kind) in enumerate(zip(self._texts, self._kinds, strict=True)):
            for key in (text, KEYS[kind]) if kind in KEYS else (text,):
                if key in where:
                    where[key].append(i)
                else:
                    where[key] = array("i", (i,))
        for i in sorted(self._facts):
            for fact_kind in {fact.kind for fact, _ in self._facts[i]}:
                where.setdefault("{" + fact_kind + "}", array("i")).append(i)


def _bits_at(numbers: Collection[int], count: int) -> int:
    """The number in which just these of `count` bits are set."""
    if len(numbers) < _SINGLY:
        bits = 0
        for number in numbers:
            bits |= 1 << number
        return bits
    flags = bytearray(b"0") * count
    for number in numbers:
        flags[number] = _YES
    flags.reverse()
    return int(flags, 2)
