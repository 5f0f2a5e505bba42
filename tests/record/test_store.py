"""A record only grows: all who record at once are in it, and what is killed leaves it whole."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from offerlint.record.chain import verify
from offerlint.record.store import RecordError, append, reading
from offerlint.record.wire import read_run, write_ruleset, write_run
from tests.started import started

MANY = 12
EACH = 8


def whole(path: Path) -> int:
    """How many runs a record holds, all of them in order."""
    with reading(path) as reader:
        given = verify(reader.links(), reader.rulesets(), last=reader.last(), guarded=reader.is_guarded())
    assert given.why == ""
    return given.runs


def test_nothing_can_be_changed_or_taken_away(record: Callable[..., Path], make: Any) -> None:
    path = record(make.run())
    connection = sqlite3.connect(path)
    for statement in ("UPDATE runs SET body = ''", "DELETE FROM runs", "UPDATE rulesets SET body = ''",
                      "DELETE FROM rulesets", "INSERT OR REPLACE INTO runs SELECT 1, '', '', ''"):  # fmt: skip
        if statement.startswith("INSERT"):
            connection.execute("PRAGMA recursive_triggers = ON")
        with pytest.raises(sqlite3.DatabaseError, match="only ever added to"):
            connection.execute(statement)
    connection.close()
    assert whole(path) == 1


RECORDER = """
import sys
from pathlib import Path
from offerlint.record.store import append
path, body, rules, times = sys.argv[1:]
for _ in range(int(times)):
    print(append(Path(path), Path(body).read_text(), Path(rules).read_text()).number, flush=True)
"""


@pytest.fixture
def command(tmp_path: Path, make: Any) -> Callable[..., list[str]]:
    """The command of a process that records, `times` over, and says each number when it is recorded."""
    (tmp_path / "body").write_text(write_run(make.run(0, *(make.found(f"f{number}") for number in range(99)))), "utf-8")
    (tmp_path / "rules").write_text(write_ruleset(make.rules), "utf-8")

    def make_command(times: int, script: str = RECORDER) -> list[str]:
        names = (tmp_path / name for name in ("audit.db", "body", "rules"))
        return [sys.executable, "-c", script, *map(str, names), str(times)]

    return make_command


def test_all_who_record_at_once_are_in_it(tmp_path: Path, command: Callable[..., list[str]]) -> None:
    told = {"stdout": subprocess.PIPE, "encoding": "utf-8"}
    with ExitStack() as all_of_them:
        processes = [all_of_them.enter_context(started(command(EACH), **told)) for _ in range(MANY)]
        numbers = [int(line) for process in processes for line in process.communicate(timeout=120)[0].split()]
    assert sorted(numbers) == list(range(1, MANY * EACH + 1))
    assert whole(tmp_path / "audit.db") == MANY * EACH


KILLED = """
import os, signal, sqlite3
from offerlint.record import store

class Fatal(sqlite3.Connection):
    left = {left}
    def execute(self, *statement):
        done = super().execute(*statement)
        Fatal.left -= 1
        if not Fatal.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

connect = sqlite3.connect
store.sqlite3.connect = lambda *a, **k: connect(*a, **k, factory=Fatal)
"""


@pytest.mark.parametrize("large", [False, True], ids=["a small run", "a run larger than the cache"])
@pytest.mark.parametrize("statement", range(1, 9))
def test_what_is_killed_is_recorded_whole_or_not_at_all(
    statement: int, large: bool, tmp_path: Path, command: Callable[..., list[str]], make: Any
) -> None:
    path = tmp_path / "audit.db"
    append(path, write_run(make.run()), write_ruleset(make.rules))
    before = path.stat().st_size
    if large:
        many = [make.found(f"{number:016x}", path="ads/" + "a" * 80) for number in range(20_000)]
        (tmp_path / "body").write_text(write_run(make.run(1, *many)), "utf-8")
    done = subprocess.run(command(1, KILLED.format(left=statement) + RECORDER), capture_output=True, check=False)
    assert done.returncode == -9
    # What no longer fits into memory is in the file already, and has to be taken back.
    assert (path.stat().st_size > before) == (statement == 8 or (large and statement == 7))
    assert whole(path) == (2 if statement == 8 else 1)
    append(path, write_run(make.run(2)), write_ruleset(make.rules))
    with reading(path) as reader:
        assert read_run(list(reader.links())[-1].body) == make.run(2)


def test_killed_at_any_moment_it_keeps_what_it_said_was_recorded(
    tmp_path: Path, command: Callable[..., list[str]]
) -> None:
    told = 0
    for lines in (1, 2, 3, 5, 8):
        with started(command(10_000), stdout=subprocess.PIPE, encoding="utf-8") as process:
            assert process.stdout
            for _ in range(lines):
                told = int(process.stdout.readline())
            process.kill()
        assert told <= whole(tmp_path / "audit.db")


def test_a_full_disk_is_told_and_the_record_stays_whole(
    tmp_path: Path, command: Callable[..., list[str]], make: Any
) -> None:
    path = tmp_path / "audit.db"
    append(path, write_run(make.run()), write_ruleset(make.rules))
    size = path.stat().st_size
    done = subprocess.run(
        command(100), capture_output=True, encoding="utf-8", check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, size + 8192)),
    )  # fmt: skip
    assert "the disk" in done.stderr
    assert whole(path) == 1 + len(done.stdout.split())


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (b"not a database, but long enough to look at" * 40, "not a record of offerlint"),
        (None, "cannot be opened"),
    ],
    ids=["text", "a folder"],
)
def test_what_is_no_record_is_left_alone(contents: bytes | None, words: str, tmp_path: Path, make: Any) -> None:
    path = tmp_path / "other"
    path.mkdir() if contents is None else path.write_bytes(contents)
    with pytest.raises(RecordError, match=words):
        append(path, write_run(make.run()), write_ruleset(make.rules))
    assert contents is None or path.read_bytes() == contents


def test_a_database_of_something_else_is_left_alone(tmp_path: Path, make: Any) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE runs (number)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="a database of something else"):
        append(path, write_run(make.run()), write_ruleset(make.rules))
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anything")
def test_a_file_that_may_not_be_written_is_told(record: Callable[..., Path], make: Any) -> None:
    path = record(make.run())
    path.chmod(0o400)
    with pytest.raises(RecordError, match="may not be written to"):
        append(path, write_run(make.run()), write_ruleset(make.rules))
    assert whole(path) == 1


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such file"), reading(tmp_path / "none.db"):
        pass
