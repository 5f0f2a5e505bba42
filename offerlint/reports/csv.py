"""The report as CSV for a spreadsheet: a row a finding, allowed ones and what was not checked too."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from offerlint.model.finding import Finding, Report
from offerlint.reports import wording
from offerlint.reports.characters import safe

COLUMNS = (
    "state", "severity", "path", "line", "column", "where", "rule", "topic", "excerpt", "message", "instead",
    "authority", "address", "shows", "reason", "fingerprint",
)  # fmt: skip
"""`state` is found; allow, waiver, baseline or evidence, for what was allowed; problem; or not checked."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

Row = dict[str, str | int]


def render(report: Report) -> str:
    """RFC 4180: CRLF line ends, quotes where they are needed, the names of the COLUMNS first.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(report):
        writer.writerow({name: cell if isinstance(cell, int) else guarded(cell) for name, cell in row.items()})
    return written.getvalue()


def guarded(text: str, show: Callable[[str], str] = safe) -> str:
    """`text` on one line, which no spreadsheet runs; `show` says how, `safe` or `escaped`."""
    shown = show(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown


def _rows(report: Report) -> Iterator[Row]:
    for finding in report.findings:
        yield {"state": "found", **_finding(finding)}
    for one in report.allowed:
        yield {"state": one.by, **_finding(one.finding), "reason": wording.allowed(one)}
    for problem in wording.unread(report):
        line: Row = {"line": problem.line} if problem.line else {}
        yield {"state": "problem", "path": problem.path, **line, "rule": problem.rule or "", "message": problem.message}
    for reason in wording.not_checked(report):
        yield {"state": "not checked", "message": reason}


def _finding(finding: Finding) -> Row:
    start = finding.start
    return {
        "severity": str(finding.severity),
        "path": finding.path,
        **({"line": start.line, "column": start.column} if start else {}),
        "where": finding.where,
        "rule": finding.rule,
        "topic": finding.topic,
        "excerpt": finding.excerpt,
        "message": finding.message,
        "instead": finding.suggest,
        "authority": "; ".join(one.text for one in finding.authority),
        "address": " ".join(one.url for one in finding.authority if one.url),
        "shows": wording.exposed(finding),
        "fingerprint": finding.fingerprint,
    }
