"""The customer's words in the title of a step."""

from __future__ import annotations

import pytest

from offerlint.reading.markup import identity
from offerlint.reading.script import read_script
from offerlint.reading.script_line import asked, heard_in_title


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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('IF YES: Say "It goes up each March."', ["It goes up each March."]),
        ('If they agree, then say "It goes up each March."', ["It goes up each March."]),
        ('Never say "It goes up each March."', []),
        ('If they say "It goes up each March."', []),
    ],
)
def test_what_the_adviser_is_told_to_say_is_said(line: str, said: list[str]) -> None:
    blocks = read_script(identity(f"Agent: Hello.\n\n{line}\n")).blocks
    assert [block.text.strip('"') for block in blocks if block.speaker == "agent"] == ["Hello.", *said]


def test_lines_that_each_lead_in_a_quotation_are_said_each_by_itself() -> None:
    text = 'OPENING: "Hello there, Mo here."\nPRICE: "It goes up each March."\nDO NOT SAY: "It is fixed for ever."\n'
    blocks = [(block.speaker or "note", block.text) for block in read_script(identity(text)).blocks]
    assert [words for who, words in blocks if who == "agent"] == ['"Hello there, Mo here."', '"It goes up each March."']


@pytest.mark.parametrize("between", [" ", ": ", " -> ", ": **"])
def test_a_quotation_before_the_label_of_the_agent_is_the_customers(between: str) -> None:
    text = f'"Is it only today?"{between}Agent: No.'
    heard = asked(text)
    assert heard is not None
    words, rest = heard
    assert text[words.start : words.end] == '"Is it only today?"'
    assert text[rest:] == "No."
