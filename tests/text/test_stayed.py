"""Which lines stayed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import offerlint.text.stayed
from offerlint.text.stayed import stayed


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a\nb\nc", "a\nb\nc", {1: 1, 2: 2, 3: 3}),
        ("a\nb\nc", "a\nx\nc", {1: 1, 3: 3}),
        ("a\nb", "x\na\nb", {2: 1, 3: 2}),
        ("a\nb\nc\nd", "a\nd", {1: 1, 2: 4}),
        ("a\r\nb", "a\nb", {1: 1, 2: 2}),
        ("", "a", {}),
        ("a\na\na", "a\na", {1: 1, 2: 2}),
        ("h\na\nb\nc\nt", "h\nb\nx\nc\nt", {1: 1, 2: 3, 4: 4, 5: 5}),
    ],
)
def test_examples(before: str, after: str, expected: dict[int, int]) -> None:
    assert stayed(before, after) == expected


_TEXT = st.lists(st.sampled_from("abc"), max_size=12).map("\n".join)


@given(_TEXT, _TEXT)
def test_a_line_that_stayed_is_the_same_and_lines_keep_their_order(before: str, after: str) -> None:
    found = sorted(stayed(before, after).items())
    assert all(after.split("\n")[new - 1] == before.split("\n")[old - 1] for new, old in found)
    assert [old for _, old in found] == sorted({old for _, old in found})


def test_of_a_very_large_edit_only_both_ends_have_stayed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offerlint.text.stayed, "MOST_PAIRS", 3)
    assert stayed("h\na\nb\nc\nt", "h\nb\nx\nc\nt") == {1: 1, 4: 4, 5: 5}
