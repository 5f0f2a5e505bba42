"""The chain shows whatever was done to a record by other means than recording."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from offerlint.record.chain import START, Link, Verdict, link, verify
from offerlint.record.store import reading
from offerlint.record.wire import canonical, is_canonical, read_run, write_run

OPEN = "".join(
    f"DROP TRIGGER {table}_refuse_{change};" for table in ("runs", "rulesets") for change in ("update", "delete")
)
"""What someone must do first who changes a record by hand."""


def verdict(path: Path, kept: str = "") -> Verdict:
    with reading(path) as reader:
        return verify(reader.links(), reader.rulesets(), last=reader.last(), guarded=reader.is_guarded(), kept=kept)


def spoil(path: Path, script: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(OPEN + script)
    connection.close()


@pytest.fixture
def five(record: Callable[..., Path], make: Any) -> Path:
    return record(*(make.run(day, make.found(f"f{day}")) for day in range(5)))


def test_an_untouched_record_is_whole(five: Path) -> None:
    given = verdict(five)
    assert (given.runs, given.why) == (5, "")
    assert len(given.head) == 64


def test_an_empty_record_is_whole() -> None:
    assert verify([], {}) == Verdict(0, START)


SWAP = ";".join(f"UPDATE runs SET number = {to} WHERE number = {old}" for old, to in ((2, 99), (3, 2), (99, 3)))
CLOSE_UP = "DELETE FROM runs WHERE number = 2; UPDATE runs SET number = number - 1 WHERE number > 2"


@pytest.mark.parametrize(
    ("script", "misfit", "why"),
    [
        ("UPDATE runs SET body = replace(body, 'error', 'advice') WHERE number = 3", 3, "contents were changed"),
        ("UPDATE runs SET body = body || ' ' WHERE number = 1", 1, "contents were changed"),
        ("UPDATE runs SET hash = upper(hash) WHERE number = 5", 5, "contents were changed"),
        ("UPDATE runs SET body = x'00' WHERE number = 4", 4, "contents were changed"),
        ("DELETE FROM runs WHERE number = 2", 2, "run 3 stands in its place"),
        ("DELETE FROM runs WHERE number = 1", 1, "run 2 stands in its place"),
        ("DELETE FROM runs WHERE number = 5", 5, "it is gone, with all that followed it: 5 runs were recorded"),
        ("DELETE FROM runs WHERE number > 2", 3, "it is gone, with all that followed it: 5 runs were recorded"),
        ("DELETE FROM runs", 1, "it is gone"),
        (CLOSE_UP, 2, "does not follow"),
        (SWAP, 2, "does not follow"),
        ("INSERT INTO runs SELECT 6, hash, body, 'x' FROM runs WHERE number = 5", 6, "contents were changed"),
        ("INSERT INTO runs SELECT 9, hash, body, 'x' FROM runs WHERE number = 5", 6, "run 9 stands in its place"),
        ("INSERT INTO runs SELECT 0, '', body, 'x' FROM runs WHERE number = 5", 1, "run 0 stands in its place"),
        ("DELETE FROM rulesets", 1, "are gone"),
        ("UPDATE rulesets SET body = replace(body, 'a1', 'a2')", 1, "were changed"),
        ("", 0, "what makes the file refuse changes was removed"),
    ],
)  # fmt: skip
def test_what_was_done_by_hand_shows(five: Path, script: str, misfit: int, why: str) -> None:
    spoil(five, script)
    given = verdict(five)
    assert given.misfit == misfit
    assert why in given.why
    assert given.runs == (misfit - 1 if misfit else 5)


def _written_anew(path: Path, numbers: range) -> None:
    """What someone does who knows the chain: the runs of `numbers` alone, with hashes that fit."""
    connection = sqlite3.connect(path)
    bodies = [row[0] for row in connection.execute("SELECT body FROM runs ORDER BY number")]
    connection.executescript(OPEN + "DELETE FROM runs; DELETE FROM sqlite_sequence;")
    row: Link | None = None
    for number in numbers:
        row = link(row, bodies[number - 1])
        connection.execute("INSERT INTO runs VALUES (?, ?, ?, ?)", (row.number, row.previous, row.body, row.hash))
    connection.commit()
    connection.close()


@pytest.mark.parametrize("numbers", [range(1, 4), range(2, 6)], ids=["cut off at the end", "all written anew"])
def test_only_a_hash_kept_elsewhere_shows_a_chain_made_again(five: Path, numbers: range) -> None:
    kept = verdict(five).head
    _written_anew(five, numbers)
    assert verdict(five).why == "what makes the file refuse changes was removed or altered"
    assert "no run has the hash that was kept" in verdict(five, kept).why


def test_a_kept_hash_is_found_among_older_runs_and_by_its_beginning(five: Path, record: Any, make: Any) -> None:
    kept = verdict(five).head
    record(make.run(9))
    assert verdict(five, kept).why == ""
    assert verdict(five, kept[:12]).why == ""


def test_a_run_reads_as_it_was_written(make: Any) -> None:
    one = make.run(
        1,
        make.found("f", team="é", former=("e",), promise=make.decision("waiver", on=make.day(2026, 1, 1))),
        make.waived(make.found("g"), until=make.day(2027, 1, 1)),
        unread=("\udcff.md",),
    )
    assert read_run(write_run(one)) == one
    assert is_canonical(write_run(one))


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"version":2}', '{"version":1}', "null", '{"version":1,"at":3}'])
def test_what_is_no_run_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_run(body)


def test_one_value_has_one_text() -> None:
    assert canonical({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"\\u00e9"]}'
    assert not is_canonical('{"b": 1}')
