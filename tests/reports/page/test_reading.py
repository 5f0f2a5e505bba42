"""Finding one's way: views, filters, keys, links and tabs, with the address saying where one is.

A browser follows a link after the click has returned: what it leads to is waited for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.needs_chromium

Open = Callable[..., "Page"]


def shown(page: Page) -> int:
    return page.locator(".entry:visible").count()


def test_the_links_at_the_top_lead_to_the_views_and_the_browser_back(linted: Any, opened: Open) -> None:
    page = opened(linted)
    assert page.locator(".view:visible").get_attribute("id") == "overview"
    page.get_by_role("link", name="Documents", exact=False).first.click()
    page.locator("#documents.current").wait_for()
    assert page.locator(".view:visible").get_attribute("id") == "documents"
    page.get_by_role("link", name="renewal-call/call.yaml", exact=True).first.click()
    page.locator("#d1.current").wait_for()
    assert page.get_by_role("heading", level=2).all_inner_texts() == ["renewal-call/call.yaml"]
    page.go_back()
    page.locator("#documents.current").wait_for()
    assert page.locator(".view:visible").get_attribute("id") == "documents"


@pytest.mark.parametrize(
    ("field", "value", "count"),
    [
        ("ruleset", "uk-payment-security", 2),
        ("topic", "pressure", 2),
        ("authority", "Ofcom", 5),
        ("authority", "PCI Security Standards Council", 1),
        ("document", "renewal-call/call.yaml", 14),
        ("q", "CARD-TAKEN", 1),
        ("q", "CPI plus", 1),
        ("q", "nothing says this", 0),
    ],
)
def test_findings_are_narrowed_and_the_address_says_how(
    field: str, value: str, count: int, linted: Any, opened: Open
) -> None:
    page = opened(linted, "#findings")
    every = shown(page)
    if field == "q":
        page.get_by_role("searchbox", name="Find").fill(value)
    else:
        page.locator(f"select[name={field}]").select_option(label=value)
    assert shown(page) == count
    assert page.locator("output").inner_text() == f"{count} of {every} shown"
    page.reload()
    assert shown(page) == count
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == every
    assert page.evaluate("location.hash") == "#findings"


def test_severities_are_taken_away_one_by_one(linted: Any, opened: Open) -> None:
    page = opened(linted, "#findings")
    page.get_by_role("checkbox", name="error").uncheck()
    page.get_by_role("checkbox", name="review").uncheck()
    assert page.locator(".group:visible").count() == 1
    assert page.evaluate("location.hash") == "#findings?severity=warning"


def test_a_filter_holds_in_the_document_too(linted: Any, opened: Open) -> None:
    page = opened(linted, "#d1?ruleset=uk-payment-security")
    assert page.locator(".card:visible").count() == 2
    assert page.locator(".copy .badge:visible").count() == 2
    assert page.locator(".notice").inner_text().startswith("The filter leaves out 12 of the 14 findings here.")
    page.get_by_role("button", name="Show all").click()
    assert page.locator(".card:visible").count() == 14


def test_a_bar_leads_to_its_findings(linted: Any, opened: Open) -> None:
    page = opened(linted)
    page.locator("[data-narrow='ruleset=uk-calls']").click()
    page.locator("#findings.current").wait_for()
    assert shown(page) == sum(one.rule.startswith("uk-calls/") for one in linted[0].findings)


def test_keys_step_through_the_findings_of_one_document_and_on(linted: Any, opened: Open) -> None:
    page = opened(linted, "#d1")
    cards = page.evaluate("[...document.querySelectorAll('.card')].map((card) => card.id)")
    reached = []
    for key in "j" * 13 + "kk":
        page.keyboard.press(key)
        reached.append(page.evaluate("document.activeElement.id"))
    assert reached == [*cards[:13], cards[11], cards[10]]
    assert page.locator(".view:visible").get_attribute("id") == "d1"


def test_keys_step_only_through_what_is_shown(linted: Any, opened: Open, found: Any) -> None:
    page = opened(linted, "#overview?ruleset=uk-payment-security")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == f"f-{found('card-taken-while-recording').fingerprint}"


def test_keys_in_the_list_and_in_a_field(linted: Any, opened: Open) -> None:
    page = opened(linted)
    page.keyboard.press("/")
    page.keyboard.type("jko?")
    assert page.get_by_role("searchbox", name="Find").input_value() == "jko?"
    page.get_by_role("searchbox", name="Find").fill("")
    page.locator("#findings h2").focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    second = page.locator(".entry").nth(1).get_attribute("data-card")
    page.locator(f"#{second}.here").wait_for()
    page.keyboard.press("o")
    assert page.locator("#overview").is_visible()


def test_the_keys_are_told(linted: Any, opened: Open) -> None:
    page = opened(linted)
    page.keyboard.press("?")
    assert page.get_by_role("dialog").inner_text().startswith("Keys")
    page.keyboard.press("j")
    assert page.locator("#overview").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0


def test_a_deep_link_leads_to_its_card(linted: Any, opened: Open) -> None:
    from playwright.sync_api import expect

    card = f"#f-{linted[0].findings[-1].fingerprint}"
    page = opened(linted, card, viewport={"width": 1000, "height": 700})
    expect(page.locator(card)).to_be_in_viewport()
    assert page.locator(f"{card}.here").evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    assert page.locator(f"{card} .why").is_visible()
    assert page.locator("mark.lit").first.is_visible()


def test_a_card_opens_on_its_badge_and_says_why(linted: Any, opened: Open, found: Any) -> None:
    finding = found("up-to-speed")
    page = opened(linted, "#d3")
    card = page.locator(f"#f-{finding.fingerprint}")
    assert not card.locator(".instead").is_visible()
    page.locator(f".copy .badge[href='#f-{finding.fingerprint}']").click()
    card.locator(".instead").wait_for()
    assert finding.suggest in card.locator(".instead").inner_text()
    card.get_by_text("Why").click()
    rule = next(rule for rule in linted[0].rules if rule.id == finding.rule)
    assert " ".join(rule.why.split()) in card.inner_text()
    assert card.locator(".good").is_visible()
    assert card.locator("a[rel]").first.get_attribute("href") == finding.authority[0].url


def test_tabs_turn_by_arrow_and_the_place_of_a_card_opens_the_source(linted: Any, opened: Open, found: Any) -> None:
    page = opened(linted, f"#f-{found('up-to-speed').fingerprint}")
    page.locator(".card.here a.where").click()
    page.locator(".line.here").wait_for()
    assert "Speeds of up to" in page.locator(".line.here").inner_text()
    page.keyboard.press("s")
    assert page.locator("#d3-copy").is_visible()
    page.get_by_role("tab", name="As it reads").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", name="Source").get_attribute("aria-selected") == "true"
    assert page.locator("#d3-source .line").first.is_visible()
