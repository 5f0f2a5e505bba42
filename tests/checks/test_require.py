"""What must be said as well: near enough, loud enough, and whatever a template chooses."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from offerlint.checks.exposure import UndecidedError, exposures
from offerlint.model.about import About
from offerlint.model.block import ALWAYS, Block, Literal
from offerlint.model.document import Document, Variant
from offerlint.model.source import Source
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


TEMPLATES = [
    ("offer\n{% if a %}\nterms\n{% endif %}", ({"a": "no"},)),
    ("{% if a %}\noffer\n{% endif %}\n{% if a %}\nterms\n{% endif %}", None),
    ("{% if a %}\noffer\n{% endif %}\n{% if not a %}\nterms\n{% endif %}", ({"a": "yes"},)),
    ("offer\n{% if a %}\nterms\n{% else %}\nterms here\n{% endif %}", None),
    ("offer\n{% if a %}\nterms\n{% endif %}\n{% if b %}\nterms b\n{% endif %}", ({"a": "no", "b": "no"},)),
    ("{% if a %}\noffer\n{% else %}\noffer\n{% endif %}", "each"),
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


def stands(one: Block, chosen: dict[str, str]) -> bool:
    return any(all(chosen[literal.name] == literal.value for literal in condition) for condition in one.conditions)


ALWAYS_IN_PIECES = frozenset(
    frozenset(Literal(name, value) for name, value in one)
    for one in ([("a", "no")], [("a", "yes"), ("b", "no")], [("b", "yes")])
)


@given(trigger=CONDITIONS, companions=st.lists(CONDITIONS, max_size=4))
@example(trigger=ALWAYS_IN_PIECES, companions=[])
def test_exposures_are_those_of_trying_every_choice(trigger, companions):
    document = Document([Source("x", "x")], "text", About(), (Variant((), ()),))
    start, others = block(trigger), [block(one) for one in companions]
    worlds = [dict(zip(NAMES, values, strict=True)) for values in product(("yes", "no"), repeat=3)]
    exposed = [one for one in worlds if stands(start, one) and not any(stands(other, one) for other in others)]
    found = exposures([start], others, document)
    assert (found is not None) == bool(exposed)
    for choices in found or ():
        agreeing = [one for one in worlds if choices.items() <= one.items()]
        assert agreeing
        assert all(one in exposed for one in agreeing)
        for name in choices:
            fewer = {key: value for key, value in choices.items() if key != name}
            assert not all(one in exposed for one in worlds if fewer.items() <= one.items())


def test_no_trigger_is_always_there():
    document = Document([Source("x", "x")], "text", About(), (Variant((), ()),))
    assert exposures([], [], document) == ({},)
    assert exposures([], [block(ALWAYS)], document) is None


def test_too_many_conditions_are_not_decided(run):
    document = Document([Source("x", "x")], "text", About(), (Variant((), ()),))
    pairs = [block(frozenset({frozenset({Literal(f"a{i}", "yes"), Literal(f"b{i}", "yes")})})) for i in range(20)]
    with pytest.raises(UndecidedError):
        exposures([], pairs, document)


def test_many_single_conditions_are_decided():
    document = Document([Source("x", "x")], "text", About(), (Variant((), ()),))
    ones = [block(frozenset({frozenset({Literal(f"a{i:02}", "yes")})})) for i in range(40)]
    (choices,) = exposures([], ones, document) or ()
    assert choices == {f"a{i:02}": "no" for i in range(40)}
