"""What a name was given decides the conditions on it: handed to a partial or macro, set, or a loop's turn."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from offerlint.model.source import Source
from offerlint.reading.html import read_html
from offerlint.reading.markup import identity
from offerlint.reading.template.expand import expand
from offerlint.reading.template.gather import Gathered
from offerlint.reading.template.jinja import read_jinja
from offerlint.reading.template.known import Known, nowhere
from offerlint.reading.template.reader import TemplateReading, read_template
from offerlint.reading.template.variants import plan
from offerlint.text.fold import FIELD
from offerlint.text.span import Span


def read(language: str, files: Mapping[str, str]) -> TemplateReading:
    known = Known(lambda name: Source(name, files[name]) if name in files else None)
    return read_template(Source("main", files["main"]), identity(files["main"]), language, read_html, known)


def standing(language: str, **files: str) -> dict[str, str]:
    """The words of each block, with when they stand: "always", or the conditions."""
    found = {}
    for variant in read(language, files).variants:
        for block in variant.blocks:
            ways = (" and ".join(sorted(f"{e.name}={e.value}" for e in c)) for c in block.conditions)
            found[block.text.replace(FIELD, "_")] = " / ".join(sorted(ways)) or "always"
    return found


LIQUID = "{% if big %}<p>Big</p>{% else %}<p>Small</p>{% endif %}{% if vip %}<p>Gold</p>{% endif %}<p>{{ title }}</p>"
HANDLEBARS = "{{#if big}}<p>Big</p>{{else}}<p>Small</p>{{/if}}{{#if vip}}<p>Gold</p>{{/if}}<p>{{title}}</p>"
ERB = "<% if big %><p>Big</p><% else %><p>Small</p><% end %><% if vip %><p>Gold</p><% end %><p><%= title %></p>"
EJS = "<% if (big) { %><p>Big</p><% } else { %><p>Small</p><% } %><% if (vip) { %><p>Gold</p><% } %><p><%= title %></p>"
HANDED = {"Big": "always", "Gold": "user.vip=yes", "Free": "always"}


@pytest.mark.parametrize(
    ("language", "main", "part"),
    [
        ("liquid", "{% render 'x', big: true, vip: user.vip, title: 'Free' %}", LIQUID),
        ("liquid", "{% include 'x' big: true, vip: user.vip, title: 'Free' %}", LIQUID),
        ("liquid", "{% assign is_big = true %}{% render 'x', big: is_big, vip: user.vip, title: 'Free' %}", LIQUID),
        ("handlebars", "{{> x big=true vip=user.vip title='Free'}}", HANDLEBARS),
        ("handlebars", "{{> x user big=true title='Free'}}", HANDLEBARS),
        ("jinja", "{% set big = true %}{% set title = 'Free' %}{% set vip = user.vip %}{% include 'x' %}", LIQUID),
        ("jinja", "{% with big = true, title = 'Free', vip = user.vip %}{% include 'x' with context %}{% endwith %}",
         LIQUID),
        ("jinja", "{% from 'm' import x %}{{ x(true, user.vip, title='Free') }}", LIQUID),
        ("twig", "{% include 'x' with {big: true, 'vip': user.vip, title: 'Free'} only %}", LIQUID),
        ("twig", "{{ include('x', {big: true, vip: user.vip, title: 'Free'}) }}", LIQUID),
        ("erb", "<%= render 'x', big: true, vip: @user.vip, title: 'Free' %>", ERB),
        ("erb", "<%= render partial: 'x', locals: { big: true, vip: @user.vip, title: 'Free' } %>", ERB),
        ("ejs", "<%- include('x', {big: true, vip: user.vip, title: 'Free'}) %>", EJS),
    ],
)  # fmt: skip
def test_a_partial_asks_about_what_it_was_handed(language: str, main: str, part: str) -> None:
    macro = "{% macro x(big, vip, title) %}" + part + "{% endmacro %}"
    assert standing(language, main=main, x=part, m=macro) == HANDED


@pytest.mark.parametrize(
    ("language", "files", "expected"),
    [
        ("liquid", {"main": "{% render 'plan' with best as p %}", "plan": "{% if p.fee %}<p>Fee</p>{% endif %}"},
         {"Fee": "best.fee=yes"}),
        ("liquid", {"main": "{% include 'plan' with best %}", "plan": "{% if plan.fee %}<p>Fee</p>{% endif %}"},
         {"Fee": "best.fee=yes"}),
        ("liquid", {"main": "{% render 'p' for plans as p %}",
                    "p": "{% if forloop.first %}<p>Top</p>{% endif %}{% if p.fee %}<p>Fee</p>{% endif %}"},
         {"Top": "for p in plans=1 / for p in plans=2",
          "Fee": "for p in plans=1 and p.fee=yes / for p in plans=2 and p.fee=yes"}),
        ("liquid", {"main": "{% assign t = '24 months' %}{% render 'x' %}{% render 'x', t: 'a year' %}",
                    "x": "<p>For {{ t }}</p>"}, {"For _": "always", "For a year": "always"}),
        ("handlebars", {"main": "{{#if vip}}<p>Hi</p>{{/if}}{{> x user}}", "x": "{{#if vip}}<p>{{name}}</p>{{/if}}"},
         {"Hi": "vip=yes", "_": "user.vip=yes"}),
        ("handlebars", {"main": "{{#each plans as |p|}}{{> x p kind='max'}}{{/each}}",
                        "x": "{{#if (eq kind 'max')}}{{#if fee}}<p>Fee</p>{{/if}}{{/if}}"},
         {"Fee": "for p in plans=1 and p.fee=yes / for p in plans=2 and p.fee=yes"}),
        ("twig", {"main": "{% set t = 'now' %}{% include 'x' only %}", "x": "<p>It {{ t }}</p>"}, {"It _": "always"}),
        *(
            ("twig", {"main": "{% set t = 'now' %}{{ include('x', {a: 1}, with_context = " + is_told + ") }}",
                      "x": "<p>It {{ t }}</p>"}, {said: "always"})
            for is_told, said in (("true", "It now"), ("false", "It _"))
        ),
        ("jinja", {"main": "{% set t = 'now' %}{% include 'x' without context %}", "x": "<p>It {{ t }}</p>"},
         {"It _": "always"}),
        ("jinja", {"main": "{% macro m(k) %}{% if k == 'a' or vip %}<p>A</p>{% endif %}{% endmacro %}{{ m('b') }}"},
         {"A": "vip=yes"}),
        ("jinja", {"main": "{% macro m(k) %}{% if k and not vip %}<p>A</p>{% endif %}{% endmacro %}{{ m(p == 1) }}"},
         {"A": "p == 1 and not vip=yes"}),
    ],
)  # fmt: skip
def test_a_partial_knows_what_it_was_handed_and_no_more(
    language: str, files: dict[str, str], expected: dict[str, str]
) -> None:
    assert standing(language, **files) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% set big = true %}{% if big %}<p>Big</p>{% endif %}", {"Big": "always"}),
        ("{% set kind = 'a' %}{% if kind == 'a' %}<p>A</p>{% else %}<p>B</p>{% endif %}", {"A": "always"}),
        ("{% set gold = user.plan == 'max' %}{% if gold %}<p>Gold</p>{% endif %}", {"Gold": "user.plan == 'max'=yes"}),
        ("{% set show = false %}{% if vip %}{% set show = true %}{% endif %}{% if show %}<p>Shown</p>{% endif %}",
         {"Shown": "vip=yes"}),
        (("{% set t = false %}{% if a %}{% set t = true %}{% elif b %}{% set t = true %}{% endif %}"
         "{% if not t %}<p>None</p>{% endif %}"), {"None": "a or (not a and b)=no"}),
        (
            "{% if a %}{% set t = true %}{% endif %}{% if b %}{% set t = true %}{% endif %}{% if t %}Yes{% endif %}",
            {"Yes": "b or (not b and (a or (not a and t)))=yes"},
        ),
        ("{% if a %}{% set t = 'x' %}{% else %}{% set t = 'y' %}{% endif %}{% if t == 'x' %}<p>X</p>{% endif %}",
         {"X": "t == 'x'=yes"}),
        (("{% set t = false %}{% for p in ps %}{% if p.fee %}{% set t = true %}{% endif %}{% endfor %}"
         "{% if t %}<p>Fees</p>{% endif %}"), {"Fees": "t=yes"}),
        ("{% set big = true %}{% set big = other(x) %}{% if big %}<p>Big</p>{% endif %}", {"Big": "big=yes"}),
        ("{% if false %}<p>Old</p>{% else %}<p>New</p>{% endif %}", {"New": "always"}),
    ],
)  # fmt: skip
def test_a_condition_on_what_was_set_is_decided_by_it(source: str, expected: dict[str, str]) -> None:
    assert standing("jinja", main=source) == expected


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("jinja", ("{% for p in ps %}{% if loop.first %}<p>Top</p>{% endif %}<p>Plan</p>"
         "{% if loop.last %}<p>End</p>{% endif %}{% endfor %}")),
        ("liquid", ("{% for p in ps %}{% if forloop.first %}<p>Top</p>{% endif %}<p>Plan</p>"
         "{% if forloop.rindex == 1 %}<p>End</p>{% endif %}{% endfor %}")),
        ("handlebars", ("{{#each ps as |p|}}{{#if @first}}<p>Top</p>{{/if}}<p>Plan</p>"
         "{{#if @last}}<p>End</p>{{/if}}{{/each}}")),
    ],
)  # fmt: skip
def test_the_first_and_last_turn_are_there_whenever_a_loop_runs(language: str, source: str) -> None:
    ran = "for p in ps=1 / for p in ps=2"
    assert standing(language, main=source) == {"Top": ran, "Plan": ran, "End": ran}


def test_what_stands_between_turns_needs_two_of_them() -> None:
    source = "{% for p in ps %}<p>Plan</p>{% if not loop.last %}<p>or</p>{% endif %}{% endfor %}"
    assert standing("jinja", main=source)["or"] == "for p in ps=2"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (("{% for p in ps %}{% if p.fee %}<p>A</p>{% endif %}{% endfor %}"
         "{% for q in ps %}{% if q.fee %}<p>B</p>{% endif %}{% endfor %}"), {"A": "p.fee", "B": "p.fee"}),
        (("{% for p in ps %}{% if p.fee %}<p>A</p>{% endif %}{% endfor %}"
         "{% for p in sims %}{% if p.fee %}<p>B</p>{% endif %}{% endfor %}"), {"A": "p.fee", "B": "sims[].fee"}),
    ],
    ids=["one list, two names", "two lists, one name"],
)  # fmt: skip
def test_an_item_goes_by_one_name_for_one_list(source: str, expected: dict[str, str]) -> None:
    variants = read("jinja", {"main": source}).variants
    found = {
        block.text: next(e.name for c in block.conditions for e in c if not e.name.startswith("for "))
        for variant in variants
        for block in variant.blocks
    }
    assert found == expected


@pytest.mark.parametrize(
    "source",
    [
        "{% for p in ps %}{% if loop.index == 7 %}<p>Seventh</p>{% endif %}{% endfor %}",
        "{% macro m(k) %}{% if k == 'b' %}<p>Seventh</p>{% endif %}{% endmacro %}{{ m('a') }}",
        "{% if false %}<p>Seventh</p>{% endif %}",
    ],
)
def test_words_that_cannot_be_shown_are_reported(source: str) -> None:
    reading = read("jinja", {"main": "<p>One</p>" + source})
    assert [problem.message for problem in reading.problems] == [
        'no choice that was read shows "<p>Seventh</p>"; it was not checked'
    ]


_TEST = st.sampled_from(["a", "b", "f", "not f", "f and a", "b or not f", "p == 'x'", "g"])
_SET = st.sampled_from(["g = f", "g = p == 'x'", "g = not b", "p = 'x'", "p = 'y'"]).map("{{% set {} %}}".format)
_FLAG = st.sampled_from(["{% set f = true %}", "{% set f = false %}", "{% set f = a %}", "{% set f = not b %}"])
_TURN = st.sampled_from(["loop.first", "loop.last", "not loop.first", "loop.last and a", "loop.index == 1 or g"])


def _branching(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{{% if {} %}}{}{{% endif %}}".format, _TEST, inner),
        st.builds(
            "{{% if {} %}}{}{{% elif {} %}}{}{{% else %}}{}{{% endif %}}".format, _TEST, inner, _TEST, inner, inner
        ),
        st.lists(inner, min_size=2, max_size=4).map("".join),
    )


_SAID = st.one_of(
    st.sampled_from(["one ", "two "]),
    _TEST.map("{{{{ 'yes ' if {} else 'no ' }}}}".format),
    st.builds("{{{{ m({}, {}) }}}}".format, st.sampled_from(["true", "'x'", "a", "f", "p"]), _TEST),
    st.builds("{{% for i in items %}}<{{% if {} %}}!{{% endif %}}{{% if {} %}}?{{% endif %}}>{{% endfor %}}".format,
              _TURN, st.sampled_from(["a", "g", "p == 'x'"])),
)  # fmt: skip
_GIVING = st.recursive(st.one_of(_SAID, _SAID, _FLAG), _branching, max_leaves=8)
_MACRO = (
    "{% macro m(k, l) %}{% if k and l %}both {% elif k == 'x' %}x {% elif not l %}neither {% endif %}{% endmacro %}"
)


@settings(max_examples=80, deadline=None)
@given(st.builds("{}{}{}".format, st.one_of(st.just(""), _SET), st.one_of(st.just(""), _SET), _GIVING))
@example("{% if a %}{% set f = a %}{% endif %}{% if a %}{% else %}{% set f = true %}{% endif %}{{ 'no ' if f }}")
@example("{% if a %}{% set f = true %}{% endif %}{% if f %}one {% endif %}")
@example(
    "{% if a %}{% if a %}{% set f = not b %}{% endif %}{% endif %}"
    "{% if a %}{% if b or not f %}{% set f = a %}{% endif %}{% endif %}{{ m(true, f and a) }}"
)
def test_every_variant_of_what_is_given_reads_as_jinja_writes_it(body: str) -> None:
    source = (_MACRO if "m(" in body else "") + body
    tree = Gathered(identity(source), read_jinja, nowhere).tree
    template = Environment().from_string(source)
    for world in plan(tree.nodes).worlds:
        made = expand(source, tree.nodes, world).view.text
        shown = set()
        for a, b, f, g, p, turns in product([True, False, "x"], *[[True, False]] * 3, ["x", "y", "z"], ["i", "ii", ""]):
            data: dict[str, Any] = {"a": a, "b": b, "f": f, "g": g, "p": p, "items": turns, "m": None}
            if all(_comes_to(name, data) == value for name, value in world.known.items()):
                shown.add(template.render(data))
        assert shown in ({made}, set())  # a world that this data does not know


def _comes_to(name: str, data: dict[str, Any]) -> str:
    if name.startswith("for "):
        return str(len(data["items"]))
    return "yes" if eval(name, {"true": True, "false": False, **data}) else "no"


def test_a_field_handed_on_stands_where_it_is_printed() -> None:
    part = "<p>{{ amount }} a month</p>"
    reading = read("liquid", {"main": "{% render 'x', amount: offer.price %}", "x": part})
    (block,) = reading.variants[0].blocks
    assert [mark.value for mark in block.marked("field")] == ["offer.price"]
    (run,) = block.view.map.runs(Span(0, 1))
    assert (run.source, part[run.start : run.end]) == (1, "{{ amount }}")


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("jinja", "<p>a</p>{{ card('x', text='Prices rise in March each year') }}"),
        ("jinja", "{% from 'm.html' import card %}<p>a</p>{{ card('Prices rise in March each year') }}"),
        ("twig", "<p>a</p>{% include 'c' with {title: 'Fast', body: 'Prices rise in March each year'} only %}"),
        ("liquid", "<p>a</p>{% render 'card', body: 'Prices rise in March each year', size: 'big' %}"),
        ("handlebars", "<p>a</p>{{> card body='Prices rise in March each year'}}"),
        ("ejs", "<p>a</p><%- include('card', {body: 'Prices rise in March each year'}) %>"),
        ("erb", "<p>a</p><%= render 'card', body: 'Prices rise in March each year' %>"),
    ],
)
def test_sentences_handed_to_what_is_not_there_are_read_by_themselves(language: str, source: str) -> None:
    (variant,) = read(language, {"main": source}).variants
    texts = [block.text for block in variant.blocks]
    assert "Prices rise in March each year" in texts
    (block,) = [block for block in variant.blocks if block.text.startswith("Prices")]
    (run,) = block.view.map.runs(Span(0, len(block.text)))
    assert source[run.start : run.end] == "Prices rise in March each year"


@pytest.mark.parametrize(
    "source",
    [
        "{% for t in ['Prices rise in March', 'Cancel at any time'] %}<p>{{ t }}</p>{% endfor %}",
        "{% set ts = ['Prices rise in March', 'Cancel at any time'] %}{% for t in ts %}<p>{{ t }}</p>{% endfor %}",
        "{% for t in [{'a': 'Prices rise in March'}, {'a': 'Cancel at any time'}] %}<p>{{ t.a }}</p>{% endfor %}",
        "{% for n, t in [(1, 'Prices rise in March'), (2, 'Cancel at any time')] %}<p>{{ t }}</p>{% endfor %}",
    ],
)
def test_a_loop_over_a_list_that_is_written_out_shows_its_items(source: str) -> None:
    assert standing("jinja", main=source) == {"Prices rise in March": "always", "Cancel at any time": "always"}


@pytest.mark.parametrize("listed", ["['a', 'b']", "ts", f"[{'1, ' * 300}'Prices rise in March']"])
def test_a_loop_over_other_lists_is_a_loop(listed: str) -> None:
    assert standing("jinja", main=f"{{% for t in {listed} %}}<p>{{{{ t }}}}</p>{{% endfor %}}") == {
        "_": f"for t in {listed}=1 / for t in {listed}=2"
    }


@pytest.mark.parametrize(
    "source",
    [
        "{% set c = {'a': 'Prices rise in March'} %}<p>{{ c.a }}</p>",
        "{% set c = {'a': 'Prices rise in March'} %}<p>{{ c['a'] }}</p>",
        "{% set c, d = 1, 'Prices rise in March' %}<p>{{ d }}</p>",
        "{% set d = 'Prices rise in March' | trim | safe %}<p>{{ d }}</p>",
    ],
)
def test_what_is_set_in_a_mapping_or_with_others_is_shown(source: str) -> None:
    assert standing("jinja", main=source) == {"Prices rise in March": "always"}
