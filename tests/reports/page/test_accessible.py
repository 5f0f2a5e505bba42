"""axe-core finds nothing wrong with any view, in light and dark, wide and narrow."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.needs_chromium, pytest.mark.needs_npm, pytest.mark.xdist_group("axe")]

Open = Callable[..., "Page"]
AXE = "axe-core@4.10.3"


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, fetched by npm into a temporary folder."""
    folder = tmp_path_factory.mktemp("axe")
    command = ["npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", AXE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = f"NOT TESTED: needs {AXE}, which npm could not fetch: {done.stderr.strip()[-200:]}"
        pytest.fail(reason) if os.environ.get("CI", "").lower() in ("true", "1") else pytest.skip(reason)
    return Path(folder, "node_modules/axe-core/axe.min.js").read_text("utf-8")


def faults(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations")
    return [
        f"{one['id']}: {node['html'][:150]} {node['any'][0]['message'] if node['any'] else ''}"
        for one in found
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(
    ("story", "width", "scheme"),
    [
        ("linted", 1440, "light"),
        ("linted", 390, "dark"),
        ("campaign", 1440, "dark"),
        ("campaign", 390, "light"),
        ("hostile", 1440, "light"),
        ("clean", 1440, "dark"),
    ],
)
def test_every_view(
    story: str, width: int, scheme: str, axe: str, request: pytest.FixtureRequest, opened: Open
) -> None:
    page = opened(
        request.getfixturevalue(story),
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    found: dict[str, list[str]] = {}
    for view in page.evaluate("[...document.querySelectorAll('.view')].map((view) => view.id)"):
        page.evaluate("(view) => { location.hash = view }", view)
        page.locator(f"#{view}.current").wait_for()
        found[view] = faults(page, axe)
        for tab in page.locator(".view.current [role=tab]").all():
            tab.click()
            found[f"{view} {tab.inner_text()}"] = faults(page, axe)
    assert {view: what for view, what in found.items() if what} == {}


def test_a_decision_and_the_keys(axe: str, linted: Any, opened: Open, found: Any) -> None:
    page = opened(linted, f"#f-{found('up-to-speed').fingerprint}", reduced_motion="reduce")
    page.keyboard.press("d")
    page.get_by_label("Accept for now").check()
    page.get_by_role("button", name="Keep").click()
    page.locator(".card.here").locator("summary").click()
    assert faults(page, axe) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert faults(page, axe) == []


def test_without_javascript(axe: str, linted: Any, opened: Open) -> None:
    # axe is a script itself; the page is shown as it is before ours runs.
    page = opened(linted, reduced_motion="reduce")
    page.evaluate("document.documentElement.className = ''")
    page.evaluate(
        "document.querySelectorAll('[role=tablist], .filters, .desk').forEach((one) => { one.hidden = true })"
    )
    assert faults(page, axe) == []
