"""A call script in a spreadsheet, a row a step or an objection; and a table of what staff are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from offerlint.model.block import Block
from offerlint.model.source import Source
from offerlint.reading.cells import Cell, letters
from offerlint.reading.columns import is_deck
from offerlint.reading.markup import Reading, identity
from offerlint.reading.opener import Opened
from offerlint.reading.script import script_of
from offerlint.reading.script_table import has_ways, is_script, speaker_named, spoken
from offerlint.reading.table_voice import COPY, HEADS_WITHIN, OPTION, QUIZ, RIGHT, SCRIPT, Told, is_remark, told
from offerlint.text.late import late

_Row = list[Cell]
_WORD = late(r"[^\W\d_]{2,}")


def open_script(source: Source, cells: Sequence[Cell]) -> Opened | None:
    """The script that the `cells` of sheets are, or what staff are told; None where they show neither."""
    blocks: list[Block] = []
    sections: list[int] = []
    of_staff, is_whole = False, True
    for number, (_, own) in enumerate(groupby(cells, key=lambda cell: cell.sheet)):
        shown = [cell for cell in own if not cell.is_hidden]
        grid = [list(row) for _, row in groupby(shown, key=lambda cell: cell.row)]
        rows = ([cell.words.text for cell in row] for row in grid[:HEADS_WITHIN])
        top = next((at for at, words in enumerate(rows) if _is_head(words)), None)
        by_words = told(grid, source.path) if top is None else None
        if by_words and (by_words.what == QUIZ or (by_words.what != COPY and not _has_deck(grid))):
            of_staff, is_whole = of_staff or by_words.what != SCRIPT, False
            found = list(_told(grid, by_words))
        elif top is not None:
            found = list(_headed(grid, top))
        else:
            continue
        blocks += found
        sections += [number] * len(found)
    if not blocks:
        return None
    page = Reading(tuple(blocks), tuple(sections))
    if of_staff:
        return Opened(source, Reading(page.blocks, page.sections, declared={"kind": "internal"}), markup="table")
    script = script_of(identity(source.text), page)
    if not is_whole:
        script = replace(script, declared={"complete": "false", **script.declared})
    return Opened(source, script, markup="script")


def _headed(grid: Sequence[_Row], top: int) -> Iterator[Block]:
    """The cells below the heads of a script, each with its head; that of words said names who says them."""
    heads = {cell.column: " ".join(cell.words.text.split()) for cell in grid[top]}
    said_by = spoken(list(heads.values()))
    who, words = map(list(heads).__getitem__, said_by) if said_by else (None, None)
    for at, row in enumerate(grid[top + 1 :], 1):
        named = next((speaker_named(cell.words.text) for cell in row if cell.column == who), "")
        for cell in row:
            if cell.column != who:
                head = named if cell.column == words else heads.get(cell.column, "")
                yield Block(cell.words, "body.table", attributes={"row": str(at), "column": head})


def _told(grid: Sequence[_Row], found: Told) -> Iterator[Block]:
    """The cells below the heads of a table whose words tell what it is; of what is said the head is who says it."""
    heads = {cell.column: " ".join(cell.words.text.split()) for cell in grid[found.head]}
    if found.what == SCRIPT:
        heads |= found.columns
    for at, row in enumerate(grid[found.head + 1 :], 1):
        right = _right(row, found.columns) if found.what == QUIZ else None
        for cell in () if is_remark(row) else filter(_says, row):
            role = found.columns.get(cell.column)
            if role in ("", RIGHT) or (role == OPTION and cell is not right):
                continue
            yield Block(cell.words, "body.table", attributes={"row": str(at), "column": heads.get(cell.column, "")})


def _right(row: _Row, columns: Mapping[int, str]) -> Cell | None:
    """The right answer of a row of a quiz, which is named by its letter, its number or its words."""
    options = [cell for cell in row if columns.get(cell.column) == OPTION]
    said = next((cell.words.text.strip().lower() for cell in row if columns.get(cell.column) == RIGHT), "")
    names = ((letters(number).lower(), str(number + 1)) for number in range(len(options)))
    chosen = (cell for cell, own in zip(options, names, strict=True) if said in (*own, cell.words.text.strip().lower()))
    return next(chosen, None)


def _says(cell: Cell) -> bool:
    """Whether a cell holds a word, and not a number or a sign alone."""
    return _WORD.search(cell.words.text) is not None


def is_script_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether one of the first rows of a table heads a call script."""
    return any(map(_is_head, rows[:HEADS_WITHIN]))


def _has_deck(grid: Sequence[_Row]) -> bool:
    return any(is_deck([cell.words.text for cell in row]) for row in grid[:HEADS_WITHIN])


def _is_head(words: Sequence[str]) -> bool:
    """Whether the words of a row are heads of a call script, and not of a copy deck."""
    return is_script(words) and (has_ways(words) or not is_deck(words))
