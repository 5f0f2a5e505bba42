"""Where the words of a stream stand, and which of its sentences, blocks and sections meet needs."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_

from offerlint.model.fact import Fact
from offerlint.model.needs import FAR, Needs, NeedSets, begins_words, is_in_text, place, sign

_YES = ord("1")
_SINGLY = 16
"""Bits up to which it is quickest to set one after the other."""
_MANY = 2_000
"""Sentences from which on there is no room to keep of every set where it is met."""
_PLACED = 4_000
"""Words up to which it is kept of every set where among them it stands."""
_WHOLE = frozenset({"sentence", "block"})
"""What is the same in every way through a template."""
_UNASKED = -1
"""Of a set of which nobody has asked yet where it is met."""
_BETWEEN = "\n"
"""Between the texts of passages, where no part of words stands."""
KEYS = {"n": "{number}", "f": "{field}"}
"""How kinds of tokens are named where words are looked up."""


class Occurrences:
    """Where the words and facts of a stream stand; each question is answered when it is first asked.

    `texts`, `kinds`, `facts`, `sentence`, `block` and `section` are those of the stream; `sentences` and `firsts` have
    the first word of each sentence and block, `folded` the folded texts of the blocks. There are so many `sections`.
    """

    __slots__ = (
        "_above", "_begins", "_begun", "_bits", "_block", "_counts", "_every", "_facts", "_firsts", "_folded", "_kinds",
        "_met", "_ranks", "_section", "_sentence", "_sentences", "_shifts", "_text", "_texts", "_units", "_vocabulary",
        "_where",
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
        section: Sequence[int],
        sections: int,
    ) -> None:
        self._texts, self._kinds, self._facts = texts, kinds, facts
        self._sentence, self._sentences = sentence, sentences
        self._block, self._firsts, self._folded = block, firsts, folded
        self._section = section
        self._counts = {"sentence": len(sentences), "block": len(firsts), "section": sections}
        self._shifts = {"sentence": 0, "block": len(sentences), "section": len(sentences) + len(firsts)}
        self._above = self._shifts["section"] + sections
        self._ranks = self._numbered() if len(texts) <= _PLACED else ()
        self._every = {unit: ((1 << count) - 1) << self._shifts[unit] for unit, count in self._counts.items()}
        self._where: dict[str, array[int]] = {}
        self._vocabulary: list[str] = []
        self._begun: dict[str, Sequence[str]] = {}
        self._met: dict[NeedSets, list[int]] = {}
        self._bits: dict[str, int] = {}
        self._units: dict[int, int] = {}
        self._text = ""
        self._begins: list[int] = []

    @property
    def where(self) -> Mapping[str, Sequence[int]]:
        """Each word, `{kind}` (see `sign`), `{number}` and `{field}`, with the places where it begins, in order."""
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
        """Whether something of each of `needs` stands here, or `within` any one sentence, block or section."""
        if within != "document":
            return not needs.numbers or (self._together(needs, within) != 0 and self._in_order(needs, within))
        return all(self._units_with(needs.sets, number) for number in needs.numbers)

    def perhaps_met(self, sets: NeedSets, numbers: Iterable[int]) -> list[int]:
        """Those of some sets, by their numbers, of which something stands here, or nobody has asked yet."""
        met = self._met.get(sets)
        return [number for number in numbers if met[number]] if met else list(numbers)

    def holding(self, needs: Needs, within: str) -> str:
        """A "1" for each sentence, block or section that holds something of each of `needs`, a "0" for each other.

        Empty where it is "0" throughout.
        """
        those = self._together(needs, within) >> self._shifts[within]
        if those and not self._in_order(needs, within):
            return ""
        return format(those, f"0{self._counts[within]}b")[::-1] if those else ""

    def _together(self, needs: Needs, within: str) -> int:
        """Those of the sentences, blocks or sections in which something of each of `needs` stands (see _units_with)."""
        sets, left = needs.sets, self._every[within]
        met = self._met.get(sets, ())
        for number in needs.numbers:
            left &= met[number] if number < len(met) and met[number] != _UNASKED else self._units_with(sets, number)
            if not left:
                break
        return left

    def _in_order(self, needs: Needs, within: str) -> bool:
        """Whether something of each set stands in its order, and near enough, so far as that is known.

        What is put together of several blocks may stand otherwise where a template has several ways through.
        """
        if not needs.order or not self._ranks or within not in _WHOLE:
            return True
        sets, left = needs.sets, -1 << self._above
        met = self._met.get(sets, ())
        for i, (number, far) in enumerate(needs.order):
            there = met[number] if number < len(met) and met[number] != _UNASKED else self._units_with(sets, number)
            if not i:
                left &= there
            elif far >= FAR:
                left = -(left & -left) & there
            else:
                left <<= 1
                done = 1
                while done < far:
                    more = min(done, far - done)
                    left |= left << more
                    done += more
                left &= there
            if not left:
                return False
        return True

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

    def _units_with(self, sets: NeedSets, number: int) -> int:
        """Where anything of a set stands: a bit for each sentence, above these each block, each section, each word."""
        met = self._met.setdefault(sets, [])
        if number >= len(met):
            met += [_UNASKED] * (len(sets) - len(met))
        found = met[number]
        if found == _UNASKED:
            need = sets[number]
            parts = [one for one in need if begins_words(one) or is_in_text(one)]
            found = reduce(or_, map(self._bits_of, (*(self.where.keys() & need), *parts)), 0)
            if not found or len(self._sentences) < _MANY:
                met[number] = found
        return found

    def _bits_of(self, one: str) -> int:
        """Where stands what a set of needs names (see _units_with); of characters, in all sentences of their blocks."""
        if one not in self._bits:
            if begins_words(one):
                self._bits[one] = reduce(or_, map(self._bits_of, self.begun(one[:-1])), 0)
            elif is_in_text(one):
                blocks = self._passages_with(one)
                self._bits[one] = self._bits_at([i for number in blocks for i in self._sentences_of(number)])
            else:
                places = self.where[one]
                self._bits[one] = self._bits_at([self._sentence[i] for i in places]) | self._words_at(places)
        return self._bits[one]

    def _words_at(self, places: Iterable[int]) -> int:
        """The bits of some words, marks not counted: that of a mark is that of the word after it."""
        return sum({1 << self._ranks[i] for i in places}) << self._above if self._ranks else 0

    def _numbered(self) -> Sequence[int]:
        """For each word how many stand before it, marks not counted."""
        return array("i", accumulate((kind != "m" for kind in self._kinds[:-1]), initial=0))

    def _bits_at(self, sentences: Iterable[int]) -> int:
        """The bits of some sentences, and of the blocks and sections that these are of."""
        numbers = {*sentences}
        if len(numbers) < _SINGLY:
            return reduce(or_, map(self._unit, numbers), 0)
        above, last = self._shifts["block"], self._shifts["section"]
        flags = bytearray(b"0") * (last + self._counts["section"])
        for number in numbers:
            first = self._sentences[number]
            flags[number] = flags[above + self._block[first]] = flags[last + self._section[first]] = _YES
        flags.reverse()
        return int(flags, 2)

    def _unit(self, sentence: int) -> int:
        """The bits of one sentence, its block and its section."""
        found = self._units.get(sentence)
        if found is None:
            first = self._sentences[sentence]
            block, section = self._shifts["block"] + self._block[first], self._shifts["section"] + self._section[first]
            found = 1 << sentence | 1 << block | 1 << section
            if len(self._sentences) < _MANY:
                self._units[sentence] = found
        return found

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

    def _find_words(self) -> None:
        where = self._where
        for i, (text, kind) in enumerate(zip(self._texts, self._kinds, strict=True)):
            for key in (text, KEYS[kind]) if kind in KEYS else (text,):
                if key in where:
                    where[key].append(i)
                else:
                    where[key] = array("i", (i,))
        for i in sorted(self._facts):
            facts = [fact for fact, _ in self._facts[i]]
            signs = {sign(fact.kind, *one) for fact in facts for one in ((), *fact.qualifiers.items())}
            for one in sorted(signs):
                where.setdefault(one, array("i")).append(i)
