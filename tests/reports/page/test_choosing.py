"""Templates under the choices that one makes, and calls along the paths that break a rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.needs_chromium

Open = Callable[..., "Page"]
MAIL, CALL = "#d2", "#d1"


def words(page: Page) -> str:
    return page.locator(".view.current .copy-panel").inner_text()


def test_every_reading_stands_until_a_choice_is_made(linted: Any, opened: Open) -> None:
    page = opened(linted, MAIL)
    assert "price is held throughout" in words(page)
    assert "Like all our prices" in words(page)
    assert page.locator(".choices [role=status]").inner_text() == "All 4 ways to read it, together."


def test_a_choice_changes_the_words_and_their_findings(linted: Any, opened: Open, found: Any) -> None:
    page = opened(linted, MAIL)
    rise = page.locator(
        f"#f-{next(o.fingerprint for o in linted[0].findings if o.rule.endswith('inflation-linked-rise'))}"
    )
    page.get_by_label("customer.vip").select_option(label="yes")
    assert "price is held throughout" in words(page)
    assert "Like all our prices" not in words(page)
    assert not rise.is_visible()
    page.get_by_label("customer.vip").select_option(label="no")
    assert "price is held throughout" not in words(page)
    assert rise.is_visible()
    page.get_by_label("promo").select_option(label="no")
    assert "Half price" not in words(page)
    assert (
        page.locator(".choices [role=status]").inner_text()
        == "When customer.vip is no and promo is no: one way to read it."
    )


def test_choices_are_kept_in_the_address(linted: Any, opened: Open) -> None:
    page = opened(linted, MAIL)
    page.get_by_label("promo").select_option(label="no")
    page.reload()
    assert "Half price" not in words(page)


def test_a_finding_says_what_exposes_it_and_shows_it(linted: Any, opened: Open, found: Any) -> None:
    finding = found("discounted-months-without-later-price")
    page = opened(linted, f"{MAIL}?as.promo=no")
    card = page.locator(f"#f-{finding.fingerprint}")
    assert not card.is_visible()
    page.evaluate("(name) => { location.hash = name }", f"f-{finding.fingerprint}")
    card.wait_for(state="visible")
    assert "when promo is yes" in card.inner_text()
    page.get_by_label("promo").select_option(label="any")
    card.get_by_role("button", name="Read it so").click()
    assert page.get_by_label("promo").evaluate("(one) => one.selectedOptions[0].text") == "yes"


def test_a_finding_stands_only_on_the_words_that_expose_it(linted: Any, opened: Open, found: Any) -> None:
    name = found("minimum-term-missing").fingerprint
    page = opened(linted, MAIL)
    blocks = page.locator(f".copy p:has(mark[data-f~='{name}'])").all_inner_texts()
    assert len(blocks) == 1
    assert "only when customer.vip is no" in blocks[0]


def lit(page: Page) -> list[str]:
    return page.locator(".stop.passed text:first-of-type").all_text_contents()


def test_a_path_is_lit_step_by_step(linted: Any, opened: Open, found: Any) -> None:
    finding = found("recording-unannounced")
    page = opened(linted, f"#f-{finding.fingerprint}")
    page.locator(".card.here").get_by_role("button", name="Walk this path").click()
    assert page.get_by_role("tab", name="The call").get_attribute("aria-selected") == "true"
    assert lit(page) == ["greeting"]
    assert page.get_by_role("button", name="Back a step").is_disabled()
    page.get_by_role("button", name="Next step").click()
    assert lit(page) == ["greeting", "verify"]
    assert page.locator(".way.passed").count() == 1
    said = page.locator(".walk [role=status]").inner_text()
    assert said.startswith("Step 2 of 2: verify, where the rule is broken. Can you give me your full password")
    assert page.get_by_role("button", name="Next step").is_disabled()
    assert page.locator(".steps > li.now b").inner_text() == "verify"


def test_another_path_is_chosen(linted: Any, opened: Open, found: Any) -> None:
    page = opened(linted, CALL)
    page.get_by_role("tab", name="The call").click()
    page.get_by_label("Path of").select_option(value=f"f-{found('agreed-before-summary').fingerprint}")
    for _ in range(3):
        page.get_by_role("button", name="Next step").click()
    assert lit(page) == ["greeting", "verify", "pitch", "agree"]


def test_the_chart_and_the_list_say_the_same(linted: Any, opened: Open) -> None:
    page = opened(linted, CALL)
    page.get_by_role("tab", name="The call").click()
    assert page.locator(".stop text:first-of-type").all_text_contents() == page.locator(".steps b").all_inner_texts()
    flow = linted[1]["renewal-call/call.yaml"].flow
    assert page.locator(".way").count() == sum(len(step.successors) for step in flow.steps.values())
