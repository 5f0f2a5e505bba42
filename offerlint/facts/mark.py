"""Footnote marks and the notes they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offerlint.facts.ground import RAISED, Draft, Ground
from offerlint.text.late import late

_RAISED_DIGITS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_GLYPH = late(
    rf"\*{{1,4}}|†{{1,3}}|‡{{1,3}}|[\^~§](?![\w])|(?P<raised>[¹²³⁴-⁹⁰]+|{RAISED}+)|\[\^(?P<named>[\w-]{{1,30}})\]"
    r"|(?<=[\w.!,%)])\[(?P<bracket>\d{1,2})\]|[\^~](?=\w)"
)
_POWER = late(r"\b(?:m|km|cm|mm|ft|sq)$")
_EMPHASIS_OPENS = late(r"(?<![\w*.,%)])(\*{1,2})(?=[^\s*])")
_STARS = late(
    r"^ ?(?:stars?|hotel|rated|rating|reviews?|service|support|customer|quality|experience|feedback|cover|trustpilot)\b"
)
_COUNTED = late(r"(?<![\d£.,])[1-7]$")
_CHAIN = late(r"[ ,]{0,2}$")


def marks(ground: Ground) -> Iterator[Draft]:
    """The marks and notes of a block: a mark stands after a word, a note's mark before its words."""
    end = -1
    notes: list[tuple[int, int]] = []
    found: list[re.Match[str]] = []
    for match in _GLYPH.finditer(ground.figures):
        after_note = bool(notes) and notes[-1][1] == end
        chained = end >= 0 and not after_note and bool(_CHAIN.fullmatch(ground.text[end : min(match.start(), end + 9)]))
        place = _place(ground, match, chained)
        if place == "mark":
            found.append(match)
            end = match.end()
        elif place == "note":
            notes.append((match.start(), match.end()))
            end = match.end()
    for match in found:
        yield Draft("mark", match.start(), match.end(), _name(ground, match))
    yield from _notes(ground, notes)


def _place(ground: Ground, match: re.Match[str], chained: bool) -> str:
    """Whether a glyph is a "mark", the mark of a "note", or neither."""
    text, start, end = ground.text, match.start(), match.end()
    before, after = text[max(start - 6, 0) : start], text[end : end + 12]
    if "|" in (before[-1:], after[:1]):  # an e-mail sender's merge tag, *|NAME|*
        return ""
    if match["raised"] and _POWER.search(before) or match[0][0] in "^~" and after[:1].isdigit() and before.strip():
        return ""
    if before and before[-1] not in " (\"'":
        return "" if _is_emphasis(ground, match) or after[:1].isalnum() and not match["raised"] else "mark"
    if chained or (match["named"] and before.strip()):
        return "mark"
    if not after.strip() or match[0][0] == "~" and after[:1] in "£0123456789":
        return ""
    return "" if _opens_emphasis(ground, match) else "note"


def _is_emphasis(ground: Ground, match: re.Match[str]) -> bool:
    """Whether stars close an emphasis opened in the same sentence, or give a number of stars."""
    if match[0][0] != "*":
        return False
    sentence = ground.sentence(match.start())
    lead = ground.text[max(sentence.start, match.start() - 200) : match.start()]
    at_end = match.end() >= len(ground.text) - ground.text.endswith(" ")
    opens = [found for found in _EMPHASIS_OPENS.finditer(lead) if found[1] == match[0] and (found.start() or at_end)]
    follow = ground.text[match.end() : match.end() + 12]
    rated = _COUNTED.search(lead) and _STARS.search(follow)
    return bool(opens) or bool(rated)


def _opens_emphasis(ground: Ground, match: re.Match[str]) -> bool:
    """Whether stars before a word are closed by as many stars within the sentence."""
    if match[0][0] != "*" or ground.text[match.end() : match.end() + 1] == " ":
        return False
    rest = ground.text[match.end() : min(ground.sentence(match.start()).end, match.end() + 200)]
    closes = re.search(rf"(?<=[\w.!,%)])\*{{{len(match[0])}}}(?![\w*])", rest)
    return closes is not None and (match.start() > 0 or not rest[closes.end() :].strip())


def _notes(ground: Ground, notes: list[tuple[int, int]]) -> Iterator[Draft]:
    """Notes run from their mark to the next note or the end of the block."""
    named = ground.block.attributes.get("note")
    if named and not notes:
        yield Draft("note", 0, len(ground.text), named)
    for i, (start, end) in enumerate(notes):
        stop = notes[i + 1][0] if i + 1 < len(notes) else len(ground.text)
        stop = start + len(ground.text[start:stop].rstrip())
        glyph = _GLYPH.match(ground.figures, start)
        if glyph and stop > end:
            yield Draft("note", start, stop, named or _name(ground, glyph))


def _name(ground: Ground, match: re.Match[str]) -> str:
    """A mark as a note would be looked up: superscripts as digits, brackets left out."""
    text = ground.text[match.start() : match.end()]
    return match["named"] or match["bracket"] or text.translate(_RAISED_DIGITS)
