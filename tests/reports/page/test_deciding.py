"""Decisions: what each needs, that they last, and the waivers.yaml that they make."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.needs_chromium

Open = Callable[..., "Page"]
EXAMPLES = Path(__file__).parents[3] / "examples"


def decide(page: Page, finding: Any, what: str, reason: str = "", until: str = "", by: str = "") -> None:
    page.evaluate("(name) => { location.hash = name }", f"f-{finding.fingerprint}")
    card = page.locator(f"#f-{finding.fingerprint}.here")
    card.get_by_role("button", name="Decide", exact=True).click()
    card.get_by_label(what).check()
    card.get_by_label("Reason").fill(reason)
    if until:
        card.get_by_label("Until").fill(until)
    if by:
        card.get_by_label("Decided by").fill(by)
    card.get_by_role("button", name="Keep").click()


def saved(page: Page, folder: Path) -> Any:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save waivers.yaml").click()
    assert download.value.suggested_filename == "waivers.yaml"
    path = folder / "waivers.yaml"
    download.value.save_as(path)
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def test_decisions_make_waivers(linted: Any, opened: Open, found: Any, tmp_path: Path) -> None:
    page = opened(linted)
    assert page.get_by_role("button", name="Save waivers.yaml").is_disabled()
    speed, named, rushed = found("up-to-speed"), found("caller-unnamed"), found("decision-rushed")
    decide(page, speed, "Accept for now", "Agreed with “Legal”: see #12\nuntil spring", "2099-01-31", "A. Reviewer")
    decide(page, named, "To fix", "The writer says the name first.")
    decide(page, rushed, "Not a fault", "The offer does end today.")
    assert page.locator(".desk .tally").inner_text() == f"3 of {len(linted[0].findings)} decided"
    day = page.evaluate("new Date().toLocaleDateString('en-CA')")
    expected = [
        {"finding": rushed, "decision": "not-a-fault", "reason": "The offer does end today.", "by": "A. Reviewer"},
        {"finding": named, "decision": "fix", "reason": "The writer says the name first.", "by": "A. Reviewer"},
        {"finding": speed, "decision": "accept", "reason": "Agreed with “Legal”: see #12\nuntil spring",
         "by": "A. Reviewer", "until": "2099-01-31"},
    ]  # fmt: skip
    wanted = [
        {"rule": f.rule, "path": f.path, "fingerprint": f.fingerprint, "excerpt": f.excerpt, "on": day, **rest}
        for one in expected
        for f, rest in [(one["finding"], {key: value for key, value in one.items() if key != "finding"})]
    ]
    assert saved(page, tmp_path) == {"waivers": sorted(wanted, key=lambda one: (one["path"], one["rule"]))}


@pytest.mark.parametrize(
    ("what", "reason", "until", "says"),
    [
        ("Accept for now", "", "2099-01-31", "Say why"),
        ("Accept for now", "Agreed.", "", "Give the last day"),
        ("Accept for now", "Agreed.", "2020-01-31", "has to be today or later"),
        ("Not a fault", " ", "", "Say why"),
        ("Not a fault", "It is none.", "2020-01-31", "has to be today or later"),
        ("To fix", "", "", "Say why"),
        ("To fix", "The writer will.", "", "Say who"),
    ],
)
def test_what_is_missing_is_asked_for(
    what: str, reason: str, until: str, says: str, linted: Any, opened: Open, found: Any
) -> None:
    page = opened(linted)
    decide(page, found("up-to-speed"), what, reason, until)
    assert says in page.get_by_role("alert").inner_text()
    assert page.locator("[aria-invalid=true]").count() == 1
    assert page.locator("[aria-invalid=true]").evaluate("(one) => one === document.activeElement")
    assert page.get_by_role("button", name="Save waivers.yaml").is_disabled()


def test_one_of_the_three_has_to_be_chosen(linted: Any, opened: Open, found: Any) -> None:
    page = opened(linted, f"#f-{found('up-to-speed').fingerprint}")
    page.keyboard.press("d")
    page.get_by_role("button", name="Keep").click()
    assert page.get_by_role("alert").inner_text() == "Choose one of the three."


def test_decisions_last_are_changed_and_taken_back(linted: Any, opened: Open, found: Any) -> None:
    finding = found("up-to-speed")
    page = opened(linted)
    decide(page, finding, "Not a fault", "It is the average.", by="A. Reviewer")
    page.reload()
    card = page.locator(f"#f-{finding.fingerprint}")
    assert card.locator(".decision p").inner_text() == "Not a fault: It is the average. (A. Reviewer)"
    page.evaluate("location.hash = 'findings?decision=not-a-fault'")
    page.locator(".entry:visible .decided").wait_for()
    assert page.locator(".entry:visible .decided").all_inner_texts() == [
        "Not a fault: It is the average. (A. Reviewer)"
    ]
    page.locator(".entry:visible .message a").click()
    card.get_by_role("button", name="Change").click()
    assert card.get_by_label("Reason").input_value() == "It is the average."
    card.get_by_role("button", name="Take back").click()
    assert page.get_by_role("button", name="Save waivers.yaml").is_disabled()


def test_decisions_of_another_report_are_not_taken_over(linted: Any, campaign: Any, opened: Open, found: Any) -> None:
    page = opened(linted)
    decide(page, found("up-to-speed"), "To fix", "Soon", by="A. Reviewer")
    other = opened(campaign)
    other.evaluate("(kept) => Object.assign(localStorage, kept)", page.evaluate("({ ...localStorage })"))
    other.reload()
    assert other.locator(".desk .tally").inner_text() == ""


def test_it_works_where_storage_is_blocked_and_says_so(linted: Any, opened: Open, found: Any, tmp_path: Path) -> None:
    page = opened(linted, blocked=True)
    decide(page, found("up-to-speed"), "To fix", "Soon", by="A. Reviewer")
    assert "this browser does not keep them" in page.locator(".desk .tally").inner_text()
    assert len(saved(page, tmp_path)["waivers"]) == 1


def test_what_was_kept_by_something_else_is_passed_over(linted: Any, opened: Open) -> None:
    page = opened(linted)
    page.evaluate("localStorage.setItem('offerlint:' + document.documentElement.dataset.report, '{not ours')")
    page.reload()
    assert page.locator(".desk .tally").inner_text() == ""


def test_words_that_would_break_the_file_are_quoted(hostile: Any, opened: Open, tmp_path: Path) -> None:
    page = opened(hostile, "#d1")
    page.locator("#d1 .card h3 a").first.click()
    page.keyboard.press("d")
    page.get_by_role("radio", name="Not a fault").check()
    reason = 'a: "b"\n- c # d \u202e \x85 \u2028 {{ e }} é'
    page.get_by_role("textbox", name="Reason").evaluate("(field, words) => { field.value = words }", reason)
    page.get_by_label("Decided by").fill("A. Reviewer")
    page.get_by_role("button", name="Keep").click()
    (waiver,) = saved(page, tmp_path)["waivers"]
    assert waiver["reason"] == reason
    assert waiver["path"] == hostile[0].findings[0].path


def test_an_allowed_finding_is_shown_but_not_decided(campaign: Any, opened: Open) -> None:
    allowed = campaign[0].allowed[0]
    page = opened(campaign, f"#f-{allowed.finding.fingerprint}")
    card = page.locator(".card.allowed")
    assert "llowed in the file: agreed with Legal (until 31 January 2027)" in card.inner_text()
    assert card.get_by_role("button", name="Decide").count() == 0


def test_the_linter_reads_the_waivers_of_its_report(linted: Any, opened: Open, found: Any, tmp_path: Path) -> None:
    for name in linted[1]:
        path = tmp_path / "copy" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((EXAMPLES / name).read_bytes())
    copy, report = tmp_path / "copy", tmp_path / "report.html"

    def check(*more: str) -> Any:
        command = [sys.executable, "-m", "offerlint", "check", ".", "--as-of", "2026-11-24", "--format", "json", *more]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 1, done.stderr
        return json.loads(done.stdout)

    before = check("--output", str(report))
    page = opened(report)
    accepted, none, promised = (found(slug) for slug in ("up-to-speed", "decision-rushed", "caller-unnamed"))
    decide(page, accepted, "Accept for now", "Agreed", "2099-01-31", "A. Reviewer")
    decide(page, none, "Not a fault", "It does end today.")
    decide(page, promised, "To fix", "The writer says the name first.")
    saved(page, copy)
    after = check("--output", str(report))
    assert len(after["findings"]) == len(before["findings"]) - 2
    told = [(one["finding"]["rule"], one["by"], one["reason"], one["until"]) for one in after["allowed"]]
    assert told == [
        (none.rule, "waiver", "It does end today.", None),
        (accepted.rule, "waiver", "Agreed", "2099-01-31"),
    ]
    page = opened(report, f"#f-{accepted.fingerprint}")
    assert "ccepted by A. Reviewer on" in page.locator(".card.here .ground").inner_text()
    page = opened(report, f"#f-{promised.fingerprint}")
    assert "that it will be mended: The writer says the name first." in page.locator(".card.here").inner_text()
