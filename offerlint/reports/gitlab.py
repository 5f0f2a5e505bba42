"""The report as GitLab Code Quality, which shows findings beside the lines of a merge request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from offerlint.model.document import Problem
from offerlint.model.finding import Finding, Report
from offerlint.model.vocabulary import Severity
from offerlint.reports import wording
from offerlint.reports.characters import safe
from offerlint.reports.json import as_text

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.REVIEW: "minor",
    Severity.ADVICE: "info",
}
"""Ours in GitLab's words, of which the gravest, blocker, is for what could not be checked."""


def render(report: Report) -> str:
    """A JSON list with an entry a finding, then one for each problem that someone must act on."""
    unique = _Unique()
    entries = [_finding(finding, unique) for finding in report.findings]
    entries += [_problem(problem, unique) for problem in wording.unread(report)]
    return as_text(entries)


class _Unique:
    """Fingerprints that differ from entry to entry, and stay what they are while the entries do."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __call__(self, *parts: str) -> str:
        key = "\0".join(parts)
        self._seen[key] += 1
        return sha256(f"{key}\0{self._seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()


def _finding(finding: Finding, unique: _Unique) -> dict[str, Any]:
    start, end = finding.start, finding.end
    return {
        "description": safe(wording.told_beside(finding)),
        "check_name": finding.rule,
        "fingerprint": unique(finding.path, finding.fingerprint),
        "severity": SEVERITIES[finding.severity],
        "location": _location(finding.path, start.line if start else 1, end.line if end else 1),
    }


def _problem(problem: Problem, unique: _Unique) -> dict[str, Any]:
    line = problem.line or 1
    return {
        "description": safe(f"Could not be checked: {problem.message}"),
        "check_name": problem.rule or "offerlint/not-checked",
        "fingerprint": unique(problem.path, problem.message),
        "severity": "blocker",
        "location": _location(problem.path, line, line),
    }


def _location(path: str, begin: int, end: int) -> dict[str, Any]:
    return {"path": path, "lines": {"begin": begin, "end": end}}
