"""The report as JUnit XML: a suite a file, a test a rule that found something in it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree.ElementTree import Element

from offerlint.model.document import Problem
from offerlint.model.finding import Finding, Report
from offerlint.model.vocabulary import Severity
from offerlint.reports import wording
from offerlint.reports.characters import safe
from offerlint.reports.xml import root, within, written


def render(report: Report, *, fail_on: str = "error") -> str:
    """Tests fail where the run does: on findings at or above `fail_on`; others are told by tests that pass.

    A file in which nothing was found is one test that passes, and a problem is a test in error.
    """
    top = root("testsuites", name="offerlint")
    problems = wording.unread(report)
    paths = {*(one.path for one in report.files), *(one.path for one in report.findings), *(p.path for p in problems)}
    for path in sorted(paths):
        suite = within(top, "testsuite", name=path)
        _problems(suite, [problem for problem in problems if problem.path == path])
        found = sorted((one for one in report.findings if one.path == path), key=lambda one: one.rule)
        for rule, findings in groupby(found, key=lambda one: one.rule):
            _case(suite, path, rule, list(findings), fail_on)
        if len(suite) == 0:
            within(suite, "testcase", name="offerlint", classname=path, time="0")
        _count(suite)
    _count(top)
    if reasons := wording.not_checked(report):
        within(within(top, "testsuite", name="not checked", tests="0"), "system-out", reasons)
    return written(top)


def _problems(suite: Element, problems: Iterable[Problem]) -> None:
    for i, problem in enumerate(problems, 1):
        case = within(suite, "testcase", name=f"can be checked ({i})", classname=suite.get("name"), time="0")
        place = wording.place(problem)
        within(case, "error", [f"{place}: {problem.message}"], message=safe(problem.message), type="not-checked")


def _case(suite: Element, path: str, rule: str, findings: list[Finding], fail_on: str) -> None:
    case = within(suite, "testcase", name=rule, classname=path, time="0")
    fails = [one for one in findings if fail_on != "never" and one.severity.at_least(Severity(fail_on))]
    rest = [one for one in findings if one not in fails]
    if fails:
        words = fails[0].message if len(fails) == 1 else f"{fails[0].message} (and {len(fails) - 1} more)"
        within(case, "failure", map(_line, fails), message=safe(words), type=str(fails[0].severity))
    if rest:
        within(case, "system-out", map(_line, rest))


def _line(finding: Finding) -> str:
    place = f"{finding.start.line}:{finding.start.column}" if finding.start else finding.where
    return f"{finding.path}:{place}: {finding.severity}: {wording.told(finding)}"


def _count(element: Element) -> None:
    """Writes how many tests stand in an element, and how many of them failed or could not be made."""
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))
