"""A fault of ours in one rule or reader is said, with its traceback in a file, and hides nothing else."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from offerlint import lint
from offerlint.checks import CHECKS
from offerlint.cli.main import cli
from offerlint.model.lens import Lens
from offerlint.reading.reader import READERS

ABOUT = "<!-- offerlint: kind=copy channel=web audience=consumer products=broadband -->"
COPY = f"{ABOUT}\n\nPrices rise by CPI plus 3.9%.\n"
CHECK = ["check", ".", "--format", "json", "--as-of", "2026-11-24"]


def broken(*_: object) -> Iterator[Any]:
    raise ZeroDivisionError("a secret of the document")


def after_one_hit(spec: Any, lens: Lens) -> Iterator[Any]:
    yield from CHECKS_AS_THEY_ARE["require"](spec, lens)
    raise ZeroDivisionError


CHECKS_AS_THEY_ARE: Mapping[str, Any] = dict(CHECKS)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("offerlint.results.SETTLED", 10**15)  # else a run without faults answers for the next
    folder = tmp_path / "copy"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "a.md").write_text(COPY, "utf-8")
    (folder / "b.html").write_text(f"{ABOUT}<p>Prices rise by CPI plus 3.9%.</p>", "utf-8")
    return tmp_path


def run(*more: str) -> tuple[Result, dict[str, Any]]:
    result = CliRunner().invoke(cli, [*CHECK, *more])
    return result, json.loads(result.stdout)


@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
def test_a_broken_check_is_said_and_the_other_rules_are_heard(
    jobs: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = run()[1]
    monkeypatch.setitem(CHECKS, "require", broken)
    result, after = run(jobs)
    assert result.exit_code == 3
    rules = {problem["rule"] for problem in after["problems"]}
    assert rules
    assert all("a fault of ours, please report it (ZeroDivisionError)" in one["message"] for one in after["problems"])
    kept = [one for one in before["findings"] if one["rule"] not in rules]
    assert [(one["rule"], one["path"], one["runs"]) for one in after["findings"]] == [
        (one["rule"], one["path"], one["runs"]) for one in kept
    ]
    assert {one["path"] for one in after["findings"]} == {"a.md", "b.html"}


@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
def test_a_broken_reader_is_said_and_the_other_files_are_read(
    jobs: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking(monkeypatch, "html", ZeroDivisionError)
    result, report = run(jobs)
    assert result.exit_code == 3
    (problem,) = report["problems"]
    assert problem["path"] == "b.html"
    assert problem["message"].startswith("the file could not be checked: a fault of ours")
    assert {one["path"] for one in report["findings"]} == {"a.md"}


def breaking(monkeypatch: pytest.MonkeyPatch, format: str, error: type[Exception]) -> None:
    """Puts a reader that raises `error` in the place of the one for `format`."""
    module = ModuleType("a_broken_reader")

    def read(*_: object) -> None:
        raise error

    vars(module)["read"] = read
    monkeypatch.setitem(sys.modules, "a_broken_reader", module)
    monkeypatch.setitem(READERS, format, ("a_broken_reader", "read"))


def test_the_traceback_is_in_the_file_that_is_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHECKS, "require", broken)
    result, report = run()
    message = report["problems"][0]["message"]
    path = Path(message.partition("its traceback is in ")[2])
    assert path.parent == here / "state" / "offerlint"
    assert "ZeroDivisionError: a secret of the document" in path.read_text("utf-8")
    assert path.stat().st_mode & 0o077 == 0
    assert "secret" not in result.output
    assert run()[1] == report, "the same fault has the same file"


def test_where_no_state_can_be_kept_the_traceback_is_a_temporary_file(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "state").write_text("no folder", "utf-8")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(here / "temporary"))
    monkeypatch.setitem(CHECKS, "require", broken)
    message = run()[1]["problems"][0]["message"]
    assert Path(message.partition("its traceback is in ")[2]).is_relative_to(here / "temporary")


def test_what_a_rule_found_before_it_broke_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "<p>Half price broadband, £20 a month.</p>"
    about = {"kind": "copy", "channel": "email", "audience": "consumer", "purpose": "marketing"}
    before = lint(text, filename="a.html", about=about)
    monkeypatch.setitem(CHECKS, "require", after_one_hit)
    after = lint(text, filename="a.html", about=about)
    assert [one.rule for one in after.findings] == [one.rule for one in before.findings]
    assert all(problem.trace for problem in after.problems)


def test_an_allow_for_a_broken_rule_is_not_called_unused(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = "uk-price-rises/inflation-linked-rise"
    text = f"<!-- offerlint: allow {rule} because quoted -->\n\n{COPY}"
    monkeypatch.setitem(CHECKS, "forbid", broken)
    assert not [one for one in lint(text, filename="a.md").findings if "unused" in one.rule]


def test_a_document_too_deep_for_the_stack_is_its_own_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    breaking(monkeypatch, "html", RecursionError)
    (problem,) = lint("x", filename="a.html").problems
    assert problem.message.startswith("it is nested too deeply to be read; ")
    assert not problem.trace
