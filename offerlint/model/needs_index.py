"""Sets of words that were asked for before, so that the next text finds out about all of them at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection

from offerlint.model.needs import begins_words, is_in_text

MOST = 1 << 16
"""Sets that are remembered; those beyond are found out about one by one."""


class NeedsIndex:
    """Sets of words by their words: a text looks its few hundred words up here, and not some thousand sets in these.

    `numbers` are those of the sets.
    """

    def __init__(self) -> None:
        self.numbers: dict[frozenset[str], int] = {}
        self._new: list[frozenset[str]] = []
        self._by_word: dict[str, array[int]] = {}
        self._by_start: dict[str, array[int]] = {}

    def add(self, need: frozenset[str]) -> None:
        """Remembers a set, which is numbered when the next text comes: most runs have but one.

        To search the text for characters is left until somebody asks.
        """
        if len(self.numbers) + len(self._new) < MOST:
            self._new.append(need)

    def look_up(self, words: Collection[str], bits: Callable[[str], int]) -> list[int]:
        """Where a text of these `words` meets each of the sets, by its number; `bits` says it of a word, or a start."""
        self._take_in()
        found = [0] * len(self.numbers)
        for by, ones in ((self._by_word, self._by_word.keys() & words), (self._by_start, self._by_start)):
            for one in ones:
                those = bits(one)
                for number in by[one] if those else ():
                    found[number] |= those
        return found

    def _take_in(self) -> None:
        new, self._new = self._new, []
        for need in new:
            if need in self.numbers or any(map(is_in_text, need)):
                continue
            number = self.numbers[need] = len(self.numbers)
            for one in need:
                by = self._by_start if begins_words(one) else self._by_word
                by.setdefault(one, array("i")).append(number)


INDEX = NeedsIndex()
"""What this process has asked for so far."""
