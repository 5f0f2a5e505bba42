"""Files of several texts: each message is read by itself."""

from __future__ import annotations

import pytest

from offerlint.model.source import Source
from offerlint.reading.messages import label
from offerlint.reading.reader import read

OFFER, BILL = "Fernline: 40GB for £11 a month. Opt out: STOP to 60777", "Fernline: your bill is £23.10."


def messages(text: str, format: str = "text", channel: str = "sms") -> list[list[str]]:
    document = read(Source("a", text), format, {"channel": channel})
    return [[block.text for block in part.variants[0].blocks] for part in document.parts]


@pytest.mark.parametrize(
    ("text", "format"),
    [
        (f"{OFFER}\n\n{BILL}\n", "text"),
        (f"{OFFER}\n{BILL}\n", "text"),
        (f"{OFFER}\n\n{BILL}\n", "markdown"),
        (f"- {OFFER}\n- {BILL}\n", "markdown"),
    ],
)
def test_texts_of_one_sender_are_messages_apart(text: str, format: str) -> None:
    assert messages(text, format) == [[OFFER], [BILL]]


def test_a_label_with_a_number_begins_a_message_too_and_what_follows_belongs_to_it() -> None:
    text = "Texts for May\n\nSMS 1: Fernline has news.\n\nOpt out: STOP\n\nSMS 2: Your bill is ready.\n"
    assert messages(text) == [
        ["Texts for May"],
        ["SMS 1: Fernline has news.", "Opt out: STOP"],
        ["SMS 2: Your bill is ready."],
    ]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        (OFFER, "sms"),
        (f"{OFFER}\n\nStop: text STOP", "sms"),
        ("Note: call 1.\n\nNote: call 2.", "sms"),
        ("A text at 10:30 and\n\none at 11:30", "sms"),
        (f"{OFFER}\n\n{BILL}", "web"),
    ],
)
def test_one_message_has_no_parts(text: str, channel: str) -> None:
    assert messages(text, channel=channel) == []


def test_an_opt_out_in_one_text_does_not_serve_the_next() -> None:
    document = read(Source("a", f"{OFFER}\n{BILL}\n"), "text", {"channel": "push"})
    assert [part.about.channel for part in document.parts] == ["push", "push"]
    assert [part.variants[0].sections for part in document.parts] == [(0,), (0,)]


@pytest.mark.parametrize(
    ("text", "name"),
    [("Fernline: hello", "fernline"), ("Message B: hello", "message"), ("10:30", ""), ("T&Cs: 18+", ""), ("a:b", "")],
)
def test_label(text: str, name: str) -> None:
    assert label(text) == name
