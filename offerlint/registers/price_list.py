"""A price list of a firm's own making: plans with their figures in CSV, JSON or YAML, under keys of many names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from offerlint.model.offer import LaterPrice, Offer
from offerlint.rules.offer_shape import LATER, UNLIMITED, name_key
from offerlint.rules.yaml_tree import Items, Leaf, Node, RuleError, Table, tree
from offerlint.text.frozen import dataclass
from offerlint.text.key import plain
from offerlint.text.late import late

MOST = 5_000
"""Offers that are read of one list."""
_DEEPEST = 3
"""How many keys may stand above a plan."""
_A_NAME = 8
"""Words of which a value is a name or a figure; where one has more, the file is copy and no list of figures."""
_MONTHLY = late(r"(?:monthly|per_month|pm|pcm)(?:_(?:price|cost|fee|charge|gbp|pounds))*|"
                r"(?:price|cost|fee|charge|gbp)_(?:per_month|a_month|monthly|pm|pcm)(?:_gbp)?")  # fmt: skip
_PRICE = late(r"(?:price|cost|charge)(?:_(?:gbp|pounds))?")
"""Keys of a price that is a month's where a minimum term, or a period of a month, stands beside it."""
_FROM = late(r"(?:monthly|price|cost|charge)_from_(\d{4}_\d{2}_\d{2})")
_TELLING = late(r"\d|\w\W+\w")
_PERIOD = late(r"(?:period|billing|every|billing_period|cycle)(?:_(?:days|months?))?")
_NAMES = late(r"(?:display_|plan_|product_|offer_|package_|tariff_)?name|plan|product|package|tariff|title")
_KEYS: Mapping[str, re.Pattern[str]] = {
    "term_months": late(r"(?:min(?:imum)?_)?(?:term|contract|commitment)(?:_(?:length|months?))*"),
    "setup_fee": late(
        r"(?:set_?up|upfront|up_front|activation|connection|joining|install(?:ation)?)(?:_(?:fee|cost|charge|gbp))*"
    ),
    "deposit": late(r"deposit"),
    "apr": late(r"(?:representative_)?apr(?:_percent)?"),
    "average_speed_mbps": late(r"(?:average|avg|mean)(?:_(?:download|speed|down|mbps|mbits?))*"),
    "data_gb": late(r"(?:data|allowance)(?:_(?:allowance|gb))*|gb(?:_data)?"),
}
_FIGURE = late(r"£? ?(\d{1,6}(?:\.\d{1,2})?) ?(?:months?|mbps|mbit/s|mb|gb|gbp|%)?", re.IGNORECASE)
_INSTEAD: Mapping[str, Mapping[str, Decimal | str]] = {
    "setup_fee": dict.fromkeys(("free", "none", "nil", "no fee"), Decimal(0)),
    "data_gb": {UNLIMITED: UNLIMITED},
}
"""What stands for a figure in words."""
_A_MONTH = frozenset(("1", "28", "30", "31", "month", "monthly", "1 month", "30 days", "months"))


_IDS = ("id", "sku", "code", "key")
_NO_WORDS: Mapping[str, Decimal | str] = {}


@dataclass(frozen=True, slots=True)
class _Row:
    """A plan as it is written: its id, what stands under each key with its line, and what it costs later."""

    id: str
    cells: Mapping[str, tuple[str, int]]
    line: int
    later: tuple[LaterPrice, ...] = ()


def read_price_list(text: str, path: str) -> tuple[Offer, ...]:
    """The plans of a list in order; none where a file is no such list: where it has words to read, or few plans.

    A plan has a name, a price a month and one figure more. Of two with one name neither is read, since copy names both,
    nor is one whose name is a single word that any copy may use.
    """
    try:
        rows = list(islice(_lines(text) if path.endswith(".csv") else _nested(tree(text)), MOST))
    except (RuleError, csv.Error):
        return ()
    if any(len(value.split()) > _A_NAME for row in rows for value, _ in row.cells.values()):
        return ()
    found = [offer for row in rows if (offer := _offer(row, path))]
    if not found or 2 * len(found) < len(rows):
        return ()
    names = [name_key(offer.name) for offer in found]
    return tuple(
        offer for offer, name in zip(found, names, strict=True) if names.count(name) == 1 and _TELLING.search(name)
    )


