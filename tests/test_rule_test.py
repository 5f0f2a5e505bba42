"""Rules are held to their examples exactly, and the bundled ones keep to theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from offerlint import load_rules
from offerlint.model.later import Later
from offerlint.model.remedy import Remedy
from offerlint.model.rule import Example, Rule
from offerlint.rule_test import test_rule as held

BOOK = load_rules()
VAT = next(rule for rule in BOOK.rules if rule.id == "uk-pricing/price-without-vat")
BOX = next(rule for rule in BOOK.rules if rule.id == "uk-opt-in/pre-ticked-box")


def test_all_bundled_rules_load():
    assert [f"{problem.path}:{problem.line}: {problem.message}" for problem in BOOK.problems] == []
    assert BOOK.rules


@pytest.mark.parametrize("rule", BOOK.rules, ids=[rule.id for rule in BOOK.rules])
def test_bundled_rules_keep_their_examples(rule: Rule):
    assert [f"{problem.line}: {problem.message}" for problem in held(rule, BOOK.figures)] == []


def with_examples(rule: Rule, **changed: tuple[Example, ...]) -> Rule:
    return replace(rule, examples=Later.of(replace(rule.examples(), **changed)))


def with_bad(text: str, *flags: str, rule: Rule = VAT, **about: str) -> list[str]:
    example = Example(text, flags, about=about, line=7)
    return [problem.message for problem in held(with_examples(rule, bad=(example,)), BOOK.figures)]


@pytest.mark.parametrize(
    ("text", "flags", "expected"),
    [
        ("It is £25 ex VAT.", ("£25 ex VAT",), []),
        ("It is £25 ex VAT.", (" £25 ex VAT",), []),
        ("It is £25 ex VAT.", ("£25",), ["flags “£25 ex VAT”, which", "does not flag “£25”"]),
        ("It is £25.", ("£25",), ["does not flag “£25”"]),
        ("It is £25 ex VAT or £30 ex VAT.", ("£25 ex VAT",), ["flags “£30 ex VAT”, which"]),
    ],
)
def test_a_bad_example_is_flagged_exactly(text, flags, expected):
    messages = with_bad(text, *flags)
    assert len(messages) == len(expected)
    for message, start in zip(messages, expected, strict=True):
        assert message.startswith(start)


@pytest.mark.parametrize(
    ("remedy", "fixed", "says"),
    [
        (Remedy("unsafe", text="£30"), "It is £30.", []),
        (Remedy("unsafe", text="£30"), "It is £31.", ["the fix makes “It is £30.”, not “It is £31.”"]),
        (
            Remedy("unsafe", text="£30 ex VAT"),
            "It is £30 ex VAT.",
            ["the rule flags “It is £30 ex VAT.”, which"],
        ),
        (None, "It is £30.", ["the rule has no fix"]),
    ],
)
def test_a_fix_makes_what_the_example_says(remedy, fixed, says):
    rule = replace(VAT, body=Later.of(replace(VAT.body(), fix=remedy)))
    example = Example("It is £25 ex VAT.", ("£25 ex VAT",), fixed=fixed)
    messages = [problem.message for problem in held(with_examples(rule, bad=(example,)), BOOK.figures)]
    assert [say in message for say, message in zip(says, messages, strict=True)] == [True] * len(says)


def test_a_good_example_is_not_flagged():
    rule = with_examples(VAT, good=(Example("£25 ex VAT", line=9), *VAT.good))
    (problem,) = held(rule, BOOK.figures)
    assert (problem.line, problem.rule) == (9, rule.id)


def test_a_bad_example_must_be_bound():
    (message,) = with_bad("It is £25 ex VAT.", "£25 ex VAT", audience="small-business")
    assert "does not bind" in message


def test_a_near_miss_must_say_the_trigger():
    rule = with_examples(VAT, good=(Example("Nothing at all", name="near miss", line=9),))
    assert ["near miss" in problem.message for problem in held(rule, BOOK.figures)] == [True]


def test_a_control_may_be_flagged_by_its_tag():
    html = '<form><label><input type="checkbox" checked> Send me offers</label></form>'
    rule = with_examples(BOX, bad=(Example(html, ('<input type="checkbox" checked>',), format="html"),))
    assert held(rule, BOOK.figures) == []


def test_what_cannot_be_read_is_told():
    rule = with_examples(VAT, bad=(replace(VAT.bad[0], format="word-perfect"),))
    assert "word-perfect" in held(rule, BOOK.figures)[0].message
