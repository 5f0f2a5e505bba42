"""Which rules bind which documents."""

from __future__ import annotations

from datetime import date

import pytest

from offerlint.model.about import About
from offerlint.model.later import Later
from offerlint.model.rule import Authority, Body, Effective, Rule
from offerlint.model.vocabulary import Severity
from offerlint.rules.load import Rulebook
from offerlint.rules.select import Selection, select, unknown_names

TODAY = date(2026, 11, 24)


def rule(**changed) -> Rule:
    values = {
        "id": "uk-pricing/vat",
        "topic": "price-total",
        "severity": Severity.ERROR,
        "verb": "forbid",
        "body": Later.of(Body("t", "w", "m", "s", None, (Authority("ASA", "CAP Code"),))),
    }
    return Rule(**{**values, **changed})


def bound(one: Rule, about: About | None = None, selection: Selection | None = None, today: date = TODAY):
    return [
        (found.softened, found.inferred) for found in select([one], about or About(), today, selection or Selection())
    ]


@pytest.mark.parametrize(
    ("changed", "selection", "binds"),
    [
        ({}, Selection(), True),
        ({"status": "draft"}, Selection(), False),
        ({"status": "draft"}, Selection(select=("uk-pricing/vat",)), True),
        ({"status": "draft"}, Selection(select=("uk-pricing",)), False),
        ({"status": "retired"}, Selection(select=("uk-pricing/vat",)), False),
        ({"profiles": ("uk-finance",)}, Selection(), False),
        ({"profiles": ("uk-finance",)}, Selection("uk-finance"), True),
        ({"profiles": ("uk-finance",)}, Selection(select=("uk-pricing/vat",)), True),
        ({}, Selection(level="minimum"), True),
        ({"severity": Severity.WARNING}, Selection(level="minimum"), False),
        ({"severity": Severity.WARNING}, Selection(level="standard"), True),
        ({"severity": Severity.REVIEW}, Selection(level="standard"), False),
        ({}, Selection(select=("uk-pricing",)), True),
        ({}, Selection(select=("uk-pricing/",)), True),
        ({}, Selection(select=("price-total",)), True),
        ({}, Selection(select=("uk-calls",)), False),
        ({"formerly": ("uk-pricing/ex-vat",)}, Selection(select=("uk-pricing/ex-vat",)), True),
        ({}, Selection(ignore=("uk-pricing/vat",)), False),
        ({}, Selection(ignore=("price-total",)), False),
        ({}, Selection(select=("uk-pricing/vat",), ignore=("uk-pricing",)), False),
    ],
)
def test_status_profile_and_choice(changed, selection, binds):
    assert bool(bound(rule(**changed), selection=selection)) is binds


@pytest.mark.parametrize(
    ("effective", "about", "binds"),
    [
        (Effective(start=TODAY), About(), True),
        (Effective(start=date(2026, 11, 25)), About(), False),
        (Effective(until=TODAY), About(), False),
        (Effective(until=date(2026, 11, 25)), About(), True),
        (Effective(start=date(2026, 1, 1), clock="contract"), About(contract_from=date(2025, 12, 31)), False),
        (Effective(start=date(2026, 1, 1), clock="contract"), About(contract_from=date(2026, 1, 1)), True),
        (Effective(start=date(2026, 1, 1), clock="contract"), About(), True),
        (Effective(start=date(2026, 1, 1)), About(contract_from=date(2025, 12, 31)), True),
    ],
)
def test_dates(effective, about, binds):
    assert bool(bound(rule(effective=effective), about)) is binds


ALL_AUDIENCES = ("consumer", "small-business", "large-business")


@pytest.mark.parametrize(
    ("applies_to", "about", "expected"),
    [
        ({}, About(), [(False, False)]),
        ({"audience": ("consumer",)}, About(), [(False, False)]),
        ({"audience": ("small-business",)}, About(), []),
        ({"audience": ("not consumer",)}, About(), []),
        ({"audience": ("not small-business",)}, About(), [(False, False)]),
        ({"audience": ("consumer",)}, About(inferred=frozenset({"audience"})), [(True, True)]),
        (
            {"audience": ("consumer",)},
            About(inferred=frozenset({"audience"}), evident=frozenset({"audience"})),
            [(False, False)],
        ),
        ({"audience": ALL_AUDIENCES}, About(inferred=frozenset({"audience"})), [(False, False)]),
        ({"channel": ("sms",)}, About(), []),
        ({"channel": ("email",)}, About(), []),
        ({"channel": ("sms", "web")}, About(), [(True, False)]),
        ({"purpose": ("marketing",)}, About(), [(True, False)]),
        ({"channel": ("sms",)}, About(channel="web"), []),
        ({"products": ("tv", "mobile")}, About(products=("mobile", "other")), [(False, False)]),
        ({"products": ("tv",)}, About(products=("mobile",)), []),
        ({"products": ("tv",)}, About(), [(True, False)]),
        ({"products": ("tv",)}, About(products=("tv",), inferred=frozenset({"products"})), [(False, False)]),
        ({"recorded": ("yes",)}, About(recorded=True), [(False, False)]),
        ({"recorded": ("yes",)}, About(recorded=False), []),
        ({}, About(kind="internal"), [(False, False)]),
        ({"kind": ("copy",)}, About(kind="internal"), []),
        ({"kind": ("copy", "script")}, About(kind="internal"), [(False, False)]),
        ({"kind": ("copy", "internal")}, About(kind="internal"), [(False, False)]),
        ({"provider.price_model": ("fixed",)}, About(), []),
        ({"provider.price_model": ("fixed",)}, About(provider={"price_model": "fixed"}), [(False, False)]),
        ({"provider.price_model": ("not fixed",)}, About(provider={"price_model": "variable"}), [(False, False)]),
    ],
)
def test_what_a_document_is(applies_to, about, expected):
    assert bound(rule(applies_to=applies_to), about) == expected


@pytest.mark.parametrize(("kinds", "advised"), [(("script",), True), (("script", "internal"), False)])
def test_of_a_text_for_staff_rules_for_scripts_bind_what_is_to_be_said(kinds, advised):
    (one,) = select([rule(applies_to={"kind": kinds})], About(kind="internal"), date(2026, 1, 1), Selection())
    assert one.advised is advised


def test_keep_leaves_errors_as_they_are():
    one = rule(applies_to={"audience": ("consumer",), "channel": ("web",)}, when_inferred="keep")
    assert bound(one, About(inferred=frozenset({"audience"}))) == [(False, True)]


def test_skip_leaves_out_what_is_not_known():
    one = rule(applies_to={"recorded": ("yes",)}, when_inferred="skip")
    assert bound(one, About()) == []
    assert bound(one, About(recorded=True)) == [(False, False)]


def test_unknown_names_are_told():
    book = Rulebook((rule(),))
    assert unknown_names(book, ("uk-pricing", "uk-pricing/vat", "price-total")) == {}
    mistakes = unknown_names(book, ("uk-pricing", "uk-pricing/vta"))
    assert list(mistakes) == ["uk-pricing/vta"]
    assert "did you mean “uk-pricing/vat”?" in mistakes["uk-pricing/vta"]
