"""Tables that a file says are tables: each stands as one while the page is put in order."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from offerlint.reading.pdf.line import Line
from offerlint.reading.pdf.order import Flow, Grid
from offerlint.reading.pdf.page import Box


def tagged_tables(lines: Sequence[Line]) -> Mapping[int, tuple[Line, Grid]]:
    """The tables of more than one row and column, each with a line that stands for it, by where that begins."""
    by_table: dict[int, list[Line]] = {}
    for line in lines:
        if line.tag.table and line.tag.cell:
            by_table.setdefault(line.tag.table, []).append(line)
    found = {}
    for own in by_table.values():
        grid = _grid(own)
        if len(grid.rows) > 1 and max(map(len, grid.rows)) > 1:
            box = reduce(Box.around, (line.box for line in own))
            first = min(own, key=lambda line: line.first)
            found[first.first] = replace(first, text="", box=box), grid
    return found


def _grid(lines: Sequence[Line]) -> Grid:
    """The cells of a table as they are told, those of a row from the left."""
    rows: dict[int, dict[int, list[Line]]] = {}
    for line in lines:
        rows.setdefault(line.tag.row, {}).setdefault(line.tag.cell, []).append(line)
    return Grid([[cells[number] for number in sorted(cells)] for _, cells in sorted(rows.items())])


def with_stand_ins(lines: Sequence[Line], tables: Mapping[int, tuple[Line, Grid]]) -> list[Line]:
    """The lines, one in the place of all those of a table."""
    gone: Container[int] = {
        line.first for _, grid in tables.values() for row in grid.rows for cell in row for line in cell
    }
    return [line for line in lines if line.first not in gone] + [line for line, _ in tables.values()]


def parted(parts: Sequence[Flow | Grid], tables: Mapping[int, tuple[Line, Grid]]) -> Iterator[Flow | Grid]:
    """The parts of a page in order, with the tables instead of the lines that stand for them."""
    for part in parts:
        if isinstance(part, Grid) or not tables:
            yield part
            continue
        own: list[Line] = []
        for line in part.lines:
            if line.text or line.first not in tables:
                own.append(line)
                continue
            if own:
                yield Flow(own)
            yield tables[line.first][1]
            own = []
        if own:
            yield Flow(own)
