"""JUnit and Checkstyle: any parser takes them, whatever the words, and they say what the report says."""

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml
from lxml import etree

from offerlint.reports import FORMATS
from offerlint.reports.characters import escaped, safe
from offerlint.reports.xml import root, within, written

STORIES = ["campaign", "clean", "hostile"]
KINDS = ["junit", "checkstyle"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", STORIES)
def test_golden_and_parsers(kind: str, name: str, request: pytest.FixtureRequest, golden: Any) -> None:
    words = FORMATS[kind](*request.getfixturevalue(name))
    golden(f"{name}.{kind}.xml", words)
    assert etree.fromstring(words.encode("utf-8")).tag == fromstring(words).tag


@given(st.text(), st.text())
def test_xml_holds_any_words(attribute: str, text: str) -> None:
    top = root("a", name=attribute)
    within(top, "b", [text])
    read = etree.fromstring(written(top).encode("utf-8"))
    assert read.get("name") == escaped(attribute)
    assert (read[0].text or "") == safe(text)


def suites(story: Any, **how: Any) -> JUnitXml:
    return JUnitXml.fromstring(FORMATS["junit"](*story, **how).encode("utf-8"))


def failed(story: Any, **how: Any) -> set[tuple[str, str]]:
    """The file and the rule of each test that failed."""
    return {
        (suite.name, case.name)
        for suite in suites(story, **how)
        for case in suite
        if any(isinstance(result, Failure) for result in case.result)
    }


@pytest.mark.parametrize(
    ("fail_on", "severities"),
    [
        ("error", {"error"}),
        ("warning", {"error", "warning"}),
        ("review", {"error", "warning", "review"}),
        ("advice", {"error", "warning", "review", "advice"}),
        ("never", set()),
    ],
)
def test_tests_fail_where_the_run_does(fail_on: str, severities: set[str], campaign: Any) -> None:
    report, _ = campaign
    wanted = {(one.path, one.rule) for one in report.findings if one.severity in severities}
    assert failed(campaign, fail_on=fail_on) == wanted


def test_counts_are_those_of_what_stands_there(campaign: Any) -> None:
    read = suites(campaign)
    told = (read.tests, read.failures, read.errors)
    read.update_statistics()
    assert told == (read.tests, read.failures, read.errors)
    assert read.errors == 1


def test_a_problem_is_an_error_and_a_clean_file_a_test_that_passes(campaign: Any) -> None:
    by_file = {suite.name: list(suite) for suite in suites(campaign)}
    (problem,) = by_file["ads/broken.html"]
    assert isinstance(problem.result[0], Error)
    assert "neither UTF-8" in problem.result[0].message
    (clean,) = by_file["ads/clean.txt"]
    assert clean.is_passed


def test_a_finding_that_does_not_fail_is_told_all_the_same(campaign: Any) -> None:
    cases = {case.name: case for suite in suites(campaign) for case in suite}
    assert "4:66: warning: “Free” is qualified" in cases["uk-pricing/free-with-a-catch"].system_out


def test_two_findings_of_a_rule_are_one_test(campaign: Any) -> None:
    report, documents = campaign
    first = report.findings[0]
    twice = replace(report, findings=(first, replace(first, message="Again.")), problems=())
    (case,) = next(suite for suite in suites((twice, documents)) if suite.name == first.path)
    assert case.result[0].message.endswith("(and 1 more)")
    assert "Again." in case.result[0].text


def entries(story: Any, **how: Any) -> list[tuple[str, Element]]:
    top = fromstring(FORMATS["checkstyle"](*story, **how))
    return [(file.get("name", ""), error) for file in top for error in file]


def test_checkstyle_has_every_finding_at_its_place(campaign: Any) -> None:
    report, _ = campaign
    degree = {"error": "error", "warning": "warning", "review": "info", "advice": "info"}
    wanted = {
        (one.path, one.rule, degree[one.severity], str(one.start.line), str(one.start.column))
        for one in report.findings
        if one.start
    }
    keys = ("source", "severity", "line", "column")
    assert wanted <= {(path, *(error.get(key) for key in keys)) for path, error in entries(campaign)}
    assert len(entries(campaign)) == len(report.findings) + 1


def test_checkstyle_names_clean_files_and_problems(campaign: Any) -> None:
    names = [file.get("name", "") for file in fromstring(FORMATS["checkstyle"](*campaign))]
    assert names == sorted(set(names))
    assert "ads/clean.txt" in names
    (problem,) = [error for path, error in entries(campaign) if path == "ads/broken.html"]
    assert problem.get("severity") == "error"


@pytest.mark.parametrize("kind", KINDS)
def test_personal_data_is_masked(kind: str, campaign: Any) -> None:
    assert "4929" not in FORMATS[kind](*campaign)
    assert "4929 1234" in FORMATS[kind](*campaign, show_personal_data=True)
