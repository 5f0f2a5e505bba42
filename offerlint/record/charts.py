"""Charts as numbers: where bars and lines of an inline SVG stand."""

from __future__ import annotations

from collections.abc import Sequence

from offerlint.text.frozen import dataclass

WIDTH, HEIGHT = 720, 180
SPARK_WIDTH, SPARK_HEIGHT = 120, 28
_GAP = 0.25
"""The part of a bar's room that is left free."""
_PAD = 3
"""The room around a line, so that its stroke is not cut."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a stacked bar, in the units of the SVG."""

    x: float
    y: float
    width: float
    height: float
    name: str


def stacked(series: Sequence[tuple[str, Sequence[int]]]) -> list[Bar]:
    """The parts of a bar for each point, the first series lowest; parts of nothing are left out."""
    count = max((len(points) for _, points in series), default=0)
    top = highest([sum(points[i] for _, points in series) for i in range(count)])
    room = WIDTH / max(count, 1)
    bars = []
    for i in range(count):
        base = 0
        for name, points in series:
            if points[i]:
                base += points[i]
                tall = points[i] / top * HEIGHT
                x, y = (i + _GAP / 2) * room, HEIGHT - base / top * HEIGHT
                bars.append(Bar(round(x, 1), round(y, 1), round(room * (1 - _GAP), 1), round(tall, 1), name))
    return bars


def highest(values: Sequence[int]) -> int:
    """The top of a scale: the least number of one digit and noughts that holds every value."""
    most, step = max([1, *values]), 1
    while step * 10 <= most:
        step *= 10
    return -(-most // step) * step


def spark(points: Sequence[int]) -> str:
    """The points of a line, `x,y x,y`, from nothing at the foot to the highest value at the top."""
    values = [*points] if len(points) > 1 else [*points, *points]
    top, wide, tall = max(values), (SPARK_WIDTH - 2 * _PAD) / (len(values) - 1), SPARK_HEIGHT - 2 * _PAD
    places = ((_PAD + i * wide, _PAD + tall * (1 - value / max(top, 1))) for i, value in enumerate(values))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
