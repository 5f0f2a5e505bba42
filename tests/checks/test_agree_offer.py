"""What copy states of an offer agrees with the catalogue, each figure with the offer that it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from offerlint.checks import CHECKS
from offerlint.checks.naming import tie
from offerlint.facts import look
from offerlint.model.document import Problem
from offerlint.model.finding import Hit
from offerlint.model.source import Source
from offerlint.reading.reader import read
from offerlint.registers.offers import read_offers
from offerlint.rules.check_shape import check
from offerlint.rules.writing import Writing
from offerlint.rules.yaml_tree import RuleError, tree

OFFERS = read_offers("""\
offers:
  small: {name: Fibre 90, monthly: 26.00, term_months: 18, setup_fee: 12.50, average_speed_mbps: 92,
          later_prices: [{from: 2027-04-01, monthly: 28.50}, {from: 2028-04-01, monthly: 31}],
          valid: {from: 2026-10-01, to: 2027-01-31}}
  large: {name: Full Fibre 500, monthly: 38, term_months: 24, setup_fee: 0, average_speed_mbps: 505, data_gb: unlimited}
  max: {name: Max, monthly: 12}
""")
Agree = Callable[..., list[tuple[str, str, str]]]


@pytest.fixture(scope="session")
def hits(writing: Writing) -> Callable[..., list[Hit]]:
    def found(what: str, text: str, format: str = "text", as_of: date | None = None, **declared: object) -> list[Hit]:
        verb, spec = check(writing).read(tree(f"agree: {what if ':' in what else '{what: ' + what + '}'}"))
        lens = look(read(Source("copy", text), format, {"kind": "copy", **declared}))
        lens = replace(lens, offers=tie(OFFERS, lens), as_of=as_of)
        every = list(CHECKS[verb](spec, lens))
        assert not any(isinstance(hit, Problem) for hit in every)
        return [hit for hit in every if isinstance(hit, Hit)]

    return found


@pytest.fixture(scope="session")
def agree(hits) -> Agree:
    """The words at fault, what they should be, and of which offer."""

    def found(*args, **named) -> list[tuple[str, str, str]]:
        return [
            (p.block.text[p.span.start : p.span.end], hit.found["meant"], hit.found["offer"])
            for hit in hits(*args, **named)
            for p in hit.places
            if p.span
        ]

    return found


@pytest.mark.parametrize(
    ("what", "text", "words", "meant"),
    [
        ("monthly", "Fibre 90 for £25 a month.", "£25 a month", "£26 a month"),
        ("monthly", "Fibre 90 is thirty pounds a month.", "thirty pounds a month", "£26 a month"),
        ("monthly", "FIBRE-90: £26.50pm", "£26.50pm", "£26 a month"),
        ("monthly", "Only £25 a month for Fibre 90.", "£25 a month", "£26 a month"),
        ("later-price", "Fibre 90: £26 a month to 31/3/27 then £29.", "£29", "£28.50 a month from 1 April 2027"),
        ("later-price", "Fibre 90: £26pm, £30pm from 1 April 2028.", "£30pm", "£31 a month from 1 April 2028"),
        (
            "later-price",
            "Fibre 90: £26pm, £28.50pm from 1 May 2027.",
            "£28.50pm from 1 May 2027",
            "£28.50 a month from 1 April 2027",
        ),
        ("setup-fee", "Fibre 90: £26 a month, £10 set-up.", "£10", "£12.50"),
        ("term", "Fibre 90 on a two-year contract.", "two-year", "18 months"),
        ("speed", "Fibre 90, avg 95Mb.", "95Mb", "92Mbps"),
        ("speed", "Full Fibre 500: average 0.5Gbps.", "0.5Gbps", "505Mbps"),
        ("allowance", "Full Fibre 500 with 500GB of data.", "500GB", "unlimited"),
        ("dates", "Order Fibre 90 by 28 February 2027.", "28 February 2027", "until 31 January 2027"),
    ],
)
def test_a_contradiction_is_found(agree: Agree, what: str, text: str, words: str, meant: str) -> None:
    assert [found[:2] for found in agree(what, text)] == [(words, meant)]


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("monthly", "Fibre 90 for £26 a month."),
        ("monthly", "Fibre 90 for £26.00 a month until 31 March 2027, £28.50 a month from 1 April 2027."),
        ("monthly", "Fibre 90 from £20 a month, save £5 a month, was £30 a month, £312 a year."),
        ("monthly", "Fibre 90 for £{{ price }} a month."),
        ("monthly", "Fibre 300 for £33 a month."),
        ("monthly", "Our plan is £33 a month."),
        ("monthly", "The max you pay is £33 a month."),
        ("later-price", "Fibre 90: £26 a month until 31 March 2027, then £28.50, and £31 from April 2028."),
        ("later-price", "Full Fibre 500 for £38 a month, then £44 a month."),
        ("setup-fee", "Full Fibre 500: £0 set-up."),
        ("term", "Fibre 90: 18-month contract, 30 days' notice, 24-month warranty, 1.5 years of peace."),
        ("speed", "Fibre 90: average download speed 92Mbps, average upload speed 20Mbps, up to 100Mbps in places."),
        ("dates", "Fibre 90 costs £26 a month until 31 March 2027."),
        ("dates", "Order Fibre 90 by 31/1/27. We moved office on 3 May 2026."),
    ],
)
def test_what_agrees_or_says_something_else_is_fine(agree: Agree, what: str, text: str) -> None:
    assert agree(what, text, "jinja+text" if "{{" in text else "text") == []


def test_a_fact_belongs_to_the_offer_last_named(agree: Agree) -> None:
    text = "Fibre 90 for £26 a month, Full Fibre 500 for £39 a month. Fibre 300 for £1 a month."
    assert agree("monthly", text) == [("£39 a month", "£38 a month", "Full Fibre 500")]


def test_a_price_before_a_name_belongs_to_it(agree: Agree) -> None:
    text = "£26 a month for Fibre 90 or £39 a month for Full Fibre 500."
    assert agree("monthly", text) == [("£39 a month", "£38 a month", "Full Fibre 500")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Fibre 90 is £26 a month. Or take it for £31.50 a month.", 0),
        ("Fibre 90 is £26 a month. We also do it for £31.50 a month.", 0),
        ("Fibre 90 is £26 a month. Instead of £30, pay £24 a month.", 1),
        ("Fibre 90 is £26 a month. Rather than wait, pay £24 a month.", 1),
        ("Fibre 90 is £24 a month and you get a hub too.", 1),
        ("Fibre 90 is £24 a month, and the hub is also free.", 1),
        ("Or Fibre 90 for £24 a month.", 1),
    ],
)
def test_another_way_to_have_an_offer_is_no_contradiction_of_it(agree: Agree, text: str, count: int) -> None:
    assert len(agree("monthly", text)) == count


def test_a_heading_names_the_offer_of_what_stands_under_it(agree: Agree) -> None:
    small = "# Fibre 90\n\nGood.\n\n## Price\n\n£27 a month\n\n"
    text = small + "# Full Fibre 500\n\n## Price\n\n£38 a month\n\n# Help\n\n£1 a month\n"
    assert agree("monthly", text, "markdown") == [("£27 a month", "£26 a month", "Fibre 90")]


def test_one_offer_declared_and_none_named_has_all_facts(hits) -> None:
    (hit,) = hits("monthly", "Just £27 a month.", offers=("small",))
    assert not hit.guessed
    (hit,) = hits("monthly", "Fibre 90: just £27 a month.")
    assert hit.guessed
    assert hits("monthly", "Just £27 a month.") == []


def test_the_message_has_both_figures_and_the_place(hits) -> None:
    (hit,) = hits("speed", "Fibre 90, avg 95Mb.")
    assert hit.found == {
        "said": "95Mbps",
        "meant": "92Mbps",
        "sum": "",
        "offer": "Fibre 90",
        "place": "offers.yaml:2",
    }


@pytest.mark.parametrize(
    ("what", "missing", "there"),
    [
        ("missing-later-price", "Fibre 90 for £26 a month.", "Fibre 90 for £26 a month. £28.50 from 1 April 2027."),
        ("missing-term", "Fibre 90 for £26 a month.", "Fibre 90 for £26 a month, 18 months."),
        ("missing-setup-fee", "Fibre 90 for £26 a month.", "Fibre 90 for £26 a month. Pay £12.50 today."),
    ],
)
def test_what_must_stand_beside_a_price(agree: Agree, what: str, missing: str, there: str) -> None:
    assert [found[0] for found in agree(what, missing)] == ["£26 a month"]
    assert agree(what, there) == []
    assert agree(what, "Max for £12 a month.") == []
    assert agree(what, "Fibre 90 averages 92Mbps.") == []


def test_what_stands_only_in_one_branch_is_missing_in_the_other(hits) -> None:
    text = "Fibre 90 for £26 a month.\n\n{% if vip %}18-month contract.{% endif %}\n"
    (hit,) = hits("missing-term", text, "jinja+text")
    assert hit.exposed_by == ({"vip": "no"},)
    both = text.replace("{% endif %}", "{% else %}Minimum term 18 months.{% endif %}")
    assert hits("missing-term", both, "jinja+text") == []


@pytest.mark.parametrize(
    ("day", "found"),
    [("2026-09-30", 1), ("2026-10-01", 0), ("2027-01-31", 0), ("2027-02-01", 1), (None, 0)],
)
def test_copy_lives_while_its_offer_does(agree: Agree, day: str | None, found: int) -> None:
    as_of = date.fromisoformat(day) if day else None
    told = agree("live", "Take Fibre 90, or Full Fibre 500.", as_of=as_of)
    assert told == [("Fibre 90", "1 October 2026 to 31 January 2027", "Fibre 90")] * found


def test_words_may_state_a_fee_of_nothing(agree: Agree) -> None:
    spec = '{what: setup-fee, nothing: "no set-up fee", unless: ["moving"]}'
    assert agree(spec, "Fibre 90. No set-up fee.") == [("No set-up fee", "£12.50", "Fibre 90")]
    assert agree(spec, "Fibre 90. No set-up fee when moving.") == []
    assert agree(spec, "Full Fibre 500. No set-up fee.") == []


@pytest.mark.parametrize("spec", ["{}", "{what: monthly, sum: total}", "{what: montly}"])
def test_a_rule_asks_for_one_thing(writing: Writing, spec: str) -> None:
    with pytest.raises(RuleError, match=r"either “what”|did you mean “monthly”"):
        check(writing).read(tree(f"agree: {spec}"))
