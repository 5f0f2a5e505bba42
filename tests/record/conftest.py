"""Runs made by hand, and records of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from offerlint.record.chain import Link, digest
from offerlint.record.run import Decision, Found, Origin, Ruleset, Run, SourceRead
from offerlint.record.store import append
from offerlint.record.wire import write_ruleset, write_run

RULES = Ruleset("1.0", {"uk-pricing/a": "a1", "uk-pricing/b": "b1", "uk-calls/c": "c1"}, {"denied": "d1"})
START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def found(fingerprint: str, path: str = "ads/a.html", rule: str = "uk-pricing/a", **more: Any) -> Found:
    return Found(**{"topic": "price-total", "severity": "error", **more}, fingerprint=fingerprint, path=path, rule=rule)


def run(day: float = 0, *findings: Found, files: Sequence[str] = ("ads/a.html",), **more: Any) -> Run:
    """A run so many days after the first, of the files named `path` or `path=contents`."""
    sources = [SourceRead(path, contents, "sales") for path, _, contents in (one.partition("=") for one in files)]
    severities = [one.severity for one in findings if one.decision is None]
    return Run(
        **{
            "at": START + timedelta(days=day),
            "tool": "1.0",
            "origin": Origin("ann", "github", "git.example/shop", "main", "c" * 40),
            "ruleset": digest(write_ruleset(RULES)),
            "as_of": (START + timedelta(days=day)).date(),
            "fail_on": "error",
            "exit": int("error" in severities),
            "asked": (".",),
            "sources": tuple(sources),
            "found": findings,
            "counts": {each: severities.count(each) for each in ("error", "warning", "review", "advice")},
            **more,
        }
    )


def waived(one: Found, **more: Any) -> Found:
    from dataclasses import replace

    return replace(one, decision=Decision(**{"by": "waiver", "reason": "agreed", "who": "Bo", **more}))


@pytest.fixture
def record(tmp_path: Path) -> Callable[..., Path]:
    """Makes a record of some runs."""

    def make(*runs: Run, name: str = "audit.db", rules: Ruleset = RULES) -> Path:
        for one in runs:
            append(tmp_path / name, write_run(one), write_ruleset(rules))
        return tmp_path / name

    return make


@pytest.fixture
def make() -> SimpleNamespace:
    """The makers of this file."""
    return SimpleNamespace(run=run, found=found, waived=waived, rules=RULES, link=Link, day=date, decision=Decision)
