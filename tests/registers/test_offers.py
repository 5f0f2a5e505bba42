"""The catalogue of offers is read whole, its mistakes are placed, and copy finds the one that it is held to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from offerlint.app import Item, Terms, check
from offerlint.config.settings import Config
from offerlint.model.finding import Report
from offerlint.model.offer import LaterPrice
from offerlint.registers.offers import read_offers
from offerlint.rules.load import Rulebook, bundled, load_rules
from offerlint.rules.select import Selection
from offerlint.rules.yaml_tree import RuleError
from offerlint.walk import find

CATALOGUE = """\
offers:
  fibre-500:
    name: Full Fibre 500
    monthly: 29.99
    term_months: 24
    setup_fee: 9.99
    average_speed_mbps: 500
    later_prices:
      - {from: 2028-03-31, monthly: 35.99}
      - {from: 2027-03-31, monthly: 32.99}
    valid: {from: 2026-11-01, to: 2027-01-31}
  sim: {name: Roam, monthly: 8, data_gb: unlimited}
"""
AD = "Full Fibre 500 for £31 a month, 24-month contract, £9.99 set-up, £32.99 from 31 March 2027.\n"
WRONG_PRICE = ["uk-pricing/price-differs-from-offer"]


def test_a_catalogue_is_read_with_its_places() -> None:
    fibre, sim = read_offers(CATALOGUE, "copy/offers.yaml")
    assert (fibre.id, fibre.name) == ("fibre-500", "Full Fibre 500")
    assert (fibre.monthly, fibre.term_months) == (Decimal("29.99"), Decimal(24))
    assert fibre.later_prices == (
        LaterPrice(date(2027, 3, 31), Decimal("32.99"), 10),
        LaterPrice(date(2028, 3, 31), Decimal("35.99"), 9),
    )
    assert (fibre.start, fibre.until) == (date(2026, 11, 1), date(2027, 1, 31))
    assert fibre.place("setup_fee") == "copy/offers.yaml:6"
    assert fibre.place("apr") == "copy/offers.yaml:2"
    assert (sim.data_gb, sim.setup_fee) == ("unlimited", None)
    assert read_offers("") == ()


@pytest.mark.parametrize(
    ("line", "said", "at"),
    [
        ("montly: 29", "did you mean “monthly”", 3),
        ("monthly: £29", "no plain number; write digits and a point", 3),
        ("monthly: -1", "no plain number", 3),
        ("later_prices: [{monthly: 3}]", "needs “from”", 3),
        ("later_prices: [{from: 31/3/27, monthly: 3}]", "is no date", 3),
        (
            "later_prices: [{from: 2027-03-31, monthly: 3}, {from: 2027-03-31, monthly: 4}]",
            "two later prices begin on 2027-03-31",
            3,
        ),
        ("valid: {from: 2027-01-02, to: 2027-01-01}", "cannot come before “from”", 3),
        ("monthly: 29\n    monthly: 30", "is here twice", 4),
    ],
    ids=["misspelt", "sign", "negative", "no day", "date", "same day", "valid", "twice"],
)
def test_mistakes_are_placed(line: str, said: str, at: int) -> None:
    with pytest.raises(RuleError, match=said) as caught:
        read_offers(
            f"offers:\n  a: {{name: A}}\n  b: {{name: B, {line}}}\n"
            if "\n" not in line
            else f"offers:\n  b:\n    {line}\n"
        )
    assert caught.value.line == at


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("offers:\n  a: {name: Fibre}\n  b: {name: FIBRE}\n", "is the name of a already"),
        ("offers:\n  a: {name: Fibre}\n  a: {name: Other}\n", "is here twice"),
        ("offers:\n  a: {monthly: 3}\n", "needs “name”"),
        ("offers: [a]\n", "a mapping from ids to offers"),
        ("offer: {}\n", "did you mean “offers”"),
    ],
)
def test_offers_are_told_apart(text: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        read_offers(text)


OWN_KEYS = """
currency: GBP
offers:
  full-500: {name: Full Fibre 500, technology: fttp, monthly: 29.99, term_months: 24, valid: {to: 2027-01-31}}
