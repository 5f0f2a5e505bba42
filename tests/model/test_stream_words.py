"""Which passages hold a word, and which marks phrases read through."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.block import Block
from offerlint.model.fact import UNKNOWN, Fact
from offerlint.model.needs import NOTHING, LoadedSets, Needs
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


SETS = LoadedSets()
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
    asked = NOTHING if needs is None else SETS.needs([needs])
    flags = stream.occurrences.holding(asked, "block")
    assert {number for number, flag in enumerate(flags) if flag == "1"} == numbers
    assert stream.occurrences.meets(asked) is stream.occurrences.meets(asked, "block") is bool(numbers)


def test_holding_all() -> None:
    both = SETS.needs([{"price*"}, {"rise", "zebra"}])
    assert Stream(PASSAGES).occurrences.holding(both, "block") == "1000"


@pytest.mark.parametrize(
    ("sections", "flags"),
    [((0, 0, 1, 1), "10"), ((3, 3, 5, 7), "100"), ((0, 1, 1, 1), ""), (None, "1")],
)
def test_holding_within_a_section(sections: tuple[int, ...] | None, flags: str) -> None:
    """That both stand somewhere is not enough: it must be in the same section."""
    needs = SETS.needs([{"rise"}, {"{price}"}])
    there = Stream(PASSAGES, sections=sections).occurrences
    assert (there.meets(needs), there.meets(needs, "block")) == (True, False)
    assert (there.holding(needs, "section"), there.meets(needs, "section")) == (flags, bool(flags))


def test_what_is_needed_is_met_or_not() -> None:
    sets = [{word} for word in ("price", "zeb*", "pri*", "~ce is £", "\\d", "{price}", "{date}", "*")]
    needs = [SETS.needs([one]) for one in sets]
    needs += [SETS.needs(two) for two in ([sets[0], sets[2]], [sets[0], sets[1]], [sets[1], sets[0]])]
    first = [Stream(PASSAGES).occurrences.meets(need) for need in needs]
    assert first == [True, False, True, True, True, True, False, True, True, False, False]
    assert not any(Stream([passage("A house")]).occurrences.meets(need) for need in needs)
    assert Stream(PASSAGES).occurrences.meets(NOTHING)


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
    needs = SETS.needs([words, others])
    assert stream.occurrences.meets(needs)
    assert stream.occurrences.meets(needs, "sentence") == is_in_one
    assert ("1" in stream.occurrences.holding(needs, "sentence")) == is_in_one


ONES = ("price", "prices", "pri*", "rise", "room", "{price}", "{number}", "{field}", "~ice is", "\\d", "zeb*", "*")


UNITS = ("sentence", "block", "section")


@given(
    asked=st.lists(st.lists(st.frozensets(st.sampled_from(ONES), min_size=1, max_size=3), max_size=3)),
    of=st.lists(st.sampled_from(PASSAGES), max_size=4),
    of_sections=st.lists(st.integers(0, 2), min_size=4, max_size=4).map(sorted),
)
def test_looked_up_at_once_or_one_by_one_needs_are_met_alike(
    asked: list[list[frozenset[str]]], of: list[Passage], of_sections: list[int]
) -> None:
    """Also where a set is asked for that was not there when all were looked up, and as the words themselves say."""
    sets = LoadedSets()
    needs = [sets.needs(one) for one in asked]
    alone, at_once = (Stream(of, sections=tuple(of_sections[: len(of)])) for _ in range(2))
    at_once.occurrences.look_up(sets)
    needs.append(sets.needs([{"rise", "late*"}]))
    for stream in (alone, at_once):
        assert [_said(stream, one) for one in needs] == [_said(alone, one) for one in needs]
        for one in needs:
            assert stream.occurrences.holding(one, "sentence").count("1") == sum(
                all(any(_stands(word, stream, number) for word in need) for need in one)
                for number in range(len(stream.stretches("sentence")[1]))
            )


def _said(stream: Stream, needs: Needs) -> list[object]:
    there = stream.occurrences
    return [there.meets(needs), *[(there.meets(needs, unit), there.holding(needs, unit)) for unit in UNITS]]


def _stands(need: str, stream: Stream, sentence: int) -> bool:
    """Whether what is needed stands in a sentence, each word looked at; characters in the block that it is of."""
    words = [i for i in range(len(stream)) if stream.sentence[i] == sentence]
    folded = stream.passages[stream.block[words[0]]].folded.text
    if need == "\\d":
        return any(map(str.isdigit, folded))
    if need[0] == "~":
        return need[1:] in folded
    if need[0] == "{":
        kinds = {"{number}": "n", "{field}": "f"}
        facts = {"{" + fact.kind + "}" for i in words for fact, _ in stream.facts.get(i, ())}
        return need in facts or any(stream.kinds[i] == kinds.get(need) for i in words)
    if len(need) > 1 and need[-1] == "*":
        return any(stream.texts[i].startswith(need[:-1]) for i in words)
    return any(stream.texts[i] == need for i in words)


def test_what_stands_at_the_beginning_of_sentences() -> None:
    whole = passage('"Calls (are) free. - "Prices" rise')
    stream = Stream([replace(whole, stops=(6, *whole.stops)), passage("Yes")])
    assert [stream.texts[at] for at in sorted(stream.beginnings)] == ['"', "calls", "-", '"', "prices", "yes"]
