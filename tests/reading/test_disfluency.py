"""What is said without saying anything is left out, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.reading.disfluency import fluent, is_murmur
from offerlint.reading.markup import identity


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("it's er twenty um nine", "it's twenty nine"),
        ("Er, so, um, it is.", "so it is."),
        ("There's, er, an early exit fee", "There's an early exit fee"),
        ("the the price is is thirty", "the price is thirty"),
        ("you can only you can only cancel by post", "you can only cancel by post"),
        ("your full er your full password", "your full password"),
        ("it's thirty you know a month", "it's thirty a month"),
        ("i mean it's good", "it's good"),
        ("bro- broadband", "broadband"),
        ("it's [laughs] thirty (coughs) a month", "it's thirty a month"),
        ("so you know calls are recorded", "so you know calls are recorded"),
        ("do you know what i mean", "do you know what i mean"),
        ("you know the one", "you know the one"),
        ("no no i had had that that very very day", "no no i had had that that very very day"),
        ("oh eight double oh nine nine nine", "oh eight double oh nine nine nine"),
        ("twenty twenty", "twenty twenty"),
        ("the hummer and the umbrella", "the hummer and the umbrella"),
        ("a 12-month plan - and more", "a 12-month plan - and more"),
        ("[pause recording]", "[pause recording]"),
        ("um", "um"),
        ("", ""),
    ],
)
def test_what_is_left(said: str, meant: str) -> None:
    assert fluent(identity(said)).text == meant


@pytest.mark.parametrize(
    ("words", "only"),
    [("mm", True), ("uh huh", True), ("Mhm. Mm.", True), ("yeah", False), ("", False), ("mmr", False)],
)
def test_a_murmur(words: str, only: bool) -> None:
    assert is_murmur(words) == only


@given(
    st.lists(
        st.sampled_from("er um the price you know is the is £30 a month, - month . uh-huh hm".split()), max_size=14
    )
)
def test_what_is_left_stands_as_it_was_said(words: list[str]) -> None:
    said = " ".join(words)
    view = fluent(identity(said))
    left = [said[run.start : run.end] for piece in view.map for run in piece.runs]
    assert "".join(left) == view.text
