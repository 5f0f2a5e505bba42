"""Quantities, and the figures that are none."""

from collections.abc import Callable

import pytest

CASES: list[tuple[str, list[str]]] = [
    ("Fibre 500", ['quantity "500" 500']),
    ("3 in 4", ['quantity "3" 3', 'quantity "4" 4']),
    ("twelve channels", ['quantity "twelve" 12']),
    ("2,500 customers", ['quantity "2,500" 2500']),
    ("M25", []),
    ("5G", []),
    ("24/7", []),
    ("1/2", []),
    ("version 3.10.2", []),
    ("9am", []),
    ("9.30am", []),
    ("09:30", []),
    ("AB12345", []),
    ("no one", []),
    ("ring 1-2-1", []),
]


@pytest.mark.parametrize(("written", "facts"), CASES, ids=[case[0] for case in CASES])
def test_number(says: Callable[..., list[str]], written: str, facts: list[str]) -> None:
    assert says(written, kinds=("quantity", "price", "speed", "date")) == facts
