"""MJML is read as the HTML that it stands for, with its own attributes, templates and included files."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offerlint.model.block import Emphasis
from offerlint.model.document import Document
from offerlint.model.source import Source
from offerlint.reading.reader import read
from offerlint.reading.template.known import Known
from offerlint.text.span import Span


def made(text: str, files: Mapping[str, str] | None = None, format: str = "mjml") -> Document:
    others = {name: Source(name, words) for name, words in (files or {}).items()}
    return read(Source("mail.mjml", text), format, {}, Known(others.get))


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.scope, block.text) for block in document.variants[0].blocks]


DEFAULTS = '<mj-attributes><mj-class name="legal" font-size="9px"/><mj-text font-size="20px"/></mj-attributes>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<mj-title>Fibre</mj-title>", [("head.title", "Fibre")]),
        ("<mj-preview>Free router</mj-preview>", [("head.preheader", "Free router")]),
        ("<mj-text><h1>Fibre</h1>£30 a <b>month</b></mj-text>",
         [("body.heading", "Fibre"), ("body.paragraph", "£30 a month")]),
        ("<mj-text>One</mj-text><mj-text>Two</mj-text>", [("body.paragraph", "One"), ("body.paragraph", "Two")]),
        ('<mj-button href="https://example.com">Buy</mj-button>', [("body.button", "Buy")]),
        ('<mj-image src="a.png" alt="Best network" title="Free" />',
         [("body.alt", "Best network"), ("body.title", "Free")]),
        ('<mj-image alt="One"/><mj-text>Two</mj-text>', [("body.alt", "One"), ("body.paragraph", "Two")]),
        ("<mj-raw><p>£30</p></mj-raw>", [("body.paragraph", "£30")]),
        ("<mj-table><tr><td>Plan</td><td>£30</td></tr></mj-table>", [("body.table", "Plan"), ("body.table", "£30")]),
        ('<mj-social-element alt="Share">Follow us</mj-social-element>', [("body.paragraph", "Follow us")]),
        ("<mj-style>.a { color: red }</mj-style><mj-text>A</mj-text>", [("body.paragraph", "A")]),
        ('<mj-text font-size="9px">Terms</mj-text>', [("footer.smallprint", "Terms")]),
        ('<mj-text css-class="small-print">Terms</mj-text>', [("footer.smallprint", "Terms")]),
        (f'{DEFAULTS}<mj-text mj-class="legal">Terms</mj-text><mj-text>Fibre</mj-text>',
         [("footer.smallprint", "Terms"), ("body.paragraph", "Fibre")]),
        ('<mj-text font-size="9px" x=\'"\' >Terms</mj-text>', [("footer.smallprint", "Terms")]),
        ("<!-- <mj-include path='a'/> --><mj-text>A</mj-text>", [("body.paragraph", "A")]),
    ],
)  # fmt: skip
def test_what_its_elements_are(text: str, expected: list[tuple[str, str]]) -> None:
    document = made(f"<mjml><mj-head></mj-head><mj-body>{text}</mj-body></mjml>")
    assert shown(document) == expected
    assert document.problems == ()
    assert (document.about.channel, document.about.kind) == ("email", "copy")


def test_bold_attributes_are_emphasis() -> None:
    (block,) = made('<mj-text font-weight="700">£30</mj-text>').variants[0].blocks
    assert block.emphasis is Emphasis.STRONG


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("mjml", "<mj-text>*|IF:VIP|*Free*|ELSE:|*£30*|END:IF|* for *|FNAME|*</mj-text>"),
        ("jinja+mjml", "<mj-text>{% if VIP %}Free{% else %}£30{% endif %} for {{ FNAME }}</mj-text>"),
        ("handlebars+mjml", "<mj-text>{{#if VIP}}Free{{else}}£30{{/if}} for {{FNAME}}</mj-text>"),
    ],
)
def test_template_languages_work_in_it(format: str, text: str) -> None:
    variants = made(text, format=format).variants
    assert [variant.blocks[0].text for variant in variants] == ["Free for \ufffc", "£30 for \ufffc"]
    assert [mark.value for mark in variants[0].blocks[0].marks if mark.kind == "field"] == ["FNAME"]


def test_fields_in_attributes_keep_their_names() -> None:
    (block,) = made('<mj-image css-class="{{ c }}" alt="For {{ name }}"/>').variants[0].blocks
    assert [mark.value for mark in block.marks] == ["name"]


@pytest.mark.parametrize("format", ["mjml", "jinja+mjml"])
def test_included_files_are_read_where_they_stand(format: str) -> None:
    text = '<mj-body><mj-text>A</mj-text><mj-include path="./foot.mjml" /><mj-text>C</mj-text></mj-body>'
    document = made(text, {"./foot.mjml": "<mj-text>B</mj-text>"}, format)
    assert [words for _, words in shown(document)] == ["A", "B", "C"]
    assert [source.path for source in document.sources] == ["mail.mjml", "./foot.mjml"]
    assert document.variants[0].blocks[1].view.map.runs(Span(0, 1)) == ((1, 9, 10),)


def test_a_file_that_is_not_found_is_named() -> None:
    (problem,) = made('<mjml>\n<mj-include path="./foot.mjml" />\n</mjml>').problems
    assert (problem.line, problem.fatal) == (2, False)
    assert '"<mj-include path="./foot.mjml" />" is not followed: no file “./foot.mjml”' in problem.message
    assert made('<mj-include type="css" path="a.css" />').problems == ()


def test_a_name_that_is_filled_in_is_named_too() -> None:
    (problem,) = made('<mj-text>A</mj-text>\n<mj-include path="{{ which }}" />', format="jinja+mjml").problems
    assert problem.line == 2
    assert "is not followed: its words were not read" in problem.message


SHARDS = st.sampled_from((
    "<mj-text>", "</mj-text>", "<mj-image alt='a", "/>", "<mj-attributes>", "</mj-attributes>", "<mjml>", "</mjml>",
    "<mj-class name=a font-size='9px'/>", "<mj-include path='a'/>", "<mj-preview>", "£30 ", "&amp;", "{{ x }}", "'",
    '"', "<b>", '<mj-button font-size="', "<!--", "-->", "<mj-raw>", "<mj-style>", "</mj-style>", "\n", "*|IF:A|*",
    "*|END:IF|*",
))  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(SHARDS, st.text(max_size=3))).map("".join))
def test_whatever_is_written_is_read_and_exact_words_are_the_source(text: str) -> None:
    document = made(text, {"a": "<mj-text>A</mj-text>"})
    for variant in document.variants:
        for block in variant.blocks:
            for piece in block.view.map:
                for run in piece.runs:
                    source = document.sources[run.source].text
                    assert 0 <= run.start <= run.end <= len(source)
                    if piece.exact:
                        assert source[run.start : run.end] == block.text[slice(*piece.view)]
