"""Tests that need a program of the system say so by a marker, and its absence is never silent."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAMPLES = 15 if os.environ.get("OFFERLINT_FEW_EXAMPLES") else 100
settings.register_profile("offerlint", deadline=None, max_examples=EXAMPLES)
settings.load_profile("offerlint")
gc.set_threshold(10_000)  # rules are many objects, and none of them is garbage

PROGRAMS = {
    "needs_chromium": ("chromium", "chromium-browser", "google-chrome"),
    "needs_git": ("git",),
    "needs_java": ("java",),
    "needs_libreoffice": ("soffice", "libreoffice"),
    "needs_neovim": ("nvim",),
    "needs_npm": ("npm",),
}
"""Marker to the names of a program, any one of which will do."""

ABSENT = "NOT TESTED: needs "


def program(marker: str) -> str | None:
    """The path of the program that `marker` stands for."""
    return next(filter(None, map(shutil.which, PROGRAMS[marker])), None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in PROGRAMS:
        if item.get_closest_marker(marker) and program(marker) is None:
            reason = f"{ABSENT}{PROGRAMS[marker][0]}, which is not installed"
            if os.environ.get("CI", "").lower() in ("true", "1"):
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return  # a worker of pytest-xdist, whose controller hears of all of them
    lines = sorted(
        f"{report.nodeid}: {report.longrepr[2].partition(ABSENT)[2]}"
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and ABSENT in report.longrepr[2]
    )
    if lines:
        terminalreporter.section("NOT TESTED, for want of a program", red=True, bold=True)
        for line in lines:
            terminalreporter.line(line)
        if notes := os.environ.get("OFFERLINT_NOT_TESTED"):
            with Path(notes).open("a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, for tests marked `needs_chromium`."""
    from playwright.sync_api import sync_playwright

    sandbox = [] if os.name == "nt" or os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program("needs_chromium"), args=sandbox)
        yield chromium
        chromium.close()


@pytest.fixture
def calls() -> Callable[[Callable[[], object]], int]:
    """How many calls running something takes: a measure of work that no other load on the machine changes."""

    def count(run: Callable[[], object]) -> int:
        made = 0

        def note(frame: object, event: str, argument: object) -> None:
            nonlocal made
            made += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(note)
        try:
            run()
        finally:
            sys.setprofile(before)
        return made

    return count
