"""Cuts HTML into tags, comments and text with exact places, whatever stands in it, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from offerlint.reading.html_names import RAW
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_NAME = late(r"[a-zA-Z][^ \t\n\r\f/>]*")
_BETWEEN = late(r"[ \t\n\r\f/]*")
_ATTRIBUTE = late(r"[^ \t\n\r\f/>][^ \t\n\r\f/>=]*")
_EQUALS = late(r"[ \t\n\r\f]*=[ \t\n\r\f]*")
_UNQUOTED = late(r"[^ \t\n\r\f>]*")
_EMPTY_COMMENT = late(r"-?>")
_COMMENT_END = late(r"--!?>")


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is text, start, end or comment; a comment's words lie from `inner` up to `inner_end`.

    `attributes` are the places of the values in the source, quotes and references as they stand.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    inner: int = 0
    inner_end: int = 0


def scan(text: str) -> Iterator[Token]:
    """The tokens of `text`, which tile it save for what browsers drop (doctypes, stray ends)."""
    return _Scanner(text).tokens()


class _Scanner:
    """Remembers what is not to be found any more, so that nothing is searched for twice."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._quotes_fail = False
        self._unclosed: set[str] = set()

    def tokens(self) -> Iterator[Token]:
        text, at, start = self._text, 0, 0
        while (at := text.find("<", at)) >= 0:
            token = self._markup(at)
            if token is None:
                at += 1
                continue
            if start < at:
                yield Token("text", start, at)
            if token.kind:
                yield token
            at = start = token.end
            if token.kind == "start" and token.name in RAW:
                stop = self._raw_end(token)
                if at < stop:
                    yield Token("text", at, stop)
                at = start = stop
        if start < len(text):
            yield Token("text", start, len(text))

    def _markup(self, at: int) -> Token | None:
        """The tag or comment that begins at `at`; None when the `<` is only a character."""
        text = self._text
        if text.startswith("<!--", at):
            return self._comment(at)
        following = text[at + 1 : at + 2]
        if following == "/":
            match = _NAME.match(text, at + 2)
            return self._tag("end", at, match) if match else self._dropped(at) if text[at + 2 : at + 3] else None
        if following and following in "!?":
            return self._dropped(at)
        match = _NAME.match(text, at + 1)
        return self._tag("start", at, match) if match else None

    def _comment(self, at: int) -> Token:
        found = _EMPTY_COMMENT.match(self._text, at + 4) or _COMMENT_END.search(self._text, at + 4)
        if not found:
            return Token("comment", at, len(self._text), inner=at + 4, inner_end=len(self._text))
        return Token("comment", at, found.end(), inner=at + 4, inner_end=max(found.start(), at + 4))

    def _dropped(self, at: int) -> Token:
        end = self._text.find(">", at)
        return Token("", at, end + 1 if end >= 0 else len(self._text))

    def _tag(self, kind: str, at: int, name: re.Match[str]) -> Token | None:
        """The tag at `at`; one that never ends by its quotes ends at the next `>`, or is text."""
        if not self._quotes_fail:
            attributes, end = self._attributes(name.end())
            if end:
                return Token(kind, at, end, name[0].lower(), attributes)
            self._quotes_fail = True
        end = self._text.find(">", at) + 1
        return Token(kind, at, end, name[0].lower()) if end else None

    def _attributes(self, at: int) -> tuple[dict[str, tuple[int, int]], int]:
        """The attributes from `at` on and the end of their tag, 0 when it has none."""
        text, found = self._text, dict[str, tuple[int, int]]()
        while True:
            at = _skip(_BETWEEN, text, at)
            if at >= len(text):
                return {}, 0
            if text[at] == ">":
                return found, at + 1
            name_end = _skip(_ATTRIBUTE, text, at)
            name, at = text[at:name_end].lower(), name_end
            value = (at, at)
            equals = _EQUALS.match(text, at)
            if equals:
                at = equals.end()
                quote = text[at : at + 1]
                if quote and quote in "\"'":
                    close = text.find(quote, at + 1)
                    if close < 0:
                        return {}, 0
                    value, at = (at + 1, close), close + 1
                else:
                    value = (at, _skip(_UNQUOTED, text, at))
                    at = value[1]
            found.setdefault(name, value)

    def _raw_end(self, tag: Token) -> int:
        """Where the content of a tag without inner tags ends; its own end when it is not closed."""
        if tag.name not in self._unclosed:
            close = late(rf"</{tag.name}(?=[ \t\n\r\f/>])", re.IGNORECASE).search(self._text, tag.end)
            if close:
                return close.start()
            self._unclosed.add(tag.name)
        return len(self._text) if tag.name in ("script", "style") and self._text[tag.end - 2] != "/" else tag.end


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
