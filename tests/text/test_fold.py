"""Folding: one spelling for matching, with the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.text.fold import fold, look_alikes
from offerlint.text.words import words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("GUARANTEED", "guaranteed"),
        ("don’t ‘wait’ “now”", "don't 'wait' \"now\""),
        ("24–month — deal", "24-month - deal"),
        ("£30\u00a0a\u2009 \n month", "£30 a month"),
        ("gua\u200branteed", "guaranteed"),
        ("un\u00adlimited", "unlimited"),
        ("\u202eprice\u202c", "price"),
        ("ﬁbre", "fibre"),
        ("ｆｒｅｅ", "free"),
        ("gu\u0430ranteed", "guaranteed"),
        ("FR\u0395\u0395", "free"),
        ("рост цен", "рост цен"),
        ("100% ¹", "100% ¹"),
        ("a \u00af", "a \u0304"),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text())
def test_every_folded_character_has_a_place_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
    assert "  " not in folded.text


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)))
def test_case_does_not_matter(text: str) -> None:
    plain = [c for c in text if len(c.upper()) == 1 and c.upper().lower() == c.lower()]
    assert fold("".join(plain)).text == fold("".join(plain).upper()).text


@given(st.text(alphabet="abc \n\u00a0’'-–£0123.,"))
def test_words_lose_nothing_but_white_space(text: str) -> None:
    folded = fold(text)
    assert "".join(words(folded).texts) == folded.text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "tokens", "kinds"),
    [
        ("£1,234.50 a month", ["£", "1,234.50", "a", "month"], "mnww"),
        ("don't 24-month", ["don't", "24", "-", "month"], "wnmw"),
        ("￼ months", ["￼", "months"], "fw"),
        ("500Mbps*", ["500", "mbps", "*"], "nwm"),
    ],
)
def test_words(text: str, tokens: list[str], kinds: str) -> None:
    split = words(fold(text))
    assert (list(split.texts), split.kinds) == (tokens, kinds)


def test_look_alikes_are_named_once_each() -> None:
    assert look_alikes("gu\u0430r\u0430nte\u0435d рост") == ["\u0430", "\u0435"]
