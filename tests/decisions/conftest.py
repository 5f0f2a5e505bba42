"""A folder of copy, one rule, and runs over it with waivers and a baseline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from offerlint.app import Checked, Terms, check
from offerlint.config.settings import Config
from offerlint.decisions import Decisions
from offerlint.model.finding import Report
from offerlint.registers.baseline import read_baseline
from offerlint.registers.waivers import read_waivers
from offerlint.rules.load import load_rules
from offerlint.rules.select import Selection
from offerlint.walk import find

RULE = """\
title: A claim to be the fastest
topic: comparative
severity: error
formerly: [our-claims/quickest]
why: Readers take it as a fact about every rival.
authority: {body: ASA, instrument: CAP Code section 3, seen: V, checked: 2026-11-24}
check:
  forbid: {phrase: "(fastest|quickest)"}
message: "{found} compares you with every rival."
suggest: Say what was measured.
examples:
  bad:
    - {text: "The fastest broadband.", flags: "fastest"}
    - {text: "The quickest network.", flags: "quickest"}
  good:
    - {text: "Fast broadband."}
    - {text: "Our fast network.", name: near miss}
"""

Run = Callable[..., Report]


class Desk:
    """Copy in a folder, and what was decided about it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "copy"
        self.folder.mkdir()
        monkeypatch.chdir(self.folder)
        rule = folder / "rules" / "our-claims" / "fastest.yaml"
        rule.parent.mkdir(parents=True)
        rule.write_text(RULE, "utf-8")
        self.rulebook = load_rules([folder / "rules"])
        assert self.rulebook.problems == ()
        self.waivers = ""
        self.baseline = ""

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, "utf-8")

    def checked(self, *paths: str, day: str = "2026-12-01", ignore: tuple[str, ...] = ()) -> Checked:
        config = Config(folder=self.folder)
        decisions = Decisions(
            self.folder,
            read_waivers(self.waivers) if self.waivers else None,
            read_baseline(self.baseline) if self.baseline else None,
        )
        selection = Selection(ignore=ignore)
        terms = Terms(self.rulebook, config, selection, date.fromisoformat(day), decisions=decisions)
        return check(list(find(paths or ["."], config)), terms)

    def run(self, *paths: str, day: str = "2026-12-01", ignore: tuple[str, ...] = ()) -> Report:
        return self.checked(*paths, day=day, ignore=ignore).report

    def waive(self, *entries: str, decision: str = "accept", until: str | None = "2027-01-31") -> None:
        """Writes waivers of these further keys, each with what all waivers need."""
        held = f", until: {until}" if until else ""
        lines = [
            f"  - {{rule: our-claims/fastest, {entry}, decision: {decision}, reason: Agreed, by: A. Reviewer, "
            f"on: 2026-11-28{held}}}\n"
            for entry in entries
        ]
        self.waivers = "waivers:\n" + "".join(lines)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)
