"""Jinja's delimiters, found with exact offsets: text, prints, tags and comments.

Our own scanner, because jinja2's lexer keeps line numbers only, drops trimmed white space and
turns CRLF into LF. It decides as jinja2 does with its default settings, the last newline kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from offerlint.reading.template.expression import CLOSING, OPENING, ExpressionError, token_at
from offerlint.reading.template.tree import Fault

_OPEN = re.compile(r"(?P<raw>\{%[-+]?\s*raw\s*(?:-%\}\s*|%\}))|(?P<tag>\{[%{#])[-+]?")
_CLOSE = {
    "{{": re.compile(r"-\}\}\s*|\}\}"),
    "{%": re.compile(r"\+%\}|-%\}\s*|%\}"),
    "{#": re.compile(r"\+#\}|-#\}\s*|#\}"),
}
_END_RAW = re.compile(r"\{%(?P<sign>[-+]?)\s*endraw\s*(?:\+%\}|-%\}\s*|%\})")
_NAME = {"{{": "print", "{%": "tag", "{#": "comment"}
_FOR_PEOPLE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_DEEPEST = 16
_REACH = (100_000, 1_000)
"""How far off a tag's end may be, and how far once twenty have been found broken."""
_BROKEN_CLOSE = re.compile(r"\}|(?=[\r\n])")


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


def scan(source: str) -> tuple[list[Part], list[Fault]]:
    """All parts in order, trimmed white space left out, and what is wrong with the delimiters."""
    scanner = _Scanner(source)
    scanner.run()
    return scanner.parts, scanner.faults


class _Scanner:
    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[Part] = []
        self.faults: list[Fault] = []
        self._comments_end = True

    def run(self) -> None:
        at = 0
        for_next = _OPEN.search(self.source)
        while for_next:
            signs = for_next[0][2:3]
            self._text(at, for_next.start(), signs == "-")
            at = self._raw(for_next) if for_next["raw"] else self._delimited(for_next)
            for_next = _OPEN.search(self.source, at)
        self._text(at, len(self.source), False)

    def _text(self, start: int, end: int, trimmed: bool) -> None:
        if trimmed:
            end = start + len(self.source[start:end].rstrip())
        if start < end:
            self.parts.append(Part("text", start, end))

    def _raw(self, opening: re.Match[str]) -> int:
        closing = _END_RAW.search(self.source, opening.end())
        if closing is None:
            self.faults.append(Fault('"{% raw %}" is never closed; add "{% endraw %}"', opening.start()))
            self._text(opening.end(), len(self.source), False)
            return len(self.source)
        self._text(opening.end(), closing.start(), closing["sign"] == "-")
        return closing.end()

    def _delimited(self, opening: re.Match[str]) -> int:
        start, inner, kind = opening.start(), opening.end(), opening["tag"]
        closing = self._comment_end(inner) if kind == "{#" else self._closing(kind, inner)
        if closing is None:
            return self._unclosed(start, inner, kind)
        self.parts.append(Part(_NAME[kind], start, closing.end(), inner, closing.start()))
        return closing.end()

    def _comment_end(self, at: int) -> re.Match[str] | None:
        closing = _CLOSE["{#"].search(self.source, at) if self._comments_end else None
        self._comments_end = closing is not None
        return closing

    def _closing(self, kind: str, at: int) -> re.Match[str] | None:
        """The delimiter that ends a print or a tag: not one in a string, nor inside brackets."""
        depth: list[str] = []
        limit = at + _REACH[len(self.faults) >= 20]
        while at < min(len(self.source), limit) and len(depth) < _DEEPEST:
            closing = _CLOSE[kind].match(self.source, at)
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
        following = _OPEN.search(self.source, inner)
        limit = following.start() if following else len(self.source)
        closing = _CLOSE[kind].search(self.source, inner, limit) if kind != "{#" else None
        broken = _BROKEN_CLOSE.search(self.source, inner, limit)
        end = closing.end() if closing else broken.end() if broken else limit
        said = " ".join(self.source[start:end].split())
        remedy = f'is never closed; add "{_FOR_PEOPLE[kind]}"'
        fault = Fault(f'"{said}" ' + ("cannot be read; correct what stands in it" if closing else remedy), start)
        self.faults.append(fault)
        self.parts.append(Part("unread", start, end, inner, end))
        return end
