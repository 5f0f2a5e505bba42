"""Jinja into a tree: what is text, what is a field, and what is wrong."""

import pytest

from offerlint.reading.markup import identity
from offerlint.reading.template.expand import expand
from offerlint.reading.template.gather import Gathered
from offerlint.reading.template.jinja import read_jinja
from offerlint.reading.template.known import nowhere
from offerlint.reading.template.tree import (
    Choice,
    Comment,
    Field,
    Include,
    Node,
    NotFollowed,
    Repeat,
    Scope,
    Set,
    Spelt,
    Text,
    Tree,
)
from offerlint.reading.template.variants import plan


def shown(source: str, nodes: tuple[Node, ...]) -> str:
    """A tree on one line: words as they stand, <field>, (cond: a | cond: b), [loop: body / else]."""
    return "".join(_one(source, node) for node in nodes)


def _one(source: str, node: Node) -> str:
    match node:
        case Text(start, end):
            return source[start:end]
        case Spelt(text, _, _):
            return text
        case Field(expression, _, _):
            return f"<{expression}>"
        case Comment(text, _, _):
            return f"#{text}#"
        case NotFollowed(what, _, _, prints):
            return f"?{what}?" if prints else ""
        case Choice(branches):
            return "(" + " | ".join(f"{_when(b.literals)}: {shown(source, b.body)}" for b in branches) + ")"
        case Include(name):
            return f"?{name}?"
        case Scope(body):
            return shown(source, body)
        case Set(name, body):
            return f"[{name} is {shown(source, body)}]"
        case Repeat(name, body, otherwise):
            return f"[{name}: {shown(source, body)} / {shown(source, otherwise)}]"
        case _:
            raise AssertionError(node)


def _when(literals: frozenset[object]) -> str:
    said = sorted(f"{each.name}={each.value}" for each in literals)  # type: ignore[attr-defined]
    return ", ".join(said)


MISSING = ": no file “b.html” beside it or in the folders of `templates:`"


def tree(source: str) -> Tree:
    return Gathered(identity(source), read_jinja, nowhere).tree


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Hello {{ name }}!", "Hello <name>!"),
        ("£{{- offer . monthly -}} a month", "£<offer.monthly>a month"),
        ("{{ offer.monthly|round( 2 ) }}", "<offer.monthly|round(2)>"),
        ('{{ x["a"] }}', "<x['a']>"),
        ("{{ {'a': {'b': 1}} }}", "<{'a':{'b':1}}>"),
        ("{{ x|default('there') }}", "(x is defined=yes: <x> | x is defined=no: there)"),
        ("{{ 'Hello' }}", "Hello"),
        ("{{ 'it\\'s' }}", "it's"),
        ("{{ '{{' }} and {{ '}}' }}", "{{ and }}"),
        ("{{ 'Sir' if formal else 'mate' }}", "(formal=yes: Sir | formal=no: mate)"),
        ("{{ 'now' if not later }}", "(later=no: now | later=yes: )"),
        ("{{ name or 'there' }}", "(name=yes: <name> | name=no: there)"),
        ("{{ a if b else c }}", "<a if b else c>"),
        ("{{ ('Dear ' ~ name)|e }}", "Dear <name>"),
        ("{{ _('Save now') }}", "Save now"),
        ("{{ fee('x') }}", "<fee('x')>"),
        ("{% if vip %}A{% endif %}", "(vip=yes: A | vip=no: )"),
        ("{% if not vip %}A{% else %}B{% endif %}", "(vip=no: A | vip=yes: B)"),
        (
            "{% if p == 'a' %}A{% elif p == 'b' %}B{% endif %}",
            "(p == 'a'=yes: A | p == 'a'=no, p == 'b'=yes: B | p == 'a'=no, p == 'b'=no: )",
        ),
        ("{% for p in plans %}{{ p.name }} {% else %}none{% endfor %}", "[for p in plans: <p.name>  / none]"),
        ("{% for k , v in d.items() %}x{% endfor %}", "[for k, v in d.items(): x / ]"),
        ("{% set x = 'a' %}b", "[x is a]b"),
        ("{% do things() %}b", "b"),
        ("a {# a {{ note }} #} b", "a #a {{ note }}# b"),
        ("a {#- note -#} b", "a#note#b"),
        ("{% raw %}{{ x }} {% if %}{% endraw %}b", "{{ x }} {% if %}b"),
        ("{%- raw -%} a {%- endraw -%} b", "ab"),
        ("a  {%- if x -%}  b  {%- endif -%}  c", "a(x=yes: b | x=no: )c"),
        ("a {%+ if x %} b{% endif +%} c", "a (x=yes:  b | x=no: ) c"),
        ("{% block top %}a{% endblock top %}b", "ab"),
        ("{% filter upper %}a{% endfilter %}", "a"),
        ("{% with a = 1 %}{{ a }}{% endwith %}", "[a is <1>]<a>"),
        ("{% set x %}a{% endset %}", "[x is a]"),
        ("{% if x == '%}' %}a{% endif %}", "(x == '%}'=yes: a | x == '%}'=no: )"),
        ("a }} b %} c #}", "a }} b %} c #}"),
        ("{% trans %}Hello{% pluralize %} all{% endtrans %}", "Hello all"),
        ("{{ 'Save right now' | nl2br }}{{ 'a.b' | nl2br }}", "Save right now<'a.b'|nl2br>"),
    ],
)
def test_a_template_becomes_a_tree(source: str, expected: str) -> None:
    assert shown(source, tree(source).nodes) == expected
    assert tree(source).faults == ()


