"""What holds of the facts of any text."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offerlint.model.block import Block, Mark
from offerlint.model.lens import Lens
from offerlint.model.stream import Stream
from offerlint.text.span import Span
from offerlint.text.view import ViewBuilder

WORDS = [
    "£30", "£", "30", "p", "a month", "per year", "from", "up to", "then", "was", "save", "off", "50%", "9.9% APR",
    "representative", "CPI plus 3.9%", "each April", "1 April 2027", "31/03/27", "until", "24-month", "contract",
    "500Mbps", "40GB", "unlimited data", "020 7946 0123", "*", "¹", "[^1]", "half price", "twenty nine", "one",
    "inc VAT", "￼", "\ue000", "\ue010", ".", ",", " ", "  ", "\u00ad", "\n", "…", "½", "rise", "prices", "$", "setup",
]  # fmt: skip
COPY = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words))
)
TEXT = st.one_of(COPY, st.text(min_size=1, max_size=60))
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def plain(text: str, *marks: Mark, cut: int = 0) -> Block:
    """A block copied from its source, in two pieces with markup between when `cut` is inside it."""
    source = f"{text[:cut]}<b>{text[cut:]}"
    builder = ViewBuilder(source)
    builder.copy(0, cut)
    builder.copy(cut + 3, len(source))
    return Block(builder.build(), "body.paragraph", marks=marks)


@QUICK
@given(TEXT, TEXT)
def test_spans_lie_inside_their_block_and_begin_at_a_word(lens: Callable[..., Lens], one: str, two: str) -> None:
    for passage in lens(plain(one), plain(two)).passages:
        for fact in passage.facts:
            assert 0 <= fact.span.start < fact.span.end <= len(passage.block.text)
            assert all(place.span and place.span.end <= len(place.block.text) for place in fact.also)
            assert passage.block.text[fact.span.start : fact.span.end].strip()
        assert passage.facts == tuple(sorted(passage.facts, key=lambda fact: (fact.span.start, -fact.span.end)))
        assert sum(map(len, Stream([passage]).facts.values())) == len(passage.facts)


@QUICK
@given(COPY, st.data())
def test_markup_inside_changes_no_fact(lens: Callable[..., Lens], text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    bold = [Mark(Span(cut, len(text)), "strong")] if cut < len(text) else []
    assert facts(lens(plain(text, *bold, cut=cut))) == facts(lens(plain(text)))


@QUICK
@given(COPY)
def test_line_ends_change_no_fact(lens: Callable[..., Lens], text: str) -> None:
    windows, shift = text.replace("\n", "\r\n"), [0]
    for char in text:
        shift.append(shift[-1] + (2 if char == "\n" else 1))
    moved = [(kind, Span(shift[span.start], shift[span.end]), *rest) for kind, span, *rest in facts(lens(plain(text)))]
    assert [tuple(fact) for fact in moved] == facts(lens(plain(windows)))


def facts(seen: Lens) -> list[tuple]:
    return [
        (fact.kind, fact.span, fact.value, tuple(sorted(fact.qualifiers.items())))
        for passage in seen.passages
        for fact in passage.facts
    ]


def test_facts_grow_with_the_text_and_no_faster(lens: Callable[..., Lens]) -> None:
    once, ten = (len(facts(lens(plain("From £30 a month* until 1 April 2027, then £33. " * n)))) for n in (30, 300))
    assert ten == 10 * once
