"""docs/facts.md lists every kind, and the values that qualifiers take."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from offerlint.facts.duration import _ROLES as DURATION_ROLES
from offerlint.facts.money import _TIMES as PERIODS
from offerlint.facts.phone import _KIND_BY_PREFIX as PHONES
from offerlint.facts.role import _ROLES as PRICE_ROLES
from offerlint.facts.speed import _BOUNDS as SPEED_BOUNDS
from offerlint.model.fact import FACT_KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "facts.md").read_text("utf-8")


def words_of(kind: str) -> set[str]:
    """The words in the second column of a kind's table."""
    section = next(part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE) if part.startswith(kind + "\n"))
    cells = [line.replace("\\|", "").split("|")[2] for line in section.splitlines() if line.startswith("|")]
    return {word.strip() for cell in cells for word in cell.split(",")}


def test_every_kind_has_its_section() -> None:
    titles = " ".join(re.findall(r"^## (.+)$", PAGE, flags=re.MULTILINE))
    assert set(FACT_KINDS) <= set(re.split(r" and | ", titles))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("price", {role for role, _, _ in PRICE_ROLES} | {"headline", "rise"} | set(PERIODS)),
        ("duration", {role for role, _, _ in DURATION_ROLES} | {"none"}),
        ("speed", {bound for bound, _, _ in SPEED_BOUNDS}),
        ("allowance", {bound for bound, _, _ in SPEED_BOUNDS}),
        ("phone", {kind for kind, _ in PHONES} | {"unknown"}),
    ],
)
def test_every_value_is_listed(kind: str, values: set[str]) -> None:
    assert values <= words_of(kind)


EXAMPLES = re.findall(r"^\| (?:\w[\w-]*)? ?\| ([\w-]+) \| `([^`|]+)`", PAGE, flags=re.MULTILINE)


@pytest.mark.parametrize(("value", "written"), EXAMPLES, ids=[f"{value}: {written}" for value, written in EXAMPLES])
def test_the_first_example_of_each_value_has_it(says: Callable[..., list[str]], value: str, written: str) -> None:
    assert any(f"={value}" in line for line in says(written)), says(written)
