"""Opens the page in a real browser; whatever a test does there, nothing is asked for and no error is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from offerlint.api import load_rules
from offerlint.app import Item, Terms, check
from offerlint.config.settings import Config
from offerlint.reports import FORMATS
from offerlint.rules.select import Selection

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).parents[3] / "examples"
LINTED = ("renewal-call/call.yaml", "spring-broadband/email.html.j2", "spring-broadband/landing.html")
"""Examples that the page is tried on: a call flow, a template and a page."""

Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a story; at the end no error was written and nothing but the file was asked for."""
    said: list[str] = []
    asked: list[str] = []
    path = tmp_path / "report.html"

    def open_page(story: Any, after: str = "", blocked: bool = False, **how: Any) -> Page:
        path.write_text(
            story.read_text("utf-8") if isinstance(story, Path) else FORMATS["html"](*story), encoding="utf-8"
        )
        context = browser.new_context(**how)
        if blocked:
            context.add_init_script(
                "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
            )
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri() + after)
        return page

    yield open_page
    assert said == []
    assert {url.split("#")[0] for url in asked if not url.startswith("blob:")} <= {path.as_uri()}


@pytest.fixture(scope="session")
def linted() -> Any:
    """The story of LINTED, as offerlint itself tells it."""
    terms = Terms(load_rules(), Config(folder=EXAMPLES), Selection("uk-telecoms"), date(2026, 11, 24))
    checked = check([Item(name, (EXAMPLES / name).read_bytes()) for name in LINTED], terms)
    return checked.report, checked.documents


@pytest.fixture
def found(linted: Any) -> Callable[[str], Any]:
    """The first finding of LINTED by a rule, named by its slug."""
    return lambda slug: next(one for one in linted[0].findings if one.rule.endswith(f"/{slug}"))
