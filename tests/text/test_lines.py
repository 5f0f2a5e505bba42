"""Lines and columns, whatever ends the lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.text.lines import LineIndex


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_and_columns(newline: str) -> None:
    index = LineIndex(newline.join(["a£", "", "😀b"]))
    assert len(index) == 3
    assert index.line(3) == "😀b"
    at = index.start_of(3) + 1
    assert index.position(at)[:2] == (3, 2)


def test_the_end_of_the_text_is_a_position() -> None:
    assert LineIndex("ab\n").position(3)[:2] == (2, 1)
    with pytest.raises(IndexError):
        LineIndex("ab").position(3)


@given(st.lists(st.text(alphabet="ab£\u2028\x0b "), min_size=1), st.integers(0, 200))
def test_crlf_for_lf_moves_no_line_or_column(lines: list[str], pick: int) -> None:
    text = "\n".join(lines)
    offset = pick % (len(text) + 1)
    with_crlf = offset + text[:offset].count("\n")
    lf = LineIndex(text).position(offset)
    crlf = LineIndex(text.replace("\n", "\r\n")).position(with_crlf)
    assert lf[:2] == crlf[:2]
