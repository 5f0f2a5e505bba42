"""The edits that a rule's fix makes of a hit: only where the source says the very words, in one stretch."""

from __future__ import annotations

from datetime import date

import pytest

from offerlint import lint, load_rules
from offerlint.model.block import Block, Place
from offerlint.model.finding import Edit, Fix, Hit
from offerlint.model.remedy import Remedy
from offerlint.model.source import Source
from offerlint.repair import apart, edited, fix
from offerlint.text.span import Span
from offerlint.text.view import ViewBuilder

RULES = load_rules()
DAY = date(2026, 11, 24)
SWITCH_OFF = "uk-safety/old-switch-off-date"
RATE = "uk-service-levels/outdated-compensation-rate"
PADDING = "plain-language/roundabout-words"
ABOUT = {"kind": "copy", "audience": "consumer", "products": ["landline", "broadband"]}


def fixed(text: str, rule: str, filename: str = "a.txt", day: date = DAY) -> str | None:
    """The text with the fix of its one finding made, None when it has no fix."""
    report = lint(text, filename=filename, as_of=day, rules=RULES, select=[rule], about=ABOUT)
    (finding,) = report.findings
    return edited(text, [finding.fix]) if finding.fix else None


@pytest.mark.parametrize(
    ("filename", "text", "is_exact"),
    [
        ("a.txt", "Landlines switched off in December 2025.", True),
        ("a.txt", "LANDLINES SWITCHED OFF IN Dec 2025.", True),
        ("a.txt", "Landlines switched off in December\n2025.", False),
        ("a.txt", "By 2025 all analogue landlines will be gone.", False),
        ("a.md", "Landlines *switched off* in **December 2025**.", True),
        ("a.md", "Landlines switched off in **December** 2025.", False),
        ("a.html", "<p>Landlines switched off in <b>December 2025</b>.", True),
        ("a.html", '<img alt="Landlines switched off in Dec 2025">', True),
        ("a.html", "<p>Landlines switched off in December&nbsp;2025.", False),
        ("a.html", "<p>Landlines switched off in December 202&#53;.", False),
        ("a.html.j2", "<p>{% if x %}Landlines switched off in Dec 2025{% endif %}", True),
        ("a.html.j2", "<p>{% raw %}Landlines switched off in Dec 2025{% endraw %}", True),
        ("a.html.j2", "{% set d = 'Dec 2025' %}<p>Landlines switched off in {{ d }}", True),
        ("a.html.j2", "<p>Landlines switched off in {% if x %}Dec{% else %}May{% endif %} 2025", False),
    ],
)
def test_only_what_the_source_says_in_one_stretch(filename: str, text: str, is_exact: bool) -> None:
    after = text.replace("December 2025", "January 2027").replace("Dec 2025", "Jan 2027")
    assert fixed(text, SWITCH_OFF, filename) == (after if is_exact else None)


@pytest.mark.parametrize(
    ("day", "words", "after"),
    [
        (DAY, "£9.76 a day if repaired late", "£10.34 a day if repaired late"),
        (date(2025, 5, 1), "£9.76 a day if repaired late", "£9.98 a day if repaired late"),
        (
            DAY,
            "£9.76 if repaired late, £29.15 for a missed visit",
            "£10.34 if repaired late, £32.31 for a missed visit",
        ),
        (DAY, "£8 a day if repaired late", "£8 a day if repaired late"),
        (date(2027, 5, 1), "£9.76 a day if repaired late", "£9.76 a day if repaired late"),
    ],
    ids=["today", "that day", "two", "never a rate", "no figure on file"],
)
def test_a_figure_gone_by_becomes_that_of_the_day(day: date, words: str, after: str) -> None:
    text = f"Automatic compensation: {words}."
    report = lint(text, as_of=day, rules=RULES, select=[RATE], about=ABOUT)
    assert report.findings
    assert edited(text, [finding.fix for finding in report.findings if finding.fix]) == text.replace(words, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Call us prior to that.", "Call us before that."),
        ("Prior to that, call us.", "Before that, call us."),
        ("CALL US PRIOR TO THAT.", "CALL US BEFORE THAT."),
        ("Call us “prior to” that day, at least.", "Call us “before” that day, at least."),
        ("The majority of calls are short.", None),
    ],
)
def test_words_keep_the_case_of_those_found(before: str, after: str | None) -> None:
    report = lint(before, as_of=DAY, rules=RULES, select=[PADDING], about=ABOUT)
    fixes = [finding.fix for finding in report.findings if finding.fix]
    assert (edited(before, fixes) if fixes else None) == after


def test_data_is_no_text_to_edit() -> None:
    text = "Switched off in December 2025."
    builder = ViewBuilder(text)
    builder.copy(0, len(text))
    hit = Hit((Place(Block(builder.build(), "body.paragraph"), Span(16, 29)),))
    remedy = Remedy("safe", text="January 2027")
    assert fix(hit, remedy, [Source("a.txt", text)], {}, DAY) == Fix("safe", (Edit(16, 29, "January 2027"),))
    assert fix(hit, remedy, [Source("a.docx", text, encoding="")], {}, DAY) is None


def test_fixes_that_touch_wait_for_the_next_round() -> None:
    one, two, three = (Fix("safe", (Edit(*edit),)) for edit in ((0, 3, "x"), (3, 5, "y"), (7, 8, "z")))
    assert apart([three, two, one, one]) == [one, three]
    assert edited("abcdefgh", [one, three]) == "xdefgz"
