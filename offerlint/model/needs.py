"""What patterns need: most texts hold the words of few patterns."""

from __future__ import annotations

from functools import lru_cache

from offerlint.text.late import late

Needs = tuple[frozenset[str], ...]
"""Sets of each of which something stands in any text that matches: a `word`, a `pref*`, a `{price}`, a `~part`."""

DIGIT = "\\d"
"""The need for any digit at all."""
_DIGIT = late(r"\d")


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


@lru_cache(maxsize=1 << 16)
def parts_of_words(need: frozenset[str]) -> tuple[str, ...]:
    """What of a set is no word: how words begin, and characters anywhere in the text."""
    return tuple(one for one in need if begins_words(one) or is_in_text(one))
