"""The examples: what is found in each story, as its expected.txt says, and nothing in its clean twin.

UPDATE_GOLDEN=1 writes the expected files again; read the difference before you commit it.
"""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from offerlint.api import load_rules
from offerlint.app import Terms, check
from offerlint.config.read import read_config
from offerlint.config.settings import Config
from offerlint.reports import FORMATS
from offerlint.rules.select import Selection
from offerlint.walk import find

ROOT = Path(__file__).parents[2]
STORIES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/clean"))


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms(load_rules(), Config(), Selection(), date(2026, 11, 24))


def report(story: str, terms: Terms, monkeypatch: pytest.MonkeyPatch, folder: str = "") -> str:
    monkeypatch.chdir(ROOT / "examples" / story / folder)
    if (said := ROOT / "examples" / story / "offerlint.yaml").is_file():
        terms = replace(terms, config=replace(read_config(said), folder=Path.cwd()))
    items = [item for item in find(["."], terms.config) if folder or not item.path.startswith("clean/")]
    checked = check([item for item in items if Path(item.path).name != "expected.txt"], terms)
    return FORMATS["text"](checked.report, checked.documents)


@pytest.mark.parametrize("story", STORIES)
def test_what_is_found(story: str, terms: Terms, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = ROOT / "examples" / story / "expected.txt"
    found = report(story, terms, monkeypatch)
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("story", STORIES)
def test_the_clean_twin_is_clean(story: str, terms: Terms, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\nNothing found in " in "\n" + report(story, terms, monkeypatch, "clean")
