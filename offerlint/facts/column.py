"""What the head of a column says of the figures under it: a day from which a price holds, a contract of some months."""

from __future__ import annotations

from datetime import date

from offerlint.facts.working import Item, Working
from offerlint.text.late import late

_STARTS = late(r"^(?:(?:price|monthly|cost|you pay) )?(?:from|after|starting|as of) |\b(?:on|onwards?|and after)$")
_CONTRACT = late(
    r"^(?:(?:minimum|min|fixed|contract|your|our) )*(?:contract|term|commitment|tie-in)(?: (?:length|term|period))?"
    r"(?: \(?(?:in )?months\)?)?$"
)


def columns(working: Working) -> None:
    """Tells figures what stands over them.

    A price that stands under a day, and differs from the one before it in its row, has that day as its start; a
    period by itself that stands under “Contract” or the like is that of a contract.
    """
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
        if len(row) <= len(heads):
            _begin(working, heads[len(row) - 1], number, row)


def _row(working: Working, number: int) -> tuple[int, str | None]:
    """What all cells of a row share."""
    return working.sections[number], working.passages[number].block.attributes.get("row")


def _begin(working: Working, head: int, number: int, row: list[int]) -> None:
    """Tells the price of a cell on which day it starts, and its period what it is of, if its column says so."""
    if _CONTRACT.search(working.text(head).strip()):
        _bind(working, head, number)
    days = [day.value for day in working.items[head] if day.fact.kind == "date" and isinstance(day.value, date)]
    prices = _prices(working, number)
    before = [price for one in row[:-1] for price in _prices(working, one)]
    if len(days) != 1 or len(prices) != 1 or not before or not _STARTS.search(working.text(head).strip()):
        return
    price = prices[0]
    if price.value != before[-1].value and "start" not in price.qualifiers:
        price.learn(working.place(head, 0, len(working.text(head))), start=days[0].isoformat())


def _bind(working: Working, head: int, number: int) -> None:
    """Makes the one period of months or years that is all of a cell that of a contract."""
    periods = [item for item in working.items[number] if item.fact.kind == "duration"]
    if len(periods) != 1 or len(working.text(number).split()) > 2 or periods[0].qualifiers.get("role") != "none":
        return
    if periods[0].qualifiers.get("unit") in ("month", "year"):
        periods[0].learn(working.place(head, 0, len(working.text(head))), role="contract")


def _prices(working: Working, number: int) -> list[Item]:
    return [item for item in working.items[number] if item.fact.kind == "price"]
