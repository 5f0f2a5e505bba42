"""Characters as a reader may see them: which are shown escaped, and how wide the others are."""

from __future__ import annotations

import re
import unicodedata

from offerlint.text.late import late

_UNSAFE = late(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Controls, bidi controls, invisible characters, non-characters and lone surrogates; not tab, LF or joiners."""

_SPECIAL = late(f"\n|{_UNSAFE.pattern}")
_JOINERS = "\u200c\u200d"
_FLAG = late("\U0001f3f4[\U000e0061-\U000e007a]{2,6}\U000e007f")
"""A flag of a country within a country: the one lawful use of tag characters."""


def escape(char: str) -> str:
    r"""`char` itself, or its escape (`\u202e`) when it would act on the reader's screen."""
    if not _UNSAFE.match(char):
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def escaped(text: str) -> str:
    """`text` with unsafe characters, tabs and line breaks escaped."""
    return _UNSAFE.sub(lambda match: escape(match[0]), text.replace("\t", "\\x09").replace("\n", "\\x0a"))


def safe(text: str) -> str:
    """`text` on one line, white space as single spaces and unsafe characters escaped."""
    return escaped(" ".join(re.split("[ \t\n\r\f\v\x85]+", text.strip())))


def parts(text: str) -> list[tuple[str, str]]:
    """`text` cut into stretches of kind "" (as it stands), "escaped" (an unsafe character) and "break" (LF)."""
    found: list[tuple[str, str]] = []
    at = 0
    for match in _SPECIAL.finditer(text):
        if at < match.start():
            found.append((text[at : match.start()], ""))
        found.append((escape(match[0]), "break" if match[0] == "\n" else "escaped"))
        at = match.end()
    return [*found, (text[at:], "")] if at < len(text) else found


def cells(text: str, tab: int = 4) -> list[tuple[str, int]]:
    """What each code point of a line shows and how many columns it takes; none for marks that join the last."""
    flags = {i for match in _FLAG.finditer(text) for i in range(match.start() + 1, match.end())}
    found: list[tuple[str, int]] = []
    column, last, joined = 0, "", False
    for i, char in enumerate(text):
        if " " <= char <= "~" and not joined:
            shown, width = char, 1
        elif char == "\t":
            width = tab - column % tab
            shown = " " * width
        elif i in flags:
            shown, width = char, 0
        else:
            shown = escape(char)
            width = len(shown) if shown != char else _width(char, last, joined)
        found.append((shown, width))
        column += width
        joined = char == "\u200d"
        last = char if width else last
    return found


def _width(char: str, last: str, joined: bool) -> int:
    """The columns of a printable character after `last`, the last one that took any."""
    if char == "\ufe0f":
        return 1 if last and unicodedata.category(last) == "So" and not _is_wide(last) else 0
    if char in _JOINERS or unicodedata.category(char) in ("Mn", "Me") or (joined and _is_wide(last)):
        return 0
    if "\U0001f3fb" <= char <= "\U0001f3ff" and _is_wide(last):
        return 0
    return 2 if _is_wide(char) else 1


def _is_wide(char: str) -> bool:
    return char != "" and unicodedata.east_asian_width(char) in "WF"