def _lines(text: str) -> Iterator[_Row]:
    head = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), strict=True, delimiter=max(",;\t", key=head.count))
    keys = [plain(key) for key in next(reader, [])]
    for cells in reader:
        if len(cells) == len(keys):
            line = reader.line_num
            row = {key: (cell.strip(), line) for key, cell in zip(keys, cells, strict=True)}
            yield _Row("", row, line, tuple(_dated(row)))


def _dated(row: Mapping[str, tuple[str, int]]) -> Iterator[LaterPrice]:
    """The prices under keys that say from which day they hold."""
    for key in sorted(row):
        if (named := _FROM.fullmatch(key)) and (amount := _FIGURE.fullmatch(row[key][0])):
            try:
                yield LaterPrice(date.fromisoformat(named[1].replace("_", "-")), Decimal(amount[1]), row[key][1])
            except ValueError:
                continue


def _nested(node: Node, deep: int = 0, name: str = "") -> Iterator[_Row]:
    """The mappings that hold values and none that does, each under its key."""
    if isinstance(node, Table):
        leaves = {plain(key): (one.text.strip(), one.line) for key, one in node.nodes.items() if isinstance(one, Leaf)}
        if deep and leaves:
            yield _Row(name, leaves, node.line, _later(node))
            return
        for key, one in node.nodes.items():
            if deep < _DEEPEST:
                yield from _nested(one, deep + 1, key)
    elif isinstance(node, Items):
        for one in node.nodes:
            yield from _nested(one, deep + 1)


def _later(node: Table) -> tuple[LaterPrice, ...]:
    """What a plan costs later, where that is written as in a catalogue of ours."""
    written = node.nodes.get("later_prices")
    try:
        later = [LATER.read(one) for one in written.nodes] if isinstance(written, Items) else []
    except RuleError:
        return ()
    return tuple(sorted(later, key=lambda price: price.start))


def _offer(row: _Row, path: str) -> Offer | None:
    names = [key for key in row.cells if _NAMES.fullmatch(key) and row.cells[key][0]]
    found = {key: at for key, meant in _KEYS.items() if (at := _figure(row, meant, _INSTEAD.get(key, {})))}
    monthly = _figure(row, _MONTHLY) or (_figure(row, _PRICE) if _is_monthly(row, found) else None)
    if not names or not found or not monthly:
        return None
    name, line = row.cells[min(names, key=lambda key: "name" not in key)]
    found["monthly"] = monthly
    lines = {"": row.line, "name": line, "later_prices": row.line, **{key: line for key, (_, line) in found.items()}}
    figures: dict[str, Any] = {key: value for key, (value, _) in found.items()}
    stated = (row.cells[key][0] for key in _IDS if key in row.cells)
    return Offer(next(stated, row.id) or name, name, later_prices=row.later, lines=lines, path=path, **figures)


def _is_monthly(row: _Row, found: Mapping[str, object]) -> bool:
    periods = [value.lower() for key, (value, _) in row.cells.items() if _PERIOD.fullmatch(key)]
    return all(one in _A_MONTH for one in periods) and (bool(periods) or "term_months" in found)


def _figure(
    row: _Row, meant: re.Pattern[str], instead: Mapping[str, Decimal | str] = _NO_WORDS
) -> tuple[Decimal | str, int] | None:
    """The one figure under keys that mean this, with its line; None where there is none, or two that differ."""
    found: dict[Decimal | str, int] = {}
    for key, (value, line) in row.cells.items():
        if meant.fullmatch(key):
            if value.lower() in instead:
                found[instead[value.lower()]] = line
            elif match := _FIGURE.fullmatch(value):
                found[Decimal(match[1])] = line
    return next(iter(found.items())) if len(found) == 1 else None
