"""Conditions: names, opposites, and what cannot hold together."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.block import Literal
from offerlint.reading.template.conditions import World, literal, opposite, values


def compatible(literals: list[Literal]) -> bool:
    """Whether all of them can hold at once."""
    return World(each.name for each in literals).allows(literals)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("vip", "vip", "yes"),
        (" user . vip ", "user.vip", "yes"),
        ("((vip))", "vip", "yes"),
        ("not vip", "vip", "no"),
        ("not not vip", "vip", "yes"),
        ('plan == "basic"', "plan == 'basic'", "yes"),
        ("plan != 'basic'", "plan == 'basic'", "no"),
        ("not plan == 'basic'", "plan == 'basic'", "no"),
        ("months <= 12", "months > 12", "no"),
        ("months >= 12", "months < 12", "no"),
        ("plan is defined", "plan is defined", "yes"),
        ("plan is not defined", "plan is defined", "no"),
        ("plan is undefined", "plan is defined", "no"),
        ("plan is not undefined", "plan is defined", "yes"),
        ("plan not in ['a','b']", "plan in ['a', 'b']", "no"),
        ("plan.steps | length==2", "plan.steps|length == 2", "yes"),
        ("a  and not b", "a and not b", "yes"),
        ("not (a or b)", "a or b", "no"),
        ("a and (b or c == 'x')", "a and (b or c == 'x')", "yes"),
        ("loop.last", "loop.last", "yes"),
        ("a ? b", "a ? b", "yes"),
        ("it's", "it's", "yes"),
    ],
)
def test_a_condition_has_one_name(text: str, name: str, value: str) -> None:
    assert literal(text) == Literal(name, value)
    assert literal(name) == Literal(name, "yes")


@pytest.mark.parametrize(
    ("held", "together"),
    [
        ("vip; not vip", False),
        ("vip; promo", True),
        ("plan == 'a'; plan == 'b'", False),
        ("plan != 'a'; plan != 'b'", True),
        ("plan == 'a'; not plan", False),
        ("plan == ''; plan", False),
        ("plan == 'a'; plan is undefined", False),
        ("plan; plan is none", False),
        ("months > 12; months < 6", False),
        ("months > 12; not months > 6", False),
        ("months == 24; months > 12", True),
        ("months == 24; months <= 12", False),
        ("made < '2025-01-17'", True),
        ("made < '2025-01-17'; made", True),
        ("not made < '2025-01-17'; made", True),
        ("made < '2025-01-17'; made > '2025-01-17'", False),
        ("made < '2025-01-17'; made > '2026-01-01'", False),
        ("made > '2025-01-17'; made < '2026-01-01'", True),
        ("made >= '2025-01-17'; made <= '2025-01-17'", True),
        ("made == '2025-01-18'; made < '2025-01-17'", False),
        ("made > '2025-01-17'; made is undefined", False),
        ("plan in ['a', 'b']; plan == 'c'", False),
        ("plan in ['a', 'b']; plan != 'a'", True),
        ("plan in ['a', 'b']; plan != 'a'; plan != 'b'", False),
        ("a and b; not a", False),
        ("not (a and b); a; b", False),
        ("not (a and b); a", True),
        ("a or b; not a; not b", False),
        ("not (a or b); a", False),
        ("a and (b or c); not b; not c", False),
        ("a and plan == 'x'; plan == 'y'", False),
        ("flag == true; not flag", False),
    ],
)
def test_what_holds_together(held: str, together: bool) -> None:
    assert compatible([literal(each) for each in held.split("; ")]) is together


@pytest.mark.parametrize(
    ("times", "condition", "together"),
    [("0", "plans", False), ("1", "not plans", False), ("2", "plans", True), ("0", "not plans", True)],
)
def test_a_loop_runs_only_over_what_is_there(times: str, condition: str, together: bool) -> None:
    assert compatible([Literal("for plan in plans", times), literal(condition)]) is together


def test_a_filtered_loop_may_find_nothing_in_what_is_there() -> None:
    assert compatible([Literal("for plan in plans if plan.new", "0"), literal("plans")])


def test_a_world_knows_what_follows() -> None:
    world = World(["plan == 'a'", "plan == 'b'", "plan", "vip and plan", "vip"])
    assert world.assume([literal("plan == 'a'"), literal("vip")])
    assert world.known == {
        "plan == 'a'": "yes", "plan == 'b'": "no", "plan": "yes", "vip": "yes", "vip and plan": "yes",
    }  # fmt: skip


def test_a_refused_assumption_changes_nothing() -> None:
    world = World(["a", "b"])
    assert world.assume([literal("a")])
    assert not world.assume([literal("b"), literal("not a")])
    assert world.known == {"a": "yes"}


def test_loops_have_three_values() -> None:
    assert values("for x in y") == ("0", "1", "2")
    assert values("formal") == ("yes", "no")
    assert opposite(literal("not x")) == literal("x")


_FORMULAS = st.recursive(
    st.sampled_from(["a", "b", "c", "p == 'x'", "p == 'y'", "p"]),
    lambda inner: st.one_of(
        inner.map(lambda text: f"not ({text})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
    ),
    max_leaves=4,
)


_DATES = st.sampled_from(["2025-01-17", "2025-04-01", "2026", "2026-12-31", "a", "b"])


@given(st.lists(st.tuples(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), _DATES), min_size=1, max_size=4), _DATES)
def test_what_some_text_passes_is_possible(tests: list[tuple[str, str]], value: str) -> None:
    literals = [literal(f"made {sign} '{text}'") for sign, text in tests]
    passed = all(eval(f"made {sign} {text!r}", {"made": value}) for sign, text in tests)
    assert not passed or compatible(literals)


@given(st.lists(_FORMULAS, min_size=1, max_size=4))
def test_what_is_possible_is_found_by_trying_and_never_called_impossible_before(formulas: list[str]) -> None:
    possible = any(
        all(eval(text, {"a": a, "b": b, "c": c, "p": p}) for text in formulas)
        for a, b, c, p in product([True, False], [True, False], [True, False], ["", "x", "y", "z"])
    )
    literals = [literal(text) for text in formulas]
    world = World(each.name for each in literals)
    assert not possible or world.allows(literals)
    assert (world.assume(literals) and world.is_possible()) == possible


def test_a_long_chain_of_compounds_is_possible_until_its_ends_deny_it() -> None:
    links = [literal(f"c{i} or not c{i + 1}") for i in range(2_000)]
    world = World([each.name for each in links])
    assert world.assume(links)
    assert world.is_possible()
    assert world.assume([literal("not c0")])
    assert world.known["c2000"] == "no"


def test_ways_are_tried_again_where_the_first_ones_fail() -> None:
    pairs = [f"{one}{sign}" for one in "xyz" for sign in "12"]
    held = [literal(f"{pair[0]}1 or {pair[0]}2") for pair in pairs[::2]]
    denied = [literal(f"not ({a}1 and {b}1) and not ({a}2 and {b}2)") for a, b in ("xy", "yz", "xz")]
    world = World([each.name for each in (*held, *denied)])
    assert world.assume([*held, *denied])
    assert not world.is_possible()
