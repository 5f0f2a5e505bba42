"""A report of an earlier run, read back from its JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from offerlint.model.about import About
from offerlint.model.decision import Debt, Owed, Promise
from offerlint.model.document import Problem
from offerlint.model.finding import Allowed, Edit, FileSummary, Finding, Fix, Related, Report
from offerlint.model.rule import Authority
from offerlint.model.vocabulary import Severity
from offerlint.text.lines import Position
from offerlint.text.span import Span

Wire = Mapping[str, Any]
T = TypeVar("T")


class NotAReport(Exception):  # noqa: N818 - it is no error of the program
    """Words that are no report in JSON: why, and the remedy."""


def read_report(text: str) -> Report:
    """The report that `text`, JSON of version 1, holds; raises NotAReport for anything else.

    What an earlier offerlint did not write yet is taken as empty; what a later one added is left out.
    """
    try:
        wire = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAReport(f"is not JSON ({error}); write one with: offerlint check --output json=FILE") from error
    if not isinstance(wire, dict) or wire.get("version") != 1 or "findings" not in wire:
        raise NotAReport("is not a report of offerlint; write one with: offerlint check --output json=FILE")
    try:
        return _report(wire)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise NotAReport(f"is a report with something wrong in it ({type(error).__name__}: {error})") from error


def _report(wire: Wire) -> Report:
    return Report(
        findings=_each(_finding, wire["findings"]),
        files=_each(_file, wire["files"]),
        problems=_each(_problem, wire.get("problems", ())),
        not_checked=tuple(map(str, wire.get("not_checked", ()))),
        as_of=date.fromisoformat(wire["as_of"]),
        allowed=_each(_allowed, wire.get("allowed", ())),
        debt=_debt(wire.get("debt")),
    )


def _each(make: Callable[[Wire], T], wires: Iterable[Wire]) -> tuple[T, ...]:
    return tuple(make(wire) for wire in wires)


def _finding(wire: Wire) -> Finding:
    return Finding(
        rule=str(wire["rule"]),
        topic=str(wire["topic"]),
        severity=Severity(wire["severity"]),
        path=str(wire["path"]),
        where=str(wire["where"]),
        start=_position(wire["start"]),
        end=_position(wire["end"]),
        runs=_runs(wire["runs"]),
        excerpt=str(wire["excerpt"]),
        message=str(wire["message"]),
        suggest=str(wire["suggest"]),
        authority=tuple(Authority(one["text"], "", url=one.get("url", "")) for one in wire["authority"]),
        fingerprint=str(wire["fingerprint"]),
        also=tuple(wire.get("also", ())),
        scope_inferred=bool(wire.get("scope_inferred", False)),
        exposed_by=_each(dict, wire.get("exposed_by", ())),
        path_through=_each(_step, wire.get("path_through", ())),
        related=_each(_related, wire.get("related", ())),
        fix=_fix(wire.get("fix")),
        former=tuple(map(str, wire.get("former_fingerprints", ()))),
        promise=_promise(wire.get("promise")),
        places=_each(dict, wire.get("places", ())),
    )


def _step(wire: Wire) -> tuple[str, int | None]:
    return str(wire["step"]), int(wire["line"]) if wire["line"] else None


def _position(wire: Wire | None) -> Position | None:
    return Position(int(wire["line"]), int(wire["column"]), int(wire["offset"])) if wire else None


def _fix(wire: Wire | None) -> Fix | None:
    if not wire:
        return None
    return Fix(
        str(wire["safety"]),
        tuple(Edit(int(one["run"][0]), int(one["run"][1]), str(one["text"])) for one in wire["edits"]),
    )


def _runs(wires: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(Span(*map(int, run)) for run in wires)


def _promise(wire: Wire | None) -> Promise | None:
    if not wire:
        return None
    on, until = date.fromisoformat(wire["on"]), _day(wire["until"])
    return Promise(str(wire["by"]), on, until, str(wire["reason"]))


def _debt(wire: Wire | None) -> Debt | None:
    if not wire:
        return None
    gone = [
        Owed(str(one["path"]), str(one["rule"]), str(one["fingerprint"]), int(one["count"])) for one in wire["gone"]
    ]
    return Debt(str(wire["path"]), int(wire["left"]), tuple(gone))


def _related(wire: Wire) -> Related:
    runs, places = _runs(wire["runs"]), _each(dict, wire.get("places", ()))
    return Related(str(wire["path"]), str(wire["where"]), runs, str(wire["message"]), places)


def _file(wire: Wire) -> FileSummary:
    about = About(kind=wire["kind"], channel=wire["channel"], audience=wire["audience"])
    return FileSummary(str(wire["path"]), about, wire["variants"], wire["words"], date.fromisoformat(wire["as_of"]))


def _allowed(wire: Wire) -> Allowed:
    return Allowed(
        _finding(wire["finding"]),
        str(wire["by"]),
        str(wire["reason"]),
        _day(wire.get("until")),
        decision=wire.get("decision") or "",
        decided_by=wire.get("decided_by") or "",
        decided_on=_day(wire.get("decided_on")),
    )


def _day(word: str | None) -> date | None:
    return date.fromisoformat(word) if word else None


def _problem(wire: Wire) -> Problem:
    return Problem(str(wire["path"]), str(wire["message"]), wire.get("line"), wire.get("rule"))
