"""The page in a real browser: it opens from a file, asks nothing of any network, and runs nothing of the copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from offerlint.reports import FORMATS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.needs_chromium

Open = Callable[..., "Page"]

VIEWS = ("#overview", "#findings", "#documents", "#d1", "#d2", "#d3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("story", ["campaign", "linted", "hostile"])
def test_every_view_fits_its_window(
    scheme: str, width: int, story: str, request: pytest.FixtureRequest, opened: Open
) -> None:
    # 320 pixels are a window of 1280 at 400 %.
    page = opened(request.getfixturevalue(story), viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    for view in page.evaluate("[...document.querySelectorAll('.view')].map((view) => view.id)"):
        page.evaluate("(view) => { location.hash = view }", view)
        page.locator(f"#{view}.current").wait_for()
        for tab in page.locator(".view.current [role=tab]").all():
            tab.click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (view, tab.inner_text())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view


def test_marks_are_seen_and_differ_by_more_than_colour(campaign: Any, opened: Open) -> None:
    page = opened(campaign, "#d1")
    styles = {
        page.locator(f".copy mark.{tone}").first.evaluate("(one) => getComputedStyle(one).textDecorationStyle")
        for tone in ("error", "warning", "review", "advice", "allowed")
    }
    assert styles == {"double", "wavy", "dashed", "dotted", "solid"}
    assert page.locator(".copy mark").first.is_visible()
    assert page.locator(".copy mark + .badge").first.is_visible()


def test_bars_differ_by_more_than_colour(campaign: Any, opened: Open) -> None:
    page = opened(campaign)
    fills = page.locator(".bar").first.evaluate(
        "(one) => [...one.querySelectorAll('[fill]')].map((r) => r.getAttribute('fill'))"
    )
    assert len(fills) == len(set(fills)) > 1
    patterns = {page.locator(fill[4:-1]).inner_html() for fill in fills}
    assert len(patterns) == len(fills)


def test_a_card_stands_beside_its_words_on_a_wide_window(campaign: Any, opened: Open) -> None:
    page = opened(campaign, "#d1", viewport={"width": 1440, "height": 900})
    card = page.locator(f"#f-{campaign[0].findings[0].fingerprint}").bounding_box()
    copy = page.locator(".row .copy").first.bounding_box()
    assert card
    assert copy
    assert card["x"] > copy["x"] + copy["width"]


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_copy_does_not_run(view: str, hostile: Any, opened: Open) -> None:
    page = opened(hostile, view)
    assert page.locator(".copy").first.inner_text().strip().startswith("<script>window.hacked=1</script>")
    for tab in page.locator(".view.current [role=tab]").all():
        tab.click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == 2
    assert page.locator("img").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0


def test_what_would_slip_in_is_refused_by_the_policy(clean: Any, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(FORMATS["html"](*clean).replace("</main>", "<script>window.hacked=1</script></main>"))
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("window.hacked") is None


def test_it_reads_without_javascript(campaign: Any, opened: Open) -> None:
    page = opened(campaign, java_script_enabled=False)
    for unusable in (".filters", ".desk", ".tabs", ".choices", ".walk"):
        assert page.locator(f"{unusable}:visible").count() == 0
    assert page.locator(".entry:visible").count() == len(campaign[0].findings) + len(campaign[0].allowed)
    for card in page.locator(".card").all():
        card.scroll_into_view_if_needed()
        assert card.is_visible()
    page.locator(".entry a.badge").first.click()
    page.locator(".card:target").wait_for()


def test_it_prints_in_black_on_white(campaign: Any, opened: Open) -> None:
    page = opened(campaign, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("body").evaluate("(one) => getComputedStyle(one).color") == "rgb(28, 35, 48)"
    assert not page.locator(".filters").is_visible()
    assert page.locator(".card").first.is_visible()
    assert page.locator("#findings").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_document_prints_alone_with_its_findings(campaign: Any, opened: Open) -> None:
    page = opened(campaign, "#d1")
    page.emulate_media(media="print")
    assert page.locator(".view:visible").count() == 1
    assert page.locator("#d1 .card .instead").first.is_visible()
