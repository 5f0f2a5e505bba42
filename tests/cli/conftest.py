"""The command line as a process of its own."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `offerlint ...` in an empty folder and gives what it printed and its exit code."""

    def call(*arguments: str, stdin: str = "", cwd: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "offerlint", *arguments]
        return subprocess.run(
            command, cwd=cwd, input=stdin, capture_output=True, encoding="utf-8", check=False, timeout=60
        )

    return call
