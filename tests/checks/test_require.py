"""What must be said as well: near enough, loud enough, and whatever a template chooses."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from offerlint.checks import falsify
from offerlint.checks.exposure import Exposure
from offerlint.checks.falsify import Falsifier, UndecidedError
from offerlint.checks.parts import stands
from offerlint.model.about import About
from offerlint.model.block import ALWAYS, Block, Literal
from offerlint.model.document import Document, Variant
from offerlint.model.source import Source
from offerlint.model.ties import NO_TIES, Ties
from offerlint.reading.template.conditions import World
from offerlint.text.view import ViewBuilder

SPEC = "require: {when: {phrase: offer}, need: {phrase: terms}, within: %s}"


@pytest.mark.parametrize(
    ("within", "text", "expected"),
    [
        ("document", "offer\n\nterms", []),
        ("document", "offer\n\nnothing", ["offer"]),
        ("document", "offer\n\noffer", ["offer"]),
        ("document", "nothing", []),
        ("section", "# A\n\noffer\n\nterms\n\n# B\n\noffer", ["offer"]),
        ("section", "# A\n\noffer\n\noffer\n\n# B\n\noffer", ["offer", "offer"]),
        ("block", "offer. terms\n\noffer", ["offer"]),
        ("sentence", "offer with terms. An offer. terms", ["offer"]),
        ("3 words", "offer a b c terms", []),
        ("3 words", "terms a b c offer", []),
        ("3 words", "offer a b c d terms", ["offer"]),
    ],
)
def test_within(within, text, expected, flagged):
    assert flagged(SPEC % f'"{within}"', text, "markdown") == expected


def test_every(flagged):
    spec = "require: {when: offer, need: terms, every: yes}"
    assert flagged(spec, "offer\n\noffer") == ["offer", "offer"]


def test_without_a_trigger_the_first_words_are_flagged(flagged):
    assert flagged("require: {need: terms}", "# Hello\n\nworld", "markdown") == ["Hello"]
    assert (
        flagged("require: {need: [terms, {phrase: world, where: body.paragraph}]}", "# Hello\n\nworld", "markdown")
        == []
    )


def test_the_head_is_pointed_at_last(flagged):
    text = "<html><head><title>Offer</title></head><body><p>Our offer</p></body></html>"
    assert flagged("require: {when: offer, need: terms}", text, "html") == ["offer"]


def test_a_denied_companion_is_none(flagged):
    spec = 'require: {when: offer, need: {phrase: terms, unless: ["@denied"]}}'
    assert flagged(spec, "offer without terms") == ["offer"]


def test_a_form_control_can_be_needed(flagged):
    spec = "require: {when: offer, need: {phrase: no thanks, control: {kind: checkbox, checked: no}}}"
    box = '<p>offer</p><form><label><input type="checkbox"{}> No thanks</label></form>'
    assert flagged(spec, box.format(""), "html") == []
    assert flagged(spec, box.format(" checked"), "html") == ["offer"]
    assert flagged(spec, "<p>offer. No thanks</p>", "html") == ["offer"]


def test_a_quieter_companion_is_shown(run):
    spec = "require: {when: offer, need: terms, no_less_prominent: yes}"
    (hit,) = run(spec, "<h1>offer</h1><p><small>terms</small></p>", "html")
    assert [message for _, message in hit.related] == ["It is said here, but less prominently"]
    assert run(spec, "<p>offer</p><h2>terms</h2>", "html") == []


def test_hidden_words_never_count(flagged):
    assert flagged("require: {when: offer, need: terms}", "<p>offer</p><p hidden>terms</p>", "html") == ["offer"]
    assert flagged("require: {when: offer, need: terms}", "<p>hi</p><p hidden>offer</p>", "html") == []


CHOICES = (
    "{{% if a %}}1{{% else %}}2{{% endif %}} {} {{% if b %}}{}{{% else %}}4{{% endif %}} "
    "{{% if c %}}5{{% else %}}6{{% endif %}}"
)
TEMPLATES = [
    ("offer\n{% if a %}\nterms\n{% endif %}", ({"a": "no"},)),
    ("{% if a %}\noffer\n{% endif %}\n{% if a %}\nterms\n{% endif %}", None),
    ("{% if a %}\noffer\n{% endif %}\n{% if not a %}\nterms\n{% endif %}", ({"a": "yes"},)),
    ("offer\n{% if a %}\nterms\n{% else %}\nterms here\n{% endif %}", None),
    ("offer\n{% if a %}\nterms\n{% endif %}\n{% if b %}\nterms b\n{% endif %}", ({"a": "no", "b": "no"},)),
    ("{% if a %}\noffer\n{% else %}\noffer\n{% endif %}", "each"),
    (f"offer\n\n{CHOICES.format('terms', '3')}", None),
    (f"offer\n\n{CHOICES.format('so', 'terms')}", ({"b": "no"},)),
]


@pytest.mark.parametrize(("text", "expected"), TEMPLATES, ids=[text for text, _ in TEMPLATES])
def test_templates_are_decided_exactly(text, expected, run):
    hits = run("require: {when: offer, need: terms}", text, "jinja+text")
    if expected == "each":
        assert [hit.exposed_by for hit in hits] == [({"a": "yes"},), ({"a": "no"},)]
    else:
        assert [hit.exposed_by for hit in hits] == ([] if expected is None else [expected])


NAMES = ("a", "b", "c")
CONDITION = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["yes", "no"]), max_size=3).map(
    lambda chosen: frozenset(Literal(name, value) for name, value in chosen.items())
)
CONDITIONS = st.frozensets(CONDITION, min_size=1, max_size=3)


def block(conditions) -> Block:
    builder = ViewBuilder("x")
    builder.copy(0, 1)
    return Block(builder.build(), "body.paragraph", conditions=conditions)


def shown(one: Block, chosen: dict[str, str]) -> bool:
    return any(all(chosen[literal.name] == literal.value for literal in condition) for condition in one.conditions)


ALWAYS_IN_PIECES = frozenset(
    frozenset(Literal(name, value) for name, value in one)
    for one in ([("a", "no")], [("a", "yes"), ("b", "no")], [("b", "yes")])
)


def document(*blocks, ties=NO_TIES) -> Document:
    return Document([Source("x", "x")], "text", About(), (Variant(blocks, (0,) * len(blocks)),), ties=ties)


def exposures(trigger, companions, ties=NO_TIES):
    return Exposure(document(*trigger, *companions, ties=ties)).company(stands(companions)).exposures(stands(trigger))


@given(trigger=CONDITIONS, companions=st.lists(CONDITIONS, max_size=4))
@example(trigger=ALWAYS_IN_PIECES, companions=[])
def test_exposures_are_those_of_trying_every_choice(trigger, companions):
    start, others = block(trigger), [block(one) for one in companions]
    worlds = [dict(zip(NAMES, values, strict=True)) for values in product(("yes", "no"), repeat=3)]
    exposed = [one for one in worlds if shown(start, one) and not any(shown(other, one) for other in others)]
    found = exposures([start], others)
    assert (found is not None) == bool(exposed)
    for choices in found or ():
        agreeing = [one for one in worlds if choices.items() <= one.items()]
        assert agreeing
        assert all(one in exposed for one in agreeing)
        for name in choices:
            fewer = {key: value for key, value in choices.items() if key != name}
            assert not all(one in exposed for one in worlds if fewer.items() <= one.items())


RELATED = ("a", "b", "a and b", "c or d", "plan == 'x'", "plan == 'y'", "for one in many", "e", "f")
RELATED_CONDITIONS = st.frozensets(
    st.dictionaries(st.sampled_from(RELATED), st.sampled_from(["yes", "no"]), max_size=3).map(
        lambda chosen: frozenset(
            Literal(name, {"yes": "1", "no": "0"}[value] if name.startswith("for ") else value)
            for name, value in chosen.items()
        )
    ),
    min_size=1,
    max_size=2,
)
TIED = Ties({"plan": ("x", "y", "z")}, (Literal("e and not f", "no"),))


@given(
    trigger=RELATED_CONDITIONS,
    companions=st.lists(RELATED_CONDITIONS, max_size=5),
    ties=st.sampled_from([NO_TIES, TIED]),
)
def test_deciding_group_by_group_is_deciding_all_at_once(trigger, companions, ties):
    """A choice of each group of related conditions, put together, is a choice over all of them, and no other is."""
    terms = {frozenset((e.name, e.value) for e in condition) for one in companions for condition in one}
    wanted = {frozenset((e.name, e.value) for e in condition) for condition in trigger}
    both = {"yes": ("no", "yes"), "0": ("0", "1")}
    values = {name: both["0" if name.startswith("for ") else "yes"] for one in [*terms, *wanted] for name, _ in one}
    falsifier = Falsifier(terms, values, World(sorted(values), ties))
    expected = set() if frozenset() in terms else falsifier.least(wanted)
    found = exposures([block(trigger)], [block(one) for one in companions], ties)
    assert {frozenset(one.items()) for one in found or ()} == expected


def _read(data) -> dict[str, str]:
    a, b, c, d, e, f, plan, times = data
    is_so = {"a": a, "b": b, "a and b": a and b, "c or d": c or d, "e": e, "f": f}
    is_so |= {f"plan == '{each}'": plan == each for each in "xy"}
    return {**{name: "yes" if so else "no" for name, so in is_so.items()}, "for one in many": times}


READINGS = [_read(data) for data in product(*[(True, False)] * 6, "xyz", "01")]
TIED_READINGS = [one for one in READINGS if (one["e"], one["f"]) != ("yes", "no")]


@given(
    trigger=RELATED_CONDITIONS,
    companions=st.lists(RELATED_CONDITIONS, max_size=6),
    tied=st.booleans(),
    looked_at=st.sampled_from([falsify.MOST_LOOKED_AT, 0]),
)
def test_exposures_of_related_conditions_are_those_of_trying_all_data(trigger, companions, tied, looked_at):
    start, others = block(trigger), [block(one) for one in companions]
    readings = TIED_READINGS if tied else READINGS
    exposed = [one for one in readings if shown(start, one) and not any(shown(other, one) for other in others)]
    with mock.patch.object(falsify, "MOST_LOOKED_AT", looked_at):
        found = exposures([start], others, TIED if tied else NO_TIES)
    assert (found is not None) == bool(exposed)
    for choices in found or ():
        agreeing = [one for one in readings if choices.items() <= one.items()]
        assert agreeing
        assert all(one in exposed for one in agreeing)


def test_no_trigger_is_always_there():
    assert exposures([], []) == ({},)
    assert exposures([], [block(ALWAYS)]) is None


def joined(*names: str) -> Block:
    return block(frozenset({frozenset(Literal(name, "yes") for name in names)}))


def apart(*names: str) -> Block:
    return block(frozenset({frozenset(Literal(name, "no") for name in names)}))


def pigeons(number: int, holes: int) -> list[Block]:
    """Companions that all go only where each of some pigeons has a hole of its own."""
    named = [[f"p{i}h{j}" for j in range(holes)] for i in range(number)]
    shared = [joined(one, other) for hole in zip(*named, strict=True) for one, other in combinations(hole, 2)]
    return [*(apart(*each) for each in named), *shared]


def test_too_many_conditions_that_bear_on_one_another_are_not_decided():
    assert exposures([], pigeons(7, 7))
    assert exposures([], pigeons(4, 3)) is None
    with pytest.raises(UndecidedError):
        exposures([], pigeons(9, 8))


def test_of_very_many_ways_one_is_told():
    pairs = [joined(f"a{i}", f"b{i}") for i in range(20)]
    assert exposures([], pairs) == ({f"a{i}": "no" for i in range(20)},)


def test_where_too_many_choices_bear_on_one_another_to_try_all_some_are_told():
    names = [f"a{i:03}" for i in range(200)]
    companions = [joined(*pair) for pair in pairwise(names)]
    (told,) = exposures([joined("a100")], companions)
    assert (told["a099"], told["a100"], told["a101"]) == ("no", "yes", "no")
    assert all("no" in (told.get(one), told.get(other)) for one, other in pairwise(names))
    assert len(told) == 101


def test_what_cannot_be_decided_elsewhere_does_not_matter_where_a_companion_always_stands():
    assert exposures([joined("c")], [*pigeons(9, 8), joined("c")]) is None


def test_equal_answers_of_one_document_are_one():
    blocks = [joined("a"), joined("b")]
    company = Exposure(document(*blocks)).company(stands(blocks))
    without = [frozenset({frozenset({frozenset({Literal(name, "no")})})}) for name in "ab"]
    assert company.exposures(without[0]) is company.exposures(without[1]) is not None


def test_many_single_conditions_are_decided():
    assert exposures([], [joined(f"a{i:02}") for i in range(40)]) == ({f"a{i:02}": "no" for i in range(40)},)
