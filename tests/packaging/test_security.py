"""Every promise of SECURITY.md names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ")][1:]


@pytest.mark.parametrize("row", ROWS)
def test_every_promise_names_its_tests(row: str) -> None:
    assert re.findall(r"`(test[^`]+)`", row.rsplit("|", 2)[1])


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(test[^`]+)`", PAGE))))
def test_the_tests_it_names_are_there(name: str) -> None:
    if name.startswith("tests/"):
        assert (ROOT / name).is_file()
    else:
        assert any(f"def {name}(" in path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
