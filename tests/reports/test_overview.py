"""What the first page counts, and what it says of an earlier run and of what is allowed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from offerlint.model.finding import Allowed, Change, Standing
from offerlint.reports import FORMATS, overview
from offerlint.reports.page import cards_of, document_pages


def words(story: Any, view: str = "overview") -> str:
    """The text of one view of the page."""
    written = FORMATS["html"](*story)
    (own,) = re.findall(rf'<section class="view" id="{view}".*?(?=<section class="view)', written, flags=re.DOTALL)
    return " ".join(re.sub("<[^>]+>", " ", own).split())


def test_bars_share_a_scale_and_count_everything(campaign: Any) -> None:
    report, documents = campaign
    cards = cards_of(report)
    worst = overview.worst(document_pages(report, documents, cards))
    assert [(bar.name, bar.total) for bar in worst] == [
        ("ads/spring.html", 4), ("mail/offer.txt.j2", 3), ("calls/renewal.md", 1), ("offers/prices.xlsx", 1),
    ]  # fmt: skip
    for bar in worst:
        assert sum(part.count for part in bar.parts) == bar.total
        assert sum(part.length for part in bar.parts) == pytest.approx(overview.BAR * bar.total / 4)
        for before, after in zip(bar.parts, bar.parts[1:], strict=False):
            assert after.start == pytest.approx(before.start + before.length)
            assert before.severity.rank < after.severity.rank


def test_rulesets_with_most_errors_come_first(campaign: Any) -> None:
    assert [bar.name for bar in overview.by_ruleset(campaign[0])] == [
        "uk-pricing", "uk-opt-in", "uk-payment-security", "uk-price-rises", "uk-advertising", "plain-language",
    ]  # fmt: skip


def test_no_more_than_the_worst_documents_are_named(helpers: Any) -> None:
    found, read = [], []
    for number in range(12):
        read.append(helpers.document(f"{number:02}.txt", "Free!", [helpers.reader("Free!")("Free!")]))
        found += [helpers.finding(read[-1].sources[0], "Free")] * (number + 1)
    report = helpers.report(found, read)
    pages = document_pages(report, {one.path: one for one in read}, cards_of(report))
    assert [bar.name for bar in overview.worst(pages)] == [f"{number:02}.txt" for number in range(11, 3, -1)]


def test_what_changed_since_the_last_run(campaign: Any) -> None:
    report, documents = campaign
    new, *old = report.findings
    gone = replace(old[0], message="Something that was mended.", fingerprint="gone")
    change = Change(
        date(2026, 10, 31),
        new=(new,),
        fixed=(gone,),
        standing=tuple(Standing(one, one) for one in old),
        unread=(replace(gone, path="ads/lost.html"),),
    )
    story = replace(report, change=change), documents
    said = words(story)
    assert "Since the last run (rules of 31 October 2026) 1 new 1 fixed 8 still there 1 in files not read now" in said
    assert "What was fixed warning Something that was mended. ads/spring.html" in said
    assert [card.is_new for card in cards_of(story[0])] == [True] + [False] * 9
    assert "Since the last run" not in words(campaign)
    assert f'data-p="{new.fingerprint}" data-new>' in FORMATS["html"](*story)


@pytest.mark.parametrize(
    ("days", "state"),
    [(None, ""), (31, ""), (30, "ends in 30 days"), (1, "ends in 1 day"), (0, "ends today")],
)
def test_what_is_allowed_says_when_it_ends(days: int | None, state: str, campaign: Any) -> None:
    report, documents = campaign
    until = None if days is None else report.as_of + timedelta(days=days)
    one = replace(report, allowed=(Allowed(report.findings[0], "evidence", "LAB-12 (Insight team)", until),))
    (ground,) = overview.grounds(cards_of(one), one.as_of)
    assert ground.state == state
    said = words((one, documents))
    assert "Proved by evidence : LAB-12 (Insight team)" in said
    assert ("no end date" in said) is (days is None)
    assert ("ends " in said.partition("Allowed, and on what grounds")[2]) is bool(state)


def test_grounds_that_are_one_stand_once(campaign: Any) -> None:
    report, _ = campaign
    many = tuple(Allowed(one, "baseline", "") for one in report.findings[:3])
    waived = Allowed(report.findings[3], "waiver", "Agreed")
    made = overview.grounds(cards_of(replace(report, allowed=(*many, waived))), report.as_of)
    assert [(ground.by, len(ground.cards)) for ground in made] == [("waiver", 1), ("baseline", 3)]


def test_a_waiver_says_who_decided(campaign: Any) -> None:
    report, documents = campaign
    who, day = "A. Reviewer", date(2026, 11, 20)
    allowed = (
        Allowed(report.findings[0], "waiver", "Agreed", date(2027, 3, 31), "accept", who, day),
        Allowed(report.findings[1], "waiver", "A title", None, "not-a-fault", who, day),
    )
    said = words((replace(report, allowed=allowed), documents))
    assert "Accepted by A. Reviewer on 20 November 2026 : Agreed until 31 March 2027" in said
    assert "Found to be no fault by A. Reviewer on 20 November 2026 : A title no end date" in said


def test_what_is_left_open(campaign: Any) -> None:
    said = words(campaign)
    assert "Could not be checked ads/broken.html cannot be read" in said
    assert "Not checked ads/cy.html is in Welsh" in said
