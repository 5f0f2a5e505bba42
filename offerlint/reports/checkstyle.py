"""The report as Checkstyle XML, which most build servers can show."""

from __future__ import annotations

from collections.abc import Mapping

from offerlint.model.finding import Report
from offerlint.model.vocabulary import Severity
from offerlint.reports import wording
from offerlint.reports.characters import safe
from offerlint.reports.xml import root, within, written

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.REVIEW: "info",
    Severity.ADVICE: "info",
}
"""Ours in the words of Checkstyle."""


def render(report: Report) -> str:
    """An element a file, clean ones too, and in it one for each finding; then the problems."""
    top = root("checkstyle", version="8.0")
    paths = [
        *(file.path for file in report.files),
        *(finding.path for finding in report.findings),
        *(problem.path for problem in wording.unread(report)),
    ]
    files = {path: within(top, "file", name=path) for path in sorted(set(paths))}
    for problem in wording.unread(report):
        within(
            files[problem.path],
            "error",
            line=problem.line or 1,
            severity="error",
            message=safe(f"Could not be checked: {problem.message}"),
            source="offerlint.not-checked",
        )
    for finding in report.findings:
        within(
            files[finding.path],
            "error",
            line=finding.start.line if finding.start else 1,
            column=finding.start.column if finding.start else None,
            severity=SEVERITIES[finding.severity],
            message=safe(wording.told_beside(finding)),
            source=finding.rule,
        )
    return written(top)
