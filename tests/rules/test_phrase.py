"""What phrases find, and what they do not."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.fact import UNKNOWN, Fact
from offerlint.model.later import Later
from offerlint.model.needs import NOTHING
from offerlint.rules.phrase import Phrase
from offerlint.rules.phrase_alternatives import Alternatives
from offerlint.rules.phrase_compile import compile_phrase
from offerlint.rules.phrase_error import PhraseError
from offerlint.rules.phrase_lists import PhraseLists
from offerlint.rules.phrase_parse import parse
from offerlint.rules.phrase_tree import Word
from offerlint.text.span import Span

LISTS = PhraseLists(
    {
        "index": ["CPI", "RPI", "[the] rate of inflation"],
        "rise": ["(rise|increase|go up)*", "up by"],
        "rise-by-index": ["@rise ... @index"],
        "loop": ["a @pool"],
        "pool": ["b @loop"],
    }
)


def found(phrase: str, stream, within: str = "sentence") -> list[str]:
    texts = []
    for match in compile_phrase(phrase, LISTS).find(stream, within):
        places = stream.places(match.start, match.end)
        texts.append(" / ".join(place.block.text[place.span.start : place.span.end] for place in places))
    return texts


FINDS = [
    ("free", "Get a FREE phone", ["FREE"]),
    ("free", "Get freedom, or a freebie", []),
    ("free*", "Get freedom", ["freedom"]),
    ("customer*", "Our customer's phone", ["customer's"]),
    ("don't say", "Don’t say it", ["Don’t say"]),
    ("price rise", "A price  rise", ["price  rise"]),
    ("price rise", "A price\nrise", ["price\nrise"]),
    ("price rise", "A price, rise up", []),
    ("price rise", "This is the price. Rise up", []),
    ("mid contract", "a mid-contract rise", ["mid-contract"]),
    ("mid contract", "a mid–contract rise", ["mid–contract"]),
    ("mid contract", "stuck mid — contract over", []),
    ("mid contract", "stuck mid—contract over", []),
    ("mid-contract", "a mid contract rise", ["mid contract"]),
    ("wi-fi", "WiFi, wi-fi and wi fi", ["WiFi", "wi-fi", "wi fi"]),
    ("free phone", "a “free” phone", ["free” phone"]),
    ("free phone", "a free* phone", ["free* phone"]),
    ("free phone", "a free (new) phone", []),
    ("price (inc|including) vat", "price (including VAT)", ["price (including VAT"]),
    ("free 🎉 phone", "free 🎉 phone", ["free 🎉 phone"]),
    ("free phone", "free 🎉 phone", ["free 🎉 phone"]),
    ("(rise|increase)* by", "Prices rising, increases by", ["increases by"]),
    ("(go up|rise)*", "it goes up; it rises; ups", ["rises"]),
    ("up [to] 5", "up 5 and up to 5", ["up 5", "up to 5"]),
    ("price ... rise", "The price you pay will never ever rise", ["price you pay will never ever rise"]),
    ("price ... rise", "price one two three four five six rise", ["price one two three four five six rise"]),
    ("price ... rise", "price one two three four five six seven rise", []),
    ("price ...2 rise", "price one two rise", ["price one two rise"]),
    ("price ...2 rise", "price one two three rise", []),
    ("price ... rise", "price, we say: rise", ["price, we say: rise"]),
    ("price ... rise", "price of a price rise or a rise", ["price of a price rise"]),
    ("price ... rise", "the price. A rise", []),
    ("price ... <CPI>", "The price goes by CPI each year", ["CPI"]),
    ("price ... <CPI>", "The price goes by (CPI)", ["CPI"]),
    ("prices @rise ... <@index>", "Prices go up by the rate of inflation", ["the rate of inflation"]),
    ("@rise-by-index", "prices rise with RPI", ["rise with RPI"]),
    ("£30", "only £30 today", ["£30"]),
    ("50%", "50 % off", ["50 %"]),
    ("cpi + 3.9%", "CPI+3.9%", ["CPI+3.9%"]),
    ("1,000 minutes", "1,000 minutes", ["1,000 minutes"]),
    ("terms & conditions", "Terms &  Conditions", ["Terms &  Conditions"]),
    ("{number} day*", "within 14 days", ["14 days"]),
    ("hello {field}", "Hello \ufffc!", ["Hello \ufffc"]),
    ("^ (never|no)", "Never say no", ["Never"]),
    ("^no", "“No contract”", ["No"]),
    ("call us $", "Call us now. Call us!", ["Call us"]),
    ("\\*", "£30* a month", ["*"]),
    ("e-mail*", "Emails and e-mails", ["Emails", "e-mails"]),
    ("a|b", "b a c", ["b", "a"]),
    ("[very] (good|great) [deal]", "a very good deal", ["very good deal"]),
    ("c\u00adheap", "cheap", ["cheap"]),
    ("free", "fr\u00adee, f\u200bree and fr\u0435\u0435", ["fr\u00adee", "f\u200bree", "fr\u0435\u0435"]),
]


@pytest.mark.parametrize(("phrase", "text", "expected"), FINDS, ids=[f"{p} in {t}" for p, t, _ in FINDS])
def test_finds(phrase, text, expected, stream):
    assert found(phrase, stream(text)) == expected


@pytest.mark.parametrize(
    ("within", "expected"),
    [("sentence", []), ("block", ["price is low. It will rise"]), ("section", ["price is low. It will rise"])],
)
def test_a_match_may_cross_sentences_only_when_told(within, expected, stream):
    assert found("price ... rise", stream("Our price is low. It will rise"), within) == expected


@pytest.mark.parametrize("within", ["sentence", "block", "section"])
def test_an_edge_is_that_of_a_sentence_however_far_a_match_may_reach(within, stream):
    text = stream("(Never) again. Never say no! We never, call us. Call us", "Never mind")
    assert found("^ never", text, within) == ["Never", "Never", "Never"]
    assert found("call us $", text, within) == ["call us", "Call us"]
    assert found("^ say", text, within) == found("we $", text, within) == []


def test_a_match_across_blocks_has_a_place_in_each(stream):
    assert found("price ... rise", stream("Our price", "will rise"), "section") == ["price / will rise"]
    assert found("price ... rise", stream("Our price", "will rise"), "block") == []


def test_reported_parts_do_not_hide_one_another(stream):
    text = "£30 and £40 both rise"
    facts = tuple(Fact("price", Span(i, i + 3), Decimal(v)) for i, v in ((0, 30), (8, 40)))
    assert found("<{price}> ... rise", stream(text, facts=facts)) == ["£30", "£40"]


PRICES = (
    Fact("price", Span(0, 3), Decimal(30), {"period": "month", "role": "headline"}),
    Fact("price", Span(9, 12), Decimal(40), {"period": "month", "role": "later"}),
    Fact("price", Span(14, 18), UNKNOWN, {}),
)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("{price}", ["£30", "£40", "£999"]),
        ("{Price.role=later}", ["£40"]),
        ("{price.role=later|headline}", ["£30", "£40"]),
        ("{price.period=month,role=headline}", ["£30"]),
        ("{price.role!=headline}", ["£40", "£999"]),
        ("{price.period=any}", ["£30", "£40"]),
        ("{price.period=none}", ["£999"]),
        ("{price.period!=none}", ["£30", "£40"]),
        ("{price.value>30}", ["£40"]),
        ("{price.value<=30.00}", ["£30"]),
        ("{price:role=later}", ["£40"]),
        ("{price} then {price}", ["£30 then £40"]),
        ("{date}", []),
    ],
)
def test_facts(phrase, expected, stream):
    assert found(phrase, stream("£30 then £40, £999", facts=PRICES)) == expected


def test_a_fact_may_begin_at_a_mark_that_words_read_through(stream):
    facts = (Fact("mark", Span(5, 6), "*"), Fact("duration", Span(8, 17), Decimal(24)))
    read = stream("Calls* (24-months)", facts=facts)
    assert found("{mark}", read) == ["*"]
    assert found("{duration}", read) == ["24-months"]


MISTAKES = [
    ("", "no words", 1),
    ("[free]", "no words", 1),
    ("(free", "never closed", 1),
    ("free) now", "closes nothing", 5),
    ("a }", "closes nothing", 3),
    ("now @indx", "did you mean “index”?", 5),
    ("{prize}", "did you mean “price”?", 2),
    ("a {price", "never closed", 3),
    ("{price.role}", "is no condition", 8),
    ("{price.role>3}", "only a value can be", 8),
    ("{price.value=low}", "not a number", 8),
    ("{number.value=3}", "takes no conditions", 1),
    ("... free", "edge of a phrase", 1),
    ("free ...", "edge of a phrase", 6),
    ("price ...99 rise", "1 to 30 words", 7),
    ("* free", "right after a word", 1),
    ("30*", "right after a word", 3),
    ("({price})*", "goes with words only", 10),
    ("(uk|britain)'s network", "part of a word", 13),
    ("a <b> <c>", "only one part", 3),
    ("a <[b]> c", "may be empty", 3),
    ("(a|) b", "one side", 4),
    ("a ()", "holds nothing", 3),
    ("@loop", "uses itself", 1),
    ("a \\", "backslash", 3),
    ("(" * 13 + "a" + ")" * 13, "too many brackets", 13),
    ("one\ntwo (three", "never closed", 9),
    ("a b " * 120, "too long", 1),
]


@pytest.mark.parametrize(("phrase", "message", "character"), MISTAKES, ids=[repr(p[:20]) for p, _, _ in MISTAKES])
def test_mistakes_are_said_where_they_stand(phrase, message, character):
    with pytest.raises(PhraseError, match=message.replace("?", r"\?")) as caught:
        compile_phrase(phrase, LISTS)
    assert caught.value.offset + 1 == character


def test_a_mistake_on_a_later_line_has_its_line_and_column():
    with pytest.raises(PhraseError) as caught:
        compile_phrase("one\ntwo (three", LISTS)
    assert (caught.value.line, caught.value.column) == (2, 5)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the guarantee*", [{"guarantee*"}, {"the"}]),
        ("(rise|increase) [now]", [{"rise", "increase"}]),
        ("[maybe] ^ a {percentage}", [{"{percentage}"}, {"a"}]),
        ("{field}", [{"{field}"}]),
        ("@index", [{"cpi", "rpi", "inflation"}]),
        ("(rise ... bill|bill up)", [{"bill"}, {"rise", "up"}]),
    ],
)
def test_needs(phrase, expected):
    assert list(compile_phrase(phrase, LISTS).needs) == expected


WORDS = st.sampled_from(["a", "b", "c", ",", '"', "-", "30", "x", "£30", "£5 a month", "24 months", "5%", "from"])
PHRASES = st.recursive(
    st.sampled_from(
        ["b", "c", "x*", "...2", "[b]", "{number}", "x ... c", "30", "{price}", "{price.period=month}", ","]
    ),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        inner.map(lambda one: f"[{one}]"),
    ),
    max_leaves=8,
).map(lambda middle: f"a* {middle} b")


@given(phrase=PHRASES, words=st.lists(WORDS, max_size=25))
def test_matches_are_in_order_apart_and_hold_a_needed_word(phrase, words, stream):
    compiled = compile_phrase(phrase, LISTS)
    text = stream(" ".join(words) or "a")
    matches = compiled.find(text, "block")
    for match in matches:
        assert 0 <= match.first <= match.start < match.end <= match.last <= len(text)
        assert text.texts[match.first] == "a"
        assert text.texts[match.last - 1] == "b"
    for one, other in pairwise(matches):
        assert one.end <= other.first
    assert not matches or text.occurrences.meets(compiled.needs, "block")


def facts(text: str) -> tuple[Fact, ...]:
    """The prices of a text made of WORDS."""
    return tuple(
        Fact("price", Span(*match.span()), Decimal(match[1]), {"period": "month"} if match[2] else {})
        for match in re.finditer("£([0-9]+)( a month)?", text)
    )


@given(
    phrases=st.lists(PHRASES, min_size=1, max_size=4),
    words=st.lists(WORDS, max_size=20),
    within=st.sampled_from(["sentence", "block"]),
)
def test_what_is_known_of_the_order_of_words_loses_no_match(phrases, words, within, stream):
    phrase = compile_phrase(f"({'|'.join(phrases)})", LISTS)
    text = " ".join(words) or "a"
    said, unordered = stream(text, facts=facts(text)), stream(text, facts=facts(text))
    unordered.occurrences._ranks = ()
    matches = phrase.find(unordered, within)
    assert phrase.find(said, within) == matches
    assert not matches or said.occurrences.meets(phrase.needs, within)


@given(
    middle=st.lists(WORDS, min_size=1, max_size=12),
    before=st.lists(WORDS, max_size=9),
    after=st.lists(WORDS, max_size=9),
)
def test_a_phrase_is_found_in_itself_whatever_stands_around(middle, before, after, stream):
    said = [word for word in middle if word.isalnum()] or ["a"]
    text = stream(" ".join([*before, ",", *said, ",", *after]))
    assert found(" ".join(said), text)


def test_the_worst_phrase_is_polynomial(stream, calls):
    """A phrase that makes a backtracking matcher take exponential time, over a long text without a match."""
    few, many = stream("a " * 150), stream("a " * 600)
    phrase = compile_phrase("(a|a a) ... (a|a a) ... [a] [a] (a|[a] a) ... (a|a a) ... (a|a) ...30 b", LISTS)
    assert phrase.find(many, "block") == []
    assert calls(lambda: phrase.find(many, "block")) < 20 * calls(lambda: phrase.find(few, "block"))


def test_marks_in_a_row_cost_little(stream, calls):
    few, many = stream("a " + '" ' * 500 + "b"), stream("a " + '" ' * 5000 + "b")
    phrase = compile_phrase("a ... b", LISTS)
    assert phrase.find(many, "block") == []
    assert calls(lambda: phrase.find(many, "block")) < 12 * calls(lambda: phrase.find(few, "block"))


def test_a_hyphened_word_is_one_choice():
    apart = compile_phrase("wi-fi", LISTS).alternatives()
    assert {apart.tree(number) for number in range(apart.count)} >= {Word("wifi")}


def test_a_list_is_taken_apart_at_its_beginning():
    apart = compile_phrase("(a b|c d|e|f|<g h>|[i] j) x", LISTS).alternatives()
    assert apart.words == {"a": [0], "c": [1], "e": [2], "f": [2], "g": [3], "i": [4], "j": [5]}
    assert [sorted(map(sorted, apart.needs(number))) for number in (0, 2)] == [
        [["a"], ["b"], ["x"]],
        [["e", "f"], ["x"]],
    ]


@given(phrases=st.lists(PHRASES, min_size=1, max_size=4), words=st.lists(WORDS, max_size=20))
def test_taken_apart_a_phrase_finds_what_it_finds_as_a_whole(phrases, words, stream):
    text = stream(" ".join(words) or "a")
    phrase = compile_phrase(f"({'|'.join(phrases)})", LISTS)
    tree = parse(phrase.text, LISTS.tree, LISTS.names, {})
    every = Alternatives(1, {}, {}, [0], [], lambda _: NOTHING, lambda _: tree)
    assert phrase.find(text) == Phrase(phrase.text, NOTHING, Later.of(every)).find(text)
