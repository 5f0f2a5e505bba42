"""Figures in words, as messages and the manual tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from string import Formatter

from offerlint.model.figure import Dated, Figure

PLACE = "figure."
"""How a placeholder for a figure begins: {figure.missed-visit}, {figure.missed-visit.amount}."""

AMOUNT = ".amount"

NOT_KNOWN = "no figure is on file for this day"


def places(names: Iterable[str]) -> tuple[str, ...]:
    """The placeholders that figures of these names fill."""
    return tuple(PLACE + name + end for name in sorted(names) for end in ("", AMOUNT))


def told_on(figures: Mapping[str, Figure], day: date) -> dict[str, str]:
    """What fills each placeholder on `day`."""
    told = {}
    for name, figure in figures.items():
        now = figure.on(day)
        told[PLACE + name] = dated(figure, now) if now else NOT_KNOWN
        told[PLACE + name + AMOUNT] = amount(now.value, figure.unit) if now else f"({NOT_KNOWN})"
    return told


def told_by_title(figures: Mapping[str, Figure]) -> dict[str, str]:
    """What fills each placeholder where no day is meant: what the figure is."""
    titles = {PLACE + name: f"[{figure.title}]" for name, figure in figures.items()}
    return titles | {place + AMOUNT: words for place, words in titles.items()}


def named_in(texts: Iterable[str], figures: Mapping[str, Figure]) -> list[Figure]:
    """The figures that messages name, in order of their names."""
    whole = "\n".join(texts)
    return [figures[name] for name in sorted(figures) if f"{{{PLACE}{name}}}" in whole or f"{name}{AMOUNT}}}" in whole]


def filled(message: str, said: Mapping[str, str]) -> str:
    """A message with its placeholders filled; raises KeyError when one has nothing to fill it."""
    parts = Formatter().parse(message)
    return "".join(words + ("" if name is None else said[name]) for words, name, _, _ in parts)


def amount(value: Decimal, unit: str) -> str:
    """A value with its unit: £10.34, 3.9%, 6 weeks."""
    if unit == "pounds":
        return f"£{value:,.2f}" if value % 1 else f"£{value:,.0f}"
    if unit == "percent":
        return f"{value:f}%"
    return f"{value:f} {unit.removesuffix('s') if value == 1 and unit.islower() else unit}"


def dated(figure: Figure, one: Dated) -> str:
    """A value with its dates, the last day included: £10.34 (1 April 2026 to 31 March 2027)."""
    days = f"{_day(one.start)} to {_day(one.until - timedelta(1))}" if one.until else f"since {_day(one.start)}"
    return f"{amount(one.value, figure.unit)} ({days})"


def changes(figures: Mapping[str, Figure], today: date) -> Iterator[tuple[date, str, str]]:
    """What begins to hold after `today`, and from when no value is known: the day, begins or ends, a sentence."""
    for name, figure in figures.items():
        starts = {one.start for one in figure.values}
        for one in figure.values:
            if one.start > today:
                yield one.start, "begins", f"{name}: {figure.title} is {amount(one.value, figure.unit)}"
            if one.until and one.until > today and one.until not in starts:
                yield one.until, "ends", f"{name}: no figure from {one.until.isoformat()}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
