"""The record as tables: JSON of what an audit tells, and CSV of runs and findings for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from offerlint.record.audit import Audit
from offerlint.record.run import Found, Run
from offerlint.reports.characters import escaped
from offerlint.reports.csv import guarded

Row = Mapping[str, object]

COUNTED = ("error", "warning", "review", "advice", "allowed", "files", "problems")
RUN = (
    "run", "at", "by", "system", "repository", "branch", "commit", "changed", "link", "tool", "ruleset", "as_of",
    "fail_on", "exit", *COUNTED,
)  # fmt: skip
FINDING = (
    "run", "at", "repository", "branch", "commit", "fingerprint", "rule", "topic", "severity", "path", "team",
    "state", "decided_by", "decision", "who", "on", "until", "reason",
)  # fmt: skip
"""The columns of the tables."""


def as_json(audit: Audit) -> str:
    """The audit as indented JSON, without the findings of each run, which the export has."""
    value = asdict(audit)
    value["runs"] = [_run(number, run) for number, run in audit.runs]
    return json.dumps(value, indent=2, default=lambda one: one.isoformat()) + "\n"


def runs_csv(runs: Iterable[tuple[int, Run]]) -> str:
    """A row a run."""
    return _csv(RUN, (_run(number, run) for number, run in runs))


def findings_csv(runs: Iterable[tuple[int, Run]]) -> str:
    """A row for each finding of each run, those with decisions too."""
    return _csv(FINDING, (_finding(number, run, one) for number, run in runs for one in run.found))


EXPORTS = {"runs": runs_csv, "findings": findings_csv}


def _run(number: int, run: Run) -> dict[str, object]:
    return {
        "run": number,
        "at": run.at.isoformat(),
        **asdict(run.origin),
        "tool": run.tool,
        "ruleset": run.ruleset,
        "as_of": run.as_of.isoformat(),
        "fail_on": run.fail_on,
        "exit": run.exit,
        **{name: run.counts.get(name, 0) for name in COUNTED},
    }


def _finding(number: int, run: Run, one: Found) -> dict[str, object]:
    made = one.decision or one.promise
    decision = asdict(made) if made else {}
    return {
        "run": number,
        "at": run.at.isoformat(),
        "repository": run.origin.repository,
        "branch": run.origin.branch,
        "commit": run.origin.commit,
        "fingerprint": one.fingerprint,
        "rule": one.rule,
        "topic": one.topic,
        "severity": one.severity,
        "path": one.path,
        "team": one.team,
        "state": "allowed" if one.decision else "standing",
        "decided_by": decision.get("by"),
        **{key: decision.get(key) for key in ("decision", "who", "on", "until", "reason")},
    }


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, str):
        return guarded(value, escaped)
    return "" if value is None else str(value)
