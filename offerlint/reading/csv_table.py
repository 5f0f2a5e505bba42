"""Tables as text: values parted by commas, semicolons, tabs or bars, quoted or not (.csv, .tsv)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from offerlint.reading import bounds
from offerlint.reading.cells import Cell, Cells, letters
from offerlint.reading.columns import ROLES, is_deck, role_of
from offerlint.reading.deck import read_deck
from offerlint.reading.decode import decode
from offerlint.reading.directive import declarations
from offerlint.reading.errors import ReadError
from offerlint.reading.markup import Comment
from offerlint.reading.opener import Opened
from offerlint.reading.script_cells import open_script
from offerlint.reading.table_voice import HEADS_WITHIN, Told, told
from offerlint.text.lines import LineIndex
from offerlint.text.span import Run, Span
from offerlint.text.view import View, ViewBuilder

_SIGNS = ",;\t|"
_WORD = re.compile(r"[^\W\d_]{2,}")
_PROSE = re.compile(r"(?:[A-Za-z'’]{2,}[,.]? ){3}[A-Za-z]{2,}")
_SOUGHT_WITHIN = 100_000
_WEIGHED = 150
"""Rows whose words tell what a table holds."""
_REMARK = re.compile(r"(?:#|//) *([^\r\n]*)")
_REMARKS = re.compile(r"(?:(?:#|//)[^\r\n]*(?:\r\n|\n|\r)\s*)+")
_SAID = re.compile(r"sep=(.)(?:\r\n|\n|\r)")


def open_csv(data: bytes, path: str, said: Mapping[str, object]) -> Opened:
    """The rows of a table in text; raises ReadError for one that cannot be told apart into cells."""
    source = decode(data, path)
    cells = list(table(source.text))
    source = replace(source, locator=Cells(cells))
    script = None if said.get("columns") else open_script(source, cells)
    return _with_remarks(script or read_deck(source, cells, said), source.text)


def _with_remarks(opened: Opened, text: str) -> Opened:
    """What is said of a table, and of each of its rows, by the remarks in the lines above it."""
    top = _REMARKS.match(text)
    comments = tuple(
        Comment(line[1], Run(0, *line.span()), 0) for line in _REMARK.finditer(text, 0, top.end() if top else 0)
    )
    if not comments:
        return opened
    of_all = declarations(comments)
    parts = tuple(replace(part, declared={**of_all, **part.declared}) for part in opened.parts)
    reading = replace(opened.reading, comments=comments + opened.reading.comments)
    return replace(opened, reading=reading, parts=parts)


def first_rows(text: str) -> list[list[Cell]]:
    """The first rows of a table, as far as they can be told from the beginning of its text."""
    rows: dict[int, list[Cell]] = {}
    try:
        for cell in takewhile(lambda cell: cell.row < HEADS_WITHIN, table(text)):
            rows.setdefault(cell.row, []).append(cell)
    except ReadError:
        pass
    return list(rows.values())


def heads_deck(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first of some rows heads a copy deck, in which words stand below, or nothing does."""
    if not rows or not is_deck([cell.words.text for cell in rows[0]]):
        return False
    copy = {cell.column for cell in rows[0] if role_of(cell.words.text) in ROLES}
    below = [cell for row in rows[1:] for cell in row if cell.column in copy]
    return not below or any(_WORD.search(cell.words.text) for cell in below)


def told_by_words(text: str, path: str) -> Told | None:
    """What a table holds as its cells tell, as far as they can be told apart."""
    if _PROSE.search(text, 0, _SOUGHT_WITHIN) is None:
        return None
    first = takewhile(lambda cell: cell.row < _WEIGHED, table(text))
    try:
        return told([list(row) for _, row in groupby(first, key=lambda cell: cell.row)], path)
    except ReadError:
        return None


def table(text: str) -> Iterator[Cell]:
    """The cells of a table that hold something, row by row."""
    said = _SAID.match(text)
    at = said.end() if said else 0
    sign = said[1] if said else parting_sign(text)
    plain = re.compile(rf"[^{re.escape(sign)}\r\n]*")
    row = 1 if said else 0
    column = count = 0
    while at < len(text):
        start = at
        if text[at] == '"':
            at = _closing(text, at, column, row)
            words = _words(text, start + 1, at - 1, quoted=True)
            tail = plain.match(text, at)
            at = tail.end() if tail else at
        else:
            found = plain.match(text, at)
            at = found.end() if found else at
            words = _words(text, start, at, quoted=False)
        if words.text.strip():
            count += 1
            if count > bounds.MOST_CELLS:
                raise ReadError(f"there are more than {bounds.MOST_CELLS:,} cells in this table; divide it")
            yield Cell(row, column, words, Span(start, at))
        if text[at : at + 1] == sign:
            at, column = at + 1, column + 1
        else:
            at += 2 if text.startswith("\r\n", at) else 1
            row, column = row + 1, 0


def parting_sign(text: str) -> str:
    """What parts the values: the sign that the first lines have most of, outside quotes."""
    top = re.sub(r'"(?:[^"]|"")*"', "", text[:20_000]).splitlines()[:10]
    counts = {sign: max((line.count(sign) for line in top), default=0) for sign in _SIGNS}
    return max(_SIGNS, key=lambda sign: (sign == "\t" and counts[sign] > 0, counts[sign], -_SIGNS.index(sign)))


def _closing(text: str, start: int, column: int, row: int) -> int:
    """The place after the quote that closes the one at `start`."""
    at = text.find('"', start + 1)
    while at >= 0 and text[at + 1 : at + 2] == '"':
        at = text.find('"', at + 2)
    if at < 0:
        line = LineIndex(text).position(start).line
        raise ReadError(f'the quote " that opens cell {letters(column)}{row + 1} is never closed; close it', line)
    return at + 1


def _words(text: str, start: int, end: int, *, quoted: bool) -> View:
    """The words of a value; where it is quoted, of two quotes in a row one is read."""
    builder = ViewBuilder(text)
    done = start
    while quoted and (at := text.find('""', done, end)) >= 0:
        builder.copy(done, at)
        builder.put('"', at, at + 2)
        done = at + 2
    builder.copy(done, end)
    return builder.build()
