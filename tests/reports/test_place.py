"""The way from a source run back to the blocks that show it."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.about import About
from offerlint.model.block import Block
from offerlint.model.document import Document, Variant
from offerlint.model.source import Source
from offerlint.reports.place import Atlas, home, joined
from offerlint.text.span import Run, Span
from offerlint.text.view import ViewBuilder

TEXT = "CPI <b>plus</b> 3&#46;9% each\nMarch"


def block() -> Block:
    builder = ViewBuilder(TEXT)
    builder.copy(0, 4)
    builder.copy(7, 11)
    builder.copy(15, 17)
    builder.put(".", 17, 22)
    builder.copy(22, 29)
    builder.gap(" ")
    builder.copy(30, 35)
    return Block(builder.build(), "body.paragraph")


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ((0, 4), ["CPI "]),
        ((0, 24), ["CPI plus 3.9%"]),
        ((4, 7), []),
        ((2, 9), ["I pl"]),
        ((18, 20), ["."]),
        ((25, 35), ["each", "March"]),
        ((35, 35), []),
    ],
)
def test_spans(run: tuple[int, int], words: list[str]) -> None:
    one = block()
    atlas = Atlas(Document((Source("a", TEXT),), "html", About(), (Variant((one,), (0,)),)))
    found = atlas.spans([Run(0, *run)])
    assert [one.text[span.start : span.end] for span in found.get(one, ())] == words


@given(st.data())
def test_every_view_span_comes_back(data: st.DataObject) -> None:
    one = block()
    start = data.draw(st.integers(0, len(one.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(one.text))))
    atlas = Atlas(Document((Source("a", TEXT),), "html", About(), (Variant((one,), (0,)),)))
    shown = {i for found in atlas.spans(one.view.map.runs(span)).get(one, ()) for i in range(*found)}
    assert shown == {i for i in range(*span) if one.view.map.runs(Span(i, i + 1))}


def test_blocks_of_every_variant_in_reading_order(campaign: Any) -> None:
    _, documents = campaign
    document = documents["mail/offer.txt.j2"]
    text = document.sources[0].text
    found = Atlas(document).spans([Run(0, 0, len(text))])
    assert [one.text[:5] for one in found] == ["Hello", "Keep ", "Reply", "Hurry"]


def test_a_run_on_the_tag_of_a_control_stands_for_its_label(campaign: Any) -> None:
    report, documents = campaign
    finding = next(one for one in report.findings if one.topic == "consent")
    found = Atlas(documents[finding.path]).spans([Run(0, run.start, run.end) for run in finding.runs])
    assert [(one.text, spans) for one, spans in found.items()] == [("Send me offers by e-mail", (Span(0, 24),))]


def test_home_is_the_document_that_holds_the_source(campaign: Any) -> None:
    report, documents = campaign
    finding = report.findings[0]
    include = Document(
        (Source("page.j2", ""), documents[finding.path].sources[0]), "jinja+html", About(), (Variant((), ()),)
    )
    assert home(finding, {"page.j2": include}) == (include, include.sources[1], 1)
    assert home(finding, {}) is None


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair)))))
def test_joined_covers_the_same_and_never_touches(spans: list[Span]) -> None:
    made = joined(spans)
    assert {i for one in made for i in range(*one)} == {i for one in spans for i in range(*one)}
    assert all(one.end < other.start for one, other in itertools.pairwise(made))
