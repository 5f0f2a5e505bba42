"""Rich Text (.rtf): the words of its paragraphs; fonts, styles, pictures and what is hidden are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from offerlint.model.source import Source
from offerlint.reading.call_guide import is_call_guide
from offerlint.reading.errors import ReadError
from offerlint.reading.markup import identity
from offerlint.reading.opener import Opened
from offerlint.reading.script import script_of
from offerlint.reading.text import read_text
from offerlint.reading.turns import has_turns
from offerlint.text.late import late
from offerlint.text.view import View, ViewBuilder

_TOKEN = late(
    r"\\'(?P<byte>[0-9A-Fa-f]{2})|\\u(?P<code>-?\d+) ?(?:\\'[0-9A-Fa-f]{2}|[^\\{}\r\n])?"
    r"|\\(?P<word>[a-z]+)(?P<number>-?\d+)? ?"
    r"|\\(?P<sign>[^a-z\r\n])|\\?(?P<line>[\r\n]+)|(?P<open>\{(?P<aside>\\\*)?)|(?P<close>\})"
)
_ASIDE = frozenset(
    "fonttbl colortbl stylesheet info pict object header headerf footnotesep fldinst listtable listoverridetable "
    "rsidtbl generator themedata datastore latentstyles xmlnstbl filetbl revtbl".split()
)
"""Groups that hold no words to be read."""
_PARTS: Mapping[str, str] = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "row": "\n\n", "cell": "\n\n", "line": "\n", "tab": " ",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "endash": "–", "emdash": "—",
    "bullet": "•",
}  # fmt: skip
_SIGNS: Mapping[str, str] = {"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\"}


def open_rtf(data: bytes, path: str, said: Mapping[str, object]) -> Opened:
    """The words of a file, which are a call where they have turns; raises ReadError for what is no Rich Text."""
    source = Source(path, data.decode("cp1252", "replace"), "cp1252")
    if not source.text.startswith("{\\rtf"):
        raise ReadError("this is no Rich Text, though its name says so; save it as .rtf again")
    view = words(source.text)
    page = read_text(view)
    kind = said.get("kind")
    is_script = kind == "script" if kind else has_turns(view.text) or is_call_guide(view.text)
    if is_script:
        return Opened(source, script_of(identity(source.text), page), markup="script")
    return Opened(source, page)


def words(text: str) -> View:
    """What Rich Text shows, with the map to where it stands."""
    builder, at = ViewBuilder(text), 0
    silent: list[bool] = [False]
    for match in _TOKEN.finditer(text):
        if not silent[-1]:
            builder.copy(at, match.start())
        at = match.end()
        if match["open"]:
            silent.append(silent[-1] or bool(match["aside"]))
        elif match["close"]:
            del silent[max(len(silent) - 1, 1) :]
        elif match["word"] in _ASIDE or match["word"] == "v" and match["number"] != "0":
            silent[-1] = True
        elif match["word"] == "v" and len(silent) > 1:
            silent[-1] = silent[-2]
        elif not silent[-1] and (shown := _shown(match)):
            builder.put(shown, *match.span())
    if not silent[-1]:
        builder.copy(at, len(text))
    return builder.build()


def _shown(match: re.Match[str]) -> str:
    """What a sign or a word of control stands for; nothing for those that only lay out."""
    if byte := match["byte"]:
        return bytes.fromhex(byte).decode("cp1252", "replace")
    if code := match["code"]:
        number = int(code) % 0x10000
        return "\N{REPLACEMENT CHARACTER}" if 0xD800 <= number <= 0xDFFF else chr(number)
    return _PARTS.get(match["word"] or "", "") or _SIGNS.get(match["sign"] or "", "")
