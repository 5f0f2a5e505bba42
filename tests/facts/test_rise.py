"""Price changes."""

from collections.abc import Callable

import pytest

CASES: list[tuple[str, list[str]]] = [
    ("CPI + 3.9%", ['price-change "CPI + 3.9%" 3.9 basis=index']),
    ("CPI plus 3.9% each March", ['price-change "CPI plus 3.9%" 3.9 basis=index when=each march']),
    (
        "goes up every year by inflation (the CPI figure out in May) plus 2.5%",
        ['price-change "inflation (the CPI figure out in May) plus 2.5%" 2.5 basis=index when=every year'],
    ),
    (
        "Bills go up each June by RPI as set in May plus 2.5%",
        ['price-change "RPI as set in May plus 2.5%" 2.5 basis=index when=each june'],
    ),
    ("Prices rise in line with inflation", ['price-change "inflation" unknown basis=index']),
    ("tracks CPI", ['price-change "CPI" unknown basis=index']),
    ("Your bill will increase by 5% every April.", ['price-change "increase by 5%" 5 basis=percent when=every april']),
    ("goes up 5%", ['price-change "goes up 5%" 5 basis=percent']),
    ("a 5% annual increase", ['price-change "5% annual increase" 5 basis=percent when=annual']),
    ("£3 each April", ['price-change "£3 each April" 3 basis=pounds when=each april']),
    ("rises by £3", ['price-change "rises by £3" 3 basis=pounds']),
    ("Your price rises by £3 on 1 April 2027.", ['price-change "rises by £3" 3 basis=pounds when=2027-04-01']),
    ("an annual increase of £3", ['price-change "increase of £3" 3 basis=pounds when=annual']),
    ("£2 more every year", ['price-change "£2 more every year" 2 basis=pounds when=every year']),
    ("up by three pounds every spring", ['price-change "three pounds every spring" 3 basis=pounds when=every spring']),
    ("It creeps up 50p once a year", ['price-change "creeps up 50p" 0.5 basis=pounds when=once a year']),
    ("Bills jump by a fiver", ['price-change "jump by a fiver" 5 basis=pounds']),
    ("It goes up another pound each April", ['price-change "another pound each April" 1 basis=pounds when=each april']),
    (
        "It climbs with the cost of living every April",
        ['price-change "climbs with the cost of living" unknown basis=index when=every april'],
    ),
    ("Help with the cost of living", []),
    ("Prices may rise each April.", ['price-change "Prices may rise" unknown basis=unstated when=each april']),
    ("We may increase our prices.", ['price-change "increase our prices" unknown basis=unstated']),
    ("No mid-contract price rises", ['price-change "mid-contract price rises" unknown basis=unstated denied=yes']),
    (
        "Prices never rise by CPI plus 3.9% or any other index.",
        ['price-change "CPI plus 3.9%" 3.9 basis=index denied=yes'],
    ),
    ("Prices will rise to £33 a month from 1 April 2027", []),
    ("download speeds increase by 50%", []),
    ("Beat inflation with Larkline", []),
    ("CPI plus {{ rise.pct }}%", ['price-change "CPI plus ￼%" unknown basis=index']),
    (
        "prices go up by the Retail Price Index (RPI) rate of inflation (2%) in May",
        ['price-change "the Retail Price Index (RPI) rate of inflation (2%)" unknown basis=index when=in may'],
    ),
]


@pytest.mark.parametrize(("written", "facts"), CASES, ids=[case[0] for case in CASES])
def test_rise(says: Callable[..., list[str]], written: str, facts: list[str]) -> None:
    assert says(written, kinds=("price-change",)) == facts
