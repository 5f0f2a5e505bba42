"""A text mentions words exactly where a plain search finds them, whichever short way is taken to it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.reading.mention import Mention, key_of

PHRASES = (
    "tv",
    "e?sims?",
    "wi-?fi",
    "sim[- ]only",
    "(?:bad|poor) credit",
    "pay (?:in|over) (?:3|three)",
    "fib(?:re|er)",
)
WORDS = st.sampled_from(
    "tv;tvs;atv;esim;sims;wi-fi;wifi;sim-only;only;bad;poor credit;pay over;3;in;fibre;fib;threepence;three;pay in;e;"
    "credit;sim only".split(";")
)


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("broadband", "broadband"),
        ("e?sims?", "sim"),
        ("wi-?fi", "wi"),
        ("instal?ments?", "insta"),
        ("(?:bad|poor) credit", " credit"),
        ("fib(?:re|er)", "fib"),
        (r"[a-z]+ speaking(?! (?:to|with))", " speaking"),
        (r"a{2}bc", "bc"),
        (r"\d+gb", "gb"),
        ("(?:a|b)", ""),
    ],
)
def test_a_key_is_in_every_mention(phrase: str, key: str) -> None:
    assert key_of(phrase) == key


@given(st.lists(WORDS, max_size=8).map(" ".join), st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4))
def test_a_mention_is_what_a_search_finds(text: str, phrases: list[str]) -> None:
    plain = re.compile(rf"\b(?:{'|'.join(phrases)})\b")
    mention = Mention(*phrases)
    assert mention(text) == bool(plain.search(text))
    assert mention.count(text) == len(plain.findall(text))
