"""Maps: what a view says and where it stands never come apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.text.source_map import Piece, SourceMap
from offerlint.text.span import Run, Span
from offerlint.text.view import View, ViewBuilder


@st.composite
def views(draw: st.DrawFn, text: str | None = None) -> tuple[str, View]:
    """A source and a view of it, written by any sequence of copies, replacements and gaps."""
    source = draw(st.text(min_size=1, max_size=40)) if text is None else text
    builder = ViewBuilder(source)
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(source) - 1))
        end = draw(st.integers(start + 1, len(source)))
        action = draw(st.sampled_from(["copy", "put", "gap"]))
        if action == "copy":
            builder.copy(start, end)
        elif action == "put":
            builder.put(draw(st.text(min_size=1, max_size=3)), start, end)
        else:
            builder.gap(draw(st.text(min_size=1, max_size=3)))
    return source, builder.build()


@given(views())
def test_pieces_tile_the_view(made: tuple[str, View]) -> None:
    _, view = made
    at = 0
    for piece in view.map:
        assert piece.view.start == at < piece.view.end
        at = piece.view.end
    assert at == len(view.text) == len(view.map)


@given(views(), st.data())
def test_an_exact_span_reads_the_same_in_the_source(made: tuple[str, View], data: st.DataObject) -> None:
    source, view = made
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    for piece in view.map.within(Span(start, end)):
        if piece.exact:
            (run,) = piece.runs
            assert source[run.start : run.end] == view.text[piece.view.start : piece.view.end]
    if view.map.is_exact(Span(start, end)):
        (run,) = view.map.runs(Span(start, end))
        assert source[run.start : run.end] == view.text[start:end]


@given(views(), st.data())
def test_runs_of_a_part_lie_in_the_runs_of_the_whole(made: tuple[str, View], data: st.DataObject) -> None:
    _, view = made
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    covered = {o for _, s, e in view.map.runs(Span(0, len(view.text))) for o in range(s, e)}
    assert {o for _, s, e in view.map.runs(Span(start, end)) for o in range(s, e)} <= covered


@given(views(), st.data())
def test_composed_maps_point_at_what_the_inner_map_pointed_at(made: tuple[str, View], data: st.DataObject) -> None:
    source, middle = made
    _, outer = data.draw(views(middle.text))
    whole = outer.then(middle.map)
    assert whole.text == outer.text
    for at in range(len(outer.text)):
        expected = [
            run for inner in outer.map.runs(Span(at, at + 1)) for run in middle.map.runs(Span(inner.start, inner.end))
        ]
        offsets = {o for _, s, e in expected for o in range(s, e)}
        assert {o for _, s, e in whole.map.runs(Span(at, at + 1)) for o in range(s, e)} == offsets
    for piece in whole.map:
        if piece.exact:
            assert source[piece.runs[0].start : piece.runs[0].end] == whole.text[piece.view.start : piece.view.end]


@given(views(), st.data())
def test_a_slice_is_the_same_view_cut(made: tuple[str, View], data: st.DataObject) -> None:
    _, view = made
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    part = view.slice(Span(start, end))
    assert part.text == view.text[start:end]
    assert part.map.runs(Span(0, end - start)) == view.map.runs(Span(start, end))


def test_a_number_split_by_markup_is_runs_not_a_hull() -> None:
    source = "<b>£30</b> a&nbsp;month"
    builder = ViewBuilder(source)
    builder.copy(3, 6)
    builder.copy(10, 12)
    builder.put("\u00a0", 12, 18)
    builder.copy(18, 23)
    view = builder.build()
    assert view.text == "£30 a\u00a0month"
    assert view.map.runs(Span(0, 11)) == (Run(0, 3, 6), Run(0, 10, 23))
    assert not view.map.is_exact(Span(0, 4))
    assert view.map.is_exact(Span(0, 3))


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([Piece(Span(1, 2), (), False)], id="hole at the start"),
        pytest.param([Piece(Span(0, 2), (), False), Piece(Span(1, 3), (), False)], id="overlap"),
        pytest.param([Piece(Span(0, 0), (), False)], id="empty piece"),
        pytest.param([Piece(Span(0, 2), (Run(0, 5, 6),), True)], id="exact over another length"),
        pytest.param([Piece(Span(0, 2), (), True)], id="exact over nothing"),
        pytest.param([Piece(Span(0, 2), (Run(0, 3, 3),), False)], id="empty run"),
    ],
)
def test_a_map_cannot_be_built_wrong(pieces: list[Piece]) -> None:
    with pytest.raises(ValueError, match=r"piece|run"):
        SourceMap(pieces)


def test_a_view_needs_a_map_of_its_length() -> None:
    with pytest.raises(ValueError, match="2 characters"):
        View("ab", SourceMap([Piece(Span(0, 1), (), False)]))
