"""Which stretches of a variant are looked at for a block, and in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from offerlint.reading.template.expand import Stretch
from offerlint.reading.template.stand import Stretches
from offerlint.text.span import Span

_SPAN = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(min(pair), max(pair)))


@given(st.lists(_SPAN), _SPAN)
def test_all_that_touch_or_hold_a_place_are_found_in_their_order(spans: list[Span], hull: Span) -> None:
    stretches = [Stretch(span.start, span.end, frozenset()) for span in sorted(spans, key=lambda span: span.end)]
    found = list(Stretches(stretches).at(hull))
    wanted = [each for each in stretches if each.start <= hull.end and hull.start <= each.end]
    assert found == wanted


def test_neighbours_are_passed_over() -> None:
    turns = [Stretch(at * 10, at * 10 + 9, frozenset()) for at in range(1_000)]
    whole = Stretch(0, 10_000, frozenset())
    assert list(Stretches([*turns, whole]).at(Span(5_000, 5_004))) == [turns[500], whole]


@given(st.lists(_SPAN, max_size=12), _SPAN)
def test_the_nearest_come_first(spans: list[Span], hull: Span) -> None:
    stretches = [Stretch(span.start, span.end, frozenset()) for span in sorted(spans, key=lambda span: span.end)]

    def farness(numbered: tuple[int, Stretch]) -> tuple[int, int]:
        i, one = numbered
        return max(hull.start - one.end, one.start - hull.end, 0), -i if one.end <= hull.start else i

    wanted = [one for _, one in sorted(enumerate(stretches), key=farness)]
    found = list(Stretches(stretches).nearest(hull))
    assert [id(one) for one in found] == [id(one) for one in wanted]