"""


def test_keys_of_a_firm_s_own_may_stand_beside_ours() -> None:
    (one,) = read_offers(OWN_KEYS)
    assert (one.id, str(one.monthly), str(one.term_months)) == ("full-500", "29.99", "24")
    assert one.until == date(2027, 1, 31)
    with pytest.raises(RuleError, match="did you mean “monthly”"):
        read_offers(OWN_KEYS.replace("monthly:", "montly:"))


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rules([bundled() / "phrases", bundled() / "uk-pricing"])


@pytest.fixture
def run(tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch):
    def lint(files: Mapping[str, str], paths: tuple[str, ...] = (".",), **config: str) -> Report:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        monkeypatch.chdir(tmp_path)
        settings = Config(folder=tmp_path, offers=config.get("offers", ""))
        terms = Terms(rulebook, settings, Selection(select=tuple(WRONG_PRICE)), date(2026, 11, 24))
        return check(list(find(list(paths), settings)), terms).report

    return lint


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


@pytest.mark.parametrize(
    ("where", "path"),
    [("offers.yaml", "ad.md"), ("offers.yaml", "spring/web/ad.md"), ("spring/offers.yaml", "spring/ad.md")],
)
def test_the_nearest_catalogue_at_or_above_the_copy_holds(run, where: str, path: str) -> None:
    report = run({where: CATALOGUE, path: AD})
    assert rules(report) == WRONG_PRICE
    assert report.not_checked == ()
    assert report.problems == ()
    assert "£29.99 a month (" in report.findings[0].message
    assert "offers.yaml:4)" in report.findings[0].message


def test_a_catalogue_elsewhere_holds_only_when_it_is_configured(run) -> None:
    files = {"facts/all.yaml": CATALOGUE, "ad.md": AD}
    assert rules(run(files)) == []
    assert rules(run(files, offers="facts/all.yaml")) == WRONG_PRICE


@pytest.mark.parametrize("name", ["catalogue.yaml", "tariffs.yaml", "offers.yml"])
def test_a_catalogue_of_another_usual_name_is_told_by_its_shape(run, name: str) -> None:
    report = run({f"spring/{name}": "# Spring\n" + CATALOGUE, "spring/ad.md": AD})
    assert rules(report) == WRONG_PRICE
    assert (report.not_checked, report.problems) == ((), ())
    (problem,) = run({f"spring/{name}": CATALOGUE.replace("monthly", "montly", 1), "spring/ad.md": AD}).problems
    assert "did you mean “monthly”" in problem.message


def test_an_offers_yaml_goes_before_catalogues_of_other_names(run) -> None:
    files = {"catalogue.yaml": CATALOGUE, "offers.yaml": CATALOGUE.replace("29.99", "31"), "ad.md": AD}
    assert rules(run(files)) == []


def test_a_catalogue_of_any_other_name_is_told_as_one(run) -> None:
    report = run({"spring.yaml": CATALOGUE, "ad.md": AD})
    assert rules(report) == []
    assert report.not_checked == (
        "spring.yaml: a catalogue of offers to which no copy is held; call it offers.yaml, or name it in the config",
    )


@pytest.mark.parametrize(
    "text",
    [
        "products:\n  a: {name: A, colour: red}\n",
        "offers:\n  - {name: A, monthly: 3}\n",
        "offers:\n  a: {colour: red}\n",
        "plans:\n  a: {name: A, monthly: 3, term: 12, blurb: A plan for those who want little and pay little}\n",
    ],
)
def test_what_has_another_shape_is_no_catalogue(run, text: str) -> None:
    report = run({"catalogue.yaml": text, "ad.md": AD}, ("catalogue.yaml", "ad.md"))
    assert rules(report) == []
    assert report.problems == ()


def test_a_catalogue_is_no_copy_and_a_mistake_in_it_is_a_problem(run) -> None:
    alone = run({"offers.yaml": CATALOGUE}, ("offers.yaml",))
    assert (alone.files, alone.problems, alone.not_checked) == ((), (), ())
    (problem,) = run({"offers.yaml": CATALOGUE.replace("monthly", "montly", 1), "ad.md": AD}).problems
    assert (problem.path, problem.line) == ("offers.yaml", 4)
    assert "did you mean “monthly”" in problem.message


def test_an_offer_that_no_catalogue_has_is_a_problem(run) -> None:
    declared = "---\nofferlint: {offers: [fibre-50]}\n---\n" + AD
    (problem,) = run({"offers.yaml": CATALOGUE, "ad.md": declared}).problems
    assert "did you mean “fibre-500”" in problem.message
    (problem,) = run({"offers.yaml": "", "ad.md": declared}).problems
    assert "put an offers.yaml beside the copy" in problem.message


def test_what_is_declared_is_an_error_and_what_is_only_named_a_warning(run) -> None:
    declared = "---\nofferlint: {offers: [fibre-500], kind: copy, channel: web, audience: consumer}\n---\n" + AD
    report = run({"offers.yaml": CATALOGUE, "a.md": declared, "b.md": AD})
    assert [(one.path, one.severity) for one in report.findings] == [("a.md", "error"), ("b.md", "warning")]


def test_texts_in_memory_are_held_to_a_catalogue_in_memory(rulebook: Rulebook) -> None:
    terms = Terms(rulebook, Config(), Selection(select=tuple(WRONG_PRICE)), date(2026, 11, 24))
    items = [Item("c/ad.md", AD.encode(), on_disk=False), Item("c/offers.yaml", CATALOGUE.encode(), on_disk=False)]
    assert rules(check(items, terms).report) == WRONG_PRICE
    assert rules(check(items[:1], terms).report) == []


LISTS = {
    "plans.csv": "sku,Plan name,Price per month,Contract months,Set-up fee\n"
    "A,Full Fibre 500,£29.99,24 months,free\nB,Roam,8,1,\n",
    "sims.yaml": "sims:\n  a: {name: Full Fibre 500, price: 29.99, term: 24}\n  b: {name: Roam, price: 8, term: 1}\n",
    "products.json": '{"list": [{"id": 1, "name": "Full Fibre 500", "monthly_price": 29.99, "gb": 500}]}',
}


@pytest.mark.parametrize(("name", "text"), LISTS.items())
def test_a_price_list_of_a_firm_s_own_making_holds_the_copy_beside_it(run, name: str, text: str) -> None:
    report = run({f"spring/{name}": text, "spring/ad.md": AD}, (f"spring/{name}", "spring/ad.md"))
    assert rules(report) == WRONG_PRICE
    assert "£29.99 a month" in report.findings[0].message
    assert (report.not_checked, report.problems) == ((), ())


def test_a_price_list_may_be_configured_whatever_its_name_ends_with(run) -> None:
    files = {"facts/winter-offers.yaml": LISTS["sims.yaml"], "ad.md": AD}
    assert rules(run(files)) == []
    assert rules(run(files, offers="facts/winter-offers.yaml")) == WRONG_PRICE
