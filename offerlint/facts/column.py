"""What the heads of columns and rows tell the figures of a table: “Monthly”, “Contract”, “From 1 April 2027”."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from offerlint.facts.working import Item, Working
from offerlint.model.block import Place
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_STARTS = late(r"^(?:(?:price|monthly|cost|you pay) )?(?:from|after|starting|as of) |\b(?:on|onwards?|and after)$")
_LONGEST = 60
"""Characters of a head; more of them are a sentence."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table by its passage, with those to its left and the heads of its column and row; -1 for none."""

    number: int
    left: tuple[int, ...]
    column: int
    row: int


def cells(working: Working) -> Iterator[Cell]:
    """The cells below the first row of each table, in order."""
    heads: list[int] = []
    row: list[int] = []
    for number in working.visible:
        if working.passages[number].block.scope != "body.table":
            heads, row = [], []
            continue
        if row and _row(working, row[-1]) == _row(working, number):
            row.append(number)
        else:
            heads, row = (heads if len(heads) > 1 else row), [number]
        if heads:
            yield Cell(number, tuple(row[:-1]), _column(working, heads, row), row[0] if len(row) > 1 else -1)


def _column(working: Working, heads: list[int], row: list[int]) -> int:
    """The head over the last cell of a row: the one whose words it bears, else the one as far along; -1 for none."""
    name = working.passages[row[-1]].block.attributes.get("column", "").strip()
    named = [head for head in heads if name and " ".join(working.passages[head].block.text.split()) == name]
    if len(named) == 1:
        return named[0]
    return heads[len(row) - 1] if len(row) <= len(heads) else -1


def _row(working: Working, number: int) -> tuple[int, str | None]:
    """What all cells of a row share."""
    return working.sections[number], working.passages[number].block.attributes.get("row")


def head_text(working: Working, number: int, kind: str) -> str:
    """The words of a head over facts of a kind; empty where it is too long for one, or states such a fact or a day."""
    text = working.text(number).strip(" :") if number >= 0 else ""
    states = any(item.fact.kind in (kind, "date") for item in working.items[number]) if text else False
    return "" if states or len(text) > _LONGEST else text


def head_place(working: Working, number: int) -> Place:
    """All that a head says."""
    return working.place(number, 0, len(working.text(number)))


def begin(working: Working, cell: Cell) -> None:
    """Tells the price of a cell on which day it starts, if its column says so and the price before it differs."""
    if cell.column < 0:
        return
    days = [day.value for day in working.items[cell.column] if day.fact.kind == "date" and isinstance(day.value, date)]
    prices = _prices(working, cell.number)
    before = [price for one in cell.left for price in _prices(working, one)]
    if len(days) != 1 or len(prices) != 1 or not before or not _STARTS.search(working.text(cell.column).strip()):
        return
    price = prices[0]
    if price.value != before[-1].value and "start" not in price.qualifiers:
        price.learn(head_place(working, cell.column), start=days[0].isoformat())


def _prices(working: Working, number: int) -> list[Item]:
    return [item for item in working.items[number] if item.fact.kind == "price"]
