"""JSON is read as the standard library reads it, and every value and character knows its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.reading.json_scan import NOTHING, JsonError, Value, scan, string_view
from offerlint.text.span import Span

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def plain(value: Value, text: str) -> object:
    """The value as the standard library gives it."""
    if value.kind == "object":
        return {key: plain(one, text) for key, one in value.members.items()}
    if value.kind == "array":
        return [plain(one, text) for one in value.items]
    if value.kind == "string":
        assert json.loads(text[value.start : value.end]) == value.text == string_view(text, value).text
        return value.text
    return json.loads(text[value.start : value.end])


@given(values, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_what_is_written_is_read(value: object, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert plain(scan(text), text) == value


@given(texts)
def test_each_character_stands_for_what_was_written(said: str) -> None:
    text = json.dumps(said)
    view = string_view(text, scan(text))
    written = [text[run.start : run.end] for at in range(len(said)) for run in view.map.runs(Span(at, at + 1))]
    assert [json.loads(f'"{one}"') for one in written] == list(said)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("", 0), ("[1,]", 3), ('{"a":}', 5), ('{"a" 1}', 5), ("{a: 1}", 1), ("1 2", 2), ('"a', 0), ('"\\x"', 0),
        ("[" * 300, 201), ("[1", 2), ("nope", 0), ('"\t"', 0),
    ],
)  # fmt: skip
def test_what_is_no_json(text: str, offset: int) -> None:
    with pytest.raises(JsonError) as caught:
        scan(text)
    assert caught.value.offset == offset


def test_a_lone_surrogate_can_be_written_out() -> None:
    assert scan('"\\ud83d!"').text == "\ufffd!"


def test_what_is_not_there_is_nothing() -> None:
    assert scan('{"a": [1]}').at("a", "b") is NOTHING
