"""Variants as one reading."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.block import Block
from offerlint.model.document import Variant
from offerlint.reports.reading_order import choices, exposing, merged
from offerlint.text.view import ViewBuilder

LETTERS = "ABCDEFG"


def block(letter: str) -> Block:
    builder = ViewBuilder(letter, 0)
    builder.copy(0, 1)
    return Block(builder.build(), "body.paragraph")


BLOCKS = {letter: block(letter) for letter in LETTERS}


def variants(*readings: str) -> list[Variant]:
    return [Variant(tuple(BLOCKS[letter] for letter in each), tuple(range(len(each)))) for each in readings]


@pytest.mark.parametrize(
    ("readings", "order", "stands"),
    [
        (["ABC"], "ABC", ["0", "0", "0"]),
        (["AC", "BC"], "ABC", ["0", "1", "01"]),
        (["AC", "ABC"], "ABC", ["01", "1", "01"]),
        (["ABF", "ACF", "ADF"], "ABCDF", ["012", "0", "1", "2", "012"]),
        (["AB", "ABC"], "ABC", ["01", "01", "1"]),
        (["AB", "BA"], "AB", ["01", "01"]),
        (["", "A"], "A", ["1"]),
        (["AA"], "A", ["0"]),
        ([], "", []),
    ],
)
def test_every_block_stands_once(readings: list[str], order: str, stands: list[str]) -> None:
    made = merged(variants(*readings))
    assert "".join(one.block.text for one in made) == order
    assert ["".join(map(str, one.variants)) for one in made] == stands


@given(st.lists(st.sets(st.sampled_from(LETTERS)).map(lambda letters: "".join(sorted(letters))), max_size=6))
def test_where_variants_leave_out_but_do_not_move_every_one_reads_in_its_order(readings: list[str]) -> None:
    made = merged(variants(*readings))
    for number, each in enumerate(readings):
        assert "".join(one.block.text for one in made if number in one.variants) == each


def chosen(*every: dict[str, str]) -> list[Variant]:
    return [Variant((), (), each) for each in every]


def test_choices_are_in_order() -> None:
    read = chosen({"vip": "yes", "b": "1"}, {"vip": "no", "a": "x"})
    assert list(choices(read).items()) == [("a", ["x"]), ("b", ["1"]), ("vip", ["no", "yes"])]


@pytest.mark.parametrize(
    ("sets", "numbers"),
    [
        ([{"vip": "no"}], {1}),
        ([{"vip": "no"}, {"promo": "yes"}], {0, 1}),
        ([{"vip": "yes", "promo": "no"}], {0, 1, 2}),
        ([], {0, 1, 2}),
    ],
)
def test_what_exposes_a_finding(sets: Any, numbers: set[int]) -> None:
    read = chosen({"vip": "yes", "promo": "yes"}, {"vip": "no", "promo": "no"}, {"vip": "maybe", "promo": "no"})
    assert exposing(read, sets) == numbers
