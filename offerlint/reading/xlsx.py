"""An Excel workbook (.xlsx): the cells of its sheets as they show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from offerlint.model.source import Source
from offerlint.reading import bounds
from offerlint.reading.cells import Cell, Cells
from offerlint.reading.deck import read_deck
from offerlint.reading.errors import ReadError
from offerlint.reading.merged import stretch
from offerlint.reading.number_format import BUILT_IN, shown
from offerlint.reading.opener import Opened
from offerlint.reading.package import Element, Package
from offerlint.reading.script_cells import open_script
from offerlint.text.late import late
from offerlint.text.span import Span

WHAT = "an Excel workbook"
MAIN = "xl/workbook.xml"

_NAME = late(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = late(r"_x([0-9A-Fa-f]{4})_")


class _Looks(NamedTuple):
    """What cells refer to: the words of the workbook, the formats of its numbers, and the day that it counts from."""

    strings: list[str]
    formats: list[str]
    since_1904: bool


class _Value(NamedTuple):
    """What a cell shows, and where: its row and column count from 0."""

    sheet: str
    row: int
    column: int
    words: str
    is_hidden: bool


def open_xlsx(data: bytes, path: str, said: Mapping[str, object]) -> Opened:
    """The rows of the sheets, hidden ones as hidden words; raises ReadError for what is no workbook."""
    values: list[_Value] = []
    for value in _values(Package(data, WHAT)):
        if len(values) == bounds.MOST_CELLS:
            raise ReadError(f"there are more than {bounds.MOST_CELLS:,} cells in this workbook; divide it")
        values.append(value)
    text = "\n".join(value.words for value in values)
    cells, at = [], 0
    for sheet, row, column, words, is_hidden in values:
        place = Span(at, at + len(words))
        cells.append(Cell(row, column, stretch(text, *place), place, sheet, is_hidden))
        at = place.end + 1
    source = Source(path, text, "", locator=Cells(cells))
    script = None if said.get("columns") else open_script(source, cells)
    return script or read_deck(source, cells, said)


def _values(package: Package) -> Iterator[_Value]:
    """The cells of the sheets, in the order of the sheets and then row by row."""
    if MAIN not in package:
        raise ReadError(f"this is not {WHAT}: its part {MAIN} is missing")
    parts = package.relations(MAIN)
    by_kind = {part.kind: part.target for part in parts.values()}
    strings = _strings(package, by_kind.get("sharedStrings", ""))
    book = package.xml(MAIN)
    since = book.find("{*}workbookPr")
    looks = _Looks(strings, _formats(package, by_kind.get("styles", "")), _is_on(since, "date1904"))
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        part = next(
            (parts[str(value)] for key, value in sheet.attrib.items() if str(key).endswith("}id") and value in parts),
            None,
        )
        if part is None or part.kind != "worksheet":
            continue
        is_hidden = sheet.get("state", "visible") != "visible"
        yield from _cells(sheet.get("name", ""), package.xml(part.target), looks, is_hidden=is_hidden)


def _is_on(node: Element | None, key: str) -> bool:
    return node is not None and node.get(key, "0") in ("1", "true")


def _cells(sheet: str, root: Element, looks: _Looks, *, is_hidden: bool) -> Iterator[_Value]:
    row = -1
    unseen = [
        (int(one.get("min", "0")) - 1, int(one.get("max", "0")) - 1)
        for one in root.iterfind("{*}cols/{*}col")
        if _is_on(one, "hidden") and one.get("min", "").isdecimal() and one.get("max", "").isdecimal()
    ]
    for line in root.iterfind("{*}sheetData/{*}row"):
        number = line.get("r", "")
        row = max(row + 1, int(number) - 1) if number.isdecimal() and len(number) < 8 else row + 1
        column = -1
        for cell in line.iterfind("{*}c"):
            name = _NAME.fullmatch(cell.get("r", ""))
            column = max(column + 1, _column(name[1])) if name else column + 1
            words = _shown(cell, looks)
            if words.strip():
                is_unseen = is_hidden or _is_on(line, "hidden") or any(low <= column <= high for low, high in unseen)
                yield _Value(sheet, row, column, words, is_unseen)


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _shown(cell: Element, looks: _Looks) -> str:
    """What a cell shows; of a formula what it came to when the file was saved."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _rich(cell.find("{*}is"))
    value = cell.findtext("{*}v") or ""
    if kind == "s":
        strings = looks.strings
        return strings[int(value)] if value.isdecimal() and len(value) < 9 and int(value) < len(strings) else ""
    if kind == "n":
        style = cell.get("s", "0")
        own = (
            looks.formats[int(style)]
            if style.isdecimal() and len(style) < 9 and int(style) < len(looks.formats)
            else ""
        )
        return shown(value, own, since_1904=looks.since_1904) if value else ""
    return "" if kind in ("b", "e") else _unescaped(value)


def _rich(node: Element | None) -> str:
    """The words of a string of one or several runs, without what is to be read aloud above them."""
    if node is None:
        return ""
    return _unescaped("".join(text.text or "" for text in (*node.iterfind("{*}t"), *node.iterfind("{*}r/{*}t"))))


def _unescaped(words: str) -> str:
    """`_x000D_` is a character that XML cannot hold, here a break of lines."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words) if "_x" in words else words
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "", plain)


def _strings(package: Package, part: str) -> list[str]:
    return [_rich(one) for one in package.xml(part).iterfind("{*}si")] if part and part in package else []


def _formats(package: Package, part: str) -> list[str]:
    """How the numbers of each style are written."""
    if not part or part not in package:
        return []
    root = package.xml(part)
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in root.iterfind("{*}numFmts/{*}numFmt")}
    return [_format(one.get("numFmtId", "0"), own) for one in root.iterfind("{*}cellXfs/{*}xf")]


def _format(number: str, own: Mapping[str, str]) -> str:
    return own.get(number) or (BUILT_IN.get(int(number), "") if number.isdecimal() and len(number) < 5 else "")
