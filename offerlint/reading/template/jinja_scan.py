"""Jinja's delimiters, found with exact offsets: text, prints, tags and comments.

Our own scanner, because jinja2's lexer keeps line numbers only, drops trimmed white space and
turns CRLF into LF. It decides as jinja2 does with the settings it is given, the last newline kept.
"""

from __future__ import annotations

import re

from offerlint.reading.template.expression import CLOSING, OPENING, ExpressionError, token_at
from offerlint.reading.template.jinja_signs import JINJA, Signs
from offerlint.reading.template.tree import Fault
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_DEEPEST = 16
_REACH = (100_000, 1_000)
"""How far off a tag's end may be, and how far once twenty have been found broken."""
_BROKEN_CLOSE = late(r"\}|(?=[\r\n])")
_BLANK = late(r"\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the template: `kind` is text, print, tag, comment or unread.

    `inner` and `inner_end` bound what stands between the delimiters, white-space signs left off.
    """

    kind: str
    start: int
    end: int
    inner: int = 0
    inner_end: int = 0


def scan(source: str, signs: Signs = JINJA) -> tuple[list[Part], list[Fault]]:
    """All parts in order, trimmed white space left out, and what is wrong with the delimiters."""
    scanner = _Scanner(source, signs)
    scanner.run()
    return scanner.parts, scanner.faults


class _Scanner:
    def __init__(self, source: str, signs: Signs) -> None:
        self.source, self.signs = source, signs
        self.parts: list[Part] = []
        self.faults: list[Fault] = []
        self._comments_end = True

    def run(self) -> None:
        at = 0
        while opening := self.signs.opening.search(self.source, at):
            kind = "raw" if opening["raw"] is not None else self.signs.kind_of(opening)
            sign = opening["raw_sign"] if kind == "raw" else opening["sign"]
            self._text(at, opening.start(), sign, strips=kind != "variable")
            at = self._raw(opening) if kind == "raw" else self._delimited(opening, kind)
        self._text(at, len(self.source), "+")

    def _text(self, start: int, end: int, sign: str, *, strips: bool = True) -> None:
        """Adds the words before a tag; `sign` is the tag's own, `strips` whether `lstrip_blocks` minds such a tag."""
        if sign == "-":
            end = start + len(self.source[start:end].rstrip())
        elif sign != "+" and strips and self.signs.lstrip_blocks:
            line = self.source.rfind("\n", start, end) + 1
            at_line_start = line > 0 or start == 0 or self.source[start - 1] == "\n"
            line = max(line, start)
            if at_line_start and _BLANK.fullmatch(self.source, line, end):
                end = line
        if start < end:
            self.parts.append(Part("text", start, end))

    def _raw(self, opening: re.Match[str]) -> int:
        closing = self.signs.end_raw.search(self.source, opening.end())
        if closing is None:
            begun, ended = self.signs.tag("raw"), self.signs.tag("endraw")
            self.faults.append(Fault(f'"{begun}" is never closed; add "{ended}"', opening.start()))
            self._text(opening.end(), len(self.source), "+")
            return len(self.source)
        self._text(opening.end(), closing.start(), closing["sign"])
        return closing.end()

    def _delimited(self, opening: re.Match[str], kind: str) -> int:
        start, inner = opening.start(), opening.end()
        what = self.signs.what(kind)
        closing = self._comment_end(kind, inner) if what == "comment" else self._closing(kind, inner)
        if closing is None:
            return self._unclosed(start, inner, kind)
        self.parts.append(Part(what, start, closing.end(), inner, closing.start()))
        return closing.end()

    def _comment_end(self, kind: str, at: int) -> re.Match[str] | None:
        if kind == "line_comment":
            return self.signs.closing[kind].search(self.source, at)
        closing = self.signs.closing[kind].search(self.source, at) if self._comments_end else None
        self._comments_end = closing is not None
        return closing

    def _closing(self, kind: str, at: int) -> re.Match[str] | None:
        """The delimiter that ends a print or a tag: not one in a string, nor inside brackets."""
        depth: list[str] = []
        limit = at + _REACH[len(self.faults) >= 20]
        while at < min(len(self.source) + (kind == "line_statement"), limit) and len(depth) < _DEEPEST:
            closing = self.signs.closing[kind].match(self.source, at)
            if closing and not depth:
                return closing
            try:
                token, at = token_at(self.source, at)
            except ExpressionError:
                return None
            sign = token.text if token and token.kind == "operator" else " "
            if sign in OPENING:
                depth.append(CLOSING[OPENING.index(sign)])
            elif sign in CLOSING and (not depth or depth.pop() != sign):
                return None
        return None

    def _unclosed(self, start: int, inner: int, kind: str) -> int:
        """Gives up on a tag: at its first closing delimiter, or else at a brace, the line's end or the next tag."""
        following = self.signs.opening.search(self.source, inner)
        limit = following.start() if following else len(self.source)
        is_comment = self.signs.what(kind) == "comment"
        closing = None if is_comment else self.signs.closing[kind].search(self.source, inner, limit)
        broken = _BROKEN_CLOSE.search(self.source, inner, limit)
        end = closing.end() if closing else broken.end() if broken else limit
        said = " ".join(self.source[start:end].split())
        remedy = f'is never closed; add "{self.signs.end_of(kind)}"'
        fault = Fault(f'"{said}" ' + ("cannot be read; correct what stands in it" if closing else remedy), start)
        self.faults.append(fault)
        self.parts.append(Part("unread", start, end, inner, end))
        return end
