"""The sets that the patterns of a stored rulebook need, of which only those are read that somebody asks for."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Any
from zlib import crc32

from offerlint.model.needs import Needs, NeedSets, begins_words, is_in_text

_WORDS_A_LINE = 4
"""About so many words stand on a line with the numbers of their sets."""


def written_sets(sets: Sequence[frozenset[str]], line: Callable[[Any], int]) -> list[Any]:
    """What `StoredSets` reads; `line` says where a value is put, each on the line after the last."""
    by_word: dict[str, list[int]] = {}
    starts: dict[str, list[int]] = {}
    for number, words in enumerate(sets):
        for one in sorted(words):
            if not is_in_text(one):
                (starts if begins_words(one) else by_word).setdefault(one, []).append(number)
    of_characters = [number for number, words in enumerate(sets) if any(map(is_in_text, words))]
    rows: list[dict[str, list[int]]] = [{} for _ in range(len(by_word) // _WORDS_A_LINE + 1)]
    for word, numbers in by_word.items():
        rows[_row(word, len(rows))][word] = numbers
    first_row, *_ = [line(row) for row in rows]
    first_set, *_ = [*[line(sorted(words)) for words in sets], 0]
    return [len(sets), first_set, len(rows), first_row, line(starts), of_characters]


def _row(word: str, rows: int) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % rows


class StoredSets(NeedSets):
    """See NeedSets; `line` gives what stands on a line."""

    def __init__(
        self,
        written: tuple[int, int, int, int, int, Sequence[int]],
        line: Callable[[int], Any],
    ) -> None:
        self._count, self._first_set, self._rows, self._first_row, self._starts, self._of_characters = written
        self._line = line
        self._by_word: dict[str, Sequence[int]] = {}
        self._read: set[int] = set()

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> frozenset[str]:
        return frozenset(self._line(self._first_set + number))

    def holding(self, word: str) -> Sequence[int]:
        row = _row(word, self._rows)
        if row not in self._read:
            self._read.add(row)
            self._by_word |= {one: array("i", numbers) for one, numbers in self._line(self._first_row + row).items()}
        return self._by_word.get(word, ())

    def starts(self) -> Mapping[str, Sequence[int]]:
        return self._all_starts

    @cached_property
    def _all_starts(self) -> Mapping[str, Sequence[int]]:
        found: Mapping[str, Sequence[int]] = self._line(self._starts)
        return found

    def of_characters(self) -> Collection[int]:
        return self._of_characters

    def needs(self, written: Sequence[Any]) -> Needs:
        """Some of them as needs, the rarest first; what is known of their order is written last."""
        if written and type(written[-1]) is list:
            return Needs(self, tuple(written[:-1]), written[-1])
        return Needs(self, tuple(written))
