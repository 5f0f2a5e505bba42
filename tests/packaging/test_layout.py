"""The house rules that a machine can hold: small files, each with a docstring and a name that says something."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "offerlint").rglob("*.py"))
MOST_LINES = 400
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "base", "manager", "managers", "core", "misc"}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_fits_in_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring
    assert len(docstring.split()) > 2, "a module docstring is a sentence"


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {part for path in MODULES for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not names & SAYS_NOTHING


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "offerlint" / "py.typed").is_file()


def test_each_decision_has_a_number_of_its_own() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(record.name.partition("-")[0]) for record in records]
    assert len(set(numbers)) == len(numbers)
    assert [record.read_text(encoding="utf-8").partition(".")[0] for record in records] == [f"# {n}" for n in numbers]


def test_the_page_of_the_floors_names_every_room() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = set(re.findall(r"\w+", " ".join(floors))) - {"__main__", "version"}
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = re.findall(r"^\|( `[^|]+)\|", page, re.MULTILINE)
    assert set(re.findall(r"`(\w+)", " ".join(told))) == rooms