@pytest.mark.parametrize(
    ("source", "expected", "said"),
    [
        ("a{% include 'b.html' %}c", "a?b.html?c", f"\"{{% include 'b.html' %}}\" is not followed{MISSING}"),
        ("{% import 'b.html' as c %}a", "a", f"\"{{% import 'b.html' as c %}}\" is not followed{MISSING}"),
        ("{% embed 'b.html' %}Hello", "?embed 'b.html'?Hello", "\"{% embed 'b.html' %}\" is not followed"),
        (
            "{% macro m(x) %}a{{ x }}{% endmacro %}",
            "a<x>",
            '"{% macro m(x) %}" is not followed: its words are read where they stand',
        ),
        (
            "{% call m() %}a{% endcall %}",
            "<call m()>a",
            '"{% call m() %}" is not followed: its words are read where they stand',
        ),
    ],
)
def test_what_is_not_followed_is_said_and_the_rest_is_read(source: str, expected: str, said: str) -> None:
    assert shown(source, tree(source).nodes) == expected
    assert [(fault.message, fault.fatal) for fault in tree(source).faults] == [(said, False)]


@pytest.mark.parametrize(
    ("source", "expected", "offset", "said"),
    [
        ("a {{ name", "a ?{{ name?", 2, '"{{ name" is never closed; add "}}"'),
        ("a {{ name\nb", "a ?{{ name?\nb", 2, '"{{ name" is never closed; add "}}"'),
        ("{{ name } b {{ c }}", "?{{ name }? b <c>", 0, '"{{ name }" is never closed; add "}}"'),
        ("a {{ b $ c }} d", "a ?{{ b $ c }}? d", 2, '"{{ b $ c }}" cannot be read; correct what stands in it'),
        ("a {{ b) }} d", "a ?{{ b) }}? d", 2, '"{{ b) }}" cannot be read; correct what stands in it'),
        ("{# a\nb", "?{# a?\nb", 0, '"{# a" is never closed; add "#}"'),
        ("{% raw %}a {{ b", "a {{ b", 0, '"{% raw %}" is never closed; add "{% endraw %}"'),
        (
            "{% if x %}a",
            "(x=yes: a | x=no: )",
            0,
            '"{% if x %}" has no "{% endif %}"; add it where its part ends',
        ),
        (
            "{% for a in b %}{% if x %}y{% endfor %}z",
            "[for a in b: (x=yes: y | x=no: ) / ]z",
            16,
            '"{% if x %}" has no "{% endif %}"; add it where its part ends',
        ),
        (
            "a{% endif %}b",
            "ab",
            1,
            '"{% endif %}" ends a "{% if %}" that was never begun; take it out or begin one',
        ),
        ("a{% else %}b", "ab", 1, '"{% else %}" has no "{% if %}" to belong to; take it out or add one'),
    ],
)
def test_a_mistake_is_placed_and_the_rest_is_read(source: str, expected: str, offset: int, said: str) -> None:
    found = tree(source)
    assert shown(source, found.nodes) == expected
    assert [(fault.offset, fault.message, fault.fatal) for fault in found.faults] == [(offset, said, True)]


@pytest.mark.parametrize(
    "source", ["{{ a b }}", "{{ }}", "{{ a| }}", "{% if %}a{% endif %}", "{% for a %}b{% endfor %}"]
)
def test_jinja_itself_says_what_is_malformed(source: str) -> None:
    (fault,) = tree(source).faults
    assert fault.fatal
    first_tag = source[: source.index("}") + 1 + source.startswith("{{")]
    assert fault.message.startswith(f'"{first_tag}" cannot be read (')


def test_too_deep_nesting_is_said_and_read() -> None:
    source = "{% if a %}" * 50 + "deep" + "{% endif %}" * 50
    found = tree(source)
    assert len(found.faults) == 10
    assert all("nested more than 40 deep" in fault.message for fault in found.faults)
    assert "deep" in shown(source, found.nodes)


@pytest.mark.parametrize("piece", ["{{(", "{#", "{% raw %}", "{{ '", '{{ "a', "{% if x %}", "{%", "}}", "{{ {"])
def test_hostile_templates_are_read_in_time(piece: str) -> None:
    assert tree(piece * 2000).nodes


def test_loops_over_written_lists_are_bounded_with_those_around_them() -> None:
    fifteen = "[" + ", ".join(f"'we say {i}'" for i in range(15)) + "]"
    inner = f"{{% for b in {fifteen} %}}{{{{ b }}}} {{% endfor %}}"
    side_by_side = expanded(inner + inner)
    assert side_by_side.count("we say") == 30
    nested = f"{{% for a in {fifteen} %}}{{{{ a }}}} {inner}{{% endfor %}}"
    assert expanded(nested).count("we say") == 15
    (fault,) = tree(nested).faults
    assert "goes through more than 200 items, with the lists around it" in fault.message


def expanded(source: str) -> str:
    nodes = Gathered(identity(source), read_jinja, nowhere).tree.nodes
    return max((expand(source, nodes, world).view.text for world in plan(nodes).worlds), key=len)
