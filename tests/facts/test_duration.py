"""Durations and what lasts so long."""

from collections.abc import Callable

import pytest

CASES: list[tuple[str, list[str]]] = [
    ("18 mth", ['duration "18 mth" 18 count=18 role=none unit=month']),
    ("24-month contract", ['duration "24-month" 24 count=24 role=contract unit=month']),
    ("24m contract", ['duration "24m" 24 count=24 role=contract unit=month']),
    ("24m", ['duration "24m" 24 count=24 role=none unit=month']),
    ("24m customers", []),
    ("2 year", ['duration "2 year" 24 count=2 role=none unit=year']),
    ("two-year plan", ['duration "two-year" 24 count=2 role=contract unit=year']),
    ("twenty-four months", ['duration "twenty-four months" 24 count=24 role=none unit=month']),
    ("minimum term of 18 months", ['duration "18 months" 18 count=18 role=contract unit=month']),
    ("Minimum term: 24 months", ['duration "24 months" 24 count=24 role=contract unit=month']),
    ("contract length: 12 months", ['duration "12 months" 12 count=12 role=contract unit=month']),
    ("you're on it for 18 months", ['duration "18 months" 18 count=18 role=contract unit=month']),
    ("stay with us for at least two years", ['duration "two years" 24 count=2 role=contract unit=year']),
    ("each April. 18-month contract", ['duration "18-month" 18 count=18 role=contract unit=month']),
    ("30-day rolling", ['duration "30-day" 1.00 count=30 role=rolling unit=day']),
    ("1 month rolling contract", ['duration "1 month" 1 count=1 role=rolling unit=month']),
    ("monthly rolling plan", ['duration "monthly rolling" 1 count=1 role=rolling unit=month']),
    ("the whole year's contract", ['duration "whole year\'s" 12 count=1 role=contract unit=year']),
    ("annual contract", ['duration "annual" 12 count=1 role=contract unit=year']),
    ("for 6 months", ['duration "6 months" 6 count=6 role=promotion unit=month']),
    ("first 3 months", ['duration "3 months" 3 count=3 role=promotion unit=month']),
    ("30 days' notice", ['duration "30 days" 1.00 count=30 role=notice unit=day']),
    ("14-day cooling-off period", ['duration "14-day" 0.47 count=14 role=cooling-off unit=day']),
    ("14 days to cancel", ['duration "14 days" 0.47 count=14 role=cooling-off unit=day']),
    ("30-day money-back guarantee", ['duration "30-day" 1.00 count=30 role=cooling-off unit=day']),
    ("7-day free trial", ['duration "7-day" 0.23 count=7 role=trial unit=day']),
    ("2-year warranty", ['duration "2-year" 24 count=2 role=guarantee unit=year']),
    ("repayable over 36 months", ['duration "36 months" 36 count=36 role=repayment unit=month']),
    ("18 years old", ['duration "18 years" 216 count=18 role=none unit=year']),
    ("{{ contract_months }} months", ['duration "￼ months" unknown count=unknown role=none unit=month']),
    ("{{ plan.term }}", ['duration "￼" unknown count=unknown role=none unit=month']),
    ("￼-month contract", ['duration "￼-month" unknown count=unknown role=contract unit=month']),
    ("12-24 months", ['duration "24 months" 24 count=24 role=none unit=month']),
    ("14 days after you agree to cancel", ['duration "14 days" 0.47 count=14 role=cooling-off unit=day']),
    ("24-month plan", ['duration "24-month" 24 count=24 role=contract unit=month']),
    ("Sign for a year and a half.", ['duration "a year and a half" 18.0 count=1.5 role=contract unit=year']),
    ("for two and a half years", ['duration "two and a half years" 30.0 count=2.5 role=promotion unit=year']),
    (
        "one point five and a half years",
        ['duration "one point five and a half years" 24.0 count=2.0 role=none unit=year'],
    ),
    ("2 and a half years", ['duration "2 and a half years" 30.0 count=2.5 role=none unit=year']),
    ("tie you in for a couple of years", ['duration "a couple of years" 24 count=2 role=contract unit=year']),
    ("signed up for a year", ['duration "a year" 12 count=1 role=contract unit=year']),
    ("with a month's commitment", ['duration "a month" 1 count=1 role=contract unit=month']),
    ("with a month's pay", []),
    ("half a year", ['duration "half a year" 6.0 count=0.5 role=none unit=year']),
    ("a fortnight to change your mind", ['duration "a fortnight" 0.47 count=2 role=cooling-off unit=week']),
    ("£30 a year, twice a month", []),
    ("30-day plan", ['duration "30-day" 1.00 count=30 role=rolling unit=day']),
]


@pytest.mark.parametrize(("written", "facts"), CASES, ids=[case[0] for case in CASES])
def test_duration(says: Callable[..., list[str]], written: str, facts: list[str]) -> None:
    assert says(written, kinds=("duration",)) == facts
