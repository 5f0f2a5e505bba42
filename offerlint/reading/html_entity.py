"""HTML character references, and the words of a stretch of HTML without tags."""

from __future__ import annotations

import html
from collections.abc import Iterator
from html.entities import html5

from offerlint.text.fold import FIELD
from offerlint.text.late import late

_REFERENCE = late(
    r"&(?:#[0-9]{1,8}(?![0-9])|#[xX][0-9a-fA-F]{1,7}(?![0-9a-fA-F])|[A-Za-z][A-Za-z0-9]{1,31}(?![A-Za-z0-9]));?"
    r"|&[A-Za-z]+"
)
_LONGEST_LEGACY = 6


def stretches(text: str, start: int, end: int, attribute: bool = False) -> Iterator[tuple[str, int, int]]:
    """Cuts `text` from `start` up to `end`: what a stretch reads as, and where it stands.

    A reference reads as its characters; everything between references reads as "", which means as it stands.
    """
    at = start
    while (begin := text.find("&", at, end)) >= 0:
        match = _REFERENCE.match(text, begin, end)
        in_query = attribute and match and not match[0].endswith(";") and text.startswith("=", match.end())
        characters, stop = _characters(match[0], attribute) if match and not in_query else ("", 0)
        if characters:
            if at < begin:
                yield "", at, begin
            yield characters, begin, begin + stop
            at = begin + stop
        else:
            if at < begin + 1:
                yield "", at, begin + 1
            at = begin + 1
    if at < end:
        yield "", at, end


def decoded(text: str, start: int, end: int) -> str:
    """An attribute's value as a browser has it."""
    return "".join(chars or text[low:high] for chars, low, high in stretches(text, start, end, attribute=True))


def _characters(reference: str, attribute: bool) -> tuple[str, int]:
    """What a reference stands for, and how much of it does; ("", 0) when it is no reference.

    Names may lack their semicolon, as writers forget it; a name run together with letters is
    read by its longest old name, as browsers do outside attributes.
    """
    if reference[1] == "#":
        return html.unescape(reference).replace(FIELD, "\ufffd"), len(reference)
    name = reference[1:].rstrip(";")
    if name + ";" in html5:
        return html5[name + ";"].replace(FIELD, "\ufffd"), len(reference)
    if not attribute:
        for length in range(min(len(name), _LONGEST_LEGACY), 1, -1):
            if name[:length] in html5:
                return html5[name[:length]], length + 1
    return "", 0
