"""Transcripts as tables: one column says who speaks, one what is said, a row a turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from offerlint.reading.cells import Cell
from offerlint.reading.csv_table import table
from offerlint.reading.errors import ReadError
from offerlint.reading.segment import Segment, role_of
from offerlint.text.view import View

_SPEAKER = frozenset("speaker speakerlabel speakername speakerid who party participant person side".split())
"""How the column of speakers is called, without spaces; `role` and `channel` head other tables too."""
_WORDS = frozenset("words line said says text transcript utterance sentence message content speech turn".split())
_FEWEST = 3
"""Turns from which on people talk with each other."""


def is_transcript_csv(head: str) -> bool:
    """Whether a table has a column of words and one of speakers, one of whom sells or buys by name."""
    try:
        labels = [label for label, _ in _turns(head)]
    except ReadError:
        return False
    return len(labels) >= _FEWEST and len(set(labels)) > 1 and any(map(role_of, labels))


def is_table_of_turns(text: str) -> bool:
    """Whether text is a table whose heads say that it holds who speaks and what."""
    try:
        return _columns(next(_rows(table(text)), {})) is not None
    except ReadError:  # a quote that opens a line of other text is closed nowhere
        return False


def csv_segments(view: View) -> list[Segment]:
    """What is said in the table, row by row; raises ReadError for one that cannot be told apart into cells."""
    return [Segment(label, words) for label, words in _turns(view.text)]


def _columns(first: Mapping[int, View]) -> tuple[int, int] | None:
    """The columns of who speaks and of what is said, by the heads of a table."""
    names = {number: re.sub(r"[\s_]", "", name.text).lower() for number, name in first.items()}
    speaker = next((number for number, name in names.items() if name in _SPEAKER), None)
    words = next((number for number, name in names.items() if name in _WORDS), None)
    return None if speaker is None or words is None else (speaker, words)


def _turns(text: str) -> Iterator[tuple[str, View]]:
    """Who speaks, in small letters, and what is said in each row below the heads."""
    rows = _rows(table(text))
    columns = _columns(next(rows, {}))
    for row in rows if columns else ():
        speaker, words = (row.get(number) for number in columns or ())
        if speaker and words:
            yield speaker.text.strip().lower(), words


def _rows(cells: Iterable[Cell]) -> Iterator[Mapping[int, View]]:
    for _, row in groupby(cells, key=lambda cell: cell.row):
        yield {cell.column: cell.words for cell in row}
