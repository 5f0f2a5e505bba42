"""Where sentences end that nobody punctuated."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.reading.utterance import LONGEST, ends


def cut(text: str) -> list[str]:
    at = [0, *ends(text), len(text)]
    return [text[low:high].strip() for low, high in pairwise(at)]


@pytest.mark.parametrize(
    ("said", "sentences"),
    [
        ("hello there", ["hello there"]),
        (
            "i'll get that booked in for you on tuesday okay and now about the price it's thirty pounds a month",
            ["i'll get that booked in for you on tuesday", "okay and now about the price it's thirty pounds a month"],
        ),
        (
            "it goes up each april in line with inflation and you can leave but there is a fee",
            ["it goes up each april in line with inflation and you can leave but there is a fee"],
        ),
        (
            "so the box comes in the post with the router inside and the leads and the card so you just plug it all in",
            [
                "so the box comes in the post with the router inside and the leads and the card",
                "so you just plug it all in",
            ],
        ),
        ("i just want to say that everyone is so okay", ["i just want to say that everyone is so okay"]),
        ("have a look at it\nit's thirty", ["have a look at it", "it's thirty"]),
        ("it's thirty pounds and\na fee for the", ["it's thirty pounds and\na fee for the"]),
        ("It's thirty. And no more okay but anyway.", ["It's thirty. And no more okay but anyway."]),
    ],
)  # fmt: skip
def test_sentences(said: str, sentences: list[str]) -> None:
    assert cut(said) == sentences


@given(
    st.lists(st.sampled_from("so and the price okay it's thirty a month if you but when yes.".split()), max_size=200)
)
def test_no_sentence_grows_without_end_and_no_word_is_cut(words: list[str]) -> None:
    text = " ".join(words)
    assert " ".join(cut(text)) == text
    assert all(len(sentence.split()) <= LONGEST for sentence in cut(text))
