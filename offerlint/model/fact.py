"""A fact: something the words state, with its value and its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import Enum

from offerlint.model.block import Place
from offerlint.text.frozen import dataclass
from offerlint.text.span import Span


class Unknown(Enum):
    """The value of a fact that a merge field will fill, or that the words do not say in full."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN

Value = Decimal | date | str | Unknown

_SHARE = {"day": Decimal(30), "week": Decimal(30) / 7}


def in_months(number: Decimal, unit: str) -> Decimal:
    """A number of days, weeks, months or years in months of 30 days, to two places."""
    if unit == "month":
        return number
    return number * 12 if unit == "year" else round(number / _SHARE[unit], 2)


FACT_KINDS = (
    "price", "price-change", "saving", "percentage", "apr", "duration", "speed", "allowance", "date",
    "phone", "card", "mark", "note", "quantity", "name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A stretch of a block that states something.

    `span` lies in the view of the block it stands in. `value` is pounds and pence, a percentage, months, Mbit/s,
    gigabytes or a date, by kind. `qualifiers` are words from a closed list a kind (docs/facts.md); `also` the
    places of words that qualify it from elsewhere: another block, or apart in the same one.
    """

    kind: str
    span: Span
    value: Value
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    also: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in FACT_KINDS:
            raise ValueError(f"no such kind of fact: {self.kind}")
