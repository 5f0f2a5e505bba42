"""What must be said as well: near enough, loud enough, and whatever a template chooses."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from offerlint.checks.exposure import Exposure
from offerlint.checks.falsify import UndecidedError, falsify
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


def exposures(trigger, companions, ties=NO_TIES):
    document = Document([Source("x", "x")], "text", About(), (Variant((), ()),), ties=ties)
    return Exposure(document).company(stands(companions)).exposures(stands(trigger))


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
    expected = set() if frozenset() in terms else falsify(terms, wanted, values, World(sorted(values), ties))
    found = exposures([block(trigger)], [block(one) for one in companions], ties)
    assert {frozenset(one.items()) for one in found or ()} == expected


def test_no_trigger_is_always_there():
    assert exposures([], []) == ({},)
    assert exposures([], [block(ALWAYS)]) is None


def joined(*names: str) -> Block:
    return block(frozenset({frozenset(Literal(name, "yes") for name in names)}))


def test_too_many_conditions_that_bear_on_one_another_are_not_decided():
    pairs = [joined(f"a{i}", f"b{i}") for i in range(20)]
    with pytest.raises(UndecidedError):
        exposures([], [*pairs, joined(*(f"a{i}" for i in range(20)))])


def test_of_very_many_ways_one_is_told():
    pairs = [joined(f"a{i}", f"b{i}") for i in range(20)]
    assert exposures([], pairs) == ({f"a{i}": "no" for i in range(20)},)


def test_what_cannot_be_decided_elsewhere_does_not_matter_where_a_companion_always_stands():
    pairs = [joined(f"a{i}", f"b{i}") for i in range(20)]
    others = [*pairs, joined(*(f"a{i}" for i in range(20))), joined("c")]
    assert exposures([joined("c")], others) is None


def test_equal_answers_of_one_document_are_one():
    document = Document([Source("x", "x")], "text", About(), (Variant((), ()),))
    company = Exposure(document).company(stands([joined("a"), joined("b")]))
    without = [frozenset({frozenset({frozenset({Literal(name, "no")})})}) for name in "ab"]
    assert company.exposures(without[0]) is company.exposures(without[1]) is not None


def test_many_single_conditions_are_decided():
    assert exposures([], [joined(f"a{i:02}") for i in range(40)]) == ({f"a{i:02}": "no" for i in range(40)},)
