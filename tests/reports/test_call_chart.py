"""The graph of a call laid out: boxes that do not overlap, lines from one to the next, always the same."""

from __future__ import annotations

import itertools
import re

import pytest

from offerlint.model.flow import Act, Flow, Step, Successor
from offerlint.reports.call_chart import MOST_STEPS, Chart, chart
from offerlint.text.span import Run

HERE = Run(0, 0, 1)


def flow(ways: dict[str, list[tuple[str, str]]], deeds: dict[str, str] | None = None) -> Flow:
    steps = {
        name: Step(
            name,
            tuple(Act("do", HERE, do=deed) for step, deed in (deeds or {}).items() if step == name),
            tuple(Successor(to, answer) for to, answer in own),
            Run(0, 1, 2),
        )
        for name, own in ways.items()
    }
    return Flow(next(iter(steps)), steps)


CALL = flow(
    {
        "greeting": [("menu", "")],
        "menu": [("pay", "one"), ("offer", "two"), ("menu", "anything else")],
        "pay": [("end", "")],
        "offer": [("pay", "yes"), ("end", "no"), ("greeting", "what did you say?")],
        "end": [],
    },
    {"pay": "take_payment"},
)


def drawn(flow: Flow) -> Chart:
    made = chart(flow)
    assert made is not None
    return made


def test_boxes_stand_apart_in_the_frame() -> None:
    made = drawn(CALL)
    assert [(box.name, box.deeds, box.is_end) for box in made.boxes] == [
        ("greeting", "", False), ("menu", "", False), ("pay", "take_payment", False), ("offer", "", False),
        ("end", "", True),
    ]  # fmt: skip
    for box in made.boxes:
        assert 0 <= box.x < box.x + box.width <= made.width
        assert 0 <= box.y < box.y + box.height <= made.height
    for one, other in itertools.combinations(made.boxes, 2):
        assert (
            one.x + one.width < other.x or other.x + other.width < one.x
            or one.y + one.height < other.y or other.y + other.height < one.y
        )  # fmt: skip


def test_every_way_leads_from_its_step_to_the_next() -> None:
    made = drawn(CALL)
    ways = [(way.source, way.target, way.answer) for way in made.ways]
    numbers = {name: number for number, name in enumerate(CALL.steps)}
    assert ways == [(numbers[n], numbers[w.step], w.answer) for n, s in CALL.steps.items() for w in s.successors]
    for way in made.ways:
        points = [tuple(map(int, point.split())) for point in re.split("[ML]", way.path)[1:]]
        for (x, y), number in ((points[0], way.source), (points[-1], way.target)):
            box = made.boxes[number]
            assert box.x - 2 <= x <= box.x + box.width + 2
            assert box.y - 2 <= y <= box.y + box.height + 2


def test_answers_stand_in_the_frame_and_apart() -> None:
    places = [(way.x, way.y) for way in drawn(CALL).ways if way.answer]
    assert len(set(places)) == len(places) == 6
    assert all(x > 0 < y for x, y in places)


def test_the_same_call_is_drawn_the_same() -> None:
    assert chart(CALL) == chart(CALL)


def test_names_from_a_file_are_shown_short_and_safe() -> None:
    made = drawn(flow({"a\u202e<script>" + "x" * 60: []}))
    assert made.boxes[0].name == r"a\u202e<script>" + "x" * 14 + "…"


@pytest.mark.parametrize(("steps", "is_drawn"), [(MOST_STEPS, True), (MOST_STEPS + 1, False)])
def test_a_call_too_large_to_take_in_is_not_drawn(steps: int, is_drawn: bool) -> None:
    ways = {f"s{number}": [(f"s{number + 1}", "")] for number in range(steps - 1)}
    assert (chart(flow({**ways, f"s{steps - 1}": []})) is not None) is is_drawn
