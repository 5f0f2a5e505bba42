"""What an expression needs is in whatever it matches."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from offerlint.rules.literal import needs_of

TABLE = [
    (r"\bcolou?r\b", {"~colo"}),
    (r"(?:ends?|over) in \d", {"~ in "}),
    (r"(?P<found>cheaper|faster) than", {"~cheaper", "~faster"}),
    (r"£\s?\d+", {"~£"}),
    (r"\b(?:no|nobody) over[- ]?[3-9]\d", {"~ over"}),
    (r"\d{4}", {r"\d"}),
    (r"(?:a|b)*", None),
    (r"(?:foo){e<=1}", None),
    (r"[a--b]c", None),
    (r"\p{L}+", None),
    (r"(?:stop|\w+) now", {"~ now"}),
    (r"a(?=bcd)", {"~a"}),
]


@pytest.mark.parametrize(("text", "needs"), TABLE)
def test_what_is_needed(text, needs):
    assert needs_of(text) == needs


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
    needs = needs_of(expression)
    matched = regex.search(expression, text, regex.VERSION1)
    if matched and needs is not None:
        assert any(any(c.isdigit() for c in text) if need == r"\d" else need[1:] in text for need in needs)
