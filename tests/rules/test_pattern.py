"""Regular expressions over folded text, as the words they touch."""

from __future__ import annotations

import pytest

from offerlint.model.check import OutOfTimeError
from offerlint.rules.pattern import Regex, RegexError, compile_regex


def found(expression: str, stream, within: str = "sentence") -> list[str]:
    return [
        " / ".join(place.block.text[place.span.start : place.span.end] for place in stream.places(one.start, one.end))
        for one in Regex(expression).find(stream, within)
    ]


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        (r"\b4[0-9]{3} [0-9]{4}\b", "Card 4111\xa01111 here", ["4111\xa01111"]),
        ("don't", "I DON’T know", ["DON’T"]),
        ("account (?<found>[0-9]+)", "Account 1234 and account 5678", ["1234", "5678"]),
        ("ree", "free", ["free"]),
        ("a.b", "a. b", []),
        ("^the", "The end. The start", ["The", "The"]),
    ],
)
def test_finds(expression, text, expected, stream):
    assert found(expression, stream(text)) == expected


def test_blocks_are_crossed_only_in_a_section(stream):
    text = stream("one", "two")
    assert found(r"one\s+two", text, "section") == ["one / two"]
    assert found(r"one\s+two", text, "block") == []


@pytest.mark.parametrize(("expression", "offset"), [("a[", 2), ("(a", 2), ("a*", 0), ("", 0)])
def test_mistakes(expression, offset):
    with pytest.raises(RegexError) as caught:
        compile_regex(expression)
    assert caught.value.offset == offset


def test_time_is_limited(stream, monkeypatch):
    monkeypatch.setattr("offerlint.rules.pattern.SECONDS", 0.05)
    with pytest.raises(OutOfTimeError):
        Regex(r"(a|aa|aaa)+\1*(a|a)+(a+)+$b").find(stream("a" * 400))
