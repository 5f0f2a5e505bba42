"""What a term comes to whose monthly prices change on days that are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from offerlint.checks.agreement.stretch import Stated, Stretch

Periods = tuple[tuple[int, Decimal], ...]
"""Counts of months, each with its monthly price."""


def dated(stretch: Stretch, prices: Sequence[Stated], term: int) -> list[Periods]:
    """All ways to go through the prices in `term` months, by when the service may begin; none where that is unclear.

    The first price alone may have no day from which it holds, and no two have the same.
    """
    first = {one.value for one in prices if not one.says("start")}
    later = sorted({(one.says("start"), one.value) for one in prices if one.says("start")})
    begin = None
    if not first and len(later) > 1:
        (start, value), *later = later
        first, begin = {value}, _day(start)
    days = [_day(start) for start, _ in later]
    if len(first) != 1 or not later or None in days or len(set(days)) != len(days):
        return []
    steps = [day for day in days if day]
    values = [first.pop(), *(value for _, value in later)]
    begins = _months(begin, steps[0]) if begin else _begins(stretch, steps[0])
    counts = begins or range(1, min(term, 12) + 1)
    return [_periods(values, steps, count, term) for count in counts]


def _begins(stretch: Stretch, step: date) -> list[int]:
    """How many months there are before the first step, where the stretch says on which day the service begins."""
    days = {
        fact.value
        for passage in stretch.passages
        for fact in passage.facts
        if fact.kind == "date"
        and fact.qualifiers.get("role") == "start"
        and isinstance(fact.value, date)
        and fact.value < step
    }
    if len(days) != 1:
        return []
    return _months(days.pop(), step)


def _months(day: date, step: date) -> list[int]:
    """How many months there are from one day to another; where they are not full ones, all that it may be."""
    count = (step.year - day.year) * 12 + step.month - day.month
    return [count] if day.day == step.day else [count, count + 1, max(count - 1, 0)]


def _periods(values: Sequence[Decimal], steps: Sequence[date], first: int, term: int) -> Periods:
    """The months at each price, the first for `first` of them."""
    left, found = term, list[tuple[int, Decimal]]()
    for number, value in enumerate(values):
        count = first if number == 0 else _apart(steps[number - 1], steps[number]) if number < len(steps) else left
        count = min(count, left)
        if count:
            found.append((count, value))
        left -= count
    return tuple(found)


def _apart(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
