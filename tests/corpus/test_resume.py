"""A run that is killed goes on where it stopped: nothing lost, nothing doubled, the same bytes in the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.corpus.conftest import Run, command, manifest, rows_made, written
from tests.started import started, wait

pytestmark = pytest.mark.slow


def write(path: Path, rows: int) -> None:
    path.parent.mkdir(exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows_made(rows)), path)


@contextmanager
def begun(folder: Path, words: list[str], parts: int) -> Iterator[subprocess.Popen[str]]:
    """A run that has written so many parts and is on its way."""
    with started(command(*words), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        wait(process, lambda: parts_of(folder) >= parts)
        yield process


def parts_of(folder: Path) -> int:
    return len(list((folder / "found/.parts").glob("*.parquet")))


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The processes that a run works in."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(file.read_text().rpartition(")")[2].split()[1])
            if parent == process.pid and b"spawn_main" in (file.parent / "cmdline").read_bytes():
                found.append(int(file.parent.name))
        except OSError:
            continue
    return found


def is_running(process: int) -> bool:
    """Whether a process has not come to its end; one that nobody has asked after has."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tables of eleven thousand rows, and an undisturbed run over them."""
    folder = tmp_path_factory.mktemp("tables")
    for name in ("a", "b"):
        write(folder / f"in/{name}.parquet", 5_500)
    subprocess.run(command("corpus", "lint", "in", "-o", "undisturbed", "-j", "1"), cwd=folder, check=True, timeout=300)
    return folder


WORDS = ["corpus", "lint", "in", "-o", "found", "-j", "2"]
by_signals = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")


@by_signals
def test_a_run_that_is_killed_goes_on_to_the_same_bytes(tables: Path, tmp_path: Path, offerlint: Run) -> None:
    shutil.copytree(tables, tmp_path, dirs_exist_ok=True)
    for _ in range(2):
        with begun(tmp_path, WORDS, parts_of(tmp_path) + 1) as process:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        assert not manifest(tmp_path / "found")["complete"]
    assert 2 <= parts_of(tmp_path) < 22
    offerlint(*WORDS, code=0)
    assert written(tmp_path / "found") == written(tmp_path / "undisturbed")
    assert manifest(tmp_path / "found")["counts"]["rows"] == 11_000


@by_signals
def test_a_worker_that_dies_ends_the_run_which_then_goes_on(tables: Path, tmp_path: Path, offerlint: Run) -> None:
    shutil.copytree(tables, tmp_path, dirs_exist_ok=True)
    with begun(tmp_path, WORDS, 1) as process:
        os.kill(workers_of(process)[0], signal.SIGKILL)
        _, errors = process.communicate(timeout=300)
    assert process.returncode == 2
    assert "a process that lints was ended, perhaps for want of memory; run the same again to go on" in errors
    offerlint(*WORDS, code=0)
    assert written(tmp_path / "found") == written(tmp_path / "undisturbed")


@by_signals
def test_workers_end_when_the_run_is_killed_alone(tables: Path, tmp_path: Path) -> None:
    shutil.copytree(tables, tmp_path, dirs_exist_ok=True)
    with begun(tmp_path, WORDS, 1) as process:
        workers = workers_of(process)
        assert len(workers) == 2
        process.kill()
        process.communicate()
        while any(is_running(worker) for worker in workers):
            time.sleep(0.02)


def test_a_run_that_is_complete_is_not_done_again(finished: Path, tmp_path: Path, offerlint: Run) -> None:
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "found").rglob("*")}
    again = offerlint("corpus", "lint", "in", "-o", "found", code=0)
    assert again.stdout.startswith("16 rows")
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "found").rglob("*")} == before


def test_half_built_tables_are_built_again(finished: Path, tmp_path: Path, offerlint: Run) -> None:
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    tables = [pq.ParquetFile(file).read() for file in sorted((tmp_path / "found").glob("*/*.parquet"))]
    records = pa.concat_tables(tables)
    half = records.num_rows // 2
    (tmp_path / "found/.parts").mkdir()
    for number, own in enumerate((records.slice(0, half), records.slice(half))):
        pq.write_table(own, tmp_path / f"found/.parts/0000{number}-0000000.parquet")
    (tmp_path / "found/.parts/.00000-0000001.parquet.99").write_bytes(b"half")
    (tmp_path / "found/.building/rows").mkdir(parents=True)
    next((tmp_path / "found").glob("rows/*.parquet")).write_bytes(b"half")
    incomplete(tmp_path / "found")
    offerlint("corpus", "lint", "in", "-o", "found", "-j", "1", code=0)
    assert set(written(tmp_path / "found")) == set(written(finished / "found"))
    assert manifest(tmp_path / "found") == manifest(finished / "found")


