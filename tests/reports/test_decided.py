"""What was decided about findings, in words and on the wire, and a change told to a pull request."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from offerlint.change import compare
from offerlint.model.decision import Debt, Owed, Promise
from offerlint.model.finding import Allowed, Change, Finding, Report
from offerlint.reports import FORMATS
from offerlint.reports.change import CHANGE_FORMATS
from offerlint.reports.earlier import read_report
from offerlint.reports.json import wire

SCHEMA = Draft202012Validator(json.loads(files("offerlint").joinpath("schemas/report.json").read_text("utf-8")))
MADE = date(2026, 11, 20)


@pytest.fixture
def decided(campaign: Any) -> tuple[Report, Any]:
    """The campaign with one finding accepted, one found to be none, one old and one promised."""
    report, documents = campaign
    accepted, no_fault, old, promised, *rest = report.findings
    last = date(2027, 1, 31)
    allowed = (
        Allowed(accepted, "waiver", "Agreed", last, decision="accept", decided_by="A. Reviewer", decided_on=MADE),
        Allowed(no_fault, "waiver", "A title", decision="not-a-fault", decided_by="B. Reader", decided_on=MADE),
        Allowed(old, "baseline", ""),
    )
    promise = Promise("C. Writer", MADE, last, "in the next edition")
    changed = replace(
        report,
        findings=(replace(promised, promise=promise), *rest),
        allowed=allowed,
        debt=Debt("offerlint-baseline.yaml", 1, (Owed("ads/old.md", "uk-pricing/x", "0" * 16, 2),)),
    )
    return changed, documents


def test_it_is_said_in_plain_words(decided: Any) -> None:
    said = " ".join(FORMATS["text"](*decided).split())
    assert "accepted by A. Reviewer on 20 November 2026: Agreed (until 31 January 2027)" in said
    assert "found to be no fault by B. Reader on 20 November 2026: A title" in said
    assert "Promised: C. Writer said on 20 November 2026 that it will be mended until 31 January 2027: in the" in said
    assert "1 finding of offerlint-baseline.yaml is left. gone: ads/old.md: uk-pricing/x (2)" in said
    assert "; 2 allowed; 1 in the baseline." in said


def test_the_page_says_so_too(decided: Any) -> None:
    said = FORMATS["html"](*decided)
    assert "accepted by A. Reviewer on 20 November 2026: Agreed (until 31 January 2027)" in said
    assert "C. Writer said on 20 November 2026 that it will be mended until 31 January 2027" in said
    assert "<h3>Old debt</h3>" in said


def test_the_wire_keeps_to_the_schema_and_is_read_back(decided: Any) -> None:
    report, documents = decided
    report = replace(report, change=compare(report, report))
    written = json.loads(FORMATS["json"](report, documents))
    SCHEMA.validate(written)
    assert wire(read_report(json.dumps(written))) == {**written, "change": None}


HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:b) `c` @team **d** \x1b[31m\u202e | #7\n# e"


@pytest.fixture
def hostile_change(campaign: Any) -> Change:
    one = replace(campaign[0].findings[0], message=HOSTILE, path="a_b*.md")
    moved = replace(one, path="c\nd.md")
    return compare(replace(campaign[0], findings=(one,) * 2), replace(campaign[0], findings=(moved, moved, moved)))


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_a_change_has_nothing_that_acts(hostile_change: Change, format: str) -> None:
    said = CHANGE_FORMATS[format](hostile_change)
    assert not set("\x1b\u202e") & set(said)
    assert "c d.md" in said


def test_a_comment_shows_copy_as_text_and_calls_nobody(hostile_change: Change) -> None:
    said = CHANGE_FORMATS["markdown"](hostile_change)
    assert "<img" not in said
    assert r"\[a\](javascript:b) \`c\` @&#8288;team \*\*d\*\*" in said
    assert r"a\_b\*.md" in said
    assert "\n# e" not in said


def test_a_long_comment_is_cut_and_says_so(campaign: Any) -> None:
    found: tuple[Finding, ...] = campaign[0].findings[:1] * 60
    change = compare(replace(campaign[0], findings=()), replace(campaign[0], findings=found))
    said = CHANGE_FORMATS["markdown"](change)
    assert said.count("\n- **") == 50
    assert "\n- and 10 more\n" in said
    assert CHANGE_FORMATS["text"](change).count("\n  ") == 60


def test_the_reason_of_a_promise_repeats_no_personal_data(campaign: Any) -> None:
    report, documents = campaign
    promise = Promise("C. Writer", MADE, None, "4929 1234 5678 9012 comes out")
    promised = replace(report, findings=tuple(replace(one, promise=promise) for one in report.findings[-2:]))
    card = next(one for one in promised.findings if one.topic == "payment-security")
    said = FORMATS["text"](replace(promised, findings=(card,)), documents)
    assert "that it will be mended: •••• •••• •••• •••• comes out" in " ".join(said.split())


def test_an_earlier_report_with_personal_data_shows_none_in_findings_beside_it(campaign: Any) -> None:
    card = next(one for one in campaign[0].findings if one.topic == "payment-security")
    beside = replace(card, topic="readability", rule="plain-language/x", fingerprint="y")
    change = compare(replace(campaign[0], findings=(card, beside)), replace(campaign[0], findings=()))
    assert "4929" not in CHANGE_FORMATS["text"](change)


def test_personal_data_is_masked_in_a_change(campaign: Any) -> None:
    report, _ = campaign
    change = compare(replace(report, findings=()), report)
    for render in CHANGE_FORMATS.values():
        assert "4929" not in render(change)
        assert "4929 1234" in render(change, show_personal_data=True)
