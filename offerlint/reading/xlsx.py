"""An Excel workbook (.xlsx): the cells of its sheets as they show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from offerlint.model.source import Source
from offerlint.reading import bounds
from offerlint.reading.cells import Cell, Cells
from offerlint.reading.deck import read_deck
from offerlint.reading.errors import ReadError
from offerlint.reading.merged import stretch
from offerlint.reading.opener import Opened
from offerlint.reading.package import Element, Package
from offerlint.text.late import late
from offerlint.text.span import Span

WHAT = "an Excel workbook"
MAIN = "xl/workbook.xml"

_NAME = late(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = late(r"_x([0-9A-Fa-f]{4})_")
_NOT_SHOWN = late(r'\[[^\]]*\]|"[^"]*"|\\.|_.|\*.')
_FORMATS: Mapping[int, str] = {2: "0.00", 4: "#,##0.00", 3: "#,##0", 9: "0%", 10: "0.00%"}
"""The number formats that a file does not write out."""


class _Value(NamedTuple):
    """What a cell shows, and where: its row and column count from 0."""

    sheet: str
    row: int
    column: int
    words: str


def open_xlsx(data: bytes, path: str, said: Mapping[str, object]) -> Opened:
    """The rows of the sheets that are shown; raises ReadError for what is no workbook."""
    values: list[_Value] = []
    for value in _values(Package(data, WHAT)):
        if len(values) == bounds.MOST_CELLS:
            raise ReadError(f"there are more than {bounds.MOST_CELLS:,} cells in this workbook; divide it")
        values.append(value)
    text = "\n".join(value.words for value in values)
    cells, at = [], 0
    for sheet, row, column, words in values:
        place = Span(at, at + len(words))
        cells.append(Cell(row, column, stretch(text, *place), place, sheet))
        at = place.end + 1
    return read_deck(Source(path, text, "", locator=Cells(cells)), cells, said)


def _values(package: Package) -> Iterator[_Value]:
    """The cells of the visible sheets, in the order of the sheets and then row by row."""
    if MAIN not in package:
        raise ReadError(f"this is not {WHAT}: its part {MAIN} is missing")
    parts = package.relations(MAIN)
    by_kind = {part.kind: part.target for part in parts.values()}
    strings = _strings(package, by_kind.get("sharedStrings", ""))
    formats = _formats(package, by_kind.get("styles", ""))
    for sheet in package.xml(MAIN).iterfind("{*}sheets/{*}sheet"):
        part = next(
            (parts[str(value)] for key, value in sheet.attrib.items() if str(key).endswith("}id") and value in parts),
            None,
        )
        if part is None or part.kind != "worksheet" or sheet.get("state", "visible") != "visible":
            continue
        yield from _cells(sheet.get("name", ""), package.xml(part.target), strings, formats)


def _cells(sheet: str, root: Element, strings: list[str], formats: list[str]) -> Iterator[_Value]:
    row = -1
    for line in root.iterfind("{*}sheetData/{*}row"):
        number = line.get("r", "")
        row = max(row + 1, int(number) - 1) if number.isdecimal() and len(number) < 8 else row + 1
        column = -1
        for cell in line.iterfind("{*}c"):
            name = _NAME.fullmatch(cell.get("r", ""))
            column = max(column + 1, _column(name[1])) if name else column + 1
            words = _shown(cell, strings, formats)
            if words.strip():
                yield _Value(sheet, row, column, words)


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _shown(cell: Element, strings: list[str], formats: list[str]) -> str:
    """What a cell shows; of a formula what it came to when the file was saved."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _rich(cell.find("{*}is"))
    value = cell.findtext("{*}v") or ""
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and len(value) < 9 and int(value) < len(strings) else ""
    if kind == "n":
        style = cell.get("s", "0")
        own = formats[int(style)] if style.isdecimal() and len(style) < 9 and int(style) < len(formats) else ""
        return _number(value, own)
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
    return own.get(number) or (_FORMATS.get(int(number), "") if number.isdecimal() and len(number) < 5 else "")


def _number(value: str, how: str) -> str:
    """A number in pounds, per cent or with decimals as its format shows it; else as it is."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 15:
        return value
    how = how.split(";", maxsplit=1)[0]
    pound = "£" if "£" in how else ""
    plain = _NOT_SHOWN.sub("", how)
    if "%" in plain:
        return f"{number * 100:.{_decimals(plain)}f}%"
    if pound or "0.0" in plain:
        return f"{'-' if number < 0 else ''}{pound}{abs(number):,.{_decimals(plain)}f}"
    return f"{number.normalize():f}" if "e" not in value.lower() else f"{number:f}"


def _decimals(how: str) -> int:
    found = re.search(r"0\.(0{1,6})", how)
    return len(found[1]) if found else 0
