"""From a row to its document: its text as a file would be read, or its fields as the cells of a copy deck are."""

from __future__ import annotations

from collections.abc import Mapping

from offerlint.batches.columns import FORMAT
from offerlint.batches.rows import Row, Words
from offerlint.disk import within
from offerlint.model.document import Document, Variant
from offerlint.reading.cell_terms import said_of_row
from offerlint.reading.deck import blocks_of
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.markup import identity
from offerlint.reading.reader import read
from offerlint.reading.recognise import recognise
from offerlint.reading.settle import Body, settle
from offerlint.reading.template.known import Known

TEXT_NAME, JSON_NAME = "text.txt", "text.json"
"""What the text of a row is recognised by where nothing says its format."""


def open_row(row: Row, says: Mapping[str, object], known: Known) -> Document | None:
    """The document that a row is; None for a report of ours.

    `says` is what is said of every row. Raises ReadError or UnreadableError for a row that cannot be read.
    """
    declared = {**says, **row.says}
    if isinstance(channel := declared.get("channel"), str):
        declared |= said_of_row("channel", channel)
    fields = [(name, scope, words) for name, scope, words in row.fields if words is not None]
    if not fields:
        raise ReadError("there is no text in this row")
    format, kind = (str(declared[key]) if declared.get(key) else None for key in (FORMAT, "kind"))
    if not fields[0][1]:
        source = decode(_within(fields[0][2]), fields[0][0])
        found = _format(source.text, format, kind)
        return read(source, found, declared, known) if found else None
    sources = [decode(_within(words), name) for name, _, words in fields]
    blocks = tuple(
        block
        for number, (_, scope, _) in enumerate(fields)
        for block in blocks_of(identity(sources[number].text, number), scope)
    )
    body = Body((Variant(blocks, (0,) * len(blocks)),), sources=tuple(sources[1:]))
    return settle(sources[0], "row", body, declared)


def _format(text: str, format: str | None, kind: str | None) -> str | None:
    """The format of a text: what is said, what JSON shows itself to be, or what words do."""
    is_json = text.lstrip().startswith(("[", "{"))
    return (is_json and recognise(JSON_NAME, text, format, kind)) or recognise(TEXT_NAME, text, format, kind)


def _within(words: Words) -> bytes:
    """The bytes of a text, which are no more than those of a file may be; raises ReadError where there are none."""
    if isinstance(words, bytes):
        return within(words)
    raise ReadError(words or "there is no text in this row")
