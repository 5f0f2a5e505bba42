"""Plain text: paragraphs, list items and headings, as writers lay them out, as blocks.

Blank lines part paragraphs, and a wrapped paragraph is one block. A paragraph whose lines are all short,
bear no full stop and do not run on into one another is no wrapped prose but lines of an advertisement: each is
a block. A line without a full stop also ends its block where the next word would have fitted on it. An
underlined line, or one in capitals before other words, is a heading; a heading or a ruled line begins a section.
In transcripts of advertisements, [Voice-over], [On-screen text] and "Footnote:" say where the words after them stand.
Lines that open with the same label ("Fernline: ...") are paragraphs each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from offerlint.model.block import Emphasis
from offerlint.reading.cues import breaks, standing
from offerlint.reading.markup import NO_ATTRIBUTES, NO_FIELDS, TICK_BOX, BlockWriter, Reading
from offerlint.reading.messages import label
from offerlint.text.late import late
from offerlint.text.view import View

_LINE = late(r"(?P<words>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_RULE = late(r"\s*([-=*_~#.+])(?:\s*\1){2,}\s*")
_ITEM = late(r"\s*(?:[-+*•·‣◦▪–—✓✔✅➤►]|\d{1,2}[.)]|[a-z][.)])\s+(?=\S)|\s*(?:\[[ xX]\]|[☐☑☒])\s+", re.IGNORECASE)
_HEAD = late(r"(?P<label>subject(?: line)?|preheader|preview(?: text)?)\s*:\s*(?=\S)", re.IGNORECASE)
COMMENT = late(r"\s*(?:#|//|;|--|<!--|\{#|/\*)\s*(?P<text>offerlint\b.*)")
COMMENT_END = late(r"(?:-->|#\}|\*/)\Z")
_STARRED = late(r"[\w%)]\*(?![*\w])")
_OPENS_AS_NOTE = late(r"\s*\*(?!\*)(?P<tight>\S)?")
_RUNS_ON = late(
    r"[,;:&+\-–—(/£]\s*\Z|\b(?:a|an|the|of|plus|and|or|by|to|for|with|from|in|on|at|per|is|are|was|will|be|your|our|than|"
    r"up|only|just|then|that|this|as|if|when|until|more|each|every|all|no|not|it|we|you|can|may|have|has)\s*\Z",
    re.IGNORECASE,
)
_CARRIES_ON = late(r"\s*(?:[a-z+&%/(),;:.\-–—]|[A-Z]{2,} ?\+)")
_STOPPED = late(r"[.!?][\"'”’)\]]?\s*\Z")
_FULL_STOP = late(r"\.\s*\Z|\. ")
_LONGEST_AD_LINE = 60
_LONGEST_HEADING = 80


class _Line(NamedTuple):
    """One line: its words up to the line break, and where it ends with it."""

    start: int
    stop: int
    end: int
    words: str


def read_text(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """The blocks of a plain text, its front matter left off before."""
    writer = BlockWriter(view, fields)
    page = _Page(writer)
    for paragraph in _paragraphs(view.text, writer):
        page.paragraph(paragraph)
    return writer.reading()


def _paragraphs(text: str, writer: BlockWriter) -> Iterator[list[_Line]]:
    """The lines that stand together; directives to the linter are handed to `writer` and left out."""
    lines: list[_Line] = []
    for found in _LINE.finditer(text):
        line = _Line(found.start(), found.end("words"), found.end(), found["words"])
        *before, line = _at_cues(line)
        lines += before
        comment = COMMENT.fullmatch(line.words)
        if comment or not line.words.strip():
            if lines:
                yield lines
            lines = []
        elif lines and (name := label(line.words)) and name == label(lines[0].words):
            yield lines
            lines = [line]
        else:
            lines.append(line)
        if comment:
            writer.comment(COMMENT_END.sub("", comment["text"].rstrip()), line.start, line.stop)
    if lines:
        yield lines


def _at_cues(line: _Line) -> Iterator[_Line]:
    """The line in parts, where other words than those at its start are heard or shown."""
    start = line.start
    for low, high in breaks(line.words):
        yield _Line(start, line.start + low, line.start + high, line.words[start - line.start : low])
        start = line.start + high
    yield _Line(start, line.stop, line.end, line.words[start - line.start :])


class _Page:
    """Writes paragraphs; knows whether a `*` hangs on some word, so that a line that opens with one is its note."""

    def __init__(self, writer: BlockWriter) -> None:
        self.writer, self.text = writer, writer.view.text
        self.starred = "*" in self.text and _STARRED.search(self.text) is not None

    def paragraph(self, lines: list[_Line]) -> None:
        lines = self.heading(lines)
        block: list[_Line] = []
        apart = _are_ad_lines(lines)
        width = max((len(line.words) for line in lines), default=0)
        for line in lines:
            if _RULE.fullmatch(line.words):
                self.block(block)
                self.writer.next_section()
                block = []
            elif block and (
                apart
                or _ITEM.match(line.words)
                or standing(line.words)
                or _HEAD.match(line.words)
                or _HEAD.match(block[0].words)
                or _is_ended(block[-1], line, width)
            ):
                self.block(block)
                block = [line]
            else:
                block.append(line)
        self.block(block)

    def heading(self, lines: list[_Line]) -> list[_Line]:
        """Writes the heading that a paragraph opens with, if it does, and gives back the other lines."""
        if len(lines) > 2 and all(_RULE.fullmatch(line.words) for line in lines[:3:2]):
            lines = lines[1:]
        first, rest = lines[0], lines[1:]
        underlined = bool(rest) and _RULE.fullmatch(rest[0].words) is not None
        if _RULE.fullmatch(first.words) or len(first.words) > _LONGEST_HEADING or _ITEM.match(first.words):
            return lines
        if not underlined and not (_is_in_capitals(first.words) and self.text[first.end :].strip()):
            return lines
        self.writer.next_section()
        self.writer.copy(first.start, first.stop)
        level = 1 if underlined and "=" in rest[0].words else 2
        self.writer.end("body.heading", Emphasis.HEADING, level=level)
        return rest[1:] if underlined else rest

    def block(self, lines: list[_Line]) -> None:
        """Writes lines that belong together, of which the first says what they are."""
        if not lines:
            return
        start, stop, words = lines[0].start, lines[-1].stop, lines[0].words
        scope, emphasis, attributes = "body.paragraph", Emphasis.PLAIN, NO_ATTRIBUTES
        control = None
        if head := _HEAD.match(words):
            start += head.end()
            scope = "head.subject" if head["label"].lower().startswith("subject") else "head.preheader"
        elif (note := _OPENS_AS_NOTE.match(words)) and (self.starred or (note["tight"] and words.count("*") == 1)):
            scope, attributes = "body.footnote", {"note": "*"}
        elif cued := standing(words):
            scope, emphasis = cued
        elif box := TICK_BOX.match(words, len(words) - len(words.lstrip(" -*+•\t"))):
            scope, control = "form.checkbox", self.writer.tick_box(start + box.start(), start + box.end())
        elif _ITEM.match(words):
            scope = "body.list"
        self.writer.copy(start, stop)
        self.writer.end(scope, emphasis, control=control, attributes=attributes)


def _is_in_capitals(words: str) -> bool:
    """Whether a line is a heading by its capitals: some words, none of it in small letters, no sentence."""
    letters = [char for char in words if char.isalpha()]
    return len(letters) > 3 and words.isupper() and not words.rstrip().endswith((".", ",", ";", "!", "?"))


def _is_ended(line: _Line, following: _Line, width: int) -> bool:
    """Whether a line without a full stop was ended on purpose: the next word would have fitted, and none runs on."""
    room = len(line.words) + 1 + len(following.words.split(maxsplit=1)[0]) < width
    stopped = line.words.rstrip().endswith((".", "!", "?"))
    return room and not stopped and not _RUNS_ON.search(line.words) and not _CARRIES_ON.match(following.words)


def _are_ad_lines(lines: list[_Line]) -> bool:
    """Whether short lines stand each for itself and are no wrapped prose."""
    if len(lines) < 2 or any(_ITEM.match(line.words) or len(line.words) > _LONGEST_AD_LINE for line in lines):
        return False
    stopped = [_STOPPED.search(line.words) is not None for line in lines]
    if any(stopped) and not all(stopped) or any(_FULL_STOP.search(line.words[:-1]) for line in lines):
        return False
    return not any(_RUNS_ON.search(line.words) or _CARRIES_ON.match(after.words) for line, after in pairwise(lines))
