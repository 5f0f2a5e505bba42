"""Calendars (.ics): the title, the description and the comment of each event, as invitations show them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from offerlint.model.block import Emphasis
from offerlint.reading.markup import NO_FIELDS, BlockWriter, Reading
from offerlint.text.late import late
from offerlint.text.view import View

_PROPERTY = late(
    r"^(?P<name>SUMMARY|DESCRIPTION|COMMENT)(?:;[^:\r\n\"]*(?:\"[^\"\r\n]*\"[^:\r\n\"]*)*)?:"
    r"(?P<words>[^\r\n]*(?:(?:\r\n|\n|\r)[ \t][^\r\n]*)*)",
    re.MULTILINE,
)
_SIGN = late(r"(?:\r\n|\n|\r)[ \t]|\\(?P<line>[nN])|\\(?P<other>.)")
_BLANK = late(r"(?:\\[nN][ \t]*){2,}")


def read_ical(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """The blocks of a calendar: each event is a section, and a blank line in a description parts paragraphs."""
    writer = BlockWriter(view, fields)
    for found in _PROPERTY.finditer(view.text):
        is_title = found["name"] == "SUMMARY"
        if is_title:
            writer.next_section()
        start, end = found.span("words")
        parts = [one.span() for one in _BLANK.finditer(view.text, start, end)]
        for low, high in zip((start, *(stop for _, stop in parts)), (*(begin for begin, _ in parts), end), strict=True):
            _write(writer, low, high)
            if is_title:
                writer.end("body.heading", Emphasis.HEADING, level=2)
            else:
                writer.end("body.paragraph")
    return writer.reading()


def _write(writer: BlockWriter, start: int, end: int) -> None:
    """The words of a value, its lines joined and its escapes as what they stand for."""
    for sign in _SIGN.finditer(writer.view.text, start, end):
        writer.copy(start, sign.start())
        if sign["line"] or sign["other"]:
            writer.put("\n" if sign["line"] else sign["other"], *sign.span())
        start = sign.end()
    writer.copy(start, end)
