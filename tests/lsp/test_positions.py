"""Places in an editor's units, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from offerlint.lsp.positions import Positions, changed

ENCODINGS = ("utf-8", "utf-16", "utf-32")
TEXTS = st.text(st.sampled_from("aé€😀\r\n\u2028\x0c\x85 "), max_size=30)


@given(TEXTS, st.sampled_from(ENCODINGS), st.data())
def test_there_and_back(text: str, encoding: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    positions = Positions(text, encoding)
    back = positions.offset(positions.at(offset))
    within_a_break = text[offset - 1 : offset + 1] == "\r\n"
    assert back == (offset - 1 if within_a_break else offset)


@given(TEXTS, TEXTS, st.sampled_from(ENCODINGS), st.data())
def test_a_change_replaces_the_stretch_it_names(text: str, new: str, encoding: str, data: st.DataObject) -> None:
    edges = [i for i in range(len(text) + 1) if text[i - 1 : i + 1] != "\r\n" or i == 0]
    start, end = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
    place = Positions(text, encoding).range(start, end)
    assert (
        changed(text, types.TextDocumentContentChangePartial(place, new), encoding) == text[:start] + new + text[end:]
    )
    assert changed(text, types.TextDocumentContentChangeWholeDocument(new), encoding) == new


@pytest.mark.parametrize(
    ("line", "character", "offset"),
    [(0, 99, 3), (0, 2, 1), (9, 0, 6), (1, 0, 4)],
    ids=["beyond", "within", "end", "next"],
)
def test_places_that_are_none_are_the_nearest(line: int, character: int, offset: int) -> None:
    assert Positions("a😀b\ncd", "utf-16").offset(types.Position(line, character)) == offset
