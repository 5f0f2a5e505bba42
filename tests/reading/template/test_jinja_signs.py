"""Jinja written in a team's own way reads as jinja2 with the same settings writes it, each word where it stands."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import ChainableUndefined, Environment, TemplateSyntaxError

from offerlint.config.find import ConfigError
from offerlint.config.read import read_config
from offerlint.model.source import Source
from offerlint.reading.reader import read
from offerlint.reading.template.expand import expand
from offerlint.reading.template.jinja import read_jinja
from offerlint.reading.template.jinja_signs import JINJA, Signs
from offerlint.reading.template.known import Known
from offerlint.reading.template.variants import plan
from offerlint.text.fold import FIELD
from offerlint.text.span import Span

_WAYS = (
    JINJA,
    Signs(trim_blocks=True, lstrip_blocks=True),
    Signs(lstrip_blocks=True, line_statement_prefix="%", line_comment_prefix="%%"),
    Signs("<%", "%>", "${", "}", "<%#", "%>", "%", "##", trim_blocks=True),
    Signs("\\BLOCK{", "}", "\\VAR{", "}", "\\#{", "}", "%%", "%#", lstrip_blocks=True),
    Signs("[%", "%]", "[[", "]]", "[#", "#]", trim_blocks=True),
    Signs("((*", "*))", "(((", ")))", "((=", "=))", line_statement_prefix="#"),
)


def environment(signs: Signs) -> Environment:
    said = {name: value or None for name, value in asdict(signs).items() if isinstance(value, str)}
    return Environment(
        **said,  # type: ignore[arg-type]
        trim_blocks=signs.trim_blocks,
        lstrip_blocks=signs.lstrip_blocks,
        keep_trailing_newline=True,
        undefined=ChainableUndefined,
    )


def compare(source: str, signs: Signs) -> None:
    """Every variant is what jinja2 writes; what is a mistake to jinja2 is one here."""
    tree = read_jinja(source, signs)
    try:
        template = environment(signs).from_string(source)
    except TemplateSyntaxError:
        assert tree.faults, source
        return
    assert tree.faults == (), source
    for world in plan(tree.nodes).worlds:
        turns = int(world.known.get("for i in items", "0"))
        data = {"a": world.known.get("a") == "yes", "items": list(range(turns)), "name": FIELD}
        made = expand(source, tree.nodes, world)
        assert made.view.text.replace("\r\n", "\n") == template.render(data), (source, signs)
        for piece in made.view.map:
            if piece.exact:
                (run,) = piece.runs
                assert source[run.start : run.end] == made.view.text[piece.view.start : piece.view.end]


def _lines(signs: Signs) -> st.SearchStrategy[str]:
    """Tags of all kinds on lines of their own and within lines."""
    inside = st.sampled_from(["", "-", "+"])
    block = st.builds(
        lambda left, right: f"{signs.block_start_string}{left} @ {right}{signs.block_end_string}", inside, inside
    )
    if signs.line_statement_prefix:
        line = st.sampled_from(["\n{} @\n", "\n  {} @\n\n", "\n{}- @ \n"])
        block = st.one_of(block, line.map(lambda text: text.format(signs.line_statement_prefix)))
    comments = [f"{signs.comment_start_string} c {signs.comment_end_string}"]
    if signs.line_comment_prefix:
        comments += [f"{signs.line_comment_prefix} c\n", f" {signs.line_comment_prefix} c\n"]
    leaf = st.one_of(
        st.sampled_from(["Free", " calls ", "\n", "\n  ", "\r\n", "£30 a month.", "\n\nNow\n"]),
        st.sampled_from(["", "-"]).map(
            lambda sign: f"{signs.variable_start_string}{sign} name {sign}{signs.variable_end_string}"
        ),
        st.sampled_from(comments),
    )

    def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        def tag(words: str) -> st.SearchStrategy[str]:
            return block.map(lambda written: written.replace("@", words))

        return st.one_of(
            st.tuples(tag("if a"), inner, tag("endif")).map("".join),
            st.tuples(tag("if a"), inner, tag("else"), inner, tag("endif")).map("".join),
            st.tuples(tag("for i in items"), inner, tag("endfor")).map("".join),
            st.lists(inner, max_size=4).map("".join),
        )

    return st.recursive(leaf, nested, max_leaves=8)


@pytest.mark.parametrize(
    "signs", _WAYS, ids=[signs.block_start_string + signs.line_statement_prefix for signs in _WAYS]
)
def test_it_reads_as_jinja_writes_it(signs: Signs) -> None:
    @settings(max_examples=60, deadline=None)
    @given(_lines(signs))
    def holds(source: str) -> None:
        compare(source, signs)

    holds()


PLANS = """\
% for plan in plans:
<p>{{ plan.name }} is £30 a month</p>    ## offerlint: allow-file uk-x/y because it is a draft
%   if vip
<p>For 24 months</p>
%   endif
% endfor
"""


def test_a_line_statement_leaves_every_word_in_its_place() -> None:
    known = Known(signs=Signs(line_statement_prefix="%", line_comment_prefix="##"))
    document = read(Source("plans.html.j2", PLANS), "jinja+html", known=known)
    shown = [[block.text for block in variant.blocks] for variant in document.variants]
    assert [f"{FIELD} is £30 a month", "For 24 months"] in shown
    assert [one.rule for one in document.allows] == ["uk-x/y"]
    (last,) = {block for variant in document.variants for block in variant.blocks if "24" in block.text}
    (run,) = last.view.map.runs(Span(4, 13))
    assert PLANS[run.start : run.end] == "24 months"
    assert {each.name for condition in last.conditions for each in condition} >= {"vip"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("[% if a %]x", '"[% if a %]" has no "[% endif %]"; add it where its part ends'),
        ("x [[ name", '"[[ name" is never closed; add "]]"'),
        ("[% raw %]x", '"[% raw %]" is never closed; add "[% endraw %]"'),
        ("# if a\nx", '"# if a" has no "[% endif %]"; add it where its part ends'),
    ],
)
def test_a_mistake_is_told_in_the_same_signs(source: str, said: str) -> None:
    (fault,) = read_jinja(source, Signs("[%", "%]", "[[", "]]", line_statement_prefix="#")).faults
    assert fault.message == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jinja: {block_start: '[%'}",
         "offerlint.yaml:1:9: jinja has no key “block_start”; did you mean “block_start_string”"),
        ("jinja:\n  trim_blocks: maybe", "offerlint.yaml:2:16: yes or no is expected here, not “maybe”"),
        ("jinja:\n  block_start_string: '[['\n  variable_start_string: '[['",
         "offerlint.yaml:3:26: block_start_string and variable_start_string are both “[[”; give each its own"),
        ("jinja:\n  line_statement_prefix: # no quotes", "offerlint.yaml:2"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_settings_is_placed(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "offerlint.yaml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as error:
        read_config(tmp_path / "offerlint.yaml")
    assert said in str(error.value)


def test_the_settings_are_those_that_the_configuration_says(tmp_path: Path) -> None:
    config = tmp_path / "offerlint.yaml"
    config.write_text("jinja: {block_start_string: '<%', block_end_string: '%>', trim_blocks: yes}", "utf-8")
    assert read_config(config).jinja == Signs("<%", "%>", trim_blocks=True)
    config.write_text("profile: uk-telecoms", "utf-8")
    assert read_config(config).jinja == JINJA
