"""How many ways lead through a call."""

from __future__ import annotations

import pytest

from offerlint.lsp.lenses import MOST_WAYS, told, ways
from offerlint.model.flow import Flow, Step, Successor
from offerlint.text.span import Run


def flow(**steps: str) -> Flow:
    made = {name: Step(name, (), tuple(map(Successor, to.split())), Run(0, 0, 1)) for name, to in steps.items()}
    return Flow(next(iter(steps)), made)


@pytest.mark.parametrize(
    ("steps", "count"),
    [
        ({"a": ""}, 1),
        ({"a": "b", "b": ""}, 1),
        ({"a": "b c", "b": "d", "c": "d", "d": ""}, 2),
        ({"a": "b b", "b": ""}, 1),
        ({"a": "a b", "b": ""}, 1),
        ({"a": "b", "b": "a c", "c": ""}, 1),
        ({"a": "a"}, 0),
    ],
    ids=["one step", "a chain", "two ways", "twice the same", "asked again", "back", "round and round"],
)
def test_ways_without_going_round(steps: dict[str, str], count: int) -> None:
    assert ways(flow(**steps)) == count


def test_very_many_ways_are_not_counted_to_the_end() -> None:
    steps = {f"s{i}": f"t{i} u{i}" for i in range(60)}
    steps |= {f"{side}{i}": f"s{i + 1}" for i in range(60) for side in "tu"} | {"s60": ""}
    call = flow(**dict(sorted(steps.items(), key=lambda one: one[0] != "s0")))
    assert ways(call) > MOST_WAYS
    assert told(call) == "181 steps, 60 with a choice, more than 1,000 ways through"
