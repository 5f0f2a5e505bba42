"""How the benches run offerlint: in a process of its own, with the rules compiled and no results kept unless asked."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from time import sleep

from bench.timing import Command, environment, run
from offerlint.cache import RULES, cache_folder

CHECK = (sys.executable, "-m", "offerlint", "check")
READY = 120
"""Seconds within which a resident process has checked an example of each rule, and has a child wait."""


@cache
def compiled() -> Path:
    """A cache in which the rules are compiled, as the user's own is by now; it goes when this process ends."""
    folder = Path(mkdtemp(prefix="compiled"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "first.txt").write_text("Good morning.\n", encoding="utf-8")
    kept, own = folder / "cache", cache_folder(os.environ) or folder / "cache"
    run(Command([*CHECK, "first.txt"], folder, environment={"OFFERLINT_CACHE": str(own), "OFFERLINT_SERVER": "off"}))
    if own != kept:
        kept.mkdir()
        shutil.copy2(max(own.glob(f"{RULES}*"), key=lambda file: file.stat().st_mtime_ns), kept)
    return kept


class Offerlint:
    """Runs of `offerlint check` in one folder, with every ruleset on."""

    def __init__(self, folder: Path) -> None:
        """Every run starts from a cache in which the rules are compiled."""
        self.folder = folder
        self._compiled, self._cache = folder / ".compiled", folder / ".cache"
        (folder / ".first.txt").write_text("Good morning.\n", encoding="utf-8")
        shutil.copytree(compiled(), self._compiled)

    def compile(self, *arguments: str) -> None:
        """Compiles the rules that a run with these arguments has, for every run from now on."""
        run(self._command([*arguments, ".first.txt"], self._compiled))

    def fresh(self, *arguments: str, jobs: int = 1) -> Command:
        """A run that finds the rules compiled and nothing else from an earlier run."""
        return replace(self._command(["--jobs", str(jobs), *arguments], self._cache), before=self._empty)

    def again(self, *arguments: str) -> Command:
        """A run that finds what the run before it has kept."""
        return self._command(arguments, self._cache)

    @contextmanager
    def resident(self) -> Iterator[Callable[..., Command]]:
        """While a resident process is there, all ready: what makes a run like `fresh` that starts from it."""
        with TemporaryDirectory(prefix="ol") as runtime:
            where = {"XDG_RUNTIME_DIR": runtime, "OFFERLINT_CACHE": str(self._compiled)}
            server = Command([sys.executable, "-m", "offerlint", "server", "start"], self.folder, environment=where)
            run(server)
            self._await(where)
            try:
                yield lambda *words: replace(
                    self.fresh(*words), environment={**where, "OFFERLINT_CACHE": str(self._cache)}
                )
            finally:
                run(replace(server, line=[*server.line[:-1], "stop"]))

    def _await(self, where: Mapping[str, str]) -> None:
        """Waits until a child of the resident process waits, which is the last that it makes ready."""
        command = [sys.executable, "-m", "offerlint", "server", "status"]
        told = subprocess.run(
            command, env={**environment(), **where}, capture_output=True, text=True, check=True
        ).stdout
        process = told.rstrip(".\n").rpartition(" ")[2]
        children = Path(f"/proc/{process}/task/{process}/children")
        for _ in range(READY):
            sleep(1)
            if children.exists() and children.read_text():
                return

    def _empty(self) -> None:
        shutil.rmtree(self._cache, ignore_errors=True)
        shutil.copytree(self._compiled, self._cache)

    def _command(self, arguments: Sequence[str], cache: Path) -> Command:
        return Command(
            [*CHECK, *arguments], self.folder, environment={"OFFERLINT_CACHE": str(cache), "OFFERLINT_SERVER": "off"}
        )
