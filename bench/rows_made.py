"""Rows of short advertisements, made up and always the same: so many, of which so many are different."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_AT_ONCE = 20_000
_OPENINGS = (
    "{brand} fibre at {speed}Mbps average speed.", "A new plan from {brand}: {data}GB of data.",
    "Your home phone, the {brand} way, with {data} free minutes.", "{brand} TV with {data} channels for the family.",
    "Hello from {brand}. Your order {number} is on its way.",
)  # fmt: skip
_PRICES = (
    "£{price} a month for 24 months. £{later} a month from 1 April 2027.", "£{price} a month, 18-month contract.",
    "From £{price} a month.", "Prices rise each March by CPI plus 3.9%.", "Was £{later}, now £{price} a month.",
)  # fmt: skip
_CLOSINGS = (
    "Reply STOP to {number} to opt out.", "Hurry, ends soon!", "Cancel within 14 days of order {number}.",
    "Terms apply, see larkline.example/{number}.", "Our best ever deal, number {number}.",
)  # fmt: skip
_CHANNELS = ("web", "sms", "email", "print", None)


def copy(number: int) -> str:
    """The advertisement of this number; no two are the same."""
    chance = random.Random(number)
    words = " ".join(chance.choice(kind) for kind in (_OPENINGS, _PRICES, _CLOSINGS))
    price = chance.randint(9, 60)
    brand = chance.choice(("Larkline", "Quillnet", "Bramwell", "Osterley"))
    speed, data = chance.randint(30, 900), chance.randint(2, 200)
    filled = words.format(brand=brand, speed=speed, data=data, price=price, later=price + 3, number=number)
    return filled if str(number) in filled else f"{filled} Offer {number}."


def write_rows(file: Path, rows: int, different: int) -> None:
    """Writes a Parquet file of so many rows, of which the copy of so many is different, spread evenly."""
    texts = [copy(number) for number in range(different)]
    schema = pa.schema({"id": pa.string(), "text": pa.string(), "channel": pa.string()})
    with pq.ParquetWriter(file, schema) as writer:
        for start in range(0, rows, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, rows))
            columns = [
                [f"ad-{number}" for number in numbers],
                [texts[number % different] for number in numbers],
                [_CHANNELS[number % different % len(_CHANNELS)] for number in numbers],
            ]
            writer.write_table(pa.table(columns, schema=schema))
