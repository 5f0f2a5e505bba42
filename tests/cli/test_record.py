"""offerlint check --record and audit verify, as a pipeline calls them."""

import csv
import json
import re
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from offerlint.record.run import Run
from offerlint.record.store import reading
from offerlint.record.wire import read_ruleset, read_run
from tests.started import started

Offerlint = Callable[..., subprocess.CompletedProcess[str]]

FAULT = (
    "<!-- offerlint: kind=copy audience=consumer products=broadband -->\n\nPrices rise each March by CPI plus 3.9%.\n"
)
RULE = "uk-price-rises/inflation-linked-rise"
CHECK = ("check", ".", "--select", RULE, "--as-of", "2026-11-24", "--record", "audit.db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ads").mkdir()
    (tmp_path / "ads" / "spring.md").write_text(FAULT, "utf-8")
    (tmp_path / "offerlint.yaml").write_text("team: brand\nfiles:\n  - {match: ads/**, team: sales}\n", "utf-8")
    return tmp_path


def runs(path: Path) -> list[Run]:
    with reading(path) as reader:
        return [read_run(link.body) for link in reader.links()]


def test_a_run_is_recorded_with_its_findings_team_and_rules(run: Offerlint, folder: Path) -> None:
    plain = run(*CHECK[:-2])
    done = run(*CHECK)
    assert (done.returncode, done.stdout) == (plain.returncode, plain.stdout)
    assert done.returncode == 1
    assert re.search(r"recorded in audit\.db as run 1, hash [0-9a-f]{64}\n", done.stderr)
    (kept,) = runs(folder / "audit.db")
    assert [(one.rule, one.path, one.team) for one in kept.found] == [(RULE, "ads/spring.md", "sales")]
    assert [(one.path, one.team) for one in kept.sources] == [("ads/spring.md", "sales")]
    assert (kept.exit, kept.asked, kept.as_of.isoformat()) == (1, (".",), "2026-11-24")
    with reading(folder / "audit.db") as reader:
        rules = read_ruleset(reader.rulesets()[kept.ruleset])
    assert list(rules.rules) == [RULE]


def test_the_version_of_the_rules_follows_their_words_and_the_choice(run: Offerlint, folder: Path) -> None:
    own = folder / "house" / "our-brand" / "cheapest.yaml"
    run("rules", "new", "our-brand/cheapest", "--folder", "house")
    for choice in ("our-brand", "our-brand", RULE):
        run("check", "ads", "--select", choice, "--rules", "house", "--record", "audit.db")
    own.write_text(own.read_text("utf-8").replace("cheapest you", "cheapest"), "utf-8")
    own.write_text(own.read_text("utf-8") + "\n# reworded\n", "utf-8")
    run("check", "ads", "--select", "our-brand", "--rules", "house", "--record", "audit.db")
    first, again, other, reworded = (one.ruleset for one in runs(folder / "audit.db"))
    assert first == again
    assert len({first, other, reworded}) == 3


@pytest.mark.parametrize("name", ["other.db-journal", "other.db-wal", "other.db-shm"])
def test_what_a_database_has_beside_it_for_a_moment_is_no_copy(name: str, run: Offerlint, folder: Path) -> None:
    (folder / name).symlink_to("gone")
    done = run(*CHECK)
    assert done.returncode == 1, done.stderr


def test_runs_at_once_are_all_recorded(folder: Path) -> None:
    command = [sys.executable, "-m", "offerlint", *CHECK]
    with ExitStack() as all_of_them:
        processes = [
            all_of_them.enter_context(started(command, cwd=folder, stdout=subprocess.DEVNULL)) for _ in range(6)
        ]
        assert [process.wait(timeout=120) for process in processes] == [1] * 6
    assert len(runs(folder / "audit.db")) == 6


@pytest.mark.parametrize("where", ["ads", "none/audit.db", "offerlint.yaml"], ids=["a folder", "no folder", "a file"])
def test_where_nothing_can_be_recorded_the_findings_are_still_told(where: str, run: Offerlint, folder: Path) -> None:
    done = run(*CHECK[:-1], where, "--output", "json=report.json", "--format", "text")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert f"this run is not recorded: {where}: " in done.stderr
    assert RULE in done.stdout
    assert RULE in (folder / "report.json").read_text("utf-8")
    assert (folder / "offerlint.yaml").read_text("utf-8").startswith("team: brand")


def test_a_full_disk_is_told_and_the_findings_too(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "offerlint", *CHECK], cwd=folder, capture_output=True, encoding="utf-8", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)),
    )  # fmt: skip
    assert done.returncode == 2
    assert "so nothing was added" in done.stderr
    assert RULE in done.stdout


