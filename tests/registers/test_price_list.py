"""Lists of plans in CSV as catalogues."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from offerlint.registers.price_list import is_price_list, read_price_list

_LIST = "SKU;Plan;Monthly price;Contract;Set-up;Speed\nL3;Larkline 300;£32.00;24 months;£15;305\n"


def test_the_heads_tell_what_a_list_says() -> None:
    (one,) = read_price_list(_LIST, "plans.csv")
    assert (one.id, one.name, one.monthly, one.term_months) == ("L3", "Larkline 300", Decimal("32.00"), Decimal(24))
    assert (one.setup_fee, one.average_speed_mbps, one.place("monthly")) == (Decimal(15), Decimal(305), "plans.csv:2")


def test_a_price_may_change_on_a_day() -> None:
    (one,) = read_price_list("name,monthly,monthly_from_2027-04-01,term\nLarkline 300,32,35,24\n", "plans.csv")
    assert [(later.start, later.monthly) for later in one.later_prices] == [(date(2027, 4, 1), Decimal(35))]


@pytest.mark.parametrize(("days", "monthly"), [("30", Decimal(9)), ("7", None)])
def test_a_price_of_other_days_is_no_monthly_one(days: str, monthly: Decimal | None) -> None:
    (one,) = read_price_list(f"name,price,period_days,term\nLarkline 8,9,{days},1\n", "sims.csv")
    assert one.monthly == monthly


def test_rows_of_one_name_and_rows_without_a_telling_name_are_left_out() -> None:
    rows = "Larkline 300,32,24\nLarkline 300,36,12\nMax,40,24\nLarkline 900,44,24\n"
    assert [one.name for one in read_price_list(f"name,monthly,term\n{rows}", "plans.csv")] == ["Larkline 900"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (_LIST, True),
        ("name,monthly\nLarkline 300,32\n", False),
        ("step,say\n1,Hello\n", False),
        (f"name,monthly,term,line\nLarkline 300,32,24,{'Does the job for a house of four. ' * 3}\n", False),
        ("", False),
    ],
)
def test_a_list_is_told_by_its_heads_and_holds_no_copy(text: str, is_one: bool) -> None:
    assert is_price_list(text) is is_one
