"""corpus lint as a process: what it reads, what it writes, what it says and how it ends."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from offerlint.api import lint
from offerlint.batches import SCHEMA
from offerlint.corpus.store import Store, StoreError
from offerlint.reports.json import wire
from tests.batches.test_lint import BOOK, DAY, as_json
from tests.corpus.conftest import Run, asked, command, manifest, rows_made, written
from tests.started import started


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    match path.suffix:
        case ".parquet":
            pq.write_table(pa.Table.from_pylist(rows), path)
        case ".csv" | ".tsv":
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows[0].keys(), delimiter="\t" if path.suffix == ".tsv" else ",")
                writer.writeheader()
                writer.writerows(rows)
        case _:
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def findings(folder: Path) -> list[dict[str, Any]]:
    """All findings as the JSON report has them, with the id of their row as their path, in order."""
    found = [
        {**as_json(one), "path": one["id"]}
        for file in sorted(folder.glob("ruleset=*/*.parquet"))
        for one in pq.ParquetFile(file).read().to_pylist()
        if one["record"] == "finding"
    ]
    return sorted(found, key=lambda one: json.dumps(one, sort_keys=True))


@pytest.fixture(scope="module")
def from_files() -> list[dict[str, Any]]:
    """The findings of the same copy in files, in the order of `findings`."""
    found = []
    for row in rows_made(60):
        about = {"channel": row["channel"]} if row["channel"] else {}
        report = wire(lint(row["text"], filename="text.txt", as_of=DAY, rules=BOOK, about=about))
        found += [{**one, "path": row["id"]} for one in report["findings"]]
    return sorted(found, key=lambda one: json.dumps(one, sort_keys=True))


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".tsv", ".jsonl"])
def test_a_table_has_the_findings_of_files_byte_for_byte(
    ending: str, from_files: list[dict[str, Any]], tmp_path: Path, offerlint: Run
) -> None:
    write(tmp_path / f"ads{ending}", rows_made(60))
    offerlint("corpus", "lint", f"ads{ending}", "-o", "found", "-j", "1", code=0)
    assert len(from_files) > 60
    assert json.dumps(findings(tmp_path / "found")) == json.dumps(from_files)


def test_every_format_and_number_of_processes_gives_the_same(tmp_path: Path, offerlint: Run) -> None:
    rows = rows_made(1_300)
    write(tmp_path / "one/ads.parquet", rows)
    write(tmp_path / "two/ads.parquet", rows)
    offerlint("corpus", "lint", "one/ads.parquet", "-o", "a", "-j", "1", code=0)
    offerlint("corpus", "lint", "one", "-o", "b", "-j", "2", code=0)
    assert written(tmp_path / "a") == written(tmp_path / "b")


def test_folders_globs_and_files_are_read_in_order_and_once(tmp_path: Path, offerlint: Run) -> None:
    for name in ("in/b.csv", "in/deep/a.jsonl", "in/.hidden.csv", "in/notes.txt", "more/x1.parquet", "more/x2.parquet"):
        write(tmp_path / name, [{"id": name, "text": "Hello."}])
    offerlint("corpus", "lint", "in", "more/x*.parquet", "more/x1.parquet", "-o", "found", "-j", "1", code=0)
    paths = [one["path"] for one in manifest(tmp_path / "found")["inputs"]]
    assert paths == ["in/b.csv", "in/deep/a.jsonl", "more/x1.parquet", "more/x2.parquet"]
    assert asked(tmp_path / "found", "SELECT id FROM {}", "rows") == [(path,) for path in paths]


def test_findings_that_are_written_among_the_tables_are_no_tables(tmp_path: Path, offerlint: Run) -> None:
    write(tmp_path / "in/b.csv", [{"id": "1", "text": "Hello."}])
    for more in ([], ["--restart"]):
        offerlint("corpus", "lint", "in", "-o", "in/found", "-j", "1", *more, code=0)
        assert [one["path"] for one in manifest(tmp_path / "in/found")["inputs"]] == ["in/b.csv"]


def test_the_manifest_says_what_was_read_and_found(tmp_path: Path, offerlint: Run) -> None:
    write(tmp_path / "ads.parquet", rows_made(120))
    offerlint(
        "corpus", "lint", "ads.parquet", "-o", "found", "--label", "team", "--ignore", "uk-green", "-j", "1", code=0
    )
    said = manifest(tmp_path / "found")
    count = asked(tmp_path / "found", "SELECT count(*) FROM {}")[0][0]
    assert said["complete"]
    assert (said["as_of"], said["schema"], said["labels"]) == ("2026-11-28", 1, ["team"])
    assert said["rules"][0]["ignore"] == ["uk-green"]
    assert said["inputs"][0]["bytes"] == (tmp_path / "ads.parquet").stat().st_size
    assert said["counts"]["rows"] == 120
    assert said["counts"]["copies"] == len({(row["text"], row["channel"]) for row in rows_made(120)}) < 120
    assert said["counts"]["findings"] == count > 0
    assert {one["path"] for one in said["files"]} == set(written(tmp_path / "found")) - {"manifest.json"}


def test_findings_are_parted_by_ruleset_and_have_the_schema(tmp_path: Path, offerlint: Run) -> None:
    write(tmp_path / "ads.parquet", rows_made(40))
    offerlint("corpus", "lint", "ads.parquet", "-o", "found", "--label", "team", "-j", "1", code=0)
    rows = asked(tmp_path / "found", "SELECT DISTINCT ruleset, split_part(rule, '/', 1), labels['team'] FROM {}")
    assert rows
    assert all(parted == own and team in ("a", "b") for parted, own, team in rows)
    for file in (tmp_path / "found").rglob("*.parquet"):
        own = pq.read_schema(file)
        assert own.equals(SCHEMA)
        assert own.metadata == SCHEMA.metadata


def test_what_cannot_be_read_is_a_problem_and_the_rest_is_linted(tmp_path: Path, offerlint: Run) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_bytes(
        b'{"id": "1", "text": "Half \\ud800"}\nno json\n\n[1]\n{"id": "2", "text": "Hello."}\n\xff\xfe\n'
    )
    (tmp_path / "in/b.csv").write_bytes(b'id,text\n3,"two\nlines"\n4,a,b\n5,caf\xe9 bar\n6,\n')
    (tmp_path / "in/c.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "in/d.csv").write_text("ad,copy\n7,Hello\n")
    outcome = offerlint("corpus", "lint", "in", "-o", "found", "-j", "2", code=2)
    problems = asked(tmp_path / "found", "SELECT id, message FROM {}", "problems")
    assert [(row, message[:42]) for row, message in problems] == [
        ("1", "this is neither UTF-8, UTF-16 nor Windows-"),
        (None, "in/a.jsonl:2: this line is no JSON: expect"),
        (None, "in/a.jsonl:4: this line is no object of JS"),
        (None, "in/a.jsonl:6: this line is not UTF-8; save"),
        ("6", "there is no text in this row"),
        (None, "in/b.csv: row 3 has 3 cells where 2 stand "),
        (None, "in/c.parquet: not a table that can be read"),
        (None, "in/d.csv: no column is called “id”; say wh"),
    ]
    assert asked(tmp_path / "found", "SELECT id FROM {}", "rows") == [("2",), ("3",), ("5",)]
    assert "in/d.csv: no column is called “id”" in outcome.stderr
    assert "8 problems" in outcome.stdout


def test_a_disk_without_room_is_said_and_keeps_nobody_out(tmp_path: Path) -> None:
    store = Store(tmp_path / "found")
    said = "found: cannot be written: no space left on device; mend that, and run the same again"
    with pytest.raises(StoreError, match=said), store.locked():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with store.locked():
        pass


MISTAKES = (
    (["none.csv"], "none.csv: no such file, and nothing that matches; tables are files that end in .parquet"),
    (["empty"], "empty: no table in this folder; tables are files that end in .parquet"),
    (["notes.txt"], "notes.txt: not a table"),
    (["ads.csv", "--columns", "text=txet"], "no column is called “txet” (text=txet); did you mean “text”?"),
    (["ads.csv", "--columns", "text"], "--columns text: write NAME=COLUMN, such as id=ad_id,text=copy"),
    (["ads.csv", "--label", "tem"], "no column is called “tem”; did you mean “team”?"),
    (["ads.csv", "--select", "uk-prising"], "“uk-prising” is no rule, ruleset or topic; did you mean “uk-pricing”?"),
    (["ads.csv", "-o", "full"], "full holds mine.txt, which no run wrote there; name another folder with -o"),
    (["ads.csv", "-o", "other"], "other/manifest.json: not a manifest of offerlint corpus"),
)


@pytest.mark.parametrize(("words", "message"), MISTAKES, ids=[str(i) for i in range(len(MISTAKES))])
def test_a_mistake_is_told_and_nothing_is_written(
    words: list[str], message: str, tmp_path: Path, offerlint: Run
) -> None:
    write(tmp_path / "ads.csv", rows_made(3))
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("Hello.")
    for name, file in (("full", "mine.txt"), ("other", "manifest.json")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text("{}")
    before = written(tmp_path)
    outcome = offerlint("corpus", "lint", *words, *([] if "-o" in words else ["-o", "found"]), code=2)
    assert message in " ".join(outcome.stderr.split())
    assert written(tmp_path) == before


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("Hello there.", [], 0),
        ("Your PIN please: tell us your PIN now.", ["--fail-on", "advice"], 1),
        ("Your PIN please: tell us your PIN now.", ["--fail-on", "never"], 0),
    ],
)
def test_the_exit_code_is_that_of_check(
    text: str, options: list[str], code: int, tmp_path: Path, offerlint: Run
) -> None:
    write(tmp_path / "ads.jsonl", [{"id": "1", "text": text, "kind": "copy", "channel": "sms"}])
    offerlint("corpus", "lint", "ads.jsonl", "-o", "found", *options, code=code)


def test_the_configuration_says_what_rows_are_and_which_rules_they_are_held_to(tmp_path: Path, offerlint: Run) -> None:
    write(tmp_path / "in/web.jsonl", [{"id": "1", "text": "Prices rise each March by CPI plus 3.9%."}])
    write(
        tmp_path / "in/sms.jsonl", [{"id": "2", "text": "Prices rise each March by CPI plus 3.9%.", "channel": "push"}]
    )
    (tmp_path / "offerlint.yaml").write_text(
        "files:\n  - {match: in/web.jsonl, channel: web}\n"
        "  - {match: in/sms.jsonl, channel: sms, ignore: [price-rise]}\n"
    )
    offerlint("corpus", "lint", "in", "-o", "found", "-j", "1")
    assert asked(tmp_path / "found", "SELECT id, channel FROM {} ORDER BY 1", "rows") == [("1", "web"), ("2", "push")]
    assert asked(tmp_path / "found", "SELECT DISTINCT id FROM {} WHERE topic = 'price-rise'") == [("1",)]


def test_a_terminal_shows_how_far_the_run_is(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    write(tmp_path / "ads.jsonl", rows_made(1_100))
    ours, theirs = pty.openpty()
    words = command("corpus", "lint", "ads.jsonl", "-o", "found", "-j", "1")
    with started(words, cwd=tmp_path, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # which is how the other end of a terminal says that nobody is there any more
            while read := os.read(ours, 4096):
                shown += read
        os.close(ours)
        assert process.wait() == 0
    assert re.search(rb"Linting rows +\[#+-+\] +500/1100", shown)
    assert b"1,100 rows" in shown


def test_without_the_extra_it_says_what_to_install(tmp_path: Path, offerlint: Run) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ModuleNotFoundError(\"No module named 'pyarrow'\", name='pyarrow')")
    outcome = offerlint("corpus", "lint", "ads.csv", "-o", "found", "-j", "1", code=2)
    assert 'pip install "offerlint[corpus]"' in outcome.stderr
