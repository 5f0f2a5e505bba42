"""CSV: RFC 4180, every row whole, and nothing that a spreadsheet would run."""

import csv
import io
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.reports import FORMATS
from offerlint.reports.characters import safe
from offerlint.reports.csv import COLUMNS, guarded


def read(story: Any, **how: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FORMATS["csv"](*story, **how), newline=""), strict=True))


@pytest.mark.parametrize("name", ["campaign", "clean", "hostile"])
def test_golden(name: str, request: pytest.FixtureRequest, golden: Any) -> None:
    written = FORMATS["csv"](*request.getfixturevalue(name))
    assert len(re.findall(r"(?<!\r)\n", written)) == 0, "every line ends in CRLF"
    golden(f"{name}.csv", written.replace("\r\n", "\n"))


@pytest.mark.parametrize("name", ["campaign", "hostile"])
def test_a_row_a_finding(name: str, request: pytest.FixtureRequest) -> None:
    report, documents = request.getfixturevalue(name)
    rows = read((report, documents), show_personal_data=True)
    assert all(tuple(row) == COLUMNS and None not in row.values() for row in rows)
    found = [row for row in rows if row["state"] == "found"]
    assert [(row["rule"], row["severity"], row["message"]) for row in found] == [
        (one.rule, one.severity, guarded(one.message)) for one in report.findings
    ]
    assert [row["line"] for row in found] == [str(one.start.line) if one.start else "" for one in report.findings]


def test_what_was_allowed_and_not_checked_has_rows_too(campaign: Any) -> None:
    states = [row["state"] for row in read(campaign)]
    assert {"allow", "problem", "not checked"} <= set(states)
    (allowed,) = [row for row in read(campaign) if row["state"] == "allow"]
    assert "agreed with Legal" in allowed["reason"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", " =", "\t=", "\r=", "\n@", "\u00a0", "\x00="])
def test_no_cell_is_a_formula(start: str) -> None:
    cell = guarded(f"{start}cmd|' /C calc'!A0")
    assert cell[0] not in "=+-@＝\t\r\n"


@given(st.text())
def test_the_guard_keeps_the_words(text: str) -> None:
    cell = guarded(text)
    assert cell.removeprefix("'") == safe(text).removeprefix("'")
    assert not cell.startswith(("=", "+", "-", "@"))


def test_personal_data_is_masked(campaign: Any) -> None:
    assert "4929" not in FORMATS["csv"](*campaign)
    assert "4929 1234" in FORMATS["csv"](*campaign, show_personal_data=True)
