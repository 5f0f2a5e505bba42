"""A template read as a document: blocks shared by variants, their conditions, comments and problems."""

from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offerlint.checks.parts import words_stand
from offerlint.model.block import ALWAYS, Block, Condition, Literal, Place
from offerlint.model.source import Source
from offerlint.reading.flow import read_flow
from offerlint.reading.html import read_html
from offerlint.reading.markdown import read_markdown
from offerlint.reading.markup import identity
from offerlint.reading.template.expand import expand
from offerlint.reading.template.jinja import read_jinja
from offerlint.reading.template.reader import MarkupReader, TemplateReading, read_template
from offerlint.reading.template.variants import plan
from offerlint.reading.text import read_text
from offerlint.text.span import Run, Span


def new_lens() -> Any:
    """A lens of several readings in which nothing was found out yet."""
    return SimpleNamespace(layers=(None, None), stream=SimpleNamespace(known={}))


def read(source: str, inner: MarkupReader = read_html) -> TemplateReading:
    return read_template(Source("copy.j2", source), identity(source), "jinja", inner)


def blocks(reading: TemplateReading) -> list[Block]:
    """All different blocks, in the order in which they are first met."""
    return list(dict.fromkeys(block for variant in reading.variants for block in variant.blocks))


def said(found: frozenset[frozenset[Literal]]) -> str:
    """`a=yes & b=no; c=yes`: any one of the parts between semicolons."""
    each = (" & ".join(sorted(f"{part.name}={part.value}" for part in condition)) for condition in found)
    return "; ".join(sorted(part or "always" for part in each))


def table(reading: TemplateReading) -> list[tuple[str, str]]:
    return [(block.text.replace("￼", "_"), said(block.conditions)) for block in blocks(reading)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<p>Hi {{ name }}</p>", [("Hi _", "always")], id="no choice"),
        pytest.param(
            "<h1>Sale</h1>{% if vip %}<p>24-month contract</p>{% endif %}<p>Bye</p>",
            [("Sale", "always"), ("24-month contract", "vip=yes"), ("Bye", "always")],
            id="a paragraph for some",
        ),
        pytest.param(
            "<p>Hello {% if vip %}<b>VIP</b> {% endif %}you</p>",
            [("Hello VIP you", "vip=yes"), ("Hello you", "vip=no")],
            id="words for some",
        ),
        pytest.param(
            "<p>{% if vip %}VIP {% endif %}you</p>", [("VIP you", "vip=yes"), ("you", "vip=no")], id="words at the edge"
        ),
        pytest.param(
            '<p class="{% if small %}smallprint{% endif %}">Fee £5</p>',
            [("Fee £5", "small=yes"), ("Fee £5", "small=no")],
            id="the same words, quieter for some",
        ),
        pytest.param(
            '<p class="{% if a %}x{% else %}y{% endif %}">Fee £5</p>',
            [("Fee £5", "always")],
            id="a choice that does not show",
        ),
        pytest.param(
            "<b>{% if a %}<p>One</b></p>{% else %}<p>Two</p></b>{% endif %}<p>End</p>",
            [("One", "a=yes"), ("End", "always"), ("Two", "a=no")],
            id="markup opened outside and closed in either branch",
        ),
        pytest.param(
            "{% for p in plans %}<p>{{ p.name }}</p>{% else %}<p>None</p>{% endfor %}<p>End</p>",
            [("_", "for p in plans=1; for p in plans=2"), ("End", "always"), ("None", "for p in plans=0")],
            id="a loop",
        ),
        pytest.param(
            "{% if a %}{% if b %}<p>Both</p>{% endif %}{% endif %}<p>End</p>",
            [("Both", "a=yes & b=yes"), ("End", "always")],
            id="nested",
        ),
        pytest.param(
            "<p>{{ 'Free' if a else 'Paid' }} calls</p>",
            [("Free calls", "a=yes"), ("Paid calls", "a=no")],
            id="words in an expression",
        ),
    ],
)
def test_when_blocks_stand(source: str, expected: list[tuple[str, str]]) -> None:
    assert table(read(source)) == expected


def test_a_block_of_many_variants_is_one_object() -> None:
    reading = read("<p>Always</p>{% if a %}<p>A</p>{% endif %}")
    assert len({id(variant.blocks[0]) for variant in reading.variants}) == 1
    assert reading.variants[0].blocks[0].conditions == ALWAYS


