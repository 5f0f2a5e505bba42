"""Whether a hyphen at the end of a line belongs to the word, or only parts it there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from offerlint.reading.pdf.line import HYPHEN
from offerlint.text.late import late

_HYPHENS = (HYPHEN, "-", "\u2010", "\u00ad")
_COMPOUND = late(r"(?<![\w-])\w+(?:[-\u2010]\w+)+")
_WORD = late(r"[^\W\d_]+")
_HEADS = frozenset(("non", "self", "opt", "fixed", "twelve", "eighteen"))
_TAILS = frozenset(
    "in out up on off free term month months monthly year years yearly day days contract only fee rate cost to as you "
    "go party ticked paid".split()
)
_ONE_WORD = frozenset(("with", "here", "there", "where"))
"""Words that are one with `in`, `out` or `on`."""


class Hyphens:
    """Knows the words and the compounds that stand whole elsewhere in the lines of a document."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._compounds: set[str] = set()
        self._words: set[str] = set()
        for line in lines:
            lower = line.lower()
            self._words.update(_WORD.findall(lower))
            if "-" in line or "\u2010" in line:
                self._compounds.update(one.replace("\u2010", "-") for one in _COMPOUND.findall(lower))

    def between(self, line: str, following: str) -> tuple[int, str]:
        """How many letters to leave off the end of a line, and what stands between it and the next."""
        if not line.endswith(_HYPHENS):
            return 0, " "
        before = re.search(r"[\w-]*$", line[:-1])
        after = re.match(r"\w+", following)
        if line[-1] == "\u00ad":
            return 1, ""
        if before is None or not before[0] or after is None:
            return (1, "-") if line[-1] == HYPHEN else (0, " ")
        return (1, "-") if self._is_compound(before[0], after[0]) else (1, "")

    def _is_compound(self, before: str, after: str) -> bool:
        first, second = before.lower(), after.lower()
        if f"{first}-{second}" in self._compounds:
            return True
        if first + second in self._words:
            return False
        if "-" in first or first[-1].isdigit() or second[0].isdigit() or after[0].isupper():
            return True
        return first in _HEADS or (second in _TAILS and first not in _ONE_WORD)
