"""The report as JSON, version 1 of the wire format (offerlint/schemas/report.json)."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from offerlint.model.decision import Debt, Promise
from offerlint.model.document import Problem
from offerlint.model.finding import Allowed, Change, FileSummary, Finding, Fix, Related, Report
from offerlint.model.rule import Authority
from offerlint.model.vocabulary import Severity
from offerlint.reports.characters import escape
from offerlint.text.lines import Position
from offerlint.version import __version__

Wire = dict[str, Any]


def render(report: Report) -> str:
    """The report as JSON, with a newline at its end."""
    return as_text(wire(report))


def as_text(values: object) -> str:
    r"""`values` as indented JSON; what acts on a terminal or cannot be encoded stands as `\u` escapes."""
    written = json.dumps(values, ensure_ascii=False, indent=2)
    return re.sub(r"[^\n\x20-\x7e]", lambda match: _escape(match[0]), written) + "\n"


def _escape(char: str) -> str:
    """JSON's own escape of a character that may not be shown as it is; the others as they are."""
    if escape(char) == char:
        return char
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))


def wire(report: Report) -> Wire:
    """The report as JSON values."""
    return {
        "version": 1,
        "tool": {"name": "offerlint", "version": __version__},
        "as_of": report.as_of.isoformat(),
        "not_checked": list(report.not_checked),
        "findings": [finding_wire(finding) for finding in report.findings],
        "files": [_file(file) for file in report.files],
        "allowed": [_allowed(allowed) for allowed in report.allowed],
        "problems": [_problem(problem) for problem in report.problems],
        "summary": {
            str(severity): sum(finding.severity is severity for finding in report.findings) for severity in Severity
        },
        "change": change_wire(report.change) if report.change else None,
        "debt": _debt(report.debt) if report.debt else None,
    }


def change_wire(change: Change) -> Wire:
    """What changed since an earlier run, as JSON values."""
    return {
        "since": change.since.isoformat(),
        "new": [finding_wire(finding) for finding in change.new],
        "fixed": [finding_wire(finding) for finding in change.fixed],
        "moved": [{"before": finding_wire(one.before), "now": finding_wire(one.now)} for one in change.moved],
        "allowed": [finding_wire(finding) for finding in change.allowed],
        "unread": [finding_wire(finding) for finding in change.unread],
        "standing": len(change.standing),
    }


def finding_wire(finding: Finding) -> Wire:
    """A finding as JSON values."""
    return {
        "rule": finding.rule,
        "also": list(finding.also),
        "topic": finding.topic,
        "severity": str(finding.severity),
        "scope_inferred": finding.scope_inferred,
        "path": finding.path,
        "where": finding.where,
        "start": _position(finding.start),
        "end": _position(finding.end),
        **_where(finding),
        "excerpt": finding.excerpt,
        "message": finding.message,
        "suggest": finding.suggest,
        "authority": [_authority(authority) for authority in finding.authority],
        "exposed_by": [dict(choices) for choices in finding.exposed_by],
        "path_through": [{"step": step, "line": line} for step, line in finding.path_through],
        "related": [
            {
                "path": related.path,
                "where": related.where,
                **_where(related),
                "message": related.message,
            }
            for related in finding.related
        ],
        "fix": _fix(finding.fix),
        "fingerprint": finding.fingerprint,
        "former_fingerprints": list(finding.former),
        "promise": _promise(finding.promise) if finding.promise else None,
    }


def _where(one: Finding | Related) -> Wire:
    """The runs of a source with lines, the places of one without."""
    if one.places:
        return {"runs": [], "places": [dict(place) for place in one.places]}
    return {"runs": [list(run) for run in one.runs]}


def _promise(promise: Promise) -> Wire:
    return {
        "by": promise.by,
        "on": promise.on.isoformat(),
        "until": _day(promise.until),
        "reason": promise.reason,
    }


def _debt(debt: Debt) -> Wire:
    return {
        "path": debt.path,
        "left": debt.left,
        "gone": [
            {"path": one.path, "rule": one.rule, "fingerprint": one.fingerprint, "count": one.count}
            for one in debt.gone
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _position(position: Position | None) -> Wire | None:
    return position._asdict() if position else None


def _authority(authority: Authority) -> Wire:
    return {"text": authority.text, **({"url": authority.url} if authority.url else {})}


def _fix(fix: Fix | None) -> Wire | None:
    if fix is None:
        return None
    return {
        "safety": fix.safety,
        "edits": [{"run": [edit.start, edit.end], "text": edit.text} for edit in fix.edits],
    }


def _file(file: FileSummary) -> Wire:
    return {
        "path": file.path,
        "kind": file.about.kind,
        "channel": file.about.channel,
        "audience": file.about.audience,
        "as_of": file.as_of.isoformat(),
        "variants": file.variants,
        "words": file.words,
    }


def _allowed(allowed: Allowed) -> Wire:
    return {
        "finding": finding_wire(allowed.finding),
        "by": allowed.by,
        "reason": allowed.reason,
        "until": _day(allowed.until),
        "decision": allowed.decision or None,
        "decided_by": allowed.decided_by or None,
        "decided_on": _day(allowed.decided_on),
    }


def _problem(problem: Problem) -> Wire:
    return {"path": problem.path, "line": problem.line, "rule": problem.rule, "message": problem.message}
