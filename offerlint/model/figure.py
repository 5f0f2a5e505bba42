"""A figure that a law or a scheme sets anew from time to time: its values, each with its dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from offerlint.model.fact import in_months
from offerlint.model.rule import Authority
from offerlint.text.frozen import dataclass

DayFigures = Mapping[str, tuple[Decimal, ...]]
"""Figures on one day, as facts have their values: what holds under `name`, what has ended under `name.past`."""

PAST = ".past"

UNITS: Mapping[str, tuple[str, ...]] = {
    "pounds": ("price", "price-change", "saving"),
    "percent": ("percentage", "apr", "price-change", "saving"),
    "days": ("duration",),
    "weeks": ("duration",),
    "months": ("duration",),
    "Mbit/s": ("speed",),
    "GB": ("allowance",),
}
"""What a figure may be counted in, and the kinds of facts that are counted so too."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from the day `start`, and no longer on `until`, which is open where nobody knows it."""

    value: Decimal
    start: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by its name; `values` are in order of their dates and do not overlap."""

    name: str
    title: str
    unit: str
    values: tuple[Dated, ...]
    authority: tuple[Authority, ...] = ()

    def on(self, day: date) -> Dated | None:
        """The value that holds on `day`, None where none is known."""
        return next((one for one in self.values if one.holds_on(day)), None)

    def past(self, day: date) -> tuple[Decimal, ...]:
        """The values that have ended by `day` and do not hold again, oldest first."""
        now = self.on(day)
        ended = (one.value for one in self.values if one.until and one.until <= day)
        return tuple(value for value in dict.fromkeys(ended) if now is None or value != now.value)


def units(figures: Mapping[str, Figure]) -> dict[str, str]:
    """What each figure is counted in, by name."""
    return {name: figure.unit for name, figure in figures.items()}


def figures_on(figures: Mapping[str, Figure], day: date) -> DayFigures:
    """The figures of `day`, as facts have their values."""
    found: dict[str, tuple[Decimal, ...]] = {}
    for name, figure in figures.items():
        now = figure.on(day)
        found[name] = (_as_fact(now.value, figure.unit),) if now else ()
        found[name + PAST] = tuple(_as_fact(value, figure.unit) for value in figure.past(day))
    return found


def _as_fact(value: Decimal, unit: str) -> Decimal:
    return in_months(value, unit.removesuffix("s")) if UNITS[unit] == ("duration",) else value