def test_a_file_that_cannot_be_read_is_recorded_as_such(run: Offerlint, folder: Path) -> None:
    (folder / "ads" / "broken.md").write_bytes(b"\xff\xfe\x00")
    assert run(*CHECK).returncode == 2
    assert [one.unread for one in runs(folder / "audit.db")] == [("ads/broken.md",)]


def test_verify_says_that_a_record_is_whole_and_gives_its_hash(run: Offerlint, folder: Path) -> None:
    said = run(*CHECK).stderr.split()[-1]
    done = run("audit", "verify", "audit.db")
    assert done.returncode == 0
    assert "audit.db: 1 run, whole and in order." in done.stdout
    assert f"has the hash {said}" in done.stdout
    assert run("audit", "verify", "audit.db", "--head", said[:12]).returncode == 0


def test_verify_names_the_first_run_that_does_not_fit(run: Offerlint, folder: Path) -> None:
    for _ in range(2):
        run(*CHECK)
    kept = run(*CHECK).stderr.split()[-1]
    connection = sqlite3.connect(folder / "audit.db")
    connection.executescript("DROP TRIGGER runs_refuse_delete; DELETE FROM runs WHERE number = 2")
    connection.close()
    done = run("audit", "verify", "audit.db")
    assert done.returncode == 1
    assert "run 2 does not fit: run 3 stands in its place: runs were deleted or inserted" in done.stdout
    assert run("audit", "verify", "audit.db", "--head", kept).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("none.db",), "no such file; check the spelling"),
        (("offerlint.yaml",), "not a record of offerlint"),
        (("audit.db", "--head", "xyz"), "write the hash of a run"),
        (("audit.db", "--head", "abc"), "at least its first 12 digits"),
    ],
)
def test_verify_says_what_it_cannot_read(arguments: tuple[str, ...], words: str, run: Offerlint, folder: Path) -> None:
    run(*CHECK)
    done = run("audit", "verify", *arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_verify_of_damaged_pages(run: Offerlint, folder: Path) -> None:
    run(*CHECK)
    path = folder / "audit.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    done = run("audit", "verify", "audit.db")
    assert done.returncode == 2
    assert "damaged" in done.stderr


def test_a_report_on_the_screen_and_as_files(run: Offerlint, folder: Path) -> None:
    run(*CHECK)
    (folder / "ads" / "spring.md").write_text("Prices are fixed.\n", "utf-8")
    run(*CHECK)
    shown = run("audit", "report", "audit.db")
    assert shown.returncode == 0
    assert "The record is whole: 2 runs" in shown.stdout
    assert re.search(r"error +1 +under a day", shown.stdout)
    for kind in ("html", "json"):
        assert run("audit", "report", "audit.db", "--output", f"{kind}=audit.{kind}").stdout == ""
    told = json.loads((folder / "audit.json").read_text("utf-8"))
    assert [(one["rule"], one["fired"], one["mended"]) for one in told["rules"]] == [(RULE, 1, 1)]
    assert [one["name"] for one in told["teams"]] == ["sales"]
    assert (folder / "audit.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_report_of_a_record_that_is_not_whole_says_so_and_fails(run: Offerlint, folder: Path) -> None:
    run(*CHECK)
    connection = sqlite3.connect(folder / "audit.db")
    connection.executescript(
        "DROP TRIGGER runs_refuse_update; UPDATE runs SET body = replace(body, '\"exit\":1', '\"exit\":0')"
    )
    connection.close()
    for command in ("report", "export"):
        done = run("audit", command, "audit.db")
        assert done.returncode == 1
    assert "run 1 does not fit: its contents were changed" in run("audit", "report", "audit.db").stdout


def test_an_export_is_a_table(run: Offerlint, folder: Path) -> None:
    run(*CHECK)
    done = run("audit", "export", "audit.db", "--output", "csv=findings.csv")
    assert (done.returncode, done.stdout) == (0, "")
    (row,) = csv.DictReader((folder / "findings.csv").read_text("utf-8").splitlines())
    assert (row["rule"], row["path"], row["team"]) == (RULE, "ads/spring.md", "sales")
    assert run("audit", "export", "audit.db", "--table", "runs", "--output", "csv").stdout.startswith("run,at,by,")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("report", "audit.db", "--output", "pdf=x"), "write FORMAT or FORMAT=FILE with a format of text, json, html"),
        (("report", "audit.db", "--output", "html=none/x.html"), "none/x.html: cannot be written"),
        (("export", "audit.db", "--output", "xlsx"), "with a format of csv"),
        (("report", "audit.db", "--as-of", "soon"), "write a date as YYYY-MM-DD"),
        (("report", "none.db"), "no such file"),
    ],
)
def test_mistakes_are_told(arguments: tuple[str, ...], words: str, run: Offerlint, folder: Path) -> None:
    run(*CHECK)
    done = run("audit", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
