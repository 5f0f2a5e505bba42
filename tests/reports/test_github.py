"""Annotations of GitHub workflows, read back as the runner reads them."""

import re
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.reports import FORMATS
from offerlint.reports.characters import escaped, safe
from offerlint.reports.github import command

STORIES = ["campaign", "clean", "hostile"]

Command = tuple[str, dict[str, str], str]


def read(line: str) -> Command | None:
    """A command as the runner takes a line apart, None for a line of the log."""
    found = re.fullmatch(r"::(\w+) ?(.*?)::(.*)", line)
    if found is None:
        assert not line.startswith(("::", "##[")), line
        return None
    told = dict(pair.split("=", 1) for pair in found[2].split(",") if pair)
    return found[1], {key: unquote(value) for key, value in told.items()}, unquote(found[3])


@pytest.mark.parametrize("name", STORIES)
def test_golden(name: str, request: pytest.FixtureRequest, golden: Any) -> None:
    golden(f"{name}.github", FORMATS["github"](*request.getfixturevalue(name)))


@pytest.mark.parametrize("name", STORIES)
def test_every_finding_is_one_command_with_its_place(name: str, request: pytest.FixtureRequest) -> None:
    report, documents = request.getfixturevalue(name)
    lines = FORMATS["github"](report, documents, show_personal_data=True).splitlines()
    commands = [one for one in map(read, lines) if one]
    told = [one for one in commands if one[1]["title"] not in ("Not checked", "Could not be checked")]
    assert len(told) == len(report.findings)
    degree = {"error": "error", "warning": "warning", "review": "notice", "advice": "notice"}
    for (name_, properties, words), finding in zip(told, report.findings, strict=True):
        assert name_ == degree[finding.severity]
        assert properties["file"] == escaped(finding.path)
        assert properties["title"] == f"{finding.severity}: {finding.rule}"
        assert safe(finding.message) in words
        if finding.start:
            assert properties["line"] == str(finding.start.line)
            assert properties["col"] == str(finding.start.column)


def test_columns_are_left_out_where_github_refuses_them(shown_line: Any) -> None:
    report, documents = shown_line("It is guaranteed\n   for life now", "guaranteed\n   for life")
    read_as = read(FORMATS["github"](report, documents).splitlines()[0])
    assert read_as
    assert (read_as[1]["line"], read_as[1]["endLine"]) == ("1", "2")
    assert "col" not in read_as[1]


def test_problems_are_errors(campaign: Any) -> None:
    first = read(FORMATS["github"](*campaign).splitlines()[0])
    assert first
    assert first[0] == "error"
    assert first[1] == {"file": "ads/broken.html", "title": "Could not be checked"}


def test_personal_data_is_masked(campaign: Any) -> None:
    assert "4929" not in FORMATS["github"](*campaign)
    assert "4929 1234" in FORMATS["github"](*campaign, show_personal_data=True)


@given(st.text(), st.text())
def test_nothing_in_the_words_is_read_as_a_command(title: str, words: str) -> None:
    line = command("error", {"file": "a.md", "title": title}, words)
    assert "\n" not in line
    assert "\r" not in line
    assert read(line) == ("error", {"file": "a.md", "title": escaped(title)}, safe(words))
