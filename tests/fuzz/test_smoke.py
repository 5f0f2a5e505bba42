"""Every fuzzing target on a few hundred inputs of fixed chance, and on every input that once failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.fuzz.mutate import mutants
from bench.fuzz.seeds import seeds
from bench.fuzz.targets import CASES, TARGETS

FEW = 15
"""Inputs of a target that goes the whole road, or starts a process for each."""
SLOW = ("whole", "command", "open-pdf")
MANY = 60

KEPT = [(path.parent.name, path) for path in sorted(CASES.glob("*/*"))]


@pytest.mark.parametrize("name", TARGETS)
def test_made_up_inputs(name: str) -> None:
    for data in mutants(seeds(name), FEW if name.startswith(SLOW) else MANY, 20261124):
        try:
            TARGETS[name](data)
        except Exception as error:
            error.add_note(f"{name} on {data!r}")
            raise


@pytest.mark.parametrize(("name", "path"), [pytest.param(*case, id=f"{case[0]}-{case[1].name}") for case in KEPT])
def test_inputs_that_once_failed(name: str, path: Path) -> None:
    TARGETS[name](path.read_bytes())


def test_mutants_are_the_same_each_time() -> None:
    first, again = (list(mutants([b"one", b"two" * 99], 40, 7)) for _ in range(2))
    assert first == again
    assert len(set(first)) > 20


def test_every_target_has_seeds() -> None:
    assert not [name for name in TARGETS if not seeds(name)]
