"""The same report, byte for byte, from one process and from several."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from offerlint.api import load_rules
from offerlint.app import Terms, check, fitting_jobs
from offerlint.config.settings import Config
from offerlint.documents import MOST_KEPT, Documents
from offerlint.jobs import WORTH_SHARING, each
from offerlint.reports import FORMATS
from offerlint.rules.select import Selection
from offerlint.walk import find


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "offers.yaml").write_text("offers:\n  fibre: {name: Fibre 9, monthly: 29.99, prize: 3}\n", "utf-8")
    for number in range(12):
        (tmp_path / f"{number:02}.md").write_text(f"# Fibre 9\n\nPrices rise by CPI plus {number}%. Free!\n", "utf-8")
    (tmp_path / "broken.md").write_bytes(b"\xff\xfe\x00")
    return tmp_path


@pytest.mark.parametrize("format", ["json", "text", "html", "sarif"])
def test_jobs_change_nothing(folder, format):
    terms = Terms(load_rules(), Config(folder=folder), Selection(), date(2026, 11, 28))
    items = list(find(["."], terms.config))
    alone, together = (check(items, terms, jobs=jobs) for jobs in (1, 3))
    assert any("prize" in problem.message for problem in alone.report.problems)
    assert len(alone.report.findings) >= 12
    assert FORMATS[format](together.report, together.documents) == FORMATS[format](alone.report, alone.documents)


def test_each_keeps_the_order():
    assert list(each(lambda: lambda number: number * number, range(50), 3)) == [number * number for number in range(50)]


def test_small_runs_stay_in_one_process(folder):
    assert fitting_jobs(list(find(["."], Config(folder=folder)))) == 1
    (folder / "large.md").write_text("a" * WORTH_SHARING, "utf-8")
    assert fitting_jobs(list(find(["."], Config(folder=folder)))) >= 1


def test_documents_beyond_the_first_are_read_again():
    read: list[str] = []

    def again(path):
        read.append(path)
        return None if path == "gone" else path

    documents: Any = Documents(again)
    for number in range(MOST_KEPT):
        documents.add(str(number), f"kept {number}")
    documents.add("more", "dropped")
    documents.add("gone", "dropped")
    assert documents["7"] == "kept 7"
    assert read == []
    assert documents["more"] == "more"
    assert documents.get("gone") is None
    assert documents.get("never there") is None
    assert len(documents) == MOST_KEPT + 1
    assert read[0] == "more"
