"""Price lists of a firm's own making as catalogues."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from offerlint.registers.price_list import read_price_list

SEMICOLONS = "SKU;Plan;Monthly price;Contract;Set-up;Average speed\nL3;Larkline 300;£32.00;24 months;£15;305\n"


def test_the_heads_tell_what_a_list_says() -> None:
    (one,) = read_price_list(SEMICOLONS, "plans.csv")
    assert (one.id, one.name, one.monthly, one.term_months) == ("L3", "Larkline 300", Decimal("32.00"), Decimal(24))
    assert (one.setup_fee, one.average_speed_mbps, one.place("monthly")) == (Decimal(15), Decimal(305), "plans.csv:2")


def test_a_price_may_change_on_a_day() -> None:
    (one,) = read_price_list("name,monthly,monthly_from_2027-04-01,term\nLarkline 300,32,35,24\n", "plans.csv")
    assert [(later.start, later.monthly) for later in one.later_prices] == [(date(2027, 4, 1), Decimal(35))]


def test_lines_and_words_in_place_of_figures() -> None:
    text = "name,monthly,term,set_up,data\nLarkline 300,32,24,free,\nRoam 8,8,1,,unlimited\n"
    fibre, sim = read_price_list(text, "plans.csv")
    assert (fibre.setup_fee, fibre.data_gb, fibre.place("monthly")) == (Decimal(0), None, "plans.csv:2")
    assert (sim.setup_fee, sim.data_gb, sim.place("term_months")) == (None, "unlimited", "plans.csv:3")


@pytest.mark.parametrize(("days", "count"), [("30", 1), ("7", 0)])
def test_a_price_of_other_days_is_no_monthly_one(days: str, count: int) -> None:
    assert len(read_price_list(f"name,price,period_days,term\nLarkline 8,9,{days},1\n", "sims.csv")) == count


def test_rows_of_one_name_and_rows_without_a_telling_name_are_left_out() -> None:
    rows = "Larkline 300,32,24\nlarkline 300,36,12\nMax,40,24\nLarkline 900,44,24\n"
    assert [one.name for one in read_price_list(f"name,monthly,term\n{rows}", "plans.csv")] == ["Larkline 900"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "step,say\n1,Hello\n",
        "name,price\nFibre 80,20\n",
        "name,price,size\nFibre 80,20,4\n",
        "name,price,billing,gb\nFibre 80,20,yearly,4\n",
        'name,monthly,term\n"Fibre 80\n',
        "name,monthly,term,text\nFibre 80,20,12,Fibre that is quick and is here and is yours today\n",
        "name,monthly,term\nFibre 80,cheap,12\nFibre 90,dear,24\nFibre 95,20,24\n",
    ],
)
def test_what_is_no_price_list_has_no_offers(text: str) -> None:
    assert read_price_list(text, "plans.csv") == ()
