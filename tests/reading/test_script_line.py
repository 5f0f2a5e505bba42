"""The customer's words in the title of a step."""

from __future__ import annotations

import pytest

from offerlint.reading.script_line import heard_in_title


@pytest.mark.parametrize(
    "title",
    [
        '5 "Stop ringing me"',
        "6. “Who's this? What's your number?”",
        'If they say "I have one already"',
        "“I'm on the TPS”",
    ],
)
def test_a_title_that_quotes_the_customer_is_heard(title: str) -> None:
    heard = heard_in_title(title)
    assert heard is not None
    assert title[heard.start : heard.end] == title[title.index(title[heard.start]) :]


@pytest.mark.parametrize("title", ['1 "Hello, it\'s Ada from Larkline"', 'Never say "stop ringing me"', "Stop ringing"])
def test_other_titles_are_not(title: str) -> None:
    assert heard_in_title(title) is None