def test_what_is_left_of_a_paragraph_hangs_on_all_that_was_left_out() -> None:
    reading = read("<p>Fibre{% if a %} for £30{% endif %}{% if b %} a month{% endif %}</p>")
    assert ("Fibre", "a=no & b=no") in table(reading)


def test_equal_words_in_two_places_are_two_blocks() -> None:
    reading = read("{% if a %}<p>Free</p>{% else %}<p>Free</p>{% endif %}")
    assert table(reading) == [("Free", "a=yes"), ("Free", "a=no")]


def stands(block: Block, span: Span) -> frozenset[Condition]:
    (found,) = words_stand([Place(block, span)], new_lens())
    return found


def test_words_know_when_they_stand_whatever_the_rest_of_the_block_says() -> None:
    (both, *_) = blocks(read("<p>£30 a month.{% if a %} Free.{% endif %}{% if b %} New.{% endif %} Ends soon.</p>"))
    assert both.text == "£30 a month. Free. New. Ends soon."
    assert said(stands(both, Span(0, 3))) == "always"
    assert said(stands(both, Span(13, 17))) == "a=yes"
    assert said(stands(both, Span(0, 23))) == "a=yes & b=yes"
    left_out = next(
        block for block in blocks(read("<p>no {% if a %}hidden {% endif %}fees</p>")) if block.text == "no fees"
    )
    assert said(stands(left_out, Span(0, 7))) == "a=no"
    assert said(stands(left_out, Span(3, 7))) == "always"


def test_every_block_leads_to_its_place_in_the_source() -> None:
    source = "<p>Hi</p>\r\n{% for p in plans %}<p>£{{ p.monthly }} a month</p>{% endfor %}"
    block = blocks(read(source))[1]
    assert block.view.map.runs(Span(0, 1)) == (Run(0, source.index("£"), source.index("£") + 1),)
    assert block.view.map.runs(Span(1, 2)) == (Run(0, source.index("{{"), source.index("}}") + 2),)
    assert [(mark.kind, mark.value) for mark in block.marks] == [("field", "p.monthly")]


def test_a_template_inside_a_file_keeps_the_files_places() -> None:
    source = "---\nx: y\n---\nFree {% if a %}calls{% endif %} {{ oops"
    body = identity(source).slice(Span(13, len(source)))
    reading = read_template(Source("copy.md.j2", source), body, "jinja", read_markdown)
    assert [(problem.path, problem.line, problem.fatal) for problem in reading.problems] == [("copy.md.j2", 4, True)]
    (run,) = blocks(reading)[0].view.map.runs(Span(0, 4))
    assert source[run.start : run.end] == "Free"


@pytest.mark.parametrize(
    ("source", "words", "inside"),
    [
        ("<p>One</p>{# note #}<p>Two</p>", "Two", False),
        ("<p>One {# note #}</p><p>Two</p>", "One ", True),
        ("<p>One <b>big</b>{# note #}</p><p>Two</p>", "One big", True),
        ("<p>O{# note #}ne</p><p>Two</p>", "One", True),
        ("<p>{# note #}One</p><p>Two</p>", "One", False),
        ("<p>One</p>\n{# note #}\n{% if a %}<p>Two</p>{% endif %}<p>Three</p>", "Two", False),
        ("{% if a %}{# note #}<p>One</p>{% endif %}<p>Two</p>", "One", False),
        ("{% if not a %}{% if a %}x{% endif %}{# note #}<p>One</p>{% endif %}<p>Two</p>", "One", False),
        ("<p>One</p><!-- note --><p>Two {{ x }}</p>", "Two ￼", False),
    ],
)
def test_comments_know_their_block(source: str, words: str, inside: bool) -> None:
    ((comment, variant),) = read(source).comments
    assert comment.text.strip() == "note"
    assert (variant.blocks[comment.block].text.strip(), comment.inside) == (words.strip(), inside)
    assert "note" in source[comment.place.start : comment.place.end]


def test_a_comment_at_the_end_has_no_block() -> None:
    ((comment, variant),) = read("<p>One</p>{# note #}").comments
    assert comment.block == len(variant.blocks)


