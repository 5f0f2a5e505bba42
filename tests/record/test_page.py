"""The page of an audit in a real browser: it opens from a file, asks no network, and runs nothing it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from offerlint.record.audit import audit
from offerlint.record.chain import Verdict, digest
from offerlint.record.page import render
from offerlint.record.run import Origin
from offerlint.record.wire import write_ruleset

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>\u202e{{ 7 * 7 }}'
WHOLE = Verdict(2, "ab" * 32)
Open = Callable[..., "Page"]


@pytest.fixture
def html(make: Any) -> Callable[..., str]:
    """The page of a short history in which every word that comes from outside is hostile."""

    def make_page(verdict: Verdict = WHOLE, runs: int = 40) -> str:
        origin = Origin(HOSTILE, "github", HOSTILE, HOSTILE, HOSTILE, True, "javascript:alert(3)")
        f = make.found("f", path=HOSTILE, team=HOSTILE)
        waived = make.waived(make.found("g", path=HOSTILE), reason=HOSTILE, who=HOSTILE, until=date(2026, 12, 1))
        made = [make.run(day, f, waived, files=[HOSTILE], origin=origin) for day in range(runs)]
        rulesets = {digest(write_ruleset(make.rules)): make.rules}
        return render(audit(made, rulesets, verdict, as_of=date(2027, 1, 1), within=30))

    return make_page


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page; at the end no error was written and nothing but the file was asked for."""
    said: list[str] = []
    asked: list[str] = []
    path = tmp_path / "audit.html"

    def open_page(html: str, **how: Any) -> Page:
        path.write_text(html, encoding="utf-8")
        page = browser.new_context(**how).new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    assert said == []
    assert set(asked) <= {path.as_uri()}


@pytest.mark.needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_it_fits_its_window(scheme: str, width: int, html: Any, opened: Open) -> None:
    page = opened(html(), viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.needs_chromium
def test_hostile_words_are_shown_as_they_are(html: Any, opened: Open) -> None:
    page = opened(html())
    shown = page.inner_text("#by-team >> xpath=..")
    assert '"><img src=x onerror=alert(1)><script>alert(2)</script>\\u202e{{ 7 * 7 }}' in shown
    assert page.locator("img, script, a").count() == 0


@pytest.mark.needs_chromium
def test_the_chart_has_a_bar_for_each_point_and_says_so_in_words(html: Any, opened: Open) -> None:
    page = opened(html())
    assert page.locator("svg.chart g.error").count() == 40
    assert "error: 1 on 2 November 2026, 1 on 11 December 2026" in str(
        page.locator("svg.chart").get_attribute("aria-label")
    )
    heights = page.locator("svg.chart g.error .edge").evaluate_all("(all) => all.map((one) => one.getBBox().height)")
    assert set(heights) == {180}


@pytest.mark.needs_chromium
def test_it_prints_on_paper(html: Any, opened: Open) -> None:
    page = opened(html(), color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 35, 48)"
    page.set_viewport_size({"width": 688, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") == 688, "as wide as A4 between its margins"


def test_it_closes_every_door(html: Any) -> None:
    page = html()
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page
    assert "javascript:" not in page
    assert "style=" not in page


def test_a_record_that_is_not_whole_is_told_first(html: Any) -> None:
    page = html(Verdict(1, "ab" * 32, "its contents were changed after it was recorded", 2))
    assert 'role="alert"' in page
    assert "tampered with or damaged: run 2 does not fit: its contents were changed" in page


def test_a_link_to_a_pipeline_is_a_link(make: Any) -> None:
    run = make.run(0, origin=Origin(link="https://ci.example/run/1"))
    page = render(audit([run], {}, Verdict(1, "ab" * 32), as_of=date(2027, 1, 1), within=30))
    assert '<a href="https://ci.example/run/1" rel="noreferrer">1</a>' in page


def test_an_empty_record_has_a_page_too(make: Any) -> None:
    assert "nothing to tell yet" in render(audit([], {}, Verdict(0, "0" * 64), as_of=date(2027, 1, 1), within=30))
