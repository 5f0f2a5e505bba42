"""Words, numbers, fields and marks."""

import pytest

from offerlint.text.fold import fold
from offerlint.text.words import words


@pytest.mark.parametrize(
    ("text", "tokens", "kinds"),
    [
        ("Don't pay £1,234.50", ["don't", "pay", "£", "1,234.50"], "wwmn"),
        ("18-month", ["18", "-", "month"], "nmw"),
        ("£￼ a month", ["£", "￼", "a", "month"], "mfww"),
        ("downloads¹ ² now", ["downloads", "¹", "²", "now"], "wmmw"),
        ("500Mbps", ["500", "mbps"], "nw"),
        ("½ price", ["½", "price"], "mw"),
        ("ﬁbre", ["fibre"], "w"),
        (" \n ", [], ""),
    ],
    ids=["price", "hyphen", "field", "superscripts", "unit", "fraction", "ligature", "blank"],
)
def test_tokens(text: str, tokens: list[str], kinds: str) -> None:
    found = words(fold(text))
    assert list(found.texts) == tokens
    assert found.kinds == kinds