def test_comments_of_text_belong_to_the_line_they_end() -> None:
    ((comment, variant),) = read("One {# note #}\n\nTwo", read_text).comments
    assert (variant.blocks[comment.block].text, comment.inside) == ("One", True)


@pytest.mark.parametrize(
    ("source", "said", "line", "fatal"),
    [
        ("a\n{% include 'x' %}", "is not followed", 2, False),
        ("a\n\n{{ b c }}", "cannot be read", 3, True),
        ("a\n{% if x %}b", 'has no "{% endif %}"', 2, True),
        ("{% if x %}a\n{% if not x %}\nnever{% endif %}{% endif %}", 'no choice that was read shows "never"', 3, False),
    ],
)
def test_problems_have_lines(source: str, said: str, line: int, fatal: bool) -> None:
    (problem,) = read(source).problems
    assert said in problem.message
    assert (problem.path, problem.line, problem.fatal) == ("copy.j2", line, fatal)


def test_the_cap_is_said() -> None:
    chain = "{% if p == 0 %}w0" + "".join(f"{{% elif p == {i} %}}w{i}" for i in range(1, 90)) + "{% endif %}"
    messages = [problem.message for problem in read(chain).problems]
    assert any("too many choices to read them all: 64 variants" in message for message in messages)
    assert any('no choice that was read shows "w89"' in message for message in messages)


def test_an_empty_template_has_one_empty_variant() -> None:
    (variant,) = read("").variants
    assert variant.blocks == ()


_SENTENCES = st.sampled_from(["one ", "two ", "three. ", "\n\n", "\n\nfour", "five "])


def _if(parts: tuple[str, str, str]) -> str:
    test, yes, no = parts
    return f"{{% if {test} %}}{yes}{{% else %}}{no}{{% endif %}}"


_COPY = st.recursive(
    _SENTENCES,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["a", "b", "c", "not a", "a and b", "b or c"]), inner, inner).map(_if),
        st.lists(inner, max_size=5).map("".join),
    ),
    max_leaves=14,
)


@settings(max_examples=150, deadline=None)
@given(_COPY)
def test_words_stand_exactly_when_their_conditions_hold(source: str) -> None:
    """Against every assignment tried one by one."""
    reading = read(source, read_text)
    if reading.problems:
        return
    tree = read_jinja(source)
    empty = plan(tree.nodes).worlds[0].copy()
    empty.known.clear()
    places: dict[int, list[Place]] = {}
    for block in blocks(reading):
        for i, char in enumerate(block.text):
            if char.isalpha():
                (run,) = block.view.map.runs(Span(i, i + 1))
                places.setdefault(run.start, []).append(Place(block, Span(i, i + 1)))
    lens = new_lens()
    when = {offset: frozenset().union(*words_stand(same, lens)) for offset, same in places.items()}
    for values in product(["yes", "no"], repeat=3):
        world = empty.copy()
        assert world.assume(Literal(name, value) for name, value in zip("abc", values, strict=True))
        made = expand(source, tree.nodes, world)
        standing = {run.start + i for _, runs, _ in made.view.map for run in runs for i in range(run.end - run.start)}
        for offset, conditions in when.items():
            assert any(world.holds(condition) for condition in conditions) == (offset in standing)


def test_a_flow_shares_its_blocks_and_leads_to_the_template() -> None:
    source = 'script: Renewal\nstart: hello\nsteps:\n  hello: {say: "Hi {{ name }}{% if vip %}, our VIP{% endif %}"}\n'
    reading = read(source, read_flow)
    assert table(reading) == [("Hi _, our VIP", "vip=yes"), ("Hi _", "vip=no")]
    assert reading.flow is not None
    (act,) = reading.flow.steps["hello"].acts
    assert act.block is reading.variants[0].blocks[0]
    assert source[act.place.start : act.place.end] == '"Hi {{ name }}{% if vip %}, our VIP{% endif %}"'
    assert [(mark.kind, mark.value) for mark in act.block.marks] == [("field", "name")]


def test_a_problem_of_the_markup_has_the_templates_line() -> None:
    source = "{# one\ntwo #}script: Renewal\nstart: hello\nsteps:\n  hello: {sya: hi}\n"
    assert {problem.line for problem in read(source, read_flow).problems} == {5}
