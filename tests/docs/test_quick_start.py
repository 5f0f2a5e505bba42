"""The newcomer's half hour: every file of docs/quick-start.md is saved, every command run, every answer given."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from offerlint.cli.init import CONFIG
from tests.docs.pages import ROOT, blocks

FILE = re.compile(r"(?:# |<!-- )([\w./-]+\.\w+)(?: -->)?\n")


def test_every_step_of_the_quick_start_does_what_it_says(tmp_path: Path) -> None:
    said, ran = "", 0
    for language, text in blocks(ROOT / "docs" / "quick-start.md"):
        if language == "sh":
            lines = [line.partition("  #")[0] for line in text.splitlines() if line.startswith("offerlint ")]
            said = "".join(_run(shlex.split(line)[1:], tmp_path) for line in lines)
            ran += len(lines)
        elif language == "text":
            told = iter(said.splitlines())
            assert [line for line in text.splitlines() if line not in told] == [], said
        elif named := FILE.match(text):
            path = tmp_path / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    assert ran >= 10
    assert (tmp_path / "offerlint.yaml").read_text("utf-8") == CONFIG
    assert (tmp_path / "report.html").is_file()


def _run(arguments: list[str], folder: Path) -> str:
    """What a command prints; a mistake of the user or a fault of ours is never part of the story."""
    command = [sys.executable, "-m", "offerlint", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode in (0, 1), (arguments, done.stdout, done.stderr)
    return done.stdout
