"""A quiz as data: options marked right or wrong; the wrong ones are bad lines, and the question is for staff."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from offerlint.text.key import plain

_MARKS = frozenset("correct is_correct right is_right right_answer correct_answer answer is_answer".split())
_TRUE = frozenset("true yes y 1".split())
_FALSE = frozenset("false no n 0".split())
_ASKS = frozenset(("question", "q", "prompt", "stem", "ask", "scenario", "text", "title"))
"""Keys of what a question says besides its options."""
_OPTIONS = frozenset("options choices answers opts alternatives possible_answers answer_options".split())
_KEYED = _MARKS | frozenset("key solution correct_index answer_index right_index correct_option right_option".split())
"""Keys of which option is right."""
_LETTERS = "abcdefgh"
Held = Mapping[str, str | Sequence[str]]
"""What an object holds under its keys: plain values, and lists of them."""
_EXPLAINS = frozenset(("why", "explanation", "feedback", "reason", "rationale", "note", "hint"))


def verdict(held: Held) -> bool | None:
    """Whether an option is marked as right or as wrong by one of its keys with a plain value; None where it is not.

    A question that lists its options is none itself.
    """
    if options(held):
        return None
    for key, value in held.items():
        if plain(key) in _MARKS and isinstance(value, str) and value.strip().lower() in _TRUE | _FALSE:
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


def options(held: Held) -> tuple[str, Sequence[str], str] | None:
    """The key of the options that a question lists, these, and which is right; None where it is no such question."""
    key = next((key for key, each in held.items() if plain(key) in _OPTIONS and not isinstance(each, str)), None)
    right = next((one for name, one in held.items() if plain(name) in _KEYED and isinstance(one, str)), None)
    asked = any(plain(name) in _ASKS for name in held)
    return (key, held[key], right) if key and right and asked and len(held[key]) > 1 else None


def first_number(questions: Iterable[Held]) -> int | None:
    """The number of the first option where questions say by numbers which is right; None where that is not known."""
    for held in questions:
        if (found := options(held)) and found[2].strip() in ("0", str(len(found[1]))):
            return int(found[2].strip() != "0")
    return None


def left_out(held: Held, first: int | None) -> tuple[str, frozenset[int]] | None:
    """The key of the options of a question, and which of them are wrong; None where it is not told which is right.

    Where it is not known from what number they count, none of them is known to be right.
    """
    found = options(held)
    if found is None:
        return None
    key, texts, right = found
    right = right.strip()
    every = frozenset(range(len(texts)))
    if right in texts:
        return key, every - {texts.index(right)}
    if right.isdecimal() and int(right) - (first or 0) in every:
        return key, every if first is None else every - {int(right) - first}
    if len(right) == 1 and _LETTERS.find(right.lower()) in every:
        return key, every - {_LETTERS.index(right.lower())}
    return None
