"""The report as SARIF 2.1.0, the common format of tools that find faults, as GitHub and others read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from offerlint.model.document import Document, Problem
from offerlint.model.finding import Allowed, Finding, Fix, Report
from offerlint.reports import wording
from offerlint.reports.json import as_text
from offerlint.reports.sarif_place import Places
from offerlint.reports.sarif_rule import LEVELS, descriptors, message
from offerlint.version import __version__

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

SAFETY: Mapping[str, str] = {
    "safe": "Safe: the words mean the same.",
    "unsafe": "Exact, but read it before you make it.",
    "shown": "A proposal: whether it is right is for you to say.",
}

Wire = dict[str, Any]


def render(report: Report, documents: Mapping[str, Document]) -> str:
    """One run, with every rule that it names; allowed findings are results that are suppressed.

    Paths stand as they were given, relative to the folder in which offerlint ran (%SRCROOT%).
    """
    return as_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, documents)]})


def _run(report: Report, documents: Mapping[str, Document]) -> Wire:
    places = Places([file.path for file in report.files], documents)
    allowed = [one.finding for one in report.allowed]
    rules = descriptors(report.rules, report.figures, [*report.findings, *allowed])
    numbers = {rule["id"]: i for i, rule in enumerate(rules)}
    results = [_result(finding, numbers, places) for finding in report.findings]
    results += [
        {**_result(one.finding, numbers, places), "suppressions": [_suppression(one)]} for one in report.allowed
    ]
    return {
        "tool": {"driver": {"name": "offerlint", "version": __version__, "language": "en-GB", "rules": rules}},
        "invocations": [_invocation(report, places)],
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The folder in which offerlint ran, the root of what is checked."}}
        },
        "artifacts": places.artifacts(),
        "results": results,
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "properties": {"asOf": report.as_of.isoformat(), "note": wording.NOT_LEGAL_ADVICE},
    }


def _invocation(report: Report, places: Places) -> Wire:
    """What could not be checked, and what was left out."""
    notes = [_notification(problem, "error", places) for problem in wording.unread(report)]
    notes += [{"level": "note", "message": message(reason)} for reason in wording.not_checked(report)]
    return {"executionSuccessful": not wording.unread(report), "toolExecutionNotifications": notes}


def _notification(problem: Problem, level: str, places: Places) -> Wire:
    rule = {"associatedRule": {"id": problem.rule}} if problem.rule else {}
    place = places.line(problem.path, problem.line)
    return {"level": level, "message": message(problem.message), "locations": [place], **rule}


def _result(finding: Finding, numbers: Mapping[str, int], places: Places) -> Wire:
    result: Wire = {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "level": LEVELS[finding.severity],
        "message": message(wording.told(finding)),
        "locations": [places.finding(finding)],
        "partialFingerprints": {"offerlintFinding/v1": finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [places.related(i, related) for i, related in enumerate(finding.related, 1)]
    if finding.path_through:
        steps = [{"location": places.step(finding.path, step, line)} for step, line in finding.path_through]
        result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    if finding.fix:
        result["fixes"] = [_fix(finding.path, finding.fix, places)]
    return {**result, "properties": _more(finding)}


def _fix(path: str, fix: Fix, places: Places) -> Wire:
    change = {
        "artifactLocation": places.file(path),
        "replacements": [places.replacement(path, edit) for edit in fix.edits],
    }
    return {"description": {"text": SAFETY[fix.safety]}, "artifactChanges": [change]}


def _more(finding: Finding) -> Wire:
    """What SARIF has no word for."""
    more: Wire = {"severity": str(finding.severity), "topic": finding.topic, "scopeInferred": finding.scope_inferred}
    if finding.also:
        more["also"] = list(finding.also)
    if finding.exposed_by:
        more["exposedBy"] = [dict(choices) for choices in finding.exposed_by]
    if finding.authority:
        more["authority"] = [one.text for one in finding.authority]
    return more


def _suppression(allowed: Allowed) -> Wire:
    kind = "inSource" if allowed.by == "allow" else "external"
    return {
        "kind": kind,
        "status": "accepted",
        "justification": wording.allowed(allowed),
        "properties": {"by": allowed.by, **({"until": allowed.until.isoformat()} if allowed.until else {})},
    }
