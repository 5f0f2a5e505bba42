"""Dates, day first."""

from collections.abc import Callable

import pytest

CASES: list[tuple[str, list[str]]] = [
    ("31 March 2027", ['date "31 March 2027" 2027-03-31 precision=day']),
    ("31st of March 2027", ['date "31st of March 2027" 2027-03-31 precision=day']),
    ("Sunday 31 March", ['date "31 March" unknown day=31 month=3 precision=yearless']),
    ("1st April", ['date "1st April" unknown day=1 month=4 precision=yearless']),
    ("March 31", ['date "March 31" unknown day=31 month=3 precision=yearless']),
    ("March 31, 2027", ['date "March 31, 2027" 2027-03-31 precision=day']),
    ("April 2027", ['date "April 2027" 2027-04-01 precision=month']),
    ("1 Apr 27", ['date "1 Apr 27" 2027-04-01 precision=day']),
    ("31/03/27", ['date "31/03/27" 2027-03-31 precision=day']),
    ("31/3/27", ['date "31/3/27" 2027-03-31 precision=day']),
    ("31.03.2027", ['date "31.03.2027" 2027-03-31 precision=day']),
    ("31-03-2027", ['date "31-03-2027" 2027-03-31 precision=day']),
    ("2027-03-31", ['date "2027-03-31" 2027-03-31 precision=day']),
    ("3/4/27", ['date "3/4/27" 2027-04-03 precision=day']),
    ("03/31/27", ['date "03/31/27" 2027-03-31 precision=day']),
    ("31/02/27", []),
    ("in April", ['date "April" unknown month=4 precision=month']),
    ("you may", []),
    ("ends midnight Sunday", ['date "Sunday" unknown precision=relative role=end']),
    ("ends tonight", ['date "tonight" unknown precision=relative role=end']),
    ("until 31 March", ['date "31 March" unknown day=31 month=3 precision=yearless role=end']),
    ("offer ends 11.59pm on 31 March 2027", ['date "31 March 2027" 2027-03-31 precision=day role=end']),
    ("from 1 April 2027", ['date "1 April 2027" 2027-04-01 precision=day role=start']),
    ("by {{ end_date }}", ['date "￼" unknown precision=unknown role=end']),
    ("charged on {{ first_charge_date }}", ['date "￼" unknown precision=unknown']),
    ("Apr. 18", ['date "Apr. 18" unknown day=18 month=4 precision=yearless']),
    ("each April. 18-month contract", []),
    ("April 18 months later", []),
    ("24/7", []),
    ("1/2", []),
]


@pytest.mark.parametrize(("written", "facts"), CASES, ids=[case[0] for case in CASES])
def test_date(says: Callable[..., list[str]], written: str, facts: list[str]) -> None:
    assert says(written, kinds=("date",)) == facts
