"""Expressions that are known to be catastrophic: each is cut off, said, and the run goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from offerlint.app import Item, Terms, check
from offerlint.config.settings import Config
from offerlint.examine import MOST_LATE
from offerlint.rules import pattern
from offerlint.rules.load import load_rules
from offerlint.rules.pattern import Regex, RegexError
from offerlint.rules.select import Selection

CATASTROPHIC = [
    ("nested plus", r"(a+)+$b", "a" * 60),
    ("nested star", r"(a*)*b!", "a" * 60),
    ("options that overlap", r"(a|a|aa)+!", "a" * 80),
    ("three options", r"(a|aa|aaa)+\1*(a|a)+(a+)+$b", "a" * 400),
    ("words in a list", r"(\w+\s?)+!$", "word " * 40 + "."),
    ("an e-mail address", r"([a-z0-9]+[._-]?)+@([a-z0-9]+\.)+[a-z]+!", "a" * 60),
    ("quantified group of options", r"(x+x+)+y", "x" * 60),
    ("cubic", r"a*a*a*a*a*a*b!", "a" * 4000),
    ("back reference", r"(a+)(?:\1\1?)+b!", "a" * 3000),
    ("look ahead", r"(?=(a+)+b!)a", "a" * 60),
    ("look behind", r"(?<=(a|a|aa)+!)b", "a" * 60 + "b"),
    ("fuzzy", r"(?:offer+ price+){e<=12}!!!!!!", "offer prise " * 300),
    ("lazy", r"(.*?,){25}p!", "1," * 400),
    ("numbers", r"(\d+,?)+ pounds!", "1" * 60),
    ("mark-up", r"(<[^>]*>?)+!$", "<" * 60),
    ("recursion", r"(?<r>a(?&r)*a|a)+!", "a" * 60),
]

RULE = """\
title: A hostile rule
topic: free
severity: warning
status: active
why: To try the limits.
authority: {{body: House, instrument: Rules, seen: V, checked: 2026-11-24}}
check: {{forbid: {{regex: {expression}}}}}
message: "{{found}}"
suggest: Nothing.
examples:
  bad:
    - {{text: "Half price now.", flags: "Half"}}
    - {{text: "It is half price.", flags: "half"}}
  good:
    - {{text: "Price.", name: near miss}}
    - {{text: "Nothing."}}
"""
HARMLESS = "(?<found>half) price"


def terms(folder: Path, *expressions: str) -> Terms:
    (folder / "house").mkdir()
    for number, expression in enumerate(expressions):
        quoted = "'" + expression.replace("'", "''") + "'"
        (folder / "house" / f"rule-{number}.yaml").write_text(RULE.format(expression=quoted), "utf-8")
    rulebook = load_rules([folder])
    assert not rulebook.problems
    return Terms(rulebook, Config(), Selection(select=("house",)), date(2026, 11, 24))


@pytest.mark.parametrize(("expression", "text"), [pytest.param(e, t, id=name) for name, e, t in CATASTROPHIC])
def test_a_catastrophic_expression_is_cut_off_and_the_run_goes_on(expression, text, tmp_path, monkeypatch):
    monkeypatch.setattr(pattern, "SECONDS", 0.1)
    copy = f"Half price.\n\n{text}\n\nHalf price again.\n"
    report = check([Item("a.txt", copy.encode())], terms(tmp_path, expression, HARMLESS)).report
    assert [(one.rule, one.where) for one in report.findings] == [
        ("house/rule-1", "line 1, column 1"),
        ("house/rule-1", "line 5, column 1"),
    ]
    for problem in report.problems:
        assert problem.rule == "house/rule-0"
        assert (problem.path, problem.line) == ("a.txt", 3)
        assert "takes too long on" in problem.message


def test_most_of_them_do_run_out_of_time(stream, monkeypatch):
    """Proof that the collection above is worth its name."""
    monkeypatch.setattr(pattern, "SECONDS", 0.1)
    late = []
    for name, expression, text in CATASTROPHIC:
        try:
            Regex(expression).find(stream(text), "block")
        except TimeoutError:
            late.append(name)
    assert len(late) >= 5, late


def test_the_time_is_for_the_document_and_not_for_each_block(tmp_path, monkeypatch):
    """Ten thousand blocks that each take a little less than the limit do not take hours."""
    monkeypatch.setattr(pattern, "SECONDS", 0.2)
    clock = iter(range(10**9))
    monkeypatch.setattr(pattern, "thread_time", lambda: next(clock) * 0.01)
    text = "\n\n".join(["Half price."] * 200)
    report = check([Item("a.txt", text.encode())], terms(tmp_path, HARMLESS)).report
    assert len(report.problems) == 1
    assert report.problems[0].is_late


def test_a_rule_that_is_late_again_and_again_is_set_aside_for_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(pattern, "SECONDS", 0.05)
    items = [Item(f"{number}.txt", b"Half price. " + b"a" * 80 + b" b!") for number in range(8)]
    report = check(items, terms(tmp_path, r"(a|a|aa)+!", HARMLESS)).report
    assert [problem.path for problem in report.problems] == [f"{number}.txt" for number in range(MOST_LATE)]
    assert "is set aside for the rest" in report.problems[-1].message
    assert len(report.findings) == 8


@pytest.mark.parametrize(
    "expression",
    ["(" * 5_000 + ")" * 5_000, "a" * 3_000, "(?:" * 900 + "a" + ")*" * 300, "((a{1,999}){1,999}){1,999}", "[" * 1_500],
    ids=["brackets", "long", "groups", "repeats", "sets"],
)
def test_an_expression_that_is_a_bomb_is_refused_or_harmless(expression):
    begun = perf_counter()
    try:
        Regex(expression)
    except RegexError as error:
        assert str(error)
    assert perf_counter() - begun < 30
