"""Sums in words, in rows of tables, over prices that change on days, and of payments without interest."""

from __future__ import annotations

import pytest

from tests.checks.test_agree_sums import sums

_ROWS = "| Plan | A month | Set-up | Contract | In all |\n|---|---|---|---|---|\n"

_DATED = "Starts on 1 December 2026. £25 a month until 31 March 2027, £28 a month from 1 April 2027. 12-month contract."


@pytest.mark.parametrize(
    ("sum_", "text", "words", "shown"),
    [
        (
            "total",
            "That's six months at £15 and eighteen at £27, so £596 for the 24 months.",
            "£596",
            "6 x £15.00 + 18 x £27.00 = £576.00, not £596.00",
        ),
        (
            "total",
            "It's £96 a month. Twelve of those is £1,052 for the year, so you're £80 better off.",
            "£1,052",
            "12 x £96.00 = £1,152.00, not £1,052.00",
        ),
        ("total", "It's £27 a month. Times twenty-four, that's £658.", "£658", "24 x £27.00 = £648.00, not £658.00"),
        (
            "total",
            "4 times £27, £118; 8 times £30, £240. £348 altogether.",
            "£118",
            "4 x £27.00 = £108.00, not £118.00",
        ),
        (
            "total",
            "Broadband £26 a month plus TV £14 a month: £42 a month in total.",
            "£42 a month",
            "£26.00 + £14.00 = £40.00, not £42.00",
        ),
        (
            "total",
            f"{_ROWS}| Solo | £20 | £10 | 12 months | £250 |\n| Duo | £35 | £10 | 12 months | £410 |",
            "£410",
            "12 x £35.00 + £10.00 = £430.00, not £410.00",
        ),
        (
            "total",
            "£25 a month until 31 March 2027, £28 a month from 1 April 2027. 24-month contract. £600 in total.",
            "£600",
            "12 x £25.00 + 12 x £28.00 = £636.00, not £600.00",
        ),
        (
            "total",
            "The fitting is £35, one off, and goes on the first bill with the first £24, so the first bill's £49.",
            "£49",
            "£24.00 + £35.00 = £59.00, not £49.00",
        ),
        (
            "interest-free",
            "Interest free: 24 payments of £21. To buy it outright is £480.",
            "£21",
            "24 x £21.00 = £504, £24 over £480",
        ),
    ],
)
def test_a_wrong_sum_is_shown(sum_: str, text: str, words: str, shown: str) -> None:
    assert sums(sum_, text) == [(words, shown)]


@pytest.mark.parametrize(
    ("sum_", "text"),
    [
        ("total", "That's six months at £15 and eighteen at £27, so £576 for the 24 months."),
        ("total", "It's £96 a month. Twelve of those is £1,152."),
        ("total", "4 times £27, £108; 8 times £30, £240. £348 altogether."),
        ("total", "£30 a month for the first 3 months, £36 for the other 9. 3 x £30 is £90, 9 x £36 is £324, £414."),
        ("total", "There's a £20 fitting visit, so your first bill is £62 and the year comes to £524 all in."),
        ("total", "Broadband £26 a month plus TV £14 a month, £2 off for both: £38 a month in total."),
        ("total", "Solo is £24 a month, £288 for the year. Duo is £22 a month, £528 in all."),
        ("total", f"{_ROWS}| Solo | £20 | £10 | 12 months | £240 |\n| Duo | £35 | £10 | 12 months | £430 |"),
        ("total", f"{_DATED} £324 in total."),
        ("total", "The fitting is £35, one off, with the first £24, so the first bill's £59."),
        ("interest-free", "Interest free: 24 payments of £20. To buy it outright is £480."),
        ("interest-free", "24 payments of £21 at 9.9% APR. To buy it outright is £480."),
    ],
)  # fmt: skip
def test_a_right_sum_or_none_is_fine(sum_: str, text: str) -> None:
    assert sums(sum_, text) == []
