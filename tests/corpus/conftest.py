"""Tables of copy, and the real command that lints them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

RISE = "Fibre {0} for £{0} a month. Prices rise each March by CPI plus 3.9%."
COPY = (RISE, "Unlimited calls, plan {0}.", "Hello there, number {0}.", "Get {0} GB on our best ever deal. Hurry!")

Run = Callable[..., subprocess.CompletedProcess[str]]


def rows_made(count: int) -> list[dict[str, Any]]:
    """Rows of copy, some of them alike."""
    channels = ("web", "sms", None)
    return [
        {"id": f"ad-{i}", "text": COPY[i % 4].format(i % 30 + 1), "channel": channels[i % 3], "team": "ab"[i % 2]}
        for i in range(count)
    ]


@pytest.fixture
def offerlint(tmp_path: Path) -> Run:
    """Runs the real command in tmp_path, on a fixed day."""

    def run(*words: str, code: int | None = None) -> subprocess.CompletedProcess[str]:
        outcome = subprocess.run(
            command(*words), cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=300
        )
        assert code is None or outcome.returncode == code, outcome.stdout + outcome.stderr
        return outcome

    return run


def command(*words: str) -> list[str]:
    """The real command, on a fixed day, which ends well whatever it finds, where it is not told otherwise."""
    is_lint = words[:2] == ("corpus", "lint")
    day = ["--as-of", "2026-11-28"] if is_lint and "--as-of" not in words else []
    never = ["--fail-on", "never"] if is_lint and "--fail-on" not in words else []
    return [sys.executable, "-m", "offerlint", *words, *day, *never]


def written(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def manifest(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return found


def asked(folder: Path, question: str, table: str = "ruleset=*") -> list[tuple[Any, ...]]:
    """What DuckDB answers from the files as anyone would read them."""
    files = os.fspath(folder / table / "*.parquet")
    asked = question.replace("{}", f"read_parquet('{files}', hive_partitioning = true)")
    return duckdb.connect().execute(asked).fetchall()
