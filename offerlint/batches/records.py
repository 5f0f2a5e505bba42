"""What became of a row, as records of the schema without what is the row's own: its id and labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from offerlint.batches.row import open_row
from offerlint.batches.rows import Row
from offerlint.batches.rules import InUse
from offerlint.batches.schema import ALLOWED, FINDING, NOT_CHECKED, PROBLEM, ROW
from offerlint.disk import UnreadableError
from offerlint.engine import Outcome
from offerlint.examine import summary
from offerlint.fault import fault
from offerlint.model.document import Document, Problem
from offerlint.model.finding import Report
from offerlint.reading.errors import ReadError
from offerlint.reports.json import finding_wire
from offerlint.reports.mask import mask

Record = dict[str, Any]


def records_of(row: Row, digest: str, rules: InUse) -> Sequence[Record]:
    """What became of a row, in the order of a report; whatever goes wrong is a record of a problem."""
    try:
        document = open_row(row, rules.rules.says, rules.known)
        if document is None:
            return [{"copy": digest, "record": NOT_CHECKED, "message": "a report of offerlint"}]
        return [{"copy": digest, **one} for one in _linted(document, rules)]
    except ReadError as error:
        problem = Problem("", str(error), error.line)
    except UnreadableError as error:
        problem = Problem("", str(error))
    except Exception as error:  # noqa: BLE001 - one row must not hide the others
        problem = fault(error, "")
    return [{"copy": digest, **_problem(problem)}]


def problem_record(digest: str, message: str) -> Record:
    """The record of a row about which there is nothing to say but a problem."""
    return {"copy": digest, "record": PROBLEM, "message": message}


def _linted(document: Document, rules: InUse) -> Iterator[Record]:
    outcome = rules.lint(document)
    about = summary(document, rules.rules.as_of)
    what = {
        "kind": about.about.kind,
        "channel": about.about.channel,
        "audience": about.about.audience,
        "products": list(about.about.products),
        "as_of": about.as_of,
    }
    yield {**what, "record": ROW, "variants": about.variants, "words": about.words}
    for one in _found(outcome, rules):
        yield {**what, **one}
    for problem in sorted(outcome.problems, key=lambda one: (one.line or 0, one.message)):
        yield {**what, **_problem(problem)}
    for said in outcome.not_checked:
        yield {**what, "record": NOT_CHECKED, "message": said.removeprefix(f"{document.path}: ")}


def _found(outcome: Outcome, rules: InUse) -> Iterator[Record]:
    report = Report(outcome.findings, (), (), (), rules.rules.as_of, outcome.allowed)
    if not rules.rules.shows_personal_data:
        report, _ = mask(report, {})
    for finding in report.findings:
        yield {"record": FINDING, **_as_arrow(finding_wire(finding))}
    for one in report.allowed:
        allowed = {"by": one.by, "reason": one.reason, "until": one.until}
        yield {"record": ALLOWED, **_as_arrow(finding_wire(one.finding)), "allowed": allowed}


def _problem(problem: Problem) -> Record:
    return {
        "record": PROBLEM if problem.fatal else NOT_CHECKED,
        "message": problem.message,
        "rule": problem.rule,
        "line": problem.line,
        "trace": problem.trace or None,
    }


def _as_arrow(wire: Mapping[str, Any]) -> Record:
    """The values of a finding in JSON as the schema has them: a field in place of a path, stretches with names."""
    fix = wire["fix"]
    return {
        **wire,
        "field": wire["path"],
        "runs": _spans(wire["runs"]),
        "exposed_by": [list(choices.items()) for choices in wire["exposed_by"]],
        "related": [{**one, "field": one["path"], "runs": _spans(one["runs"])} for one in wire["related"]],
        "fix": fix and {**fix, "edits": [{**_span(edit["run"]), "text": edit["text"]} for edit in fix["edits"]]},
    }


def _spans(runs: Sequence[Sequence[int]]) -> list[Record]:
    return [_span(run) for run in runs]


def _span(run: Sequence[int]) -> Record:
    return {"start": run[0], "end": run[1]}
