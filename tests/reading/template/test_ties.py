"""What a team declares of its fields leaves out what cannot be, and choices that nothing ties are told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from offerlint.model.block import Literal
from offerlint.model.source import Source
from offerlint.model.ties import NO_TIES
from offerlint.reading.reader import read
from offerlint.reading.template.conditions import World
from offerlint.reading.template.declared import ties
from offerlint.reading.template.known import Known
from offerlint.reading.template.tied import is_loose, least, plainest

FIELDS: dict[str, Mapping[str, Sequence[str]]] = {
    "plan": {"values": ("basic", "plus")},
    "months": {"values": ("12", "24")},
    "vip": {"requires": ("plan == 'plus'",), "never": ("trial",)},
    "not gift": {"never": ("wrapped",)},
}


def assumed(*literals: tuple[str, str]) -> World | None:
    world = World([name for name, _ in literals] + ["plan", "plan == 'plus'", "trial", "months > 12"], ties(FIELDS))
    return world if world.assume(Literal(*each) for each in literals) and world.is_possible() else None


@pytest.mark.parametrize(
    ("literals", "follows"),
    [
        pytest.param([("plan == 'gold'", "yes")], None, id="a value not declared"),
        pytest.param([("plan == 'basic'", "no")], {"plan == 'plus'": "yes", "plan": "yes"}, id="the only value left"),
        pytest.param([("months == 12", "no")], {"months > 12": "yes"}, id="numbers"),
        pytest.param([("vip", "yes")], {"plan == 'plus'": "yes", "trial": "no"}, id="what it requires and never has"),
        pytest.param([("vip", "yes"), ("plan == 'basic'", "yes")], None, id="against what it requires"),
        pytest.param([("vip", "yes"), ("trial", "yes")], None, id="against what it never has"),
        pytest.param([("wrapped", "yes")], {"gift": "yes"}, id="a tie of an opposite"),
    ],
)
def test_what_is_declared_holds(literals: list[tuple[str, str]], follows: Mapping[str, str] | None) -> None:
    world = assumed(*literals)
    assert (world is None) == (follows is None)
    assert follows is None or world is None or follows.items() <= world.known.items()


def test_impossible_combinations_are_not_read() -> None:
    text = "{% if vip %}vip words{% endif %}\n\n{% if trial %}trial words{% endif %}"
    choices = [dict(variant.choices) for variant in read(Source("a", text), "jinja+text").variants]
    assert {"vip": "yes", "trial": "yes"} in choices
    document = read(Source("a", text), "jinja+text", known=Known(ties=ties(FIELDS)))
    assert [dict(variant.choices) for variant in document.variants].count({"vip": "yes", "trial": "yes"}) == 0
    assert {"vip": "yes", "trial": "no"} in [dict(variant.choices) for variant in document.variants]


@pytest.mark.parametrize(
    ("text", "exposed_by", "expected"),
    [
        ("", [{"a": "yes"}], False),
        ("", [{"a": "yes", "b": "no"}], True),
        ("", [{"a": "yes", "b": "no"}, {"c": "yes"}], False),
        ("", [{"p == 'x'": "no", "p == 'y'": "yes"}], False),
        ("", [{"p == 'x' and a": "no", "a": "yes"}], False),
        ("", [{"for x in items": "1", "a": "yes"}], False),
        ("", [{"for x in items": "0", "a": "yes"}], True),
        ("", [{"vip": "yes", "trial": "no"}], False),
        ("", [], False),
        ("{% if a %}{% if b %}x{% endif %}{% endif %}", [{"a": "yes", "b": "yes"}], False),
        ("{% if a %}x{% endif %}{% if b %}x{% endif %}", [{"a": "yes", "b": "yes"}], True),
        ("{% if a %}{% if b %}x{% endif %}{% if c %}y{% endif %}{% endif %}", [{"c": "yes", "b": "yes"}], True),
        ("{% if a %}x{% elif b %}y{% elif c %}z{% endif %}", [{"a": "no", "c": "yes"}], False),
        ("", [{f"a{i}": "yes" for i in range(1_000)}], True),
    ],
)
def test_choices_that_nothing_ties(text: str, exposed_by: list[dict[str, str]], expected: bool) -> None:
    document = read(Source("a", text), "jinja+text", known=Known(ties=ties(FIELDS)))
    assert is_loose(exposed_by, document.ties) == expected


def test_a_template_without_declarations_knows_its_nesting_only() -> None:
    document = read(Source("a", "{% if a %}{% if b %}x{% endif %}{% endif %}"), "jinja+text")
    assert document.ties.always == NO_TIES.always
    assert document.ties.are_nested("a", "b")
    assert not document.ties.are_nested("a", "c")


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"a": "yes"}, {"a": "yes"}),
        ({"p == 'x'": "no", "p == 'y'": "yes"}, {"p == 'y'": "yes"}),
        ({"p == 'x'": "no", "p == 'y'": "no"}, {"p == 'x'": "no", "p == 'y'": "no"}),
        ({"a and b": "yes", "a": "yes"}, {"a and b": "yes"}),
        ({"vip": "yes", "trial": "no"}, {"vip": "yes"}),
    ],
)
def test_what_follows_from_the_rest_is_not_told(chosen: dict[str, str], left: dict[str, str]) -> None:
    assert least(chosen, ties(FIELDS)) == left


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ([{"a": "yes"}, {"a": "no", "b": "yes"}], [{"a": "yes"}, {"b": "yes"}]),
        ([{"p == 'x'": "yes"}, {"p == 'y'": "yes"}, {"p == 'x'": "no", "p == 'y'": "no"}], []),
        ([{"plan == 'plus'": "yes"}, {"plan == 'basic'": "yes"}], []),
        ([{"a": "yes", "b": "yes"}, {"a": "yes", "b": "no"}], [{"a": "yes"}]),
        ([{"for p in ps": "1", "a": "yes"}, {"for p in ps": "2", "a": "yes"}],
         [{"for p in ps": "1", "a": "yes"}, {"for p in ps": "2", "a": "yes"}]),
        ([{"a": "yes"}], [{"a": "yes"}]),
        ([{f"a{i}": "yes"} for i in range(9)], [{f"a{i}": "yes"} for i in range(9)]),
    ],
)  # fmt: skip
def test_choices_that_make_no_difference_are_left_out(
    sets: list[Mapping[str, str]], expected: list[Mapping[str, str]]
) -> None:
    assert list(plainest(sets, ties(FIELDS))) == expected


def test_what_hundreds_of_sets_of_choices_share_is_looked_at_once() -> None:
    shared = {f"c{i}": "no" for i in range(600)}
    sets = [{**shared, "a": "yes"}, {**shared, "a": "no", "b": "yes"}]
    assert list(plainest(sets, NO_TIES)) == [{**shared, "a": "yes"}, {**shared, "b": "yes"}]


def test_what_follows_from_the_others_is_left_out_of_a_hundred_choices_and_not_of_hundreds() -> None:
    follows = {"p == 'x'": "no"}
    for count, told in ((100, {}), (600, follows)):
        others = {**{f"c{i} and c{i + 1}": "no" for i in range(count)}, "p == 'y'": "yes"}
        assert least({**others, **follows}, NO_TIES) == {**others, **told}


def test_shared_choices_that_bear_on_the_others_are_looked_at() -> None:
    sets = [{"a or b": "yes", "a": "yes"}, {"a or b": "yes", "b": "yes"}]
    assert list(plainest(sets, NO_TIES)) == [{"a or b": "yes"}, {"b": "yes"}]
