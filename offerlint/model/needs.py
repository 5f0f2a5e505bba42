"""What patterns need: most texts hold the words of few patterns."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Protocol

from offerlint.text.frozen import dataclass
from offerlint.text.late import late

FAR = 1_000
"""Words after which something stands at any distance."""
DIGIT = "\\d"
"""The need for any digit at all."""
_DIGIT = late(r"\d")


class NeedSets(Protocol):
    """Sets of what texts may hold, by number: a `word`, a `pref*`, a `{price}`, characters (a `~part`, or DIGIT).

    A text looks its few hundred words up here, and not some ten thousand sets in these.
    """

    def __len__(self) -> int: ...

    def __getitem__(self, number: int) -> frozenset[str]: ...

    def holding(self, word: str) -> Sequence[int]:
        """The numbers of the sets that hold a word, or `{kind}`, as it stands."""

    def starts(self) -> Mapping[str, Sequence[int]]:
        """Each `pref*` of any set, with the numbers of the sets that hold it."""

    def of_characters(self) -> Collection[int]:
        """The numbers of the sets that ask for characters, which are found in the text and not among its words."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Sets of each of which something stands in any text that matches, by their `numbers` in `sets`, the rarest first.

    Of `order`, pairs of a set's number and a distance, something of each set stands in this order in any match, each
    beginning at most so many words after the one before it, marks not counted; FAR is any distance. False where
    nothing is known to be needed.
    """

    sets: NeedSets
    numbers: tuple[int, ...] = ()
    order: Sequence[tuple[int, int]] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.numbers)

    def __iter__(self) -> Iterator[frozenset[str]]:
        return map(self.sets.__getitem__, self.numbers)

    @property
    def rarest(self) -> Needs:
        """The first of them alone."""
        return Needs(self.sets, self.numbers[:1])


class LoadedSets:
    """The sets of patterns that this process has read as they are written, each once."""

    def __init__(self) -> None:
        self._sets: list[frozenset[str]] = []
        self._numbers: dict[frozenset[str], int] = {}
        self._by_word: dict[str, array[int]] = {}
        self._starts: dict[str, array[int]] = {}
        self._of_characters: set[int] = set()

    def __len__(self) -> int:
        return len(self._sets)

    def __getitem__(self, number: int) -> frozenset[str]:
        return self._sets[number]

    def needs(self, sets: Iterable[Collection[str]], order: Sequence[tuple[frozenset[str], int]] = ()) -> Needs:
        """The sets as needs, the rarest first, with what is known of their order (see Needs)."""
        numbers = tuple([self.number(frozenset(one)) for one in sets])
        return Needs(self, numbers, tuple([(self.number(one), far) for one, far in order]) if len(order) > 1 else ())

    def number(self, words: frozenset[str]) -> int:
        """The number of a set, which is added if it is new."""
        found = self._numbers.get(words)
        if found is not None:
            return found
        number = self._numbers[words] = len(self._sets)
        self._sets.append(words)
        for one in words:
            if is_in_text(one):
                self._of_characters.add(number)
            else:
                by = self._starts if begins_words(one) else self._by_word
                by.setdefault(one, array("i")).append(number)
        return number

    def holding(self, word: str) -> Sequence[int]:
        return self._by_word.get(word, ())

    def starts(self) -> Mapping[str, Sequence[int]]:
        return self._starts

    def of_characters(self) -> Collection[int]:
        return self._of_characters


SETS = LoadedSets()
"""Those of this process."""
NOTHING = Needs(SETS)
"""Nothing is known to be needed."""


def sign(kind: str, key: str = "", value: str = "") -> str:
    """How a fact of a kind is named among words, or one with this value of a qualifier."""
    return f"{{{kind}.{key}={value}}}" if key else f"{{{kind}}}"


def kind_of(need: str) -> str:
    """The kind of fact that `sign` named; empty for any other need."""
    return need[1:-1].partition(".")[0] if len(need) > 2 and need[0] == "{" else ""


def begins_words(need: str) -> bool:
    """Whether it is met by any word that begins so: `pref*`."""
    return len(need) > 1 and need[-1] == "*"


def is_in_text(need: str) -> bool:
    """Whether it is met by characters anywhere in the folded text: `~part`, or any digit."""
    return need == DIGIT or (len(need) > 1 and need[0] == "~")


def place(need: str, text: str, start: int) -> int:
    """Where from `start` on the characters that a need asks for first stand in a folded text; -1 where they do not."""
    if need != DIGIT:
        return text.find(need[1:], start)
    digit = _DIGIT.search(text, start)
    return digit.start() if digit else -1
