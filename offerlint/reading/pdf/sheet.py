"""One page laid out: its paragraphs, cells and fields in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from offerlint.reading.pdf.fields import labels
from offerlint.reading.pdf.line import Line, lines_of
from offerlint.reading.pdf.order import Flow, Grid, ordered
from offerlint.reading.pdf.page import Box, Field, Page
from offerlint.reading.pdf.paragraph import paragraphs, rights
from offerlint.reading.pdf.tagged import parted, tagged_tables, with_stand_ins
from offerlint.text.late import late

MOST_IN_ORDER = 3_000
"""Lines of a page that are put in order; of more the order of the file is kept."""
_MARGIN = 0.12
"""Of the height of a page: where what stands on each page is a margin."""
_FOLIO = late(r"(?:page\s*)?[-–|]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–|]?", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """A paragraph or a cell before it is known how it looks beside the others.

    `flow` numbers the column that it stands in on its page, `right` is how far that goes. `control` is the box to tick
    whose words it is. `cell` has the numbers of its table, row and column, and the name of the column.
    """

    page: int
    lines: list[Line]
    flow: int = 0
    right: float = 0.0
    control: Field | None = None
    cell: tuple[int, int, int, str] | None = None
    rows: int = 0
    is_item: bool = False
    is_repeated: bool = False
    is_footer: bool = False
    later: list[tuple[int, Line]] = field(default_factory=list)
    """The lines in which it goes on, each with its page."""

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[line.size] += len(line.text)
        return max(sizes, key=lambda one: (sizes[one], one))

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page, and the fields that no words stand beside."""

    drafts: Sequence[Draft]
    alone: Sequence[Field]


def sheet(page: Page, number: int) -> Sheet:
    """Lays out a page; words that run another way come last."""
    lines = lines_of(page)
    tied = labels(page.fields, lines)
    letters: Counter[int] = Counter()
    for line in lines:
        letters[line.turn] += len(line.text)
    drafts: list[Draft] = []
    for turn in sorted(letters, key=lambda one: (-letters[one], one)):
        own = [line for line in lines if line.turn == turn]
        shapes = [shape.turned(turn) for shape in page.shapes]
        tables = tagged_tables(own)
        parts = (
            ordered(with_stand_ins(own, tables), shapes, {*tied, *tables}) if len(own) < MOST_IN_ORDER else [Flow(own)]
        )
        for part in parted(parts, tables):
            flow = drafts[-1].flow + 1 if drafts else 0
            made = _of_flow(part, shapes, tied) if isinstance(part, Flow) else _of_grid(part, _tables(drafts), tied)
            drafts += [replace(draft, page=number, flow=flow) for draft in made]
    return Sheet(drafts, [one for one in page.fields if one not in tied.values()])


def _tables(drafts: Sequence[Draft]) -> int:
    return len({draft.cell[0] for draft in drafts if draft.cell})


def _of_flow(flow: Flow, shapes: Sequence[Box], tied: Mapping[int, Field]) -> Iterator[Draft]:
    widths = rights(flow.lines)
    dots = [shape for shape in shapes if max(shape.width, shape.height) < 0.8 * flow.lines[0].size]
    items = {line.first for line in flow.lines if dots and _has_dot(line, dots)}
    items |= {line.first for last, line in pairwise([None, *flow.lines]) if line and _is_tagged_item(last, line)}
    for lines in paragraphs(flow.lines, lambda line: line.first in tied or line.first in items):
        first = lines[0].first
        yield Draft(0, lines, right=widths[lines[-1].first], control=tied.get(first), is_item=first in items)


def _is_tagged_item(last: Line | None, line: Line) -> bool:
    """Whether the file says that a line begins an item of a list."""
    return line.tag.item != 0 and (last is None or last.tag.item != line.tag.item)


def _has_dot(line: Line, dots: Sequence[Box]) -> bool:
    """Whether a bullet is drawn before a line."""
    return any(
        0 <= line.box.left - dot.right < 2.5 * line.size
        and line.box.bottom < (dot.bottom + dot.top) / 2 < line.box.top
        and dot.width > 1
        and dot.height > 1
        and 0.5 < dot.width / dot.height < 2
        for dot in dots
    )


def _of_grid(grid: Grid, number: int, tied: Mapping[int, Field]) -> Iterator[Draft]:
    heads = [" ".join(line.text for line in cell) for cell in grid.rows[0]]
    for row, cells in enumerate(grid.rows):
        for column, lines in enumerate(cells):
            if lines:
                name = heads[column] if row else ""
                right = max(line.box.right for line in lines)
                field = next((tied[line.first] for line in lines if line.first in tied), None)
                yield Draft(
                    0, list(lines), right=right, control=field, cell=(number, row, column, name), rows=len(grid.rows)
                )


def without_repeats(sheets: Sequence[Sequence[Draft]], pages: Sequence[Page | None]) -> Iterator[Draft]:
    """The drafts of all pages, those in the margins once, and no numbers of pages."""
    keys = [
        [_margin(draft, page) if page else "" for draft in drafts] for drafts, page in zip(sheets, pages, strict=True)
    ]
    counts = Counter(key for own in keys for key in set(own))
    told: set[str] = set()
    for drafts, own in zip(sheets, keys, strict=True):
        for draft, key in zip(drafts, own, strict=True):
            if not key:
                yield draft
            elif (len(pages) > 1 and _FOLIO.fullmatch(draft.text)) or key in told:
                continue
            else:
                draft.is_repeated = counts[key] > 1
                told.update({key} if draft.is_repeated else ())
                draft.is_footer = draft.is_repeated and key.startswith("foot")
                yield draft


def _margin(draft: Draft, page: Page) -> str:
    """What a draft in a margin says, numbers aside, and where; empty for what stands elsewhere."""
    if draft.lines[0].turn or draft.cell:
        return ""
    top, bottom = (
        ((line.box.bottom + line.box.top) / 2 - page.box.bottom) / max(page.box.height, 1)
        for line in (draft.lines[0], draft.lines[-1])
    )
    where = "foot" if top < _MARGIN else "head" if bottom > 1 - _MARGIN else ""
    return f"{where} {top:.2f} {re.sub(r'[0-9]+', '#', draft.text)}" if where else ""
