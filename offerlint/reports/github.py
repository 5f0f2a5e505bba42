"""The report as workflow commands of GitHub Actions, which stand as annotations beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from offerlint.model.document import Problem
from offerlint.model.finding import Finding, Report
from offerlint.model.vocabulary import Severity
from offerlint.reports import wording
from offerlint.reports.characters import escaped, safe

COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.REVIEW: "notice",
    Severity.ADVICE: "notice",
}
"""How grave an annotation is; GitHub knows three degrees."""


def render(report: Report) -> str:
    """A line a finding or problem, then the summary for who reads the log."""
    return "\n".join([*_lines(report), wording.summary(report), wording.NOT_LEGAL_ADVICE]) + "\n"


def _lines(report: Report) -> Iterator[str]:
    for problem in wording.unread(report):
        yield _problem(problem)
    for finding in report.findings:
        yield _finding(finding)
    for reason in wording.not_checked(report):
        yield command("notice", {"title": "Not checked"}, reason)


def _finding(finding: Finding) -> str:
    place = {"file": finding.path}
    if finding.start and finding.end:
        place |= {"line": str(finding.start.line), "endLine": str(finding.end.line)}
        if finding.start.line == finding.end.line:  # GitHub refuses columns of more than one line
            place |= {"col": str(finding.start.column), "endColumn": str(finding.end.column)}
    title = f"{finding.severity}: {finding.rule}"
    return command(COMMANDS[finding.severity], {**place, "title": title}, wording.told_beside(finding))


def _problem(problem: Problem) -> str:
    line = {"line": str(problem.line)} if problem.line else {}
    return command("error", {"file": problem.path, **line, "title": "Could not be checked"}, problem.message)


def command(name: str, properties: Mapping[str, str], words: str) -> str:
    """`::name key=value,key=value::words`, in which nothing that `properties` and `words` hold is read as a command."""
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {told}::{_data(safe(words))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(escaped(text)).replace(":", "%3A").replace(",", "%2C")
