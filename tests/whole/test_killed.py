"""Kill -9 at any moment of a run leaves every file it writes old or new, and the next run says the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest

from offerlint.record.chain import verify
from offerlint.record.store import reading

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 is of Unix")

KILL = """
import os, signal, sys

left = int(os.environ["KILLED_AT"])
folder = os.environ["KILLED_IN"]

def note(event, arguments):
    global left
    if event == "open":
        writes = isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    else:
        writes = event in ("os.rename", "os.remove", "os.mkdir", "os.chmod", "os.truncate", "sqlite3.connect")
    if writes and not isinstance(arguments[0], int) and folder in os.path.abspath(os.fsdecode(arguments[0])):
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(note)
"""
OLD = "<!-- offerlint: kind=copy products=landline -->\n\nLandlines will be switched off in December 2025.\n"
NEW = OLD.replace("December 2025", "January 2027")
FIX = ["check", "ads", "--fix", "--output", "json=report.json", "--record", "audit.db", "--as-of", "2026-11-28"]
FIXED = ("ads/a.md", "ads/b.md")


def runs(folder: Path, at: int) -> int:
    """The exit code of a run in a folder that is killed before it writes for the `at`-th time; 0 never kills."""
    hook = folder.parent / "hook"
    hook.mkdir(exist_ok=True)
    (hook / "sitecustomize.py").write_text(KILL, "utf-8")
    home = {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_STATE_HOME": str(folder / "state")}
    more = {"PYTHONPATH": os.pathsep.join(filter(None, (str(hook), os.environ.get("PYTHONPATH")))), **home}
    told = {"KILLED_AT": str(at), "KILLED_IN": str(folder)}
    words = [sys.executable, "-m", "offerlint", *FIX]
    done = subprocess.run(
        words, cwd=folder, env=os.environ | more | told, capture_output=True, check=False, timeout=120
    )
    assert b"Traceback" not in done.stderr
    return done.returncode


def begun(folder: Path) -> Path:
    """A folder with two files to fix, and the report of an earlier run."""
    (folder / "ads").mkdir(parents=True)
    for name in FIXED:
        (folder / name).write_text(OLD, "utf-8")
    (folder / "report.json").write_text("old", "utf-8")
    return folder


def recorded(folder: Path) -> int:
    """How many runs the record holds; all of them whole."""
    if not (folder / "audit.db").exists():
        return 0
    with reading(folder / "audit.db") as reader:
        given = verify(reader.links(), reader.rulesets(), last=reader.last(), guarded=reader.is_guarded())
    assert given.why == ""
    return given.runs


@pytest.mark.slow
def test_killed_before_whatever_it_writes_a_run_leaves_old_or_new(tmp_path: Path) -> None:
    whole = begun(tmp_path / "whole")
    assert runs(whole, 0) == 0
    report = (whole / "report.json").read_text("utf-8")
    assert [(whole / name).read_text("utf-8") for name in FIXED] == [NEW, NEW]
    seen = set()
    for at in count(1):
        folder = begun(tmp_path / f"{at}")
        copytree(whole / "cache", folder / "cache")  # else each run reads all rules
        code = runs(folder, at)
        words = [(folder / name).read_text("utf-8") for name in (*FIXED, "report.json")]
        assert words[0] in (OLD, NEW)
        assert words[1] in (OLD, NEW)
        assert words[2] in ("old", report)
        before = recorded(folder)
        seen.add((*(word in (NEW, report) for word in words), before))
        if code != -signal.SIGKILL:
            assert code == 0
            break
        assert runs(folder, 0) == 0
        assert (folder / "report.json").read_text("utf-8") == report
        assert [(folder / name).read_text("utf-8") for name in FIXED] == [NEW, NEW]
        assert recorded(folder) == before + 1
    assert {(False, False, False, 0), (True, False, False, 0), (True, True, False, 0), (True, True, True, 1)} <= seen


PUT = """
import sys
from pathlib import Path
from offerlint.cache import put

put(Path(sys.argv[1]), [b"new"] * 100_000)
"""


def test_so_does_the_cache(tmp_path: Path) -> None:
    file = tmp_path / "rules-0"
    for at in count(1):
        file.write_text("old", "utf-8")
        told = {"KILLED_AT": str(at), "KILLED_IN": str(tmp_path)}
        words = [sys.executable, "-c", KILL + PUT, str(file)]
        code = subprocess.run(words, env=os.environ | told, check=False, timeout=60).returncode
        if code == 0:
            break
        assert code == -signal.SIGKILL
        assert file.read_text("utf-8") == "old"
    assert at == 4
    assert file.read_text("utf-8") == "new" * 100_000
