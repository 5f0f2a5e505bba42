"""A scalar's view reads as PyYAML reads it, whatever its style, and knows where its words stand."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from offerlint.reading.yaml_scalar import scalar_view
from offerlint.text.span import Span
from offerlint.text.view import View


def read(source: str) -> tuple[View, str]:
    """The view of the first value of the mapping `source`, and PyYAML's value."""
    node = yaml.compose(source, Loader=yaml.SafeLoader)
    assert isinstance(node, yaml.MappingNode)
    scalar = node.value[0][1]
    assert isinstance(scalar, yaml.ScalarNode)
    return scalar_view(source, scalar), scalar.value


def exact_pieces_agree(source: str, view: View) -> bool:
    return all(
        view.text[piece.view.start : piece.view.end] == source[piece.runs[0].start : piece.runs[0].end]
        for piece in view.map
        if piece.exact
    )


def letters_are_exact(view: View) -> bool:
    """No scalar is given up as one opaque piece."""
    return all(piece.exact for piece in view.map if set(view.text[piece.view.start : piece.view.end]) & set("abx"))


STYLES = {
    "plain": "say: Hello there\n",
    "plain with a comment": "say: Hello there # not said\n",
    "plain over lines": "say: Hello\n  there,\n\n\n  friend\nnext: b\n",
    "single": "say: 'it''s £30'\n",
    "single over lines": "say: 'one\n  two\n\n  three'\n",
    "double": 'say: "\\u00a330 a\\tmonth \\"now\\" \\x41 \\\\ \\/ \\N"\n',
    "double over lines": 'say: "one\n  two\n\n  three \\\n   four\\\n\n   five"\n',
    "literal": "say: |\n  one\n    two\n\n  three\nnext: b\n",
    "literal stripped": "say: |-\n  one\n  two\n\nnext: b\n",
    "literal kept": "say: |+\n  one\n\n\nnext: b\n",
    "literal with a stated indentation": "say: |2\n    one\n   two\nnext: b\n",
    "literal with a comment": "say: | # as read out\n  one\nnext: b\n",
    "literal, empty": "say: |\nnext: b\n",
    "folded": "say: >\n  one\n  two\n\n  three\n    four\n  five\nnext: b\n",
    "folded, end of file": "say: >-\n  one\n  two",
    "anchored": "say: &hello Hello\n",
    "tagged": "say: !!str 'Hello'\n",
    "carriage returns": "say: >\r\n  one\r\n  two\r\n\r\n  three\r\nnext: b\r\n",
    "double, carriage returns": 'say: "one\r\n  two"\r\n',
    "empty": "say:\nnext: b\n",
}


@pytest.mark.parametrize("source", STYLES.values(), ids=STYLES.keys())
def test_every_style_reads_as_pyyaml_reads_it(source: str) -> None:
    view, value = read(source)
    assert view.text == value
    assert exact_pieces_agree(source, view)


@pytest.mark.parametrize("source", [s for s in STYLES.values() if "one" in s and "two" in s])
def test_a_word_is_found_where_it_stands(source: str) -> None:
    view, _ = read(source)
    at = view.text.index("two")
    (run,) = view.map.runs(Span(at, at + 3))
    assert (run.start, run.end) == (source.index("two"), source.index("two") + 3)


def test_an_escape_maps_to_the_whole_of_itself() -> None:
    source = 'say: "\\u00a330"\n'
    view, _ = read(source)
    assert [source[run.start : run.end] for run in view.map.runs(Span(0, 1))] == ["\\u00a3"]


def test_surrogates_are_paired_or_replaced() -> None:
    view, _ = read('say: "\\ud83d\\ude00 \\ud83d"\n')
    assert view.text == "😀 \ufffd"


VALUES = st.text(st.sampled_from(" \n\tab'\"\\:#-£é😀|>%@\x85\u2028\xa0,[]{}"), max_size=40)


@settings(max_examples=150, deadline=None)
@given(VALUES, st.sampled_from([None, "'", '"', "|", ">"]), st.integers(20, 60), st.booleans(), st.booleans())
def test_any_value_in_any_style_reads_as_pyyaml_reads_it(
    value: str, style: str | None, width: int, plain_unicode: bool, carriage_return: bool
) -> None:
    source = yaml.dump({"say": value}, default_style=style, width=width, allow_unicode=plain_unicode)
    if carriage_return:
        source = source.replace("\n", "\r\n")
    view, read_value = read(source)
    assert view.text == read_value
    assert exact_pieces_agree(source, view)
    assert letters_are_exact(view)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("ab '#", max_size=8), min_size=1, max_size=5), st.sampled_from([">", "|", ">-", "|+"]))
def test_block_scalars_written_by_hand_map_their_words(lines: list[str], header: str) -> None:
    source = f"say: {header}\n" + "".join(f"  x{line}\n" for line in lines) + "next: b\n"
    view, value = read(source)
    assert view.text == value
    assert letters_are_exact(view)
    at = [i for i, char in enumerate(view.text) if char == "x"]
    places = [view.map.runs(Span(i, i + 1))[0].start for i in at]
    assert places == [i for i, char in enumerate(source) if char == "x" and source[:i].endswith("\n  ")]
