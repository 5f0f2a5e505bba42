"""What an expression needs is in whatever it matches."""

from __future__ import annotations

import re

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from offerlint.rules.literal import needs_of

TABLE = [
    (r"\bcolou?r\b", ["~colo", "~r"]),
    (r"(?:ends?|over) in \d", ["~ in ", "~end ~over", r"\d"]),
    (r"(?P<found>cheaper|faster) than", ["~cheaper ~faster", "~ than"]),
    (r"£\s?\d+", ["~£", r"\d"]),
    (r"\b(?:no|nobody) over[- ]?[3-9]\d", ["~ over", "~no", r"\d"]),
    (r"\d{4}", [r"\d"]),
    (r"(?:a|b)*", []),
    (r"(?:foo){e<=1}", []),
    (r"[a--b]c", []),
    (r"\p{L}+", []),
    (r"(?:stop|\w+) now", ["~ now"]),
    (r"a(?=bcd)", ["~a"]),
]


@pytest.mark.parametrize(("text", "needs"), TABLE)
def test_what_is_needed(text, needs):
    assert [set(one) for one in needs_of(text)] == [set(re.split(" (?=~)", one)) for one in needs]


PARTS = st.recursive(
    st.sampled_from(["a", "b", "ab", r"\d", "[ab]", "[0-9]", ".", r"\b", "c?", "£"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        inner.map(lambda part: f"(?:{part})?"),
        inner.map(lambda part: f"(?:{part})+"),
        inner.map(lambda part: f"(?={part})"),
    ),
    max_leaves=8,
)


@given(PARTS, st.text("abc£1 .", max_size=12))
def test_a_text_without_it_is_never_matched(expression, text):
    if regex.search(expression, text, regex.VERSION1):
        for needs in needs_of(expression):
            assert any(any(c.isdigit() for c in text) if need == r"\d" else need[1:] in text for need in needs)
