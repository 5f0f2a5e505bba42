"""Passages and the streams that phrases read."""

from decimal import Decimal

import pytest

from offerlint.model.block import Block
from offerlint.model.fact import Fact
from offerlint.model.passage import Passage
from offerlint.model.stream import Stream
from offerlint.text.fold import fold
from offerlint.text.span import Span
from offerlint.text.view import ViewBuilder
from offerlint.text.words import words


def passage(text: str, *stops: int, facts: tuple[Fact, ...] = ()) -> Passage:
    builder = ViewBuilder(text)
    builder.copy(0, len(text))
    folded = fold(text)
    return Passage(Block(builder.build(), "body.paragraph"), folded, words(folded), stops, facts)


def test_words_map_to_view_spans() -> None:
    one = passage("Pay\u00ad  £30… now", 6)
    assert one.words.texts == ("pay", "£", "30", ".", ".", ".", "now")
    assert one.span(1, 3) == Span(6, 9)
    assert one.span(3, 4) == one.span(3, 6) == Span(9, 10)
    assert [one.word_at(offset) for offset in (0, 4, 6, 7, 9, 11)] == [0, 1, 1, 2, 3, 6]


@pytest.mark.parametrize("stops", [(), (1,), (1, 0, 2), (1, 1, 2), (2, 3)], ids=str)
def test_sentences_cover_the_words(stops: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="do not cover"):
        passage("one two three", *stops)


def test_a_stream_numbers_sentences_and_blocks() -> None:
    stream = Stream([passage("Yes. No.", 1, 3), passage("Maybe", 0)])
    assert list(stream.sentence) == [0, 0, 1, 1, 2]
    assert list(stream.block) == [0, 0, 0, 0, 1]
    assert [place.span for place in stream.places(2, 5)] == [Span(5, 8), Span(0, 5)]
    assert stream.words_under(1, Span(0, 5)) == range(4, 5)


def test_facts_begin_at_their_first_word() -> None:
    price = Fact("price", Span(5, 8), Decimal(30))
    stream = Stream([passage("Hello", 0), passage("Only £30\u00ad now", 3, facts=(price,))])
    assert stream.facts == {2: [(price, 4)]}


def test_a_fact_that_ends_on_folded_space_ends_with_its_last_word() -> None:
    price = Fact("price", Span(0, 4), Decimal(30))
    assert Stream([passage("£30  now", 2, facts=(price,))]).facts == {0: [(price, 2)]}
