"""What patterns need, looked up by the words of a text: most texts hold the words of few patterns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from offerlint.text.late import late

Needs = tuple[frozenset[str], ...]
"""Sets of each of which something stands in any text that matches: a `word`, a `pref*`, a `{price}`, a `~part`."""

Met = tuple[set[Needs], set[Needs]]
"""The needs that are met somewhere in a text, and those of them that are met within one sentence."""

DIGIT = "\\d"
"""The need for any digit at all."""
_DIGIT = late(r"\d")


def begins_words(need: str) -> bool:
    """Whether it is met by any word that begins so: `pref*`."""
    return len(need) > 1 and need[-1] == "*"


def is_in_text(need: str) -> bool:
    """Whether it is met by characters anywhere in the folded text: `~part`, or any digit."""
    return need == DIGIT or (len(need) > 1 and need[0] == "~")


def stands(need: str, text: str) -> bool:
    """Whether the characters that a need asks for stand in a folded text."""
    return bool(_DIGIT.search(text)) if need == DIGIT else need[1:] in text


class NeedIndex:
    """Needs by what is in them, so that one look at the words of a text says which are met.

    It grows by what a process has asked for, and says nothing that could not be found out without it.
    """

    __slots__ = ("_by_first", "_in_text", "_indexed", "_longest", "_seen", "_starts", "_words", "known")

    def __init__(self) -> None:
        self.known: dict[Needs, int] = {}
        """All that were asked for, numbered."""
        self._indexed = 0
        self._longest = 0
        self._seen: set[frozenset[str]] = set()
        self._by_first: dict[frozenset[str], list[Needs]] = {}
        self._words: dict[str, list[frozenset[str]]] = {}
        self._starts: dict[str, list[frozenset[str]]] = {}
        self._in_text: dict[str, list[frozenset[str]]] = {}

    def note(self, needs: Needs) -> None:
        """Keeps needs, which are not empty, for the texts to come."""
        self.known.setdefault(needs, len(self.known))

    def look(self, words: Collection[str], bits: Callable[[str], int]) -> tuple[dict[frozenset[str], int], Met, int]:
        """What a text of some different `words` holds: sets with their sentences, the needs met; how many are known.

        `bits` tell the sentences in which something stands that a set names, one bit each.
        """
        self._index()
        sets: dict[frozenset[str], int] = {}
        starts = {word[:end] for word in words for end in range(1, min(len(word), self._longest) + 1)}
        for those, held in (
            (self._words, self._words.keys() & words),
            (self._starts, self._starts.keys() & {start + "*" for start in starts}),
            (self._in_text, self._in_text),
        ):
            for one in held:
                here = bits(one)
                for need in those[one] if here else ():
                    sets[need] = sets.get(need, 0) | here
        return sets, self._met(sets), self._indexed

    def _met(self, sets: Mapping[frozenset[str], int]) -> Met:
        anywhere, together = set(), set()
        for first in sets.keys() & self._by_first.keys():
            for needs in self._by_first[first]:
                left = -1
                for need in needs:
                    if need not in sets:
                        break
                    left &= sets[need]
                else:
                    anywhere.add(needs)
                    if left:
                        together.add(needs)
        return anywhere, together

    def _index(self) -> None:
        for needs in list(self.known)[self._indexed :]:
            self._by_first.setdefault(needs[0], []).append(needs)
            for need in needs:
                if need not in self._seen:
                    self._seen.add(need)
                    self._index_set(need)
        self._indexed = len(self.known)

    def _index_set(self, need: frozenset[str]) -> None:
        for one in need:
            if begins_words(one):
                self._longest = max(self._longest, len(one) - 1)
                self._starts.setdefault(one, []).append(need)
            elif is_in_text(one):
                self._in_text.setdefault(one, []).append(need)
            else:
                self._words.setdefault(one, []).append(need)


INDEX = NeedIndex()
"""What patterns have asked for in this process."""
