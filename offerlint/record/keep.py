"""From a report to the run that is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from offerlint.model.decision import Promise
from offerlint.model.document import Document
from offerlint.model.finding import Allowed, Finding, Report
from offerlint.model.vocabulary import Severity
from offerlint.record.chain import digest
from offerlint.record.run import Decision, Found, Origin, Ruleset, Run, SourceRead
from offerlint.record.wire import write_ruleset
from offerlint.reports.mask import mask
from offerlint.text.frozen import dataclass

Place = Callable[[str], tuple[str, str]]
"""From a path as the user wrote it to the path from the folder of the configuration, and its team."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a report does not say of its run."""

    at: datetime
    origin: Origin
    ruleset: Ruleset
    asked: tuple[str, ...]
    fail_on: str
    exit: int


def keep(report: Report, documents: Mapping[str, Document], of: Circumstances, place: Place) -> Run:
    """The run of a report, in one order whatever order the files came in; personal data in reasons is masked."""
    shown, _ = mask(report, {})
    found = [_found(one, None, place) for one in shown.findings]
    found += [_found(one.finding, _decision(one), place) for one in shown.allowed]
    fatal = [problem.path for problem in report.problems if problem.fatal]
    return Run(
        at=of.at,
        tool=of.ruleset.tool,
        origin=of.origin,
        ruleset=digest(write_ruleset(of.ruleset)),
        as_of=report.as_of,
        fail_on=of.fail_on,
        exit=of.exit,
        asked=tuple(sorted({place(path)[0] for path in of.asked})),
        sources=tuple(_sources(documents.values(), place)),
        unread=tuple(sorted({place(path)[0] for path in fatal})),
        found=tuple(sorted(found, key=lambda one: (one.path, one.rule, one.fingerprint, one.decision is not None))),
        counts=_counts(report, len(fatal)),
    )


def _counts(report: Report, problems: int) -> dict[str, int]:
    by_severity = {str(each): sum(one.severity is each for one in report.findings) for each in Severity}
    return {**by_severity, "allowed": len(report.allowed), "files": len(report.files), "problems": problems}


def _sources(documents: Iterable[Document], place: Place) -> list[SourceRead]:
    """Every text that was read, included ones too, once each and by path."""
    read = {source.path: source.text for document in documents for source in document.sources}
    made = [SourceRead(path, digest(text), team) for name, text in read.items() for path, team in [place(name)]]
    return sorted(made, key=lambda one: one.path)


def _found(finding: Finding, decision: Decision | None, place: Place) -> Found:
    path, team = place(finding.path)
    promise = _promise(finding.promise) if finding.promise else None
    severity = str(finding.severity)
    return Found(
        finding.fingerprint, finding.rule, finding.topic, severity, path, team, decision, promise, finding.former
    )


def _promise(one: Promise) -> Decision:
    return Decision("waiver", one.reason, one.by, one.on, one.until, "fix")


def _decision(one: Allowed) -> Decision:
    return Decision(one.by, one.reason, one.decided_by, one.decided_on, one.until, one.decision)
