"""Lines in the order in which a person reads them: columns one after another, the cells of tables row by row."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from offerlint.reading.pdf.line import Line, beside, side_by_side, words_of
from offerlint.reading.pdf.page import Box
from offerlint.text.frozen import dataclass as frozen

_NARROWEST = 0.6
"""Of the size of letters: the gap between two columns."""
_FAR = 4.0
"""Sizes of letters between two rows of one table, or of columns side by side."""
_WORDS_OF_PROSE = 3.5
"""Words of a line, on average, from which on lines side by side are columns and no cells of a table."""
_DEEPEST = 6
_LOOSE = 3.0
"""Sizes of letters between words of one line that is no row of columns."""

Row = list[Line]


@frozen(frozen=True, slots=True)
class Flow:
    """Lines that follow one another down a column."""

    lines: Sequence[Line]


@frozen(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each with its lines; a cell may be empty."""

    rows: Sequence[Sequence[Sequence[Line]]]


@dataclass(slots=True)
class _Band:
    """Rows side by side from `start` up to `end`, with what is free between their columns."""

    start: int
    end: int
    gutters: list[tuple[float, float]]

    def column(self, line: Line) -> int:
        middle = (line.box.left + line.box.right) / 2
        return sum(middle > (left + right) / 2 for left, right in self.gutters)


def ordered(
    lines: Sequence[Line], rules: Sequence[Box], opening: Container[int] = (), depth: int = 0
) -> list[Flow | Grid]:
    """The lines of a page that run the same way; `rules` are thin lines drawn on it, turned as they are.

    A line that begins at a place of `opening` is never joined to what stands before it.
    """
    rows = _rows(lines)
    found: list[Flow | Grid] = []
    loose: Row = []
    at = 0
    while at < len(rows):
        band = _band(rows, at) if depth < _DEEPEST else None
        made = list(_side_by_side(rows, band, loose, rules, opening, depth)) if band else []
        if band and made:
            found += [_flow(loose, opening)] if loose else []
            found += made
            loose, at = [], band.end
        else:
            loose += rows[at]
            at += 1
    return found + ([_flow(loose, opening)] if loose else [])


def _flow(lines: Sequence[Line], opening: Container[int]) -> Flow:
    """Lines down a column, those joined that lie beside one another with no more than a wide space between."""
    joined: Row = []
    for line in lines:
        last = joined[-1] if joined else None
        is_new = line.first in opening or (last is not None and not last.text)
        if (
            last
            and not is_new
            and beside(last.box, line.box)
            and 0 < line.box.left - last.box.right < _LOOSE * line.size
        ):
            joined[-1] = side_by_side(last, line)
        else:
            joined.append(line)
    return Flow(joined)


def _rows(lines: Sequence[Line]) -> list[Row]:
    """Lines beside one another, from the top, each from the left."""
    rows: list[Row] = []
    for line in sorted(lines, key=lambda one: (-one.box.top, one.box.left, one.first)):
        row = next((one for one in rows[-3:] if beside(one[0].box, line.box) and _is_free(one, line)), None)
        if row is None:
            rows.append([line])
        else:
            row.append(line)
    for row in rows:
        row.sort(key=lambda one: (one.box.left, one.first))
    return sorted(rows, key=lambda row: (-row[0].box.top, row[0].box.left))


def _is_free(row: Row, line: Line) -> bool:
    """Whether a line lies on none of a row."""
    slack = 0.2 * line.size
    return all(line.box.left >= one.box.right - slack or line.box.right <= one.box.left + slack for one in row)


def _band(rows: Sequence[Row], start: int) -> _Band | None:
    """The rows from `start` on that share a gap between their columns, at least two of which have several lines."""
    if len(rows[start]) < 2:
        return None
    size = rows[start][0].size
    gutters = _free(rows[start])
    found: _Band | None = None
    for number in range(start + 1, len(rows)):
        row = rows[number]
        if min(one.box.bottom for one in rows[number - 1]) - max(one.box.top for one in row) > _FAR * size:
            break
        narrowed = [kept for gutter in gutters if (kept := _narrowed(gutter, row, size))]
        if not narrowed or (len(row) > 1 and not any(_parts(gutter, row) for gutter in narrowed)):
            break
        gutters = narrowed
        if len(row) > 1:
            found = _Band(start, number + 1, gutters)
    return found


def _free(row: Row) -> list[tuple[float, float]]:
    return [(one.box.right, other.box.left) for one, other in pairwise(row)]


def _narrowed(gutter: tuple[float, float], row: Row, size: float) -> tuple[float, float] | None:
    """What of a gap is left when a row stands in it; None when it is no gap any more."""
    left, right = gutter
    for line in row:
        if line.box.left < right and line.box.right > left:
            if line.box.left - left > right - line.box.right:
                right = line.box.left
            else:
                left = line.box.right
    return (left, right) if right - left >= _NARROWEST * size else None


def _parts(gutter: tuple[float, float], row: Row) -> bool:
    middle = sum(gutter) / 2
    return row[0].box.right < middle < row[-1].box.left


