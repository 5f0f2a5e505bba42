"""Measures of the text and their limits."""

from __future__ import annotations

import pytest

from offerlint.checks.sms import length, segments

LONG = "We post the router " + "and the cable " * 12 + "to you. It is here."


@pytest.mark.parametrize(
    ("spec", "text", "expected"),
    [
        ("{measure: sentence-words, at_most: 30}", LONG, [LONG[: LONG.index(" It is")]]),
        ("{measure: sentence-words, at_most: 60}", LONG, []),
        ("{measure: sentence-words, at_most: 30, where: [body.heading]}", LONG, []),
        ("{measure: sentence-words, at_most: 3}", "Average 67Mbps\n24 month contract\nNo joining fee", []),
        ("{measure: sentence-words, at_most: 3}", "We send the\nrouter by post", ["We send the\nrouter by post"]),
        ("{measure: capitals-run, at_most: 2}", "Get IT ALL NOW today", ["IT ALL NOW"]),
        ("{measure: capitals-run, at_most: 2}", "SAVE £50, TODAY ONLY", ["SAVE £50, TODAY ONLY"]),
        ("{measure: capitals-run, at_most: 2}", "The UK and EU, CPI or RPI", []),
        ("{measure: exclamation-marks, at_most: 1}", "Now! Here! Go", ["! Here!"]),
        ("{measure: exclamation-marks, at_most: 2}", "Now! Here! Go", []),
        ("{measure: characters, at_most: 5}", "abcdef", ["abcdef"]),
        ("{measure: characters, at_most: 6}", "abcdef", []),
        ("{measure: characters-together, at_most: 8}", "abcd\n\nefgh", ["abcd"]),
        ("{measure: characters-together, at_most: 9}", "abcd\n\nefgh", []),
        ("{measure: sms-segments, at_most: 1}", "a" * 161, ["a" * 161]),
        ("{measure: sms-length, at_most: 160}", "a" * 160, []),
    ],
)
def test_limits(spec, text, expected, flagged):
    assert flagged(f"limit: {spec}", text) == expected


def test_the_figures_are_told(run):
    (hit,) = run("limit: {measure: exclamation-marks, at_most: 1}", "Now! Here! Go")
    assert hit.found == {"measured": "2", "limit": "1"}


HARD = (
    "Notwithstanding contractual obligations previously communicated, subscribers requesting discontinuation "
    "throughout minimum commitment periods necessarily incur proportionate administrative termination charges, "
    "calculated individually according to outstanding equipment contributions and remaining subscription instalments. "
) * 3
EASY = "We post it to you. It works at once. You plug it in. It is done. " * 6


@pytest.mark.parametrize("measure", ["automated-readability-index", "coleman-liau", "lix", "rix"])
def test_readability_tells_hard_from_easy(measure, flagged):
    limits = {"automated-readability-index": 14, "coleman-liau": 14, "lix": 55, "rix": 7}
    spec = f"limit: {{measure: {measure}, at_most: {limits[measure]}}}"
    assert flagged(spec, HARD) == [HARD.strip()]
    assert flagged(spec, EASY) == []
    assert flagged(spec, HARD[:200]) == []


@pytest.mark.parametrize(
    ("text", "characters", "parts"),
    [
        ("", 0, 0),
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("€", 2, 1),
        ("£" * 160, 160, 1),
        ("a" * 70 + "’", 71, 2),
        ("’" * 70, 70, 1),
        ("\U0001f389" * 35, 70, 1),
        ("\U0001f389" * 36, 72, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
    ],
)
def test_text_messages(text, characters, parts):
    assert (length(text), segments(text)) == (characters, parts)
