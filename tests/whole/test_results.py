"""A second run over files that are the same reads none of them, and reports the same."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from offerlint import examine, opening, results
from offerlint.api import load_rules
from offerlint.app import Checked, Terms, check
from offerlint.config.settings import Config
from offerlint.reports import FORMATS
from offerlint.results import Results
from offerlint.rules.load import Rulebook
from offerlint.rules.select import Selection
from offerlint.walk import find


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    book = load_rules()
    assert book.mark
    return book


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some files, none of them changed just now; `opened` lists those that are read."""
    folder = tmp_path / "copy"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for number in range(5):
        (folder / f"{number}.md").write_text(f"Prices rise by CPI plus {number}%. Call 07700 900123.\n", "utf-8")
    (folder / "page.html.j2").write_text("{% include 'part.html' %}<p>From £{{ price }} a month", "utf-8")
    (folder / "part.html").write_text("<p>Price rises by RPI plus 3%</p>", "utf-8")
    monkeypatch.setattr(results, "SETTLED", -(10**15))
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []

    def watched(item, config, files, real=opening.open_document):
        seen.append(Path(item.path).name)
        return real(item, config, files)

    monkeypatch.setattr(examine, "open_document", watched)
    return seen


def run(rulebook: Rulebook, kept: Path, day: date = date(2026, 11, 28), **selection: Any) -> Checked:
    terms = Terms(rulebook, Config(folder=Path.cwd()), Selection(**selection), day)
    return check(list(find(["."], terms.config)), terms, results=Results(kept, terms))


def report(checked: Checked) -> list[str]:
    return [FORMATS[name](checked.report, checked.documents) for name in ("json", "text", "sarif", "csv")]


def test_the_second_run_reads_nothing_it_need_not(rulebook, copy, opened, tmp_path):
    first = report(run(rulebook, tmp_path / "cache"))
    assert len(opened) == 7
    opened.clear()
    assert report(run(rulebook, tmp_path / "cache")) == first
    assert opened == ["page.html.j2"]  # another file has a part in it


def test_a_file_that_changed_is_read(rulebook, copy, opened, tmp_path):
    run(rulebook, tmp_path / "cache")
    opened.clear()
    state = (copy / "3.md").stat()
    (copy / "3.md").write_text("Prices rise by RPI plus 3%. Call 07700 900123.\n", "utf-8")
    os.utime(copy / "3.md", ns=(state.st_atime_ns, state.st_mtime_ns))
    found = run(rulebook, tmp_path / "cache").report
    assert opened == ["3.md", "page.html.j2"]
    assert any("RPI" in finding.excerpt and finding.path == "3.md" for finding in found.findings)


@pytest.mark.parametrize(
    "changed", [{"day": date(2020, 1, 1)}, {"select": ("uk-pricing",)}, {"ignore": ("uk-price-rises",)}]
)
def test_other_terms_are_another_question(rulebook, copy, opened, tmp_path, changed):
    run(rulebook, tmp_path / "cache")
    opened.clear()
    run(rulebook, tmp_path / "cache", **changed)
    assert len(opened) == 7


def test_a_damaged_file_is_as_good_as_none(rulebook, copy, opened, tmp_path):
    first = report(run(rulebook, tmp_path / "cache"))
    (file,) = (tmp_path / "cache").iterdir()
    file.write_bytes(file.read_bytes()[:-3])
    opened.clear()
    assert report(run(rulebook, tmp_path / "cache")) == first
    assert len(opened) == 7


def test_a_file_that_has_just_changed_is_not_kept(rulebook, copy, opened, tmp_path, monkeypatch):
    monkeypatch.setattr(results, "SETTLED", 10**15)
    run(rulebook, tmp_path / "cache")
    run(rulebook, tmp_path / "cache")
    assert len(opened) == 14


def test_what_could_not_be_checked_is_tried_again(rulebook, copy, opened, tmp_path):
    (copy / "bad.md").write_bytes(b"\xff\xfe\x00")
    run(rulebook, tmp_path / "cache")
    opened.clear()
    assert run(rulebook, tmp_path / "cache").report.problems
    assert opened == ["bad.md", "page.html.j2"]


def test_a_catalogue_that_comes_later_has_a_part(rulebook, copy, opened, tmp_path):
    (copy / "offer.md").write_text("# Fibre 9\n\nFibre 9 is £20 a month for 24 months.\n", "utf-8")
    run(rulebook, tmp_path / "cache")
    opened.clear()
    (copy / "offers.yaml").write_text("offers:\n  nine: {name: Fibre 9, monthly: 29.99, term_months: 24}\n", "utf-8")
    found = run(rulebook, tmp_path / "cache").report
    assert len(opened) == 8
    assert any("29.99" in finding.message for finding in found.findings if finding.path == "offer.md")


def test_an_include_that_comes_later_has_a_part(rulebook, copy, opened, tmp_path):
    (copy / "later.html.j2").write_text("{% include 'gone.html' ignore missing %}<p>Hello</p>", "utf-8")
    run(rulebook, tmp_path / "cache")
    opened.clear()
    (copy / "gone.html").write_text("<p>Price rises by RPI plus 9%</p>", "utf-8")
    run(rulebook, tmp_path / "cache")
    assert "later.html.j2" in opened
