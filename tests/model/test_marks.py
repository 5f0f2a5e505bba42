"""Words under a mark."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.block import Block, Mark
from offerlint.text.span import Span
from offerlint.text.view import ViewBuilder

SPAN = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: Span(min(pair), max(pair)))
MARKS = st.lists(st.builds(Mark, SPAN, st.sampled_from(["strong", "small"])), max_size=8)


@given(MARKS, SPAN, st.sampled_from(["strong", "small", "hidden"]))
def test_words_are_under_a_mark_that_holds_them_all(marks: list[Mark], span: Span, kind: str) -> None:
    builder = ViewBuilder("twelve signs")
    builder.copy(0, 12)
    block = Block(builder.build(), "body.paragraph", marks=tuple(marks))
    assert block.is_under(kind, span) == any(mark.kind == kind and mark.span.contains(span) for mark in marks)
