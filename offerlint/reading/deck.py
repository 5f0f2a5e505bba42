"""A copy deck: a table of which each row is a piece of copy that stands by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath

from offerlint.model.about import CLOSED
from offerlint.model.block import Block, Emphasis
from offerlint.model.document import Problem
from offerlint.model.source import Source
from offerlint.reading import bounds
from offerlint.reading.about import declare
from offerlint.reading.cell_terms import said_of_row
from offerlint.reading.cells import Cell, letters
from offerlint.reading.columns import (
    ROLES,
    Column,
    ad_role_of,
    are_ads,
    are_social,
    channel_of,
    column,
    is_data,
    is_deck,
    plain,
    role_of,
    social_role_of,
)
from offerlint.reading.errors import ReadError
from offerlint.reading.markup import BlockWriter, Reading
from offerlint.reading.merged import merged
from offerlint.reading.opener import Opened
from offerlint.reading.table_voice import COPY, HEADS_WITHIN, Told, is_for_rows, told
from offerlint.reading.text import read_text
from offerlint.text.late import late
from offerlint.text.nearest import did_you_mean
from offerlint.text.view import View

_OF_ROW = "row"
"""What stands for the key of a column of lists, groups or occasions, which may say several things of a row."""
_ROW = Column(key=_OF_ROW)
_ANSWERED = late(r"\bto \d{5}\b").search
_TEXTS = late(r"(?:^|[^a-z])(?:texts?|sms|whatsapp)(?![a-z])").search
_LONGEST_TEXT = 480
_WORDS = late(r"[^\W\d_]{3,}\s+[^\W\d_]{2,}")
_PROSE = ("body.paragraph", "footer.smallprint", "body.social-text")
_HEADINGS = ("body.heading", "body.ad-headline", "body.ad-long-headline", "body.social-headline")


def read_deck(source: Source, cells: Sequence[Cell], said: Mapping[str, object]) -> Opened:
    """The rows of one or several sheets, whose `cells` stand in order; `said` may tell the `columns`.

    Raises ReadError for columns that are said and are not there.
    """
    roles = said.get("columns")
    wanted = {plain(str(head)): str(role) for head, role in roles.items()} if isinstance(roles, Mapping) else {}
    rows: list[Reading] = []
    problems: list[Problem] = []
    missing: list[set[str]] = []
    for sheet, own in groupby(cells, key=lambda cell: cell.sheet):
        table = _Table(sheet, list(own), wanted, source.path)
        missing.append(table.missing)
        rows += table.rows()
        problems += table.problems
    absent = set.intersection(*missing) if missing else set(wanted)
    if absent:
        heads = [cell.words.text for cell in cells if cell.row < HEADS_WITHIN and len(cell.words.text) < 40]
        known = list(dict.fromkeys(map(plain, heads)))[:30]
        name = min(absent)
        raise ReadError(
            f"no column is headed “{name}”, as columns in the configuration says; {did_you_mean(name, known)}"
        )
    if len(rows) > bounds.MOST_ROWS:
        words = (
            f"this table has {len(rows):,} rows of copy, of which the first {bounds.MOST_ROWS:,} are read; divide it"
        )
        problems.append(Problem("", words))
        rows = rows[: bounds.MOST_ROWS]
    if not rows and not problems:
        problems.append(Problem("", "there is no copy in this table", fatal=False))
    return Opened(source, _joined(rows, problems), parts=tuple(rows))


class _Table:
    """One sheet: the row that heads it, and what its columns hold."""

    def __init__(self, sheet: str, cells: Sequence[Cell], wanted: Mapping[str, str], path: str) -> None:
        self.sheet, self.path = sheet, path
        self.grid = [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]
        self.problems: list[Problem] = []
        self.missing: set[str] = set()
        self.heads: dict[int, str] = {}
        self.columns, self.stated = self._by_config(wanted) if wanted else self._by_heads()

    def rows(self) -> Iterator[Reading]:
        """What each row below the heads says, if it says anything."""
        for row in self.grid if self.columns else ():
            reading = self._row(row)
            if reading.blocks:
                yield reading

    def _heads(self, is_one: Iterable[bool]) -> list[Cell]:
        """Takes the rows off down to the one that heads the table."""
        number = next((i for i, found in enumerate(is_one) if found), None)
        if number is None:
            return []
        heads, self.grid = self.grid[number], self.grid[number + 1 :]
        return heads

    def _by_config(self, wanted: Mapping[str, str]) -> tuple[dict[int, Column], dict[str, str]]:
        counts = [len({plain(cell.words.text) for cell in row} & set(wanted)) for row in self.grid[:HEADS_WITHIN]]
        best = max(counts, default=0)
        heads = self._heads([count == best for count in counts] if best else self._decks())
        names = {number: {letters(number).lower()} for number in {cell.column for row in self.grid for cell in row}}
        for cell in heads:
            names.setdefault(cell.column, {letters(cell.column).lower()}).add(plain(cell.words.text))
        self.missing = set(wanted).difference(*names.values())
        held = {number: wanted[name] for number, own in names.items() for name in sorted(own) if name in wanted}
        return {number: one for number, role in held.items() if (one := column(role))}, {}

    def _decks(self) -> Iterator[bool]:
        """Of each of the first rows, whether it heads a deck."""
        return (is_deck([cell.words.text for cell in row]) for row in self.grid[:HEADS_WITHIN])

    def _by_heads(self) -> tuple[dict[int, Column], dict[str, str]]:
        shown = [row for row in self.grid if not any(cell.is_hidden for cell in row)]
        by_words = told(shown, self.path)
        heads = self._heads(self._decks())
        where = f"sheet “{self.sheet}”" if self.sheet else "this table"
        if not heads and all(cell.is_hidden for row in self.grid for cell in row):
            return {}, {}
        if not heads and by_words and by_words.what == COPY:
            return self._by_words(by_words, shown[by_words.head])
        if not heads:
            words = f"nothing at the heads of the columns of {where} shows which hold copy, so it is not read; "
            self.problems.append(Problem("", words + "say it with columns: in offerlint.yaml", fatal=False))
            return {}, {}
        words_of = [cell.words.text for cell in heads]
        tell = ad_role_of if are_ads(words_of) else social_role_of if are_social(words_of) else role_of
        found = {cell.column: one for cell in heads if (one := column(tell(cell.words.text) or "none"))}
        found |= {cell.column: _ROW for cell in heads if cell.column not in found and is_for_rows(cell.words.text)}
        for number, role in by_words.columns.items() if by_words and by_words.what == COPY else ():
            if role == "body":
                found.setdefault(number, Column(ROLES[role]))
        left = [
            cell
            for cell in heads
            if cell.column not in found and not is_data(cell.words.text) and self._is_prose(cell.column)
        ]
        if left:
            named = ", ".join(f"{letters(cell.column)} (“{cell.words.text[:40]}”)" for cell in left[:12])
            words = f"columns of {where} that are not read: {named}; if they hold copy, "
            self.problems.append(Problem("", words + "say so with columns: in offerlint.yaml", fatal=False))
        return found, channel_of(words_of) or self._channel(found)

    def _by_words(self, by_words: Told, heads: Sequence[Cell]) -> tuple[dict[int, Column], dict[str, str]]:
        """The columns of a table that its cells show to hold copy, and what else its heads say."""
        self.grid = self.grid[self.grid.index(list(heads)) + 1 :]
        found = {number: Column(ROLES[role]) for number, role in by_words.columns.items()}
        self.heads = {
            cell.column: plain(cell.words.text) for cell in heads if by_words.columns.get(cell.column) == "body"
        }
        for cell in heads:
            one = column(role_of(cell.words.text) or "none")
            if cell.column not in found and one and one.key:
                found[cell.column] = one
            elif cell.column not in found and (is_for_rows(cell.words.text) or self._says_consent(cell.column)):
                found[cell.column] = _ROW
        return found, self._channel(found)

    def _says_consent(self, number: int) -> bool:
        """Whether some cell of a column says on what consent its row is sent."""
        cells = (cell for row in self.grid for cell in row if cell.column == number)
        return any("basis" in said_of_row("", cell.words.text) for cell in cells)

    def _channel(self, columns: Mapping[int, Column]) -> dict[str, str]:
        """The channel of a table of texts, as its name tells, or a number that some of them are answered to."""
        if any(one.key == "channel" for one in columns.values()):
            return {}
        copy = [cell.words.text for row in self.grid for cell in row if columns.get(cell.column, Column()).scope]
        answered = any(map(_ANSWERED, copy)) and all(len(text) <= _LONGEST_TEXT for text in copy)
        return {"channel": "sms"} if answered or _TEXTS(PurePosixPath(self.path).name.lower()) else {}

    def _is_prose(self, number: int) -> bool:
        return any(cell.column == number and _WORDS.search(cell.words.text) for row in self.grid for cell in row)

    def _row(self, row: Sequence[Cell]) -> Reading:
        blocks: list[Block] = []
        declared = dict(self.stated)
        for cell in row:
            held = self.columns.get(cell.column, Column())
            if held.key:
                self._say(declared, held.key, cell)
            elif held.scope:
                own = self._under_head(blocks_of(cell.words, held.scope), cell.column)
                blocks += (replace(block, emphasis=Emphasis.HIDDEN) for block in own) if cell.is_hidden else own
        return Reading(tuple(blocks), (0,) * len(blocks), declared=declared)

    def _under_head(self, blocks: Iterable[Block], number: int) -> Iterator[Block]:
        """The blocks of a cell, which say by what words their column is headed, if these tell what its figures are."""
        head = self.heads.get(number)
        for block in blocks:
            yield replace(block, attributes={**block.attributes, "column": head}) if head else block

    def _say(self, declared: dict[str, str], key: str, cell: Cell) -> None:
        """Takes what a cell says of its row."""
        value = " ".join(cell.words.text.split())
        if key == _OF_ROW or key in CLOSED:
            for one, found in said_of_row("" if key == _OF_ROW else key, value).items():
                declared[one] = declared.get(one, found) if key == _OF_ROW or one != key else found
            return
        faults = declare({key: value})[1]
        if not faults:
            declared[key] = value
        for fault in faults.values():
            self.problems.append(Problem("", f"cell {cell.name}: {fault}", fatal=False))


def blocks_of(words: View, scope: str) -> Iterator[Block]:
    """The words of a cell as blocks; running words may be several paragraphs, items and notes."""
    words, fields = merged(words)
    if scope in _PROSE:
        for block in read_text(words, fields).blocks:
            is_post = scope == "body.social-text" and block.scope != "body.footnote"
            own = scope if is_post or block.scope == "body.paragraph" else block.scope
            small = scope == "footer.smallprint"
            yield replace(block, scope=own, emphasis=Emphasis.SMALL if small else block.emphasis)
        return
    writer = BlockWriter(words, fields)
    writer.copy(0, len(words.text))
    heading = scope in _HEADINGS
    writer.end(scope, Emphasis.HEADING if heading else Emphasis.PLAIN, level=2 if heading else 0)
    yield from writer.blocks


def _joined(rows: Sequence[Reading], problems: Sequence[Problem]) -> Reading:
    """All rows one after another, a section each."""
    blocks = tuple(block for row in rows for block in row.blocks)
    sections = tuple(number for number, row in enumerate(rows) for _ in row.blocks)
    return Reading(blocks, sections, problems=tuple(problems))
