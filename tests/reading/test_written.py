"""Spoken numbers of a transcript, written as copy writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.reading.markup import identity
from offerlint.reading.written import written
from offerlint.text.span import Span
from tests.text.test_spoken import spelt

CASES = [
    ("twenty nine ninety nine a month for twenty four months", "£29.99 a month for 24 months"),
    ("it's twenty nine ninety nine for eighteen months", "it's £29.99 for 18 months"),
    ("it's nineteen ninety nine", "it's £19.99"),
    ("i joined in nineteen ninety nine", "i joined in 1999"),
    ("nineteen ninety nine a month", "£19.99 a month"),
    ("from twenty twenty seven it's thirty a month", "from 2027 it's £30 a month"),
    ("from twenty twenty seven pounds", "from twenty £27"),
    ("three pounds forty and a fiver off", "£3.40 and £5 off"),
    ("thirty two pounds oh five", "£32.05"),
    ("thirty two oh five a month", "£32.05 a month"),
    ("fifteen pound a month", "£15 a month"),
    ("fifteen pounds twelve months", "£15 12 months"),
    ("fifteen pounds ninety nine twelve month contract", "£15.99 12 month contract"),
    ("ten pounds and twenty texts", "£10 and 20 texts"),
    ("ten pounds and fifty pence", "£10.50"),
    ("ten pounds two channels", "£10 two channels"),
    ("a hundred quid", "£100"),
    ("one hundred and five pounds", "£105"),
    ("between twenty and thirty pounds", "between £20 and £30"),
    ("twenty to thirty pounds", "£20 to £30"),
    ("twenty four months", "24 months"),
    ("twenty, four months", "twenty, 4 months"),
    ("twenty four seven", "twenty four seven"),
    ("up to five hundred meg on five g", "up to 500 meg on 5g"),
    ("one hundred and forty to one hundred and sixty meg", "140 to 160 meg"),
    ("one point eight per cent", "1.8%"),
    ("three point nine percent", "3.9%"),
    ("nought per cent", "0%"),
    ("point five per cent", "0.5%"),
    ("point seven five per cent", "point seven five per cent"),
    ("at this point thirty per cent", "at this point 30%"),
    ("a couple of hundred quid or a few thousand pounds", "a couple of hundred quid or a few thousand pounds"),
    ("four two four two double four two two", "42424422"),
    ("ring me at nine thirty", "ring me at nine thirty"),
    ("one a month", "one a month"),
    ("twice a month", "twice a month"),
    ("the one i'd suggest", "the one i'd suggest"),
    ("29 pounds 99 or 29 99 a month", "£29.99 or £29.99 a month"),
    ("£29.99 a month for 24 months", "£29.99 a month for 24 months"),
    ("seventy nine p a day", "79 p a day"),
    ("from the first of april twenty twenty seven thirty three a month", "from the 1 april 2027 £33 a month"),
    ("oh eight hundred", "0800"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "as_written"), CASES, ids=[said for said, _ in CASES])
def test_what_is_said_is_written(said: str, as_written: str) -> None:
    assert written(identity(said)).text == as_written


@given(
    st.integers(1, 999).filter(lambda pounds: pounds % 100),
    st.integers(1, 99),
    st.sampled_from(["", " pounds", " pounds and"]),
)
def test_any_sum_reads_back_equal(pounds: int, pence: int, between: str) -> None:
    few = "oh " + spelt(pence) if pence < 10 and between != " pounds and" else spelt(pence)
    # "one hundred twenty" alone is 120; whoever means £100.20 says "pounds".
    said = f"{spelt(pounds)}{between} {few}{' pence' if between == ' pounds and' else ''} a month"
    assert written(identity(said)).text == f"£{pounds}.{pence:02} a month"


@given(st.sampled_from(CASES), st.sampled_from(["", "so ", "Right, "]))
def test_each_number_stands_for_the_very_words_it_was_said_in(case: tuple[str, str], before: str) -> None:
    said = before + case[0]
    view = written(identity(said))
    for piece in view.map:
        words = said[piece.runs[0].start : piece.runs[-1].end]
        if piece.exact:
            assert view.text[piece.view.start : piece.view.end] == words
        else:
            assert written(identity(words)).text == words or piece.view.end > piece.view.start
    whole = view.map.runs(Span(0, len(view.text)))
    assert (whole[0].start, whole[-1].end, len(whole)) == (0, len(said), 1)
