"""Numbers, dates and telephone numbers in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.text.numeral import numerals
from offerlint.text.spoken import spoken_dates, spoken_phones, year_of

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelt(number: int, *, hyphen: str = " ", joined: str = " and ") -> str:
    """A whole number below a million as people say it in Britain."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (hyphen + SMALL[number % 10] if number % 10 else "")
    if number < 1000:
        rest = number % 100
        after = joined + spelt(rest, hyphen=hyphen, joined=joined) if rest else ""
        return f"{SMALL[number // 100]} hundred{after}"
    rest = number % 1000
    thousands = spelt(number // 1000, hyphen=hyphen, joined=joined)
    between = joined if rest < 100 else " "
    return f"{thousands} thousand" + (between + spelt(rest, hyphen=hyphen, joined=joined) if rest else "")


@given(st.integers(0, 999_999), st.sampled_from([" ", "-"]), st.sampled_from([" ", " and "]))
def test_a_number_spelt_out_reads_back_equal(number: int, hyphen: str, joined: str) -> None:
    words = f"it is {spelt(number, hyphen=hyphen, joined=joined)} pounds"
    found = list(numerals(words))
    assert [one.value for one in found] == [number]
    assert words[found[0].start : found[0].end] == spelt(number, hyphen=hyphen, joined=joined)


@given(st.integers(0, 999), st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_decimals_read_back_equal(whole: int, digits: list[int]) -> None:
    said = f"{spelt(whole)} point {' '.join(SMALL[digit] for digit in digits)} per cent"
    assert [one.value for one in numerals(said)] == [Decimal(f"{whole}.{''.join(map(str, digits))}")]


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("twenty four months", [24]),
        ("twenty, four months", [20, 4]),
        ("one hundred and five", [105]),
        ("one hundred, and five", [100, 5]),
        ("five hundred and twelve twenty", [512, 20]),
        ("twenty nine ninety nine", [29, 99]),
        ("twenty twenty seven", [20, 27]),
        ("nineteen ninety nine", [19, 99]),
        ("three and four", [3, 4]),
        ("sixty and five", [60, 5]),
        ("two thousand and twenty seven", [2027]),
        ("nought point five", [Decimal("0.5")]),
        ("the point two people made", [2]),
        ("someone often has none", []),
    ],
)
def test_where_one_number_ends_and_another_begins(words: str, values: list[int | Decimal]) -> None:
    assert [one.value for one in numerals(words)] == values


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("the first of april twenty twenty seven", ["1 april 2027"]),
        ("thirty first of march two thousand and twenty seven", ["31 march 2027"]),
        ("march the thirty first", ["31 march"]),
        ("april twenty twenty eight", ["april 2028"]),
        ("31st march twenty thirty", ["31 march 2030"]),
        ("fourth of june nineteen seventy one", ["4 june 1971"]),
        ("the second of may", ["2 may"]),
        ("the second may cost more", []),
        ("the first march past the palace", ["1 march"]),
        ("april is the month and twenty people came", []),
        ("31 march 2027", []),
    ],
)
def test_dates(words: str, written: list[str]) -> None:
    assert [one.written for one in spoken_dates(words)] == written


@given(st.integers(1910, 2099).filter(lambda year: year % 100 > 9))
def test_a_year_reads_back_equal(year: int) -> None:
    assert year_of(f"{SMALL[19] if year < 2000 else 'twenty'} {spelt(year % 100)}") == year


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("oh eight hundred", ["0800"]),
        ("oh eight oh eight one five seven oh one two three", ["08081570123"]),
        ("oh one six three two nine sixty one two three", ["01632960123"]),
        ("oh seven seven double oh nine hundred one two three", ["07700900123"]),
        ("zero two zero, seven nine four six, zero one two three", ["02079460123"]),
        ("plus four four two oh seven nine four six oh one two three", ["+442079460123"]),
        ("oh two things", []),
        ("oh eight people came", []),
        ("oh five hundred meg", ["0500"]),
        ("one two three four five six seven eight nine ten", []),
    ],
)
def test_phones(words: str, written: list[str]) -> None:
    assert [one.written for one in spoken_phones(words)] == written


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_a_number_said_digit_by_digit_reads_back_equal(digits: list[int]) -> None:
    number = "07" + "".join(map(str, digits))
    said = " ".join("oh" if digit == "0" else SMALL[int(digit)] for digit in number)
    assert [one.written for one in spoken_phones(f"ring {said} now")] == [number]
