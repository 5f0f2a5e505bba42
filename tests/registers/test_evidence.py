"""Claims that need evidence, and the register that has it."""

from datetime import date
from pathlib import Path

import pytest

from offerlint.app import Item, Terms, check
from offerlint.config.settings import Config
from offerlint.model.finding import Report
from offerlint.registers.evidence import read_evidence
from offerlint.rules.load import load_rules
from offerlint.rules.select import Selection
from offerlint.rules.writing import Writing
from offerlint.rules.yaml_tree import RuleError

RULE = """\
title: A claim to be the fastest needs proof
topic: comparative
severity: review
why: Readers take it as a fact about every rival.
authority: {body: ASA, instrument: CAP Code section 3, seen: V, checked: 2026-11-24}
check:
  evidence: {phrase: "(UK's|Britain's) fastest", unless: ["@denied"]}
message: "{found} compares you with every rival."
suggest: Say what was measured, by whom and when.
examples:
  bad:
    - {text: "The UK's fastest broadband.", flags: "UK's fastest"}
    - {text: "Britain's fastest network.", flags: "Britain's fastest"}
  good:
    - {text: "Our fastest broadband yet."}
    - {text: "We are not the UK's fastest.", name: near miss}
"""
DENIED = "title: Denied\nphrases: [not]\nreach: {before: 6 words}\n"
REGISTER = """\
evidence:
  - claim: "UK's fastest [broadband|network]"
    document: Speed study SS-14
    owner: Legal
    valid: {from: 2026-01-01, to: 2026-12-31}
    rules: [our-claims]
"""
AD = "The UK's fastest broadband. Britain's fastest network.\n"


@pytest.fixture
def run(tmp_path: Path):
    for path, text in {"our-claims/fastest.yaml": RULE, "phrases/denied.yaml": DENIED}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    rulebook = load_rules([tmp_path])
    assert rulebook.problems == ()

    def lint(day: str, register: str = REGISTER) -> Report:
        entries = read_evidence(register, rulebook.writing())
        terms = Terms(rulebook, Config(), Selection(), date.fromisoformat(day), entries)
        return check([Item("ad.md", AD.encode())], terms).report

    return lint


def test_a_claim_with_evidence_is_allowed_by_it_and_the_other_stands(run) -> None:
    report = run("2026-06-01")
    assert [f.excerpt for f in report.findings] == ["Britain's fastest"]
    (allowed,) = report.allowed
    assert (allowed.by, allowed.reason, allowed.until) == ("evidence", "Speed study SS-14 (Legal)", date(2026, 12, 31))
    assert allowed.finding.fingerprint


@pytest.mark.parametrize(
    ("day", "said"),
    [("2027-01-01", "ran out on 2026-12-31"), ("2025-12-31", "holds only from 2026-01-01")],
)
def test_evidence_that_does_not_hold_is_a_warning_that_says_so(run, day: str, said: str) -> None:
    first, second = run(day).findings
    assert first.severity == "warning"
    assert said in first.message
    assert second.severity == "review"


def test_evidence_for_another_rule_or_product_answers_nothing(run) -> None:
    other = REGISTER.replace("our-claims", "uk-green")
    assert len(run("2026-06-01", other).findings) == 2
    mobile = REGISTER.replace("rules: [our-claims]", "products: [mobile]")
    assert len(run("2026-06-01", mobile).findings) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("evidence:\n  - {claim: x, document: d}\n", "needs “owner”"),
        ("evidence:\n  - {claim: x, document: d, owner: o, vaild: {}}\n", "did you mean “valid”"),
        ("evidence:\n  - {claim: x, document: d, owner: o, valid: {to: 31/12/2026}}\n", "is no date"),
        ('evidence:\n  - {claim: "[x]", document: d, owner: o}\n', "matches even where there are no words"),
    ],
)
def test_mistakes_are_placed(text: str, said: str) -> None:
    with pytest.raises(RuleError, match=said) as caught:
        read_evidence(text, Writing())
    assert caught.value.line == 2
