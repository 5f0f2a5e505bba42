"""Strings of JavaScript and PHP as the words that a page shows, with the place of every character."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum

from offerlint.reading.template.tree import Field, Node, Spelt, Text
from offerlint.text.late import late


class Shown(Enum):
    """Where a page shows a string: as text, in an attribute's quotes, or as HTML of its own."""

    TEXT = "text"
    ATTRIBUTE = "attribute"
    HTML = "html"


_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": "", "\r": "", "e": ""}
_PARTS = late(
    r"""\\u\{(?P<long>[0-9A-Fa-f]{1,6})\}|\\u(?P<code>[0-9A-Fa-f]{4})|\\x(?P<octet>[0-9A-Fa-f]{2})|\\(?P<sign>\r\n|.)
      | (?P<html>[<>&"])|(?P<words>[^\\<>&"]+)""",
    re.VERBOSE | re.DOTALL,
)
HEREDOC = r"""<<<[ \t]*(?P<quote>["']?)(?P<label>[A-Za-z_]\w*)(?P=quote)\r?\n(?:(?:.*?\n)??[ \t]*(?P=label)\b|.*\Z)"""
"""A string of PHP that goes on over lines down to its label, or to the end where that is not there."""
_PLAIN = late(r"\\(?P<sign>['\\])|(?P<html>[<>&\"])|(?P<words>(?:[^\\<>&\"]|\\(?!['\\]))+|\\)")
_RAW = late(r"(?P<html>[<>&\"])|(?P<words>[^<>&\"]+)")
_FILLED = late(r"\{\$(?P<code>[^{}]*)\}|\$\{(?P<name>\w+)\}|\$(?P<path>[A-Za-z_]\w*(?:->\w+|\[\w+\])?)")
_ESCAPED = late(r"\\.", 16)


def spelt(source: str, start: int, end: int, how: Shown) -> tuple[Node, ...]:
    """The words between two offsets of a string of JavaScript, or a double-quoted one of PHP, escapes read."""
    return _spelt(source, start, end, how, _PARTS)


def javascript_string(source: str, start: int, end: int, how: Shown) -> tuple[Node, ...]:
    """The words of the string at `start` up to `end`, its quotes among them."""
    return spelt(source, start + 1, end - 1, how)


def php_string(source: str, start: int, end: int, how: Shown) -> tuple[Node, ...]:
    """The words of the string at `start` up to `end`, its quotes or label lines among them.

    Variables in double quotes, and below a label that has none, are fields.
    """
    if source[start] == "'":
        return _spelt(source, start + 1, end - 1, how, _PLAIN)
    if source.startswith("<<<", start):
        inner, stop = source.index("\n", start) + 1, source.rindex("\n", start, end)
        label = source[start + 3 : inner].strip()
        if source[stop:end].strip() != label.strip("\"'"):
            stop = end
        if inner > stop:
            return ()
        is_raw = label.endswith("'")
        return _spelt(source, inner, stop, how, _RAW) if is_raw else _double_quoted(source, inner, stop, how)
    return _double_quoted(source, start + 1, end - 1, how)


def _double_quoted(source: str, start: int, end: int, how: Shown) -> tuple[Node, ...]:
    """The words between the quotes of such a string, or the label lines of one that has those."""
    from offerlint.reading.template.code import named

    nodes: list[Node] = []
    done = start
    escaped = {match.start() + 1 for match in _ESCAPED.finditer(source, start, end)}
    for match in _FILLED.finditer(source, start, end):
        if match.start() in escaped:
            continue
        nodes += spelt(source, done, match.start(), how)
        nodes.append(Field(named(match["code"] or match["name"] or match["path"]), *match.span()))
        done = match.end()
    return (*nodes, *spelt(source, done, end, how))


_FILLED_IN = late(
    r"\{\{?\s*(?P<name>[\w.-]+)\s*\}?\}|(?<![\d%])%(?:\d\$)?[-+0]?\d*(?:\.\d)?[sdufFeb](?![a-zA-Z])"
    r"|(?P<sign>%)%|(?P<tag></?\d{1,2}/?>)"
)


def filled_in(source: str, nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Words with what a program fills in as fields: `{name}`, `{{name}}`, `%s`, `%1$s`; `<1>` is an element of its."""
    return tuple(part for node in nodes for part in (_fields(source, node) if isinstance(node, Text) else (node,)))


def _fields(source: str, words: Text) -> Iterator[Node]:
    done = words.start
    for match in _FILLED_IN.finditer(source, words.start, words.end):
        if done < match.start():
            yield Text(done, match.start())
        if match["sign"]:
            yield Spelt("%", *match.span())
        elif not match["tag"]:
            yield Field(match["name"] or match[0], *match.span())
        done = match.end()
    if done < words.end:
        yield Text(done, words.end)


def _spelt(source: str, start: int, end: int, how: Shown, parts: re.Pattern[str]) -> tuple[Node, ...]:
    """What stands exactly as `Text`; an escape, and what HTML would take for markup, as what it spells."""
    nodes: list[Node] = []
    write: Callable[[str], str] = str if how is Shown.HTML else html.escape
    for match in parts.finditer(source, start, end):
        said, place = match.groupdict(), match.span()
        number = said.get("long") or said.get("code") or said.get("octet")
        if said["words"] or (said["html"] and how is Shown.HTML):
            last = nodes[-1] if nodes else None
            if isinstance(last, Text) and last.end == place[0]:
                nodes[-1] = Text(last.start, place[1])
            else:
                nodes.append(Text(*place))
        elif number:
            nodes.append(Spelt(write(_character(number)), *place))
        else:
            sign = said["html"] or said["sign"]
            nodes.append(Spelt(write(sign if said["html"] else _SIGNS.get(sign, sign)), *place))
    return tuple(node for node in nodes if not isinstance(node, Spelt) or node.text)


def _character(number: str) -> str:
    """The character of a hexadecimal number; one that stands for none is U+FFFD."""
    code = int(number, 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def template_parts(source: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The stretches between the quotes of a template literal, each with whether it is code (`${...}`)."""
    at = done = start
    while at < end:
        if source[at] == "\\":
            at += 2
        elif source.startswith("${", at):
            if done < at:
                yield done, at, False
            depth, stop = 1, at + 2
            while stop < end and depth:
                depth += (source[stop] == "{") - (source[stop] == "}")
                stop += 1
            yield at, stop, True
            at = done = stop
        else:
            at += 1
    if done < end:
        yield done, end, False
