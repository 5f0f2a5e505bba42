"""What an allow allows, and what is said of allows that are wrong."""

from dataclasses import replace
from datetime import date

import pytest

from offerlint.allow import Judged, judge
from offerlint.model.about import About
from offerlint.model.document import Allow, Document
from offerlint.model.finding import Finding
from offerlint.model.source import Source
from offerlint.model.vocabulary import Severity
from offerlint.text.lines import Position
from offerlint.text.span import Run, Span

TODAY = date(2026, 11, 24)
FINDING = Finding(
    rule="uk-pricing/x",
    topic="price-total",
    severity=Severity.ERROR,
    path="a.md",
    where="",
    start=Position(1, 11, 10),
    end=Position(1, 16, 15),
    runs=(Span(10, 15),),
    excerpt="",
    message="",
    suggest="",
    authority=(),
    fingerprint="f",
)
ALLOW = Allow("uk-pricing/x", "agreed with legal", None, Run(0, 0, 5), Run(0, 8, 20))


def judged(allow: Allow, finding: Finding = FINDING, active: tuple[str, ...] = ("uk-pricing/x",)) -> Judged:
    document = Document((Source("a.md", "x" * 60),), "markdown", About(), (), allows=(allow,))
    known = {"uk-pricing/x": "uk-pricing/x", "uk-pricing/old": "uk-pricing/x"}
    return judge([finding], document, as_of=TODAY, known=known, active=active)


@pytest.mark.parametrize(
    "allow",
    [
        pytest.param(ALLOW, id="in reach"),
        pytest.param(replace(ALLOW, reach=None), id="whole file"),
        pytest.param(replace(ALLOW, until=TODAY), id="on its last day"),
        pytest.param(replace(ALLOW, rule="uk-pricing/old"), id="by the rule's former name"),
    ],
)
def test_allows(allow: Allow) -> None:
    result = judged(allow)
    assert result.findings == ()
    assert [(one.finding, one.by, one.reason) for one in result.allowed] == [(FINDING, "allow", allow.reason)]


@pytest.mark.parametrize(
    ("allow", "said"),
    [
        pytest.param(replace(ALLOW, reach=Run(0, 15, 20)), "offerlint/unused-allow", id="out of reach"),
        pytest.param(replace(ALLOW, reason=""), "offerlint/reasonless-allow", id="no reason"),
        pytest.param(replace(ALLOW, until=date(2026, 11, 23)), "offerlint/expired-allow", id="expired"),
        pytest.param(replace(ALLOW, rule="uk-pricing/y"), "offerlint/unknown-allow", id="unknown rule"),
    ],
)
def test_an_allow_that_does_not_hold_is_a_finding_and_the_fault_stands(allow: Allow, said: str) -> None:
    result = judged(allow)
    assert result.allowed == ()
    assert [f.rule for f in result.findings] == ["uk-pricing/x", said]


def test_an_allow_of_a_rule_that_did_not_run_is_not_called_unused() -> None:
    result = judged(ALLOW, replace(FINDING, rule="uk-pricing/z"), active=("uk-pricing/z",))
    assert [f.rule for f in result.findings] == ["uk-pricing/z"]


def test_an_allow_reaches_a_finding_that_folded_its_rule() -> None:
    assert judged(ALLOW, replace(FINDING, rule="uk-pricing/z", also=("uk-pricing/x",))).findings == ()
