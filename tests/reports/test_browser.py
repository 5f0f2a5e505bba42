"""The page in a real browser: it opens from a file, asks nothing of any network, and runs nothing of the copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from offerlint.reports import FORMATS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.needs_chromium

Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a story; at the end no error was written and nothing but the file was asked for."""
    said: list[str] = []
    asked: list[str] = []
    path = tmp_path / "report.html"

    def open_page(story: Any, after: str = "", **how: Any) -> Page:
        path.write_text(FORMATS["html"](*story), encoding="utf-8")
        page = browser.new_context(**how).new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri() + after)
        return page

    yield open_page
    assert said == []
    assert {url.split("#")[0] for url in asked} <= {path.as_uri()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_it_fits_its_window(scheme: str, width: int, campaign: Any, opened: Open) -> None:
    page = opened(campaign, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_marks_are_seen_and_differ_by_more_than_colour(campaign: Any, opened: Open) -> None:
    page = opened(campaign)
    styles = {
        page.locator(f".copy mark.{severity}").first.evaluate("(one) => getComputedStyle(one).textDecorationStyle")
        for severity in ("error", "warning", "review", "advice")
    }
    assert styles == {"double", "wavy", "dashed", "dotted"}
    assert page.locator(".copy mark").first.is_visible()
    assert page.locator(".copy mark + .badge").first.is_visible()


def test_a_card_stands_beside_its_words_on_a_wide_window(campaign: Any, opened: Open) -> None:
    page = opened(campaign, viewport={"width": 1440, "height": 900})
    card = page.locator(f"#f-{campaign[0].findings[0].fingerprint}").bounding_box()
    copy = page.locator(".row .copy").first.bounding_box()
    assert card
    assert copy
    assert card["x"] > copy["x"] + copy["width"]


def test_a_deep_link_leads_to_its_card(campaign: Any, opened: Open) -> None:
    from playwright.sync_api import expect

    name = f"f-{campaign[0].findings[-1].fingerprint}"
    page = opened(campaign, f"#{name}", viewport={"width": 1000, "height": 700})
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    assert page.locator(f"#{name}:target").count() == 1
    assert page.locator(f"#{name}").evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"


def test_the_place_of_a_card_opens_the_source(campaign: Any, opened: Open) -> None:
    page = opened(campaign)
    page.locator(".card a.where").first.click()
    assert page.locator(".line:target").is_visible()


def test_filters(campaign: Any, opened: Open) -> None:
    page = opened(campaign)
    page.get_by_role("checkbox", name="error").uncheck()
    assert page.locator(".entry:visible").count() == 5
    assert page.locator(".card.error:visible").count() == 0
    page.get_by_label("Find in findings").fill("plain-language/")
    assert page.locator(".entry:visible").count() == 1
    assert page.locator("output").inner_text() == "1 of 9 shown"


def test_keys_step_through_the_cards(campaign: Any, opened: Open) -> None:
    page = opened(campaign)
    cards = [one.get_attribute("id") for one in page.locator(".card").all()]
    reached = []
    for key in "jjkj":
        page.keyboard.press(key)
        reached.append(page.evaluate("document.activeElement.id"))
    assert reached == [cards[0], cards[1], cards[0], cards[1]]
    page.keyboard.press("/")
    page.keyboard.type("jk")
    assert page.get_by_label("Find in findings").input_value() == "jk"


def test_hostile_copy_does_not_run(hostile: Any, opened: Open) -> None:
    page = opened(hostile)
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0
    assert page.locator(".copy").first.inner_text().startswith("<script>window.hacked=1</script>")


def test_what_would_slip_in_is_refused_by_the_policy(clean: Any, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(FORMATS["html"](*clean).replace("</main>", "<script>window.hacked=1</script></main>"))
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("window.hacked") is None


def test_it_reads_without_javascript(campaign: Any, opened: Open) -> None:
    page = opened(campaign, java_script_enabled=False)
    assert page.locator(".tools").is_hidden()
    assert page.locator(".card").last.is_visible()
    assert page.locator(".entry").count() == len(campaign[0].findings)


def test_it_prints_in_black_on_white(campaign: Any, opened: Open) -> None:
    page = opened(campaign, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("body").evaluate("(one) => getComputedStyle(one).color") == "rgb(28, 35, 48)"
    assert page.locator(".tools").is_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")
