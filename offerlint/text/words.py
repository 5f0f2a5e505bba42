"""The words, numbers and marks of a folded text."""

from __future__ import annotations

from array import array
from sys import intern

from offerlint.text.fold import FIELD, Folded
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_LETTER = r"[^\W\d_¹²³⁴-⁹⁰½¼¾]"  # to re, superscripts and fractions are word characters
_TOKEN = late(
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    rf"|(?P<word>{_LETTER}+(?:'{_LETTER}+)*)"
    rf"|(?P<field>{FIELD})"
    r"|(?P<mark>[^\s])"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a folded text, in order: parallel sequences of equal length.

    `texts[i]` is the folded token, `starts[i]` and `ends[i]` its place in the folded text;
    `kinds[i]` is "w" for a word, "n" for a number, "f" for a merge field, "m" for any other mark.
    """

    texts: tuple[str, ...]
    kinds: str
    starts: array[int]
    ends: array[int]

    def __len__(self) -> int:
        return len(self.texts)


def words(folded: Folded) -> Words:
    """Splits a folded text; white space is left out, everything else is in some token."""
    found = list(_TOKEN.finditer(folded.text))
    return Words(
        tuple([intern(one[0]) for one in found]),
        "".join([one.lastgroup[0] if one.lastgroup else "m" for one in found]),
        array("i", [one.start() for one in found]),
        array("i", [one.end() for one in found]),
    )
