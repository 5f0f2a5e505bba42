"""Cells: what a table holds, where each stands in the words of its source, and what it is called there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from offerlint.model.source import PlaceWire
from offerlint.text.frozen import dataclass
from offerlint.text.span import Span
from offerlint.text.view import View


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds words: `row` and `column` count from 0, `place` is where it stands in its source.

    It `is_hidden` where its row, its column or its sheet is.
    """

    row: int
    column: int
    words: View
    place: Span
    sheet: str = ""
    is_hidden: bool = False

    @property
    def name(self) -> str:
        """`C7`, as a spreadsheet program calls it; with its sheet where there are sheets: `Prices!C7`."""
        own = f"{letters(self.column)}{self.row + 1}"
        if not self.sheet:
            return own
        plain = self.sheet.replace("_", "").isalnum() and not self.sheet[0].isdigit()
        quoted = self.sheet if plain else "'" + self.sheet.replace("'", "''") + "'"
        return f"{quoted}!{own}"


def letters(column: int) -> str:
    """The letters of a column that counts from 0: A, Z, AA."""
    found = ""
    while column >= 0:
        found = chr(ord("A") + column % 26) + found
        column = column // 26 - 1
    return found


class Cells:
    """The locator of a source that is cells, which stand in the order of its words."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = [(cell.place, cell.name) for cell in cells]
        self._starts = [cell.place.start for cell in cells]

    def where(self, span: Span) -> str:
        """`cell Prices!C7`, or the first and the last of several."""
        names = [name for _, name in self._touched(span)]
        if not names:
            return "the table"
        return f"cell {names[0]}" if len(names) == 1 else f"cells {names[0]} to {names[-1]}"

    def places(self, span: Span) -> Sequence[PlaceWire]:
        """Each cell that the words touch, and which of its characters they are."""
        return [
            {"cell": name, "start": max(span.start - place.start, 0), "end": min(span.end, place.end) - place.start}
            for place, name in self._touched(span)
        ]

    def _touched(self, span: Span) -> Iterator[tuple[Span, str]]:
        for place, name in self._cells[max(bisect_right(self._starts, span.start) - 1, 0) :]:
            if place.start >= span.end:
                return
            if place.overlaps(span):
                yield place, name
