"""Every variant reads as jinja2 itself would write it, and every word of a template is read or reported."""

from collections.abc import Mapping
from itertools import product
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import ChainableUndefined, Environment

from offerlint.model.source import Source
from offerlint.reading import bounds
from offerlint.reading.html import read_html
from offerlint.reading.markup import identity
from offerlint.reading.template.expand import expand
from offerlint.reading.template.jinja import read_jinja
from offerlint.reading.template.reader import read_template
from offerlint.reading.template.tree import Text, every
from offerlint.reading.template.variants import plan
from offerlint.reading.text import read_text
from offerlint.text.fold import FIELD

_WORDS = st.sampled_from(
    ["Free", " calls ", "\n", "\r\n", "  ", "£30 a month. ", "<b>", "</b>", "}", "{ ", "-", "\n\nNow\n"]
)
_OPEN, _SHUT = st.sampled_from(["{%", "{%-", "{%+"]), st.sampled_from(["%}", "-%}", "+%}"])


def tag(inner: str) -> st.SearchStrategy[str]:
    return st.builds(lambda left, right: f"{left} {inner} {right}", _OPEN, _SHUT)


def joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


_PRINTS = st.sampled_from(
    ["{{ name }}", "{{- name }}", "{{ name -}}", "{{ 'Hi' if a else 'Hello' }}", "{{ 'x' if not b }}", "{{ 'Fee' }}"]
)
_NOTES = st.sampled_from(
    ["{# note #}", "{#- note #}", "{# note -#}", "{% raw %}{{ x }}{% endraw %}", "{%- raw -%} r {% endraw -%}"]
)
_TESTS = st.sampled_from(
    [
        "a",
        "not a",
        "b",
        "c",
        "p == 'x'",
        'p == "y"',
        "p != 'x'",
        "a and b",
        "a or not c",
        "items",
        "p",
        "(a and p == 'x')",
    ]
)
LOOP = "for i in items"


def _ifs(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def with_tests(tests: tuple[str, str]) -> st.SearchStrategy[str]:
        first, second = tests
        return st.one_of(
            joined(tag(f"if {first}"), inner, tag("endif")),
            joined(tag(f"if {first}"), inner, tag("else"), inner, tag("endif")),
            joined(tag(f"if {first}"), inner, tag(f"elif {second}"), inner, tag("else"), inner, tag("endif")),
        )

    return st.tuples(_TESTS, _TESTS).flatmap(with_tests)


def _loops(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        joined(tag(LOOP), inner, tag("endfor")), joined(tag(LOOP), inner, tag("else"), inner, tag("endfor"))
    )


_LEAVES = st.one_of(_WORDS, _WORDS, _PRINTS, _NOTES)
TEMPLATES = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(_ifs(inner), _loops(inner), st.lists(inner, max_size=4).map("".join)),
    max_leaves=12,
)


def _data(known: Mapping[str, str]) -> dict[str, Any]:
    """Values that make the conditions come out as `known` has them."""
    for a, b, c, p, turns in product([True, False], [True, False], [True, False], ["x", "y", "z", ""], [1, 2, 0]):
        data = {"a": a, "b": b, "c": c, "p": p, "items": list(range(turns))}
        outcomes = {name: str(turns) if name == LOOP else "yes" if eval(name, dict(data)) else "no" for name in known}
        if outcomes == known:
            return {**data, "name": FIELD}
    raise AssertionError(f"no data gives {known}")


def _rendered(source: str, known: Mapping[str, str]) -> str:
    environment = Environment(keep_trailing_newline=True, undefined=ChainableUndefined)
    return environment.from_string(source).render(_data(known))


_FOUR_LOOPS = (
    "{% for i in items %}a{% for i in items %}b{% for i in items %}c{% for i in items %}d" + 4 * "{% endfor %}"
)


@settings(max_examples=150, deadline=None)
@given(TEMPLATES)
@example(_FOUR_LOOPS)
@example(_FOUR_LOOPS + "{% for i in items %}e{% else %}f{% endfor %}")
def test_every_variant_reads_as_jinja_writes_it(source: str) -> None:
    tree = read_jinja(source)
    assert tree.faults == ()
    for world in plan(tree.nodes).worlds:
        made = expand(source, tree.nodes, world)
        assert made.view.text.replace("\r\n", "\n") == _rendered(source, world.known)
        for piece in made.view.map:
            if piece.exact:
                (run,) = piece.runs
                assert source[run.start : run.end] == made.view.text[piece.view.start : piece.view.end]
        assert [i for i, char in enumerate(made.view.text) if char == FIELD] == sorted(made.fields)


@settings(max_examples=100, deadline=None)
@given(
    TEMPLATES,
    st.sampled_from(["", "{% endif %}", "{% if z %}", "{{ oops", "{% frob %}", "{# oops", "{{ a b }}"]),
    TEMPLATES,
)
def test_every_word_is_read_or_reported(before: str, mistake: str, after: str) -> None:
    source = before + "MARKER " + mistake + " TRAILER" + after
    reading = read_template(Source("copy.txt.j2", source), identity(source), "jinja", read_text)
    read = {offset for v in reading.variants for b in v.blocks for piece in b.view.map for run in piece.runs
            for offset in range(run.start, run.end)}  # fmt: skip
    said = " ".join(problem.message for problem in reading.problems)
    tree = read_jinja(source)
    written = {offset for text in every(tree.nodes) if isinstance(text, Text)
               for offset in range(text.start, text.end)}  # fmt: skip
    for offset in written - read:
        assert source[offset].isspace() or "no choice that was read shows" in said
    assert "MARKER" in said or source.index("MARKER") in read
    assert reading.problems or not mistake or (mistake == "{# oops" and "#}" in after)
    assert 1 <= len(reading.variants) <= bounds.MOST_VARIANTS


@settings(max_examples=60, deadline=None)
@given(TEMPLATES)
def test_line_ends_change_no_variant(source: str) -> None:
    unix = source.replace("\r\n", "\n")
    dos = unix.replace("\n", "\r\n")
    worlds = [plan(read_jinja(text).nodes).worlds for text in (unix, dos)]
    views = [
        [expand(text, read_jinja(text).nodes, world).view.text.replace("\r\n", "\n") for world in each]
        for text, each in zip((unix, dos), worlds, strict=True)
    ]
    assert views[0] == views[1]


_SHARDS = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "-",
    "if ",
    "a",
    "endif",
    "else",
    "for x in y",
    "endfor",
    "'",
    '"',
    "\\",
    "\n",
]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*_SHARDS, "raw", "set x", "|", "(", "]", " ", "==", "not ", " and "]), st.text(max_size=3)
        )
    )
)
def test_nothing_that_is_written_breaks_the_reader(shards: list[str]) -> None:
    source = "".join(shards)
    reading = read_template(Source("copy.html.j2", source), identity(source), "jinja", read_html)
    assert reading.variants
    assert list(reading.problems) == list(dict.fromkeys(reading.problems))
