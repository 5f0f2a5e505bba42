"""A quiz as data: options marked right or wrong; the wrong ones are bad lines, and the question is for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offerlint.text.key import plain

_MARKS = frozenset("correct is_correct right is_right right_answer correct_answer answer is_answer".split())
_TRUE = frozenset("true yes y 1".split())
_FALSE = frozenset("false no n 0".split())
_ASKS = frozenset(("question", "q", "prompt", "stem", "ask", "scenario", "text", "title"))
"""Keys of what a question says besides its options."""
_EXPLAINS = frozenset(("why", "explanation", "feedback", "reason", "rationale", "note", "hint"))


def verdict(scalars: Mapping[str, str]) -> bool | None:
    """Whether an option is marked as right or as wrong by one of its keys with a plain value; None where it is not."""
    for key, value in scalars.items():
        if plain(key) in _MARKS and value.strip().lower() in _TRUE | _FALSE:
            return value.strip().lower() in _TRUE
    return None


def wrong(verdicts: Sequence[bool | None]) -> frozenset[int]:
    """Which items of a list are bad lines: of at least two, all of them marked, those marked as wrong."""
    if len(verdicts) < 2 or None in verdicts:
        return frozenset()
    return frozenset(number for number, one in enumerate(verdicts) if one is False)


def is_choice(verdicts: Sequence[bool | None]) -> bool:
    """Whether the items of a list are what a question lets one choose between: some right, some wrong."""
    return bool(wrong(verdicts)) and True in verdicts


def asks(key: str) -> bool:
    """Whether what stands under a key beside the options of a question is for whoever answers it."""
    return plain(key) in _ASKS | _EXPLAINS
