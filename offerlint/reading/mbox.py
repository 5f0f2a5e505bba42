"""A mailbox (.mbox): each message is a document by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from offerlint.model.document import Problem
from offerlint.model.source import Source
from offerlint.reading import bounds
from offerlint.reading.email import read_email
from offerlint.reading.email_decode import decode_message
from offerlint.reading.email_part import messages
from offerlint.reading.errors import ReadError
from offerlint.reading.markup import Reading, cut, identity
from offerlint.reading.merged import merged
from offerlint.reading.opener import Opened
from offerlint.text.late import late
from offerlint.text.span import Span

_QUOTED = late(r"(?<=\n)>(?=>*From )")


def open_mbox(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """The messages of a mailbox; raises ReadError for a file in which none begins."""
    source = decode_message(data, path)
    found = list(messages(source.text))
    if not found:
        raise ReadError("no message begins in this mailbox; each begins with a line such as “From ann@example.com ...”")
    readings = [letter(source, span) for span in found[: bounds.MOST_MESSAGES]]
    problems = [problem for reading in readings for problem in reading.problems]
    if len(found) > bounds.MOST_MESSAGES:
        words = (
            f"this mailbox has {len(found):,} messages, of which the first {bounds.MOST_MESSAGES:,} are read; divide it"
        )
        problems.append(Problem("", words))
    return Opened(source, _joined(readings, problems), markup="email", parts=tuple(readings))


def letter(source: Source, span: Span) -> Reading:
    """A message that stands in a source, with the lines of its problems counted from the beginning of that."""
    whole = identity(source.text).slice(span)
    quotes = [match.start() for match in _QUOTED.finditer(whole.text)]
    kept = map(Span, [0, *(at + 1 for at in quotes)], [*quotes, len(whole.text)])
    view, _ = cut(whole, {}, kept) if quotes else (whole, {})
    reading = read_email(*merged(view))
    above = source.lines.position(span.start).line - 1
    lined = (replace(one, line=one.line + above if one.line else None) for one in reading.problems)
    return replace(reading, problems=tuple(lined))


def _joined(readings: list[Reading], problems: list[Problem]) -> Reading:
    """All messages one after another, with sections of their own."""
    sections: list[int] = []
    for reading in readings:
        base = sections[-1] + 1 if sections else 0
        sections += [base + section for section in reading.sections]
    blocks = tuple(block for reading in readings for block in reading.blocks)
    comments, before = [], 0
    for reading in readings:
        comments += [replace(one, block=before + one.block) for one in reading.comments]
        before += len(reading.blocks)
    said = {"channel": "email"}
    return Reading(blocks, tuple(sections), tuple(comments), problems=tuple(problems), declared=said)
