"""The value of a YAML scalar as a view: what quoting, escapes and folding did to it is kept in the map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from offerlint.text.late import late
from offerlint.text.view import View, ViewBuilder

if TYPE_CHECKING:
    from yaml import ScalarNode

_BREAK = "\r\n|[\r\n\x85\u2028\u2029]"
_BREAKS = "\r\n\x85\u2028\u2029"
_PROPERTIES = late(r"(?:[&!]\S*\s+)*")
_FOLD = rf"(?P<fold>[ \t]*(?:{_BREAK})(?:[ \t]|{_BREAK})*)"
_PLAIN = late(rf"(?P<text>[^ {_BREAKS}]+)|{_FOLD}|(?P<space> +)")
_SINGLE = late(rf"(?P<quote>'')|(?P<text>[^' \t{_BREAKS}]+)|{_FOLD}|(?P<space>[ \t]+)")
_DOUBLE = late(
    rf"\\(?P<joined>(?:{_BREAK})(?:[ \t]|{_BREAK})*)"
    r"|\\(?P<code>x[0-9A-Fa-f]{2}|u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}"
    r"|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)"
    rf'|(?P<text>[^\\" \t{_BREAKS}]+)|{_FOLD}|(?P<space>[ \t]+)'
)
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEADER = late(r"[|>](?P<signs>[-+0-9]*)[^\r\n\x85\u2028\u2029]*")
_LINE = late(rf"(?P<words>[^{_BREAKS}]*)(?P<end>{_BREAK}|$)")
_ONE_BREAK = late(_BREAK)


def scalar_view(text: str, node: ScalarNode) -> View:
    """The value of `node`, a scalar of the YAML `text`, with its map into `text`.

    Its text equals the value that PyYAML gives, except that a pair of surrogate escapes is one
    character and a lone one U+FFFD.
    """
    start, end = node.start_mark.index, node.end_mark.index
    match = _PROPERTIES.match(text, start, end)
    start = match.end() if match else start
    value = _characters(node.value)
    for view in _readings(text, start, end, node.style):
        if view.text == value:
            return view
    # Forms that we read otherwise than PyYAML (an anchor on a line of its own) keep their value and whole place.
    whole = ViewBuilder(text)
    whole.put(value, start, end)
    return whole.build()


def _readings(text: str, start: int, end: int, style: str | None) -> Iterator[View]:
    """What the scalar may read as; only block scalars with a stated indentation leave a choice."""
    if style == "'":
        yield _flow(text, _SINGLE, start + 1, end - 1)
    elif style == '"':
        yield _flow(text, _DOUBLE, start + 1, end - 1)
    elif style in ("|", ">"):
        yield from _blocks(text, start, end, folded=style == ">")
    else:
        yield _flow(text, _PLAIN, start, end)


def _flow(text: str, token: re.Pattern[str], start: int, end: int) -> View:
    """A scalar on which line folding works: one break is a space, each further one a line feed."""
    builder = ViewBuilder(text)
    for match in token.finditer(text, start, end):
        low, high = match.span()
        kind = match.lastgroup
        if kind in ("text", "space"):
            builder.copy(low, high)
        elif kind == "quote":
            builder.put("'", low, high)
        elif kind == "code":
            builder.put(_escaped(match["code"]), low, high)
        elif kind == "fold":
            builder.put(_folded(match["fold"]), low, high)
        elif kind == "joined":
            builder.put("".join(_line_breaks(match["joined"])[1:]), low, high)
    return builder.build()


def _line_breaks(text: str) -> list[str]:
    """The line breaks in `text` as YAML reads them."""
    return [_normal(found) for found in _ONE_BREAK.findall(text)]


def _normal(line_break: str) -> str:
    return line_break if line_break in ("\u2028", "\u2029", "") else "\n"


def _folded(text: str) -> str:
    first, *others = _line_breaks(text)
    if first != "\n":
        return first + "".join(others)
    return "".join(others) or " "


def _escaped(code: str) -> str:
    """What a backslash with `code` after it stands for."""
    if len(code) == 1:
        return _ESCAPES.get(code, code)
    high, _, low = code.partition("\\")
    if low:
        return chr(0x10000 + ((int(high[1:], 16) - 0xD800) << 10) + int(low[1:], 16) - 0xDC00)
    return _characters(chr(int(high[1:], 16)))


def _characters(value: str) -> str:
    """`value` with surrogates paired, and the lone ones replaced, so that it can be written out."""
    if value.isascii():
        return value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _blocks(text: str, start: int, end: int, folded: bool) -> Iterator[View]:
    """A literal or folded scalar, at each indentation that its header leaves open."""
    header = _HEADER.match(text, start)
    if header is None:
        return
    after = _ONE_BREAK.match(text, header.end())
    if after is None:
        yield ViewBuilder(text).build()
        return
    lines = [
        _Line(m.start(), m.end("words"), m.end(), _normal(m["end"])) for m in _LINE.finditer(text, after.end(), end)
    ]
    indents = [line.indent(text) for line in lines if not line.is_blank(text)]
    first = indents[0] if indents else end - start
    stated = any(sign.isdigit() for sign in header["signs"])
    for indent in range(1, first + 1) if stated else [first]:
        yield _block(text, lines, indent, header["signs"], folded)


class _Line(NamedTuple):
    """A line of a block scalar: its words from `low` to `high`, its break up to `after`, and what that reads as."""

    low: int
    high: int
    after: int
    line_break: str

    def indent(self, text: str) -> int:
        words = text[self.low : self.high]
        return len(words) - len(words.lstrip(" "))

    def is_blank(self, text: str) -> bool:
        return not text[self.low : self.high].strip(" ")


def _block(text: str, lines: list[_Line], indent: int, signs: str, folded: bool) -> View:
    """The lines of a block scalar that stand at `indent`, joined and chomped."""
    builder = ViewBuilder(text)
    before: _Line | None = None
    blank: list[_Line] = []
    flush = False
    for line in lines:
        at = line.low + indent
        if line.is_blank(text) and at >= line.high:
            blank.append(line)
            continue
        if line.indent(text) < indent:
            break
        is_flush = text[at] not in " \t"
        if before and folded and before.line_break == "\n" and flush and is_flush:
            if not blank:
                builder.put(" ", before.high, at)
        elif before:
            builder.put(before.line_break, before.high, before.after)
        for one in blank:
            builder.put(one.line_break, one.low, one.after)
        builder.copy(at, line.high)
        before, flush, blank = line, is_flush, []
    if before and "-" not in signs:
        builder.put(before.line_break, before.high, before.after)
    if "+" in signs:
        for one in blank:
            builder.put(one.line_break, one.low, one.after)
    return builder.build()
