"""Percentages and annual percentage rates."""

from collections.abc import Callable

import pytest

CASES: list[tuple[str, list[str]]] = [
    (
        "9.9% APR representative (variable)",
        ['apr "9.9% APR representative (variable)" 9.9 representative=yes variable=yes'],
    ),
    ("0% APR", ['apr "0% APR" 0 representative=no variable=no']),
    ("APR 1058%", ['apr "APR 1058%" 1058 representative=no variable=no']),
    ("Representative APR 1058%.", ['apr "Representative APR 1058%" 1058 representative=yes variable=no']),
    (
        "representative 19.9% APR (fixed)",
        ['apr "representative 19.9% APR (fixed)" 19.9 representative=yes variable=no'],
    ),
    (
        "34.9% representative APR variable",
        ['apr "34.9% representative APR variable" 34.9 representative=yes variable=yes'],
    ),
    ("Representative example: 9.9% APR", ['apr "9.9% APR" 9.9 representative=yes variable=no']),
    ("{{ apr }}% APR", ['apr "￼% APR" unknown representative=no variable=no']),
    ("from 6.1% APR", ['apr "6.1% APR" 6.1 bound=from representative=no variable=no']),
    ("100% recycled", ['percentage "100%" 100 role=none']),
    ("99.9% uptime", ['percentage "99.9%" 99.9 role=none']),
    ("5 per cent", ['percentage "5 per cent" 5 role=none']),
    ("interest rate of 19.9% p.a.", ['percentage "19.9%" 19.9 role=rate']),
]


@pytest.mark.parametrize(("written", "facts"), CASES, ids=[case[0] for case in CASES])
def test_percent(says: Callable[..., list[str]], written: str, facts: list[str]) -> None:
    assert says(written, kinds=("apr", "percentage")) == facts
