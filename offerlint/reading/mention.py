"""Whether a text mentions any of some words, told without reading it through for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offerlint.text.late import late

_PART = re.compile(r"\\.|[?*+]|\{[^}]*\}|[(\[]|[)\]]|[^\\?*+{(\[)\]]+")
"""The parts of a regular expression, those that stand for themselves in one."""


class Mention:
    """Any of some `phrases`, regular expressions in small letters, as whole words.

    A text is handed over in small letters too. It is searched for a phrase only where it holds what every mention
    of that does.
    """

    def __init__(self, *phrases: str) -> None:
        self._each = [(key_of(phrase), late(_whole(phrase))) for phrase in phrases]
        self._any = late(_whole("|".join(phrases)))

    def __call__(self, text: str) -> bool:
        """Whether the text mentions one of them."""
        return any(_stands(key, pattern, text) for key, pattern in self._each if key in text)

    def count(self, text: str) -> int:
        """How many mentions the text has."""
        return len(self._any.findall(text)) if any(key in text for key, _ in self._each) else 0


def _stands(key: str, pattern: re.Pattern[str], text: str) -> bool:
    """Whether a pattern is found in a text, which is told where its key stands if that is all of it."""
    if pattern.pattern != _whole(key):
        return pattern.search(text) is not None
    at = text.find(key)
    while at >= 0 and not pattern.match(text, at):
        at = text.find(key, at + 1)
    return at >= 0


def _whole(phrase: str) -> str:
    return rf"\b(?:{phrase})\b"


def key_of(phrase: str) -> str:
    """The longest stretch that every text has in which a regular expression is found; it may be empty."""
    return max(_stretches(phrase), key=len, default="")


def _stretches(phrase: str) -> Iterator[str]:
    depth, held = 0, ""
    for part in _PART.findall(phrase):
        if part in ("(", "["):
            depth += 1
        elif part in (")", "]"):
            depth -= 1
        elif part[0] in "?*{":
            held = held[:-1]
        elif not depth and part[0] not in "\\?*+{":
            held = part
            continue
        yield held
        held = ""
    yield held
