"""A list of plans as spreadsheets and shops export it (CSV), read as a catalogue of offers."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

from offerlint.model.offer import LaterPrice, Offer
from offerlint.text.late import late

_HEADS: Mapping[str, str] = {
    "id": r"sku|id|code|ref|(?:plan|offer|product|tariff)_(?:id|code|ref)",
    "name": r"name|plan|product|offer|tariff|title|bundle|(?:plan|product|offer|tariff|package)_name",
    "monthly": r"monthly(?:_(?:price|cost|charge|fee))?|price(?:_(?:monthly|(?:per|a)_month))?|(?:per|a)_month|pcm",
    "term_months": r"(?:contract_|minimum_|min_)?(?:term|length)(?:_months)?|contract(?:_months)?|months",
    "setup_fee": r"(?:set_?up|upfront|up_front|activation|connection|joining)(?:_(?:fee|cost|charge|price))?",
    "average_speed_mbps": r"(?:(?:average|avg)_)?(?:download_)?(?:speed(?:_mbps)?|mbps)",
    "data_gb": r"data(?:_(?:gb|allowance))?|allowance(?:_gb)?|gb",
    "period_days": r"(?:period|billing)_days|days",
    "later_monthly": r"(?:later|next|then|second)_(?:monthly|price|monthly_price)",
    "later_from": r"(?:later|next|then|second)(?:_(?:monthly|price))?_(?:from|date|start)",
    "valid_from": r"valid_from|on_sale_from|starts?(?:_date)?",
    "valid_to": r"valid_(?:to|until)|on_sale_(?:to|until)|ends?(?:_date)?",
}
_PATTERNS = late("|".join(f"(?P<{key}>{words})" for key, words in _HEADS.items()))
_TAIL = late(r"_(?:gbp|pounds|inc|incl|inc_vat|incl_vat|with_vat)$")
_STEP = late(r"(?:(?:monthly|price|then)_)*from_(\d{4})_(\d\d)_(\d\d)")
_FIGURE = late(r"^£? ?(\d[\d,]*(?:\.\d+)?) ?(?:months?|mths?|m|mbps|mbit/s|gb|gbp)?$")
_FIGURES = ("monthly", "term_months", "setup_fee", "average_speed_mbps")
_LONGEST = 60
"""Characters of a cell, at most, in a list that holds no copy."""


def is_price_list(text: str) -> bool:
    """Whether a CSV has heads for a name, a monthly price and something else of ours, and no copy in its cells."""
    rows = _rows(text)
    if len(rows) < 2:
        return False
    heads = _heads(rows[0][1])
    plain = all(len(cell) <= _LONGEST for _, cells in rows for cell in cells)
    known = {"name", "monthly"} <= heads.keys() and heads.keys() & {"term_months", "setup_fee", "average_speed_mbps"}
    return bool(known) and plain


def read_price_list(text: str, path: str) -> tuple[Offer, ...]:
    """The offers of a list in order; rows of one name, which would be told apart by more, are left out."""
    rows = _rows(text)
    if not rows:
        return ()
    heads, steps = _heads(rows[0][1]), _steps(rows[0][1])
    found = [offer for line, cells in rows[1:] if (offer := _offer(line, cells, heads, steps, path))]
    names = Counter(offer.name.lower() for offer in found)
    return tuple(offer for offer in found if names[offer.name.lower()] == 1)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that say anything, each with its line; none where it is no CSV."""
    head = text.lstrip("\ufeff").split("\n", 1)[0]
    reader = csv.reader(StringIO(text.lstrip("\ufeff")), delimiter=max(",;\t", key=head.count))
    try:
        return [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except csv.Error:
        return []


def _heads(cells: Sequence[str]) -> dict[str, int]:
    """Which column says what; what two columns say, none says."""
    found: list[tuple[str, int]] = []
    for number, cell in enumerate(cells):
        if (match := _PATTERNS.fullmatch(_TAIL.sub("", _plain(cell)))) and match.lastgroup:
            found.append((match.lastgroup, number))
    times = Counter(key for key, _ in found)
    return {key: number for key, number in found if times[key] == 1}


def _plain(head: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", head.lower()).strip("_")


def _steps(cells: Sequence[str]) -> dict[int, date]:
    """The columns that hold the price from a day on."""
    found: dict[int, date] = {}
    for number, cell in enumerate(cells):
        if match := _STEP.fullmatch(_TAIL.sub("", _plain(cell))):
            try:
                found[number] = date(*(int(part) for part in match.groups()))
            except ValueError:
                continue
    return found


def _offer(
    line: int, cells: Sequence[str], heads: Mapping[str, int], steps: Mapping[int, date], path: str
) -> Offer | None:
    """The offer of a row; None for one without a name that copy could be told by."""

    def said(key: str) -> str:
        return cells[heads[key]] if heads.get(key, len(cells)) < len(cells) else ""

    name = said("name")
    if not (re.search(r"\d", name) or " " in name) or not re.search(r"[A-Za-z]{2}", name):
        return None
    figures = {key: _figure(said(key)) for key in _FIGURES}
    days = _figure(said("period_days"))
    if days and not 28 <= days <= 31:
        figures["monthly"] = None
    later = [LaterPrice(day, price, line) for number, day in steps.items() if (price := _figure(_at(cells, number)))]
    if (day := _day(said("later_from"))) and (price := _figure(said("later_monthly"))):
        later.append(LaterPrice(day, price, line))
    later = [one for one in sorted(later, key=lambda one: one.start) if one.monthly != figures["monthly"]]
    data = said("data_gb").lower()
    return Offer(
        id=said("id") or name,
        name=name,
        monthly=figures["monthly"],
        term_months=figures["term_months"],
        setup_fee=figures["setup_fee"],
        average_speed_mbps=figures["average_speed_mbps"],
        data_gb=data if data == "unlimited" else _figure(data),
        later_prices=tuple(later),
        start=_day(said("valid_from")),
        until=_day(said("valid_to")),
        lines={"": line},
        path=path,
    )


def _at(cells: Sequence[str], number: int) -> str:
    return cells[number] if number < len(cells) else ""


def _figure(cell: str) -> Decimal | None:
    found = _FIGURE.match(cell.lower())
    return Decimal(found[1].replace(",", "")) if found else None


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None
