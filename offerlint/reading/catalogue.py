"""A catalogue of strings: words under keys, each read as a text or a little HTML by itself, told by its key."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from offerlint.model.document import Problem
from offerlint.model.source import PlaceWire, Source
from offerlint.reading import bounds
from offerlint.reading.html import read_html
from offerlint.reading.markup import BlockWriter, identity
from offerlint.reading.merged import merged
from offerlint.reading.opener import Opened
from offerlint.reading.text import read_text
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View, ViewBuilder

_MARKUP = late(r"<[a-zA-Z/!][^<>]*>|&(?:#\w+|\w+);")
_DIRECTIVE = late(
    r"[ \t]*(?:#[.,: ]*|!|//|/\*|<!--)[ \t]*(?P<text>offerlint\b[^\n]*?)[ \t]*(?:\*/|-->)?[ \t]*\r?$", re.MULTILINE
)
_LINE = late(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_LONGEST_KEY = 60


class Entry(NamedTuple):
    """Some words, the key they stand under, and where they stand in the file."""

    key: str
    words: View
    place: Span


class Fault(NamedTuple):
    """What cannot be read of a catalogue, and where that begins."""

    at: int
    message: str


class Keys:
    """The locator of a catalogue."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._starts = [entry.place.start for entry in entries]
        self._keys = [" ".join(entry.key.split()) for entry in entries]

    def where(self, span: Span) -> str:
        """`key home.title`."""
        i = bisect_right(self._starts, span.start) - 1
        if i < 0:
            return "the head of the file"
        key = self._keys[i]
        return f"key {key if len(key) <= _LONGEST_KEY else key[: _LONGEST_KEY - 1].rstrip() + '…'}"

    def places(self, span: Span) -> Sequence[PlaceWire]:  # noqa: ARG002 - as all locators
        """None: a catalogue is a text, with lines."""
        return []


def catalogue(source: Source, found: Iterable[Entry | Fault], declared: Mapping[str, str]) -> Opened:
    """The strings of a file in order; those whose keys have the same parent stand in one section."""
    writer = BlockWriter(identity(source.text))
    comments = deque(_DIRECTIVE.finditer(source.text))
    entries: list[Entry] = []
    problems: list[Problem] = []
    parent = None
    for one in found:
        if isinstance(one, Fault):
            problems.append(Problem("", one.message, source.lines.position(one.at).line))
            continue
        if len(entries) == bounds.MOST_CELLS:
            words = (
                f"there are more than {bounds.MOST_CELLS:,} strings in this file, and the rest are not read; divide it"
            )
            problems.append(Problem("", words, source.lines.position(one.place.start).line))
            break
        while comments and comments[0].start() < one.place.start:
            comment = comments.popleft()
            writer.comment(comment["text"], comment.start("text"), comment.end("text"))
        above = one.key.rpartition(".")[0]
        if above != parent:
            writer.next_section()
            parent = above
        entries.append(one)
        view, fields = merged(one.words)
        writer.append((read_html if _MARKUP.search(view.text) else read_text)(view, fields))
    reading = replace(writer.reading(), problems=tuple(problems), declared=declared)
    return Opened(replace(source, locator=Keys(entries)), reading)


def unescaped(builder: ViewBuilder, text: str, span: Span, signs: Mapping[str, str], escape: re.Pattern[str]) -> None:
    """Copies a stretch of `text`, in which `escape` finds what stands for another character."""
    done = span.start
    for match in escape.finditer(text, *span):
        builder.copy(done, match.start())
        sign = match[1]
        said = chr(int(sign[1:], 16)) if sign[0] in "uU" and len(sign) == 5 else signs.get(sign[0], sign)
        builder.put("�" if "\ud800" <= said <= "\udfff" else said, *match.span())
        done = match.end()
    builder.copy(done, span.end)


ESCAPE = late(r"\\([uU][0-9a-fA-F]{4}|\r?\n[ \t]*|.)")
SIGNS: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "", "f": "", "\n": "", "\r": ""}
"""What follows a backslash, and what it stands for; any other character stands for itself."""


def quoted(text: str, at: int) -> Span | None:
    """The inside of the double quotes that open at `at`; None where they are never closed."""
    end = at + 1
    while (end := text.find('"', end)) >= 0:
        slashes = end - 1
        while slashes > at and text[slashes] == "\\":
            slashes -= 1
        if (end - slashes) % 2:
            return Span(at + 1, end)
        end += 1
    return None


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Where each line begins, and its words with what ends it."""
    return ((line.start(), line[0]) for line in _LINE.finditer(text))