def incomplete(folder: Path) -> None:
    """Makes the manifest say what it said while the run was on its way."""
    file = folder / "manifest.json"
    file.write_text(file.read_text("utf-8").replace('"complete": true', '"complete": false'), "utf-8")


CHANGES: tuple[tuple[str, list[str], str], ...] = (
    ("write", [], "in/a.parquet has changed"),
    ("add", [], "in/z.parquet has come to what is to be linted"),
    ("remove", [], "in/b.parquet has gone from what is to be linted"),
    ("", ["--as-of", "2026-12-01"], "the day is another (it was --as-of 2026-11-28, now 2026-12-01)"),
    ("", ["--ignore", "uk-green"], "the choice of rules, or the configuration, has changed"),
    ("rules", ["--rules", "mine"], "the rules have changed"),
    ("", ["--label", "team"], "labels: [] then, ['team'] now"),
    ("", ["--columns", "text=team"], "columns: {} then, {'text': 'team'} now"),
)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tables and a run over them that is complete."""
    folder = tmp_path_factory.mktemp("finished")
    for name in ("a", "b"):
        write(folder / f"in/{name}.parquet", 8)
    subprocess.run(command("corpus", "lint", "in", "-o", "found", "-j", "1"), cwd=folder, check=True, timeout=300)
    return folder


@pytest.mark.parametrize(("change", "options", "message"), CHANGES, ids=[str(i) for i in range(len(CHANGES))])
def test_what_has_changed_since_a_run_began_is_told_with_the_remedy(
    change: str, options: list[str], message: str, finished: Path, tmp_path: Path, offerlint: Run
) -> None:
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    before = written(tmp_path / "found")
    match change:
        case "write":
            write(tmp_path / "in/a.parquet", 9)
        case "add":
            write(tmp_path / "in/z.parquet", 1)
        case "remove":
            (tmp_path / "in/b.parquet").unlink()
        case "rules":
            (tmp_path / "mine/phrases").mkdir(parents=True)
            (tmp_path / "mine/phrases/swag.yaml").write_text("title: Swag\nphrases: [swag]\n")
    outcome = offerlint("corpus", "lint", "in", "-o", "found", *options, code=2)
    said = " ".join(outcome.stderr.split())
    assert message in said
    assert "name another folder with -o, or --restart" in said
    assert written(tmp_path / "found") == before


def test_restart_begins_anew_and_takes_away_only_what_a_run_wrote(
    finished: Path, tmp_path: Path, offerlint: Run
) -> None:
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    (tmp_path / "found/mine.txt").write_text("Mine.")
    write(tmp_path / "in/a.parquet", 9)
    before = written(tmp_path / "found")
    outcome = offerlint("corpus", "lint", "in", "-o", "found", "-j", "1", "--restart", code=2)
    assert "found holds mine.txt, which no run wrote there; move it" in outcome.stderr
    assert written(tmp_path / "found") == before
    (tmp_path / "found/mine.txt").unlink()
    offerlint("corpus", "lint", "in", "-o", "found", "-j", "1", "--restart", code=0)
    assert manifest(tmp_path / "found")["counts"]["rows"] == 17


def test_a_run_that_goes_on_keeps_its_day(finished: Path, tmp_path: Path) -> None:
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    incomplete(tmp_path / "found")
    (tmp_path / "found/.parts").mkdir()
    words = command("corpus", "lint", "in", "-o", "found", "-j", "1", "--fail-on", "never", "--as-of", "none")[:-2]
    assert subprocess.run(words, cwd=tmp_path, check=False, timeout=300).returncode == 0
    assert manifest(tmp_path / "found")["as_of"] == "2026-11-28"


def test_two_runs_do_not_write_to_one_folder(finished: Path, tmp_path: Path, offerlint: Run) -> None:
    fcntl = pytest.importorskip("fcntl")
    shutil.copytree(finished, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "found/.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        outcome = offerlint("corpus", "lint", "in", "-o", "found", code=2)
        assert "found: another run is writing here; wait for it, or stop it" in outcome.stderr
        offerlint("corpus", "lint", "in", "-o", "found", code=2)  # the one kept out does not open the door
