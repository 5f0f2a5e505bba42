"""Folding: what stays the same however a writer typed it, for matching only.

Case, curly quotes, dashes, every kind of white space, soft hyphens, zero-width and bidi
characters, compatibility forms (ligatures, full-width letters) and look-alike letters of other
scripts disappear; every folded character knows the stretch of the view it came from.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence

from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.span import Span

FIELD = "￼"
"""An unfilled merge field, in every view."""

_PLAIN = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣", "-"),
    "…": "...",
    "×": "x",
}
_INVISIBLE = late(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\u3164\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_KEPT = "¹²³⁴⁵⁶⁷⁸⁹⁰®™½¼¾" + FIELD
_EVEN = str.maketrans({char: one for char, one in _PLAIN.items() if len(one) == 1} | dict.fromkeys("\n\t\xa0", " "))
_UNEVEN = late(f"[^ -~£€•{_KEPT}]| {{2,}}")
"""What may fold to more or fewer characters than it is, or else: other characters fold one to one."""
_LOOK_ALIKE = str.maketrans(
    "авсеԁһіјӏорԛѕхуԝАВСЕНІЈКМОРЅТХУҮΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιν",
    "abcedhijlopqsxywABCEHIJKMOPSTXYYABEZHIKMNOPTYXaoiv",
)
_FOREIGN = late("[\u0370-\u052f]")
_WORD = late(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; folded character `i` stands for view code points `starts[i]` up to `ends[i]`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The view span of the folded characters `start` up to `end`, which must not be empty."""
        return Span(self.starts[start], self.ends[end - 1])


def fold(text: str) -> Folded:
    """Folds `text`; the result has no two neighbouring spaces and is in lower case."""
    plain = text if text.isascii() else plain_letters(text)
    even = plain.translate(_EVEN)
    if not _UNEVEN.search(even):
        return Folded(even.lower(), range(len(even)), range(1, len(even) + 1))
    out: list[str] = []
    starts, ends = array("i"), array("i")
    done = 0
    for odd in _ODD.finditer(plain):
        _keep(plain, done, odd.start(), out, starts, ends)
        done = odd.end()
        for i, char in enumerate(odd[0], odd.start()):
            for one in _character(char):
                if one == " " and out and out[-1][-1] == " ":
                    ends[-1] = i + 1
                    continue
                out.append(one)
                starts.append(i)
                ends.append(i + 1)
    _keep(plain, done, len(plain), out, starts, ends)
    return Folded("".join(out), starts, ends)


def _keep(text: str, start: int, end: int, out: list[str], starts: array[int], ends: array[int]) -> None:
    """Folds a stretch in which nothing changes but capitals."""
    if start < end:
        out.append(text[start:end].lower())
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))


_ODD = late(r" *[^ -_a-~][^!-_a-~]*| {2,}")
"""What may not simply be put in small letters, with the spaces about it: of two in a row one is left."""


def _character(char: str) -> str:
    """What one character folds to; a few fold to none or to several."""
    if char.isascii():
        return " " if char.isspace() else "'" if char == "`" else char.lower()
    if char in _PLAIN:
        return _PLAIN[char]
    if _INVISIBLE.match(char):
        return ""
    if char.isspace():
        return " "
    if char in _KEPT:
        return char
    composed = unicodedata.normalize("NFKC", char)
    return " " if composed.isspace() else composed.lower()


def plain_letters(text: str) -> str:
    """`text` with look-alike letters replaced by the Latin ones they pass for, length unchanged.

    Only in words that become wholly Latin by it: a real Russian or Greek word stays as it is.
    """

    def latin(match: re.Match[str]) -> str:
        word = match[0].translate(_LOOK_ALIKE)
        return word if word.isascii() else match[0]

    return _WORD.sub(latin, text) if _FOREIGN.search(text) else text


def look_alikes(text: str) -> list[str]:
    """The letters of other scripts in `text` that pass for Latin ones, each once, in order."""
    pairs = zip(text, plain_letters(text), strict=True)
    return list(dict.fromkeys(char for char, plain in pairs if char != plain))
