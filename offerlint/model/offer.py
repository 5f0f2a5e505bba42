"""An offer: the facts of it that copy must agree with, as a catalogue states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal

from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class LaterPrice:
    """What an offer costs a month from a day on; `line` is where the catalogue says so."""

    start: date
    monthly: Decimal
    line: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer of a catalogue; what it does not state is None.

    Amounts are pounds, `average_speed_mbps` Mbit/s, `data_gb` gigabytes or the word "unlimited", `apr` a
    percentage. It may be taken from `start` to `until`, both days included. `later_prices` are in order of
    their days. `lines` says where each key stands in `path`, its own id under "".
    """

    id: str
    name: str
    monthly: Decimal | None = None
    term_months: Decimal | None = None
    setup_fee: Decimal | None = None
    deposit: Decimal | None = None
    apr: Decimal | None = None
    average_speed_mbps: Decimal | None = None
    data_gb: Decimal | str | None = None
    later_prices: tuple[LaterPrice, ...] = ()
    start: date | None = None
    until: date | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    path: str = "offers.yaml"

    def place(self, key: str = "") -> str:
        """Where the catalogue states `key`, as `offers.yaml:4`."""
        return f"{self.path}:{self.lines.get(key) or self.lines.get('', 1)}"


@dataclass(frozen=True, slots=True)
class Tied:
    """An offer that a document speaks of: `declared`, or only named in its words.

    `variants` are other ways to have it: offers of the catalogue whose names go on from its own (“Home 300, one year”).
    """

    offer: Offer
    declared: bool = True
    variants: tuple[Offer, ...] = ()
