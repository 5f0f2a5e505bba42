"""A call script in a spreadsheet: a row a step or an objection, with columns for who speaks and where the call goes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from offerlint.model.block import Block
from offerlint.model.source import Source
from offerlint.reading.cells import Cell
from offerlint.reading.columns import is_deck
from offerlint.reading.deck import HEADS_WITHIN
from offerlint.reading.markup import Reading, identity
from offerlint.reading.opener import Opened
from offerlint.reading.script import script_of
from offerlint.reading.script_table import has_ways, is_script, speaker_named, spoken


def open_script(source: Source, cells: Sequence[Cell]) -> Opened | None:
    """The script that the `cells` of one or several sheets are; None where the heads of none show one."""
    blocks: list[Block] = []
    sections: list[int] = []
    for number, (_, own) in enumerate(groupby(cells, key=lambda cell: cell.sheet)):
        shown = [cell for cell in own if not cell.is_hidden]
        grid = [list(row) for _, row in groupby(shown, key=lambda cell: cell.row)]
        rows = ([cell.words.text for cell in row] for row in grid[:HEADS_WITHIN])
        top = next((at for at, words in enumerate(rows) if _is_head(words)), None)
        if top is None:
            continue
        heads = {cell.column: " ".join(cell.words.text.split()) for cell in grid[top]}
        said_by = spoken(list(heads.values()))
        who, words = map(list(heads).__getitem__, said_by) if said_by else (None, None)
        for at, row in enumerate(grid[top + 1 :], 1):
            named = next((speaker_named(cell.words.text) for cell in row if cell.column == who), "")
            for cell in row:
                if cell.column == who:
                    continue
                head = named if cell.column == words else heads.get(cell.column, "")
                attributes = {"row": str(at), "column": head}
                blocks.append(Block(cell.words, "body.table", attributes=attributes))
                sections.append(number)
    if not blocks:
        return None
    reading = script_of(identity(source.text), Reading(tuple(blocks), tuple(sections)))
    return Opened(source, reading, markup="script")


def is_script_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether one of the first rows of a table heads a call script."""
    return any(map(_is_head, rows[:HEADS_WITHIN]))


def _is_head(words: Sequence[str]) -> bool:
    """Whether the words of a row are heads of a call script, and not of a copy deck."""
    return is_script(words) and (has_ways(words) or not is_deck(words))
