"""Savings."""

from collections.abc import Callable

import pytest

CASES: list[tuple[str, list[str]]] = [
    ("save £80", ['saving "save £80" 80 unit=pounds']),
    ("Save up to £162 a year*", ['saving "Save up to £162 a year" 162 bound=up-to mark=* period=year unit=pounds']),
    ("saving of £12.40", ['saving "saving of £12.40" 12.40 unit=pounds']),
    ("£10 off", ['saving "£10 off" 10 unit=pounds']),
    ("£10 a month off", ['saving "£10 a month off" 10 period=month unit=pounds']),
    ("£60.00 saving £12.40", ['saving "saving £12.40" 12.40 unit=pounds']),
    ("50% off", ['saving "50% off" 50 unit=percent']),
    ("save 50%", ['saving "save 50%" 50 unit=percent']),
    ("up to 75% off", ['saving "75% off" 75 bound=up-to unit=percent']),
    ("fifty per cent off", ['saving "fifty per cent off" 50 unit=percent']),
    ("20% discount", ['saving "20% discount" 20 unit=percent']),
    ("half price for 6 months", ['saving "half price" 50 months=6 unit=percent']),
    ("half-price", ['saving "half-price" 50 unit=percent']),
    ("½ price", ['saving "½ price" 50 unit=percent']),
    ("3 months free", ['saving "3 months free" 3 unit=months']),
    ("free for the first 3 months", ['saving "free for the first 3 months" 3 unit=months']),
    ("buy one get one free", ['saving "buy one get one free" multibuy unit=multibuy']),
    ("{{ discount_pct }}% off", ['saving "￼% off" unknown unit=percent']),
    ("save {{ saving }}", ['saving "save ￼" unknown unit=unknown']),
    ("£50 off-peak", []),
]


@pytest.mark.parametrize(("written", "facts"), CASES, ids=[case[0] for case in CASES])
def test_saving(says: Callable[..., list[str]], written: str, facts: list[str]) -> None:
    assert says(written, kinds=("saving",)) == facts
