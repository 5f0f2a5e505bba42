"""Which passages hold a word, and which marks phrases read through."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.block import Block
from offerlint.model.fact import UNKNOWN, Fact
from offerlint.model.needs import Needs
from offerlint.model.passage import Passage
from offerlint.model.stream import Stream
from offerlint.text.fold import fold
from offerlint.text.span import Span
from offerlint.text.view import ViewBuilder
from offerlint.text.words import words


def passage(text: str, *facts: Fact) -> Passage:
    builder = ViewBuilder(text)
    builder.copy(0, len(text))
    found = words(fold(text))
    return Passage(Block(builder.build(), "body.paragraph"), fold(text), found, (len(found) - 1,), facts)


PASSAGES = [
    passage("Prices rise"),
    passage("The price is £30", Fact("price", Span(13, 16), UNKNOWN)),
    passage("Hello \ufffc, *"),
    passage("room " * 500),
]


@pytest.mark.parametrize(
    ("needs", "numbers"),
    [
        (None, {0, 1, 2, 3}),
        ({"price"}, {1}),
        ({"price*"}, {0, 1}),
        ({"rise", "hello"}, {0, 2}),
        ({"{price}"}, {1}),
        ({"{number}"}, {1}),
        ({"{field}"}, {2}),
        ({"{date}"}, set()),
        ({"*"}, {2}),
        ({"zebra*"}, set()),
        ({"~ice is"}, {1}),
        ({"\\d"}, {1}),
    ],
)
def test_holding(needs: set[str] | None, numbers: set[int]) -> None:
    stream = Stream(PASSAGES)
    flags = stream.occurrences.holding(() if needs is None else (frozenset(needs),))
    assert {number for number, flag in enumerate(flags) if flag == "1"} == numbers
    assert needs is None or stream.occurrences.has(frozenset(needs)) is bool(numbers)


def test_holding_all() -> None:
    assert Stream(PASSAGES).occurrences.holding((frozenset({"price*"}), frozenset({"rise", "zebra"}))) == "1000"


def test_holding_within_a_section() -> None:
    needs = frozenset({"rise"}), frozenset({"{price}"})
    assert Stream(PASSAGES, sections=(0, 0, 1, 1)).occurrences.holding(needs, "section") == "1100"
    assert Stream(PASSAGES, sections=(0, 1, 1, 1)).occurrences.holding(needs, "section") == "0000"
    assert Stream(PASSAGES).occurrences.holding(needs, "section") == "1111"


def test_what_is_needed_is_met_or_not() -> None:
    needs: list[Needs] = [
        (frozenset({word}),) for word in ("price", "zeb*", "pri*", "~ce is £", "\\d", "{price}", "{date}", "*")
    ]
    needs += [(*needs[0], *needs[2]), (*needs[0], *needs[1]), (*needs[1], *needs[0])]
    first = [Stream(PASSAGES).occurrences.meets(need) for need in needs]
    assert first == [True, False, True, True, True, True, False, True, True, False, False]
    assert not any(Stream([passage("A house")]).occurrences.meets(need) for need in needs)
    assert Stream(PASSAGES).occurrences.meets(())


def test_the_stretch_of_a_word() -> None:
    stream = Stream(PASSAGES[:3], sections=(0, 1, 1))
    assert [stream.unit(at, "section") for at in (0, 1, 2, 7)] == [(0, 2), (0, 2), (2, 11), (2, 11)]
    assert [stream.unit(at, "block") for at in (0, 2, 7)] == [(0, 2), (2, 7), (7, 11)]


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("a-b", "-"),
        ("a–b", "-"),
        ("a—b", ""),
        ("a - b", ""),
        ("-b", ""),
        ("“a” (b) c* d†", '""()*†'),
        ("a, b; c: d. e", ""),
        ("a® 🎉 b", "®🎉"),
        ("£5 & 5%", ""),
    ],
)
def test_marks_read_through(text: str, clear: str) -> None:
    stream = Stream([passage(text)])
    assert "".join(one for one, is_clear in zip(stream.texts, stream.clear, strict=True) if is_clear) == clear


@pytest.mark.parametrize(
    ("words", "others", "is_in_one"),
    [
        ({"calls", "zebra"}, {"free"}, True),
        ({"calls"}, {"rise"}, False),
        ({"pri*"}, {"2027"}, True),
        ({"pri*"}, {"free"}, False),
        ({"texts"}, {"\\d"}, True),
    ],
)
def test_needs_are_met_within_a_sentence_or_anywhere(words: set[str], others: set[str], *, is_in_one: bool) -> None:
    whole = passage("Calls are free. Prices rise in 2027. Texts cost £2")
    stream = Stream([replace(whole, stops=(3, 8, *whole.stops))])
    needs = (frozenset(words), frozenset(others))
    assert stream.occurrences.meets(needs)
    assert stream.occurrences.meets(needs, "sentence") == is_in_one
    assert ("1" in stream.occurrences.sentences_with(needs)) == is_in_one


ONES = ("price", "prices", "pri*", "rise", "room", "{price}", "{number}", "{field}", "~ice is", "\\d", "zeb*", "*")


@given(
    asked=st.lists(st.lists(st.frozensets(st.sampled_from(ONES), min_size=1, max_size=3), max_size=3).map(tuple)),
    of=st.lists(st.sampled_from(PASSAGES), max_size=4),
)
def test_what_was_asked_before_is_answered_alike(asked: list[Needs], of: list[Passage]) -> None:
    """Whatever other texts were asked for, a text that looks all of it up says what it would say one by one."""
    alone = Stream(of).occurrences
    said = [(alone.meets(needs), alone.meets(needs, "sentence"), alone.together(needs)) for needs in asked]
    again = Stream(of).occurrences
    again.look_up()
    assert [(again.meets(needs), again.meets(needs, "sentence"), again.together(needs)) for needs in asked] == said
    assert [again.holding(needs) for needs in asked] == [alone.holding(needs) for needs in asked]
