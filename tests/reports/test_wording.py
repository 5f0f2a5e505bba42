"""When a finding shows, in words."""

from __future__ import annotations

import pytest

from offerlint.model.block import Literal
from offerlint.reports.wording import condition


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        ([{"vip": "no", "promo": "yes"}], "when promo is yes and vip is no"),
        ([{"for p in plans": "0"}], "when plans is empty"),
        ([{"for p in plans": "1"}, {"for p in plans": "2"}], "when plans has any"),
        (
            [{"for p in plans": "2"}, {"for p in plans": "1", "vip": "yes"}],
            "when plans has one and vip is yes or when plans has two or more",
        ),
        ([{}], ""),
    ],
)
def test_choices_are_said_in_words(sets: list[dict[str, str]], said: str) -> None:
    assert condition([frozenset(Literal(*each) for each in one.items()) for one in sets]) == said
