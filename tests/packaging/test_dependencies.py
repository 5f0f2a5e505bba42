"""No dependency without a row in the list of licences and a decision that says why."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
NAMES = [re.split(r"[><=!~\[; ]", one)[0] for one in NEEDED]


def rows(page: str) -> dict[str, str]:
    """The first table of a page: what stands in its second column by the first."""
    table = (ROOT / page).read_text("utf-8").split("\n\n|", 1)[1].split("\n\n", 1)[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {row[0]: row[1] for row in cells}


@pytest.mark.parametrize("page", ["docs/licences.md", "docs/decisions/0015-what-is-needed-at-run-time.md"])
def test_every_dependency_has_its_row_and_no_row_is_left_over(page: str) -> None:
    assert sorted(rows(page)) == sorted(NAMES)


@pytest.mark.parametrize("needed", NEEDED)
def test_every_dependency_has_a_lower_bound_and_no_upper_one(needed: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]+>=[0-9.]+", needed)