def _side_by_side(
    rows: Sequence[Row], band: _Band, loose: Row, rules: Sequence[Box], opening: Container[int], depth: int
) -> Iterator[Flow | Grid]:
    """The columns of a band, each read down, or its table; a line above it that is the top of a column is taken."""
    own = [line for row in rows[band.start : band.end] for line in row]
    columns: list[Row] = [[] for _ in range(len(band.gutters) + 1)]
    for line in own:
        columns[band.column(line)].append(line)
    is_told_so = all(
        max(one.first for one in left) < min(one.first for one in right) for left, right in pairwise(columns)
    )
    is_prose = min(sum(words_of(one.text) for one in column) / len(column) for column in columns) >= _WORDS_OF_PROSE
    if is_told_so or (is_prose and not _is_ruled(own, rules)):
        _take_what_follows(rows, band, columns)
        if band.start and len(rows[band.start - 1]) == 1 and loose and _is_top(loose[-1], band, columns):
            columns[band.column(loose[-1])].append(loose.pop())
        for column in columns:
            yield from ordered(column, rules, opening, depth + 1)
    else:
        yield _grid([*own, *_rest_of_cells(rows, band, columns, rules)], band, rules)


def _take_what_follows(rows: Sequence[Row], band: _Band, columns: Sequence[Row]) -> None:
    """Lets columns go on below the others, where the file tells what stands there before what is beside it."""
    while band.end < len(rows) and len(rows[band.end]) == 1:
        (line,) = rows[band.end]
        number = min(band.column(line), len(columns) - 1)
        column = columns[number]
        last = min(column, key=lambda one: one.box.bottom)
        is_near = last.box.bottom - line.box.top < 2 * line.size and line.box.right <= _right(band, number)
        following = columns[number + 1 :]
        begun = min(one.first for one in column)
        if not is_near or any(begun < min(one.first for one in each) < line.first for each in following):
            return
        if not following and line.box.left < max(one.box.left for one in columns[number]) - 4 * line.size:
            return
        column.append(line)
        band.end += 1


def _rest_of_cells(rows: Sequence[Row], band: _Band, columns: Sequence[Row], rules: Sequence[Box]) -> Iterator[Line]:
    """The lines below the last row of a table that go on in its cells."""
    while band.end < len(rows) and len(rows[band.end]) == 1:
        (line,) = rows[band.end]
        column = columns[band.column(line)]
        if not _goes_on(min(column, key=lambda one: one.box.bottom), line, rules):
            return
        column.append(line)
        band.end += 1
        yield line


def _is_top(line: Line, band: _Band, columns: Sequence[Row]) -> bool:
    """Whether a line above a band begins a column of it but the first, which begins further down."""
    number = band.column(line)
    if not 0 < number < len(columns) or line.box.left < band.gutters[number - 1][0]:
        return False
    before, below = columns[number - 1], max(columns[number], key=lambda one: one.box.top)
    is_near = 0 <= line.box.bottom - below.box.top < line.size or beside(line.box, below.box)
    return is_near and max(one.first for one in before) < line.first < min(one.first for one in columns[number])


def _right(band: _Band, number: int) -> float:
    return band.gutters[number][1] if number < len(band.gutters) else float("inf")


def _is_ruled(lines: Sequence[Line], rules: Sequence[Box]) -> bool:
    """Whether a thin line is drawn across between some lines."""
    top, bottom = max(one.box.bottom for one in lines), min(one.box.top for one in lines)
    left, right = min(one.box.left for one in lines), max(one.box.right for one in lines)
    return any(
        bottom < one.top < top and one.width > 10 and one.height < 3 and left - 20 < one.left and one.right < right + 20
        and not any(_strikes(one, line) for line in lines)
        for one in rules
    )  # fmt: skip


def _strikes(rule: Box, line: Line) -> bool:
    """Whether a thin line lies on a line of letters."""
    return line.box.bottom < rule.bottom and rule.top < line.box.top and line.box.left < rule.right


def _grid(lines: Sequence[Line], band: _Band, rules: Sequence[Box]) -> Grid:
    """Cells as the file tells them: one after another in a row, with all its lines."""
    rows: list[dict[int, Row]] = []
    last: tuple[int, Line] | None = None
    for line in sorted(lines, key=lambda one: one.first):
        column = band.column(line)
        if last and last[0] == column and _goes_on(last[1], line, rules):
            rows[-1][column].append(line)
        elif last and column > last[0] and _is_beside(rows[-1], line):
            rows[-1][column] = [line]
        else:
            rows.append({column: [line]})
        last = column, line
    rows.sort(key=lambda row: -max(one.box.top for cell in row.values() for one in cell))
    return Grid([[row.get(column, []) for column in range(len(band.gutters) + 1)] for row in rows])


def _goes_on(last: Line, line: Line, rules: Sequence[Box]) -> bool:
    """Whether a line of a cell goes on in the next below it."""
    gap = last.box.bottom - line.box.top
    is_parted = any(
        line.box.top - 1 < (rule.top + rule.bottom) / 2 < last.box.bottom + 1
        and rule.left < line.box.right
        and rule.right > line.box.left
        and rule.height < 3
        for rule in rules
    )
    return -0.5 * line.size < gap < 0.4 * line.size and not is_parted


def _is_beside(row: dict[int, Row], line: Line) -> bool:
    """Whether a line stands beside some of a row."""
    top = max(one.box.top for cell in row.values() for one in cell)
    bottom = min(one.box.bottom for cell in row.values() for one in cell)
    return line.box.bottom < top and bottom < line.box.top
