"""What the transcript of an advertisement says of the words that follow: heard, shown on a screen, or small print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offerlint.model.block import Emphasis
from offerlint.reading.spoken import SUPER, VOICE
from offerlint.text.late import late

_HEARD = (
    r"(?:(?:male|female|child|first|second)[ -])?voice[- ]?over(?: \d)?|v/?o|narrator|announcer|presenter|song|jingle"
)
_SHOWN = (
    r"on[- ]screen(?: text| words)?|supers?|superimposed(?: text)?|screen text|text on screen|caption|end ?frame|"
    r"pack ?shot"
)
_SMALL = (
    r"foot ?notes?|(?:foot|bottom|end) of (?:the )?(?:page|ad|advert)|"
    r"(?:in )?(?:small|smaller|fine|tiny) ?(?:print|text)|legal(?: text| copy| line)?|reverse(?: side)?"
)
_TERMS = r"t ?(?:&|and) ?c'?s?|ts ?(?:&|and) ?cs|terms(?: (?:and|&) conditions)?(?: apply)?|conditions(?: apply)?"
_CUE = late(
    rf"[\[(](?:(?P<heard>{_HEARD})|(?P<shown>{_SHOWN})|(?P<small>{_SMALL}))(?:,[^\])\n]{{0,40}})?[\])]:?\s*"
    rf"|\s*(?P<label>{_SMALL}|{_TERMS})\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_WITHIN = late(rf"(?<=\S)\s+(?=\[(?:{_HEARD}|{_SHOWN}|{_SMALL})[,\]])", re.IGNORECASE)


def standing(words: str) -> tuple[str, Emphasis] | None:
    """The scope and the loudness of a line that opens with such a cue."""
    found = _CUE.match(words)
    if not found:
        return None
    if found["heard"]:
        return VOICE, Emphasis.PLAIN
    return (SUPER, Emphasis.PLAIN) if found["shown"] else ("body.footnote", Emphasis.SMALL)


def breaks(words: str) -> Iterator[tuple[int, int]]:
    """Where inside a line another cue begins: the end of what stands before it, and its start."""
    if "[" in words:
        yield from (found.span() for found in _WITHIN.finditer(words))
