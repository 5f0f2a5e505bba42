"""What docs/audit.md shows works as it stands."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

TEXT = (Path(__file__).parents[2] / "docs" / "audit.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def test_the_chain_is_verified_by_hand_as_described(record: Callable[..., Path], make: Any) -> None:
    path = record(*(make.run(day, make.found(f"f{day}")) for day in range(3)))
    (script,) = blocks("python")

    def by_hand() -> int:
        return subprocess.run(
            [sys.executable, "-c", script], cwd=path.parent, capture_output=True, check=False
        ).returncode

    assert by_hand() == 0
    connection = sqlite3.connect(path)
    connection.executescript("DROP TRIGGER runs_refuse_update; UPDATE runs SET body = '{}' WHERE number = 2")
    connection.close()
    assert by_hand() == 1


def test_every_example_of_a_pipeline_can_be_read() -> None:
    examples = blocks("yaml")
    assert len(examples) == 4
    assert all(isinstance(yaml.safe_load(example), dict) for example in examples)
    assert sum("offerlint check --record" in example for example in examples) == 3
