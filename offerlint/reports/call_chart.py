"""The graph of a call laid out as boxes and lines, for a page to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offerlint.model.flow import Flow
from offerlint.reports.characters import safe
from offerlint.text.frozen import dataclass

MOST_STEPS = 400
"""A chart of more steps than these could not be taken in."""

_NAME, _ANSWER = 30, 26
"""The longest name and answer that a chart shows, in characters."""
_WIDTH, _LETTER, _SMALL_LETTER = 120, 8, 7
_HEIGHT, _LINE, _EDGE = 44, 18, 24


@dataclass(frozen=True, slots=True)
class Box:
    """A step: its name as shown, its deeds, and its place, in pixels."""

    name: str
    deeds: str
    x: int
    y: int
    width: int
    height: int
    is_end: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A line from the step numbered `source` to `target`, along `path` (SVG path data).

    `answer` stands at `x` and `y`; both are 0 where there is none.
    """

    source: int
    target: int
    path: str
    answer: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Boxes in the order of the flow's steps, and the ways between them, in a frame."""

    width: int
    height: int
    boxes: Sequence[Box]
    ways: Sequence[Way]


def chart(flow: Flow) -> Chart | None:
    """The chart of a flow, the same for the same flow; None when it has more than MOST_STEPS steps."""
    if len(flow.steps) > MOST_STEPS:
        return None
    import graphlay

    graph = graphlay.Graph()
    labels = [_label(name, flow) for name in flow.steps]
    for number, (name, deeds) in enumerate(labels):
        width = max(_WIDTH, _LETTER * len(name) + _EDGE, _SMALL_LETTER * len(deeds) + _EDGE)
        graph.node(number, label="", width=width, height=_HEIGHT + (_LINE if deeds else 0))
    numbers = {name: number for number, name in enumerate(flow.steps)}
    ends = [(name, way) for name, step in flow.steps.items() for way in step.successors]
    answers = [_short(way.answer, _ANSWER) for _, way in ends]
    for (name, way), answer in zip(ends, answers, strict=True):
        room = {"width": _SMALL_LETTER * len(answer) + 8, "height": 18} if answer else None
        graph.edge(numbers[name], numbers[way.step], label_size=room)
    drawn = graphlay.layout(graph, options={"direction": "topbottom"})
    left, top = (round(drawn.bounds["min"][axis]) - _EDGE for axis in "xy")
    right, bottom = (round(drawn.bounds["max"][axis]) + _EDGE for axis in "xy")
    boxes = [
        Box(
            name,
            deeds,
            round(node["center"]["x"] - node["size"]["width"] / 2) - left,
            round(node["center"]["y"] - node["size"]["height"] / 2) - top,
            round(node["size"]["width"]),
            round(node["size"]["height"]),
            not step.successors,
        )
        for (name, deeds), node, step in zip(labels, drawn.nodes, flow.steps.values(), strict=True)
    ]
    ways = []
    for (name, way), answer, edge in zip(ends, answers, drawn.edges, strict=True):
        points = [(round(point["x"]) - left, round(point["y"]) - top) for point in edge["points"]]
        x, y = _anchor(answer, edge["label_anchor"], points, left, top)
        ways.append(Way(numbers[name], numbers[way.step], _path(points), answer, x, y))
    return Chart(right - left, bottom - top, boxes, ways)


def _anchor(
    answer: str, at: Mapping[str, float] | None, points: Sequence[tuple[int, int]], left: int, top: int
) -> tuple[int, int]:
    """The middle of an answer; beside the line where the layout has no place for it, as at a way back to its step."""
    if not answer:
        return 0, 0
    if at:
        return round(at["x"]) - left, round(at["y"]) - top
    x, y = max(points)
    return x + _SMALL_LETTER * len(answer) // 2 + 6, (y + points[0][1]) // 2


def _label(name: str, flow: Flow) -> tuple[str, str]:
    return _short(name, _NAME), _short(", ".join(flow.steps[name].deeds), _NAME)


def _short(words: str, most: int) -> str:
    shown = safe(words)
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"


def _path(points: Sequence[tuple[int, int]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)
