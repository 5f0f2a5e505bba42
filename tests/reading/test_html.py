"""HTML reads as a customer would read it: which words are copy, in which block, of which scope."""

from __future__ import annotations

import pytest

from offerlint.model.block import Block
from offerlint.reading.html import read_html
from offerlint.reading.markup import identity
from offerlint.text.span import Span


def blocks(text: str) -> tuple[Block, ...]:
    return read_html(identity(text)).blocks


def told(text: str) -> list[tuple[str, str]]:
    return [(block.scope, block.text) for block in blocks(text)]


SCOPES = [
    ("paragraph", "<p>Fibre for £30</p>", [("body.paragraph", "Fibre for £30")]),
    ("no element at all", "Fibre for £30", [("body.paragraph", "Fibre for £30")]),
    ("heading", "<h2>Fibre</h2>", [("body.heading", "Fibre")]),
    ("heading by role", "<div role=heading aria-level=2>Fibre</div>", [("body.heading", "Fibre")]),
    ("list item", "<ul><li>Fibre<li>Mobile</ul>", [("body.list", "Fibre"), ("body.list", "Mobile")]),
    ("paragraph in a list item", "<li><p>Fibre</p></li>", [("body.list", "Fibre")]),
    ("quote", "<blockquote><p>Superb</p></blockquote>", [("body.quote", "Superb")]),
    (
        "data table",
        "<table><tr><th>Plan<th>Price<tr><td>Fibre<td>£30</table>",
        [("body.table", "Plan"), ("body.table", "Price"), ("body.table", "Fibre"), ("body.table", "£30")],
    ),
    ("layout table", "<table role=presentation><tr><td>Fibre</td></tr></table>", [("body.paragraph", "Fibre")]),
    ("button", "<button>Buy now</button>", [("body.button", "Buy now")]),
    ("link dressed as a button", '<a class="btn btn-big" href="/b">Buy now</a>', [("body.button", "Buy now")]),
    ("element by role button", "<div role=button>Buy now</div>", [("body.button", "Buy now")]),
    ("footer", "<footer><p>Larkline Ltd</p></footer>", [("footer.smallprint", "Larkline Ltd")]),
    ("footer of a card", '<div class="card-footer">£30</div>', [("body.paragraph", "£30")]),
    ("small print by class", '<p class="offer__small-print">T&amp;Cs</p>', [("footer.smallprint", "T&Cs")]),
    ("title", "<title>Fibre &amp; more</title><p>x</p>", [("head.title", "Fibre & more"), ("body.paragraph", "x")]),
    ("description", '<meta name="description" content="Fast &amp; fair">', [("head.description", "Fast & fair")]),
    ("social title", "<meta property='og:title' content='Fast'>", [("head.social", "Fast")]),
    ("keywords are not copy", '<meta name="keywords" content="fast,free">', []),
    ("alt", '<p>See <img alt="50% off"> now</p>', [("body.paragraph", "See  now"), ("body.alt", "50% off")]),
    ("aria-label", '<a href="/" aria-label="Half price">x</a>', [("body.paragraph", "x"), ("body.alt", "Half price")]),
    ("link title", '<a href="/" title="Free">x</a>', [("body.paragraph", "x"), ("body.title", "Free")]),
    ("unquoted attribute", "<img alt=Free>", [("body.alt", "Free")]),
    ("submit value", '<input type="submit" value="Join &pound;0">', [("form.button", "Join £0")]),
    ("text between blocks", "<div>One<p>Two</p>Three</div>", [("body.paragraph", t) for t in ("One", "Two", "Three")]),
    (
        "link around blocks",
        "<a href=/><div>One</div><div>Two</div></a>",
        [("body.paragraph", t) for t in ("One", "Two")],
    ),
    ("unknown inline element", "<p>£30 <x-unit>a month</x-unit></p>", [("body.paragraph", "£30 a month")]),
    (
        "unknown element of blocks",
        "<x-c>One<p>Two</p></x-c>Three",
        [("body.paragraph", t) for t in ("One", "Two", "Three")],
    ),
    (
        "span set as a block",
        'One<span style="display:block">Two</span>',
        [("body.paragraph", t) for t in ("One", "Two")],
    ),
    ("line break", "<p>£30<br>a month</p>", [("body.paragraph", "£30\na month")]),
    ("two line breaks", "<p>One<br>\n<br />Two</p>", [("body.paragraph", "One"), ("body.paragraph", "Two")]),
    ("word break", "<p>broad<wbr>band</p>", [("body.paragraph", "broadband")]),
    ("white space stays", "<p>\n  £30\n  a month\n</p>", [("body.paragraph", "£30\n  a month")]),
    ("code", "<p>Use <code>FREE&amp;easy</code> now</p>", [("body.paragraph", "Use ` now")]),
    ("preformatted", "<pre>free</pre>", []),
    ("script and style", "<script>if (a<b) 'free'</script><style>free</style>x", [("body.paragraph", "x")]),
    ("template element", "<template><p>free</p></template>", []),
    ("drawing", "<p>Get <svg><title>icon</title><path/></svg>it</p>", [("body.paragraph", "Get it")]),
    ("words in a drawing", "<svg><text>50% off</text></svg>", [("body.paragraph", "50% off")]),
    ("comment", "<p>Get <!-- free --> it</p>", [("body.paragraph", "Get  it")]),
    ("comment for Outlook", "<!--[if mso]><p>free</p><![endif]--><p>x</p>", [("body.paragraph", "x")]),
    ("shown unless Outlook", "<!--[if !mso]><!--><p>x</p><!--<![endif]-->", [("body.paragraph", "x")]),
    ("doctype and processing", "<!DOCTYPE html><?xml version='1.0'?>x", [("body.paragraph", "x")]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SCOPES], ids=[row[0] for row in SCOPES])
def test_words_and_scopes(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


LENIENT = [
    ("paragraphs never closed", "<p>One<p>Two", ["One", "Two"]),
    ("paragraph ended by a list", "<p>One<ul><li>Two</ul>", ["One", "Two"]),
    ("stray end of a paragraph", "One</p>Two", ["One", "Two"]),
    ("crossed tags", "<p><b>One <i>two</b> three</i></p>", ["One two three"]),
    ("end tag out of nowhere", "<p>One</div> two</p>", ["One two"]),
    ("end tag of an outer element in a cell", "<div><table><tr><td>One</div> two</table>", ["One two"]),
    ("bare less-than", "<p>If x < 3 or <30 days</p>", ["If x < 3 or <30 days"]),
    ("tag that never ends", "<p>One</p><a href=", ["One", "<a href="]),
    ("quote that never ends", '<p>One <a href="/>two</a></p>', ["One two"]),
    ("attribute twice", "<img alt=One alt=Two>", ["One"]),
    ("upper case", "<P>One</P><IMG ALT=Two>", ["One", "Two"]),
    ("heading closed by another", "<h2>One</h3>Two", ["One", "Two"]),
    ("title never closed", "<title>One<p>Two", ["One", "Two"]),
    ("comment never closed", "One<!-- two", ["One"]),
    ("short comments", "One<!-->two<!--->three", ["Onetwothree"]),
    ("end tag of br", "One</br>two", ["One\ntwo"]),
    ("self-closing", "<p/>One<br/>two", ["One\ntwo"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in LENIENT], ids=[row[0] for row in LENIENT])
def test_what_is_malformed_reads_as_in_a_browser(text: str, expected: list[str]) -> None:
    assert [block.text for block in blocks(text)] == expected


REFERENCES = [
    ("£30&nbsp;a month", "£30\xa0a month"),
    ("3&#46;9&#37;", "3.9%"),
    ("3.9&#x25;", "3.9%"),
    ("&pound;30", "£30"),
    ("&pound30&nbspa", "£30\xa0a"),
    ("£30&dagger;", "£30†"),
    ("£30&dagger a", "£30† a"),
    ("Marks & Sons", "Marks & Sons"),
    ("R&D", "R&D"),
    ("&nosuch;", "&nosuch;"),
    ("&#65532;", "\ufffd"),
    ("&#99999999999999;", "&#99999999999999;"),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_references_read_as_their_characters(text: str, expected: str) -> None:
    assert [block.text for block in blocks(f"<p>{text}</p>")] == [expected]


def test_a_reference_is_one_piece_of_the_map() -> None:
    text = "<p>£30&nbsp;a&nbsp;month</p>"
    block = blocks(text)[0]
    assert [text[run.start : run.end] for run in block.view.map.runs(Span(2, 4))] == ["0&nbsp;"]
    assert not block.view.map.is_exact(Span(3, 4))


def test_a_query_in_an_attribute_is_not_a_reference() -> None:
    assert [mark.value for mark in blocks('<a href="/?a=1&copy=2&amp;b">x</a>')[0].marks] == ["/?a=1&copy=2&b"]


def test_words_split_by_tags_map_to_runs() -> None:
    text = "<p>CPI <b>plus</b> 3.9%</p>"
    runs = blocks(text)[0].view.map.runs(Span(0, 13))
    assert [text[run.start : run.end] for run in runs] == ["CPI ", "plus", " 3.9%"]


SECTIONS = [
    ("a heading and what is under it", "<h2>A</h2><p>b</p><h2>C</h2><p>d</p>", [0, 0, 1, 1]),
    ("a heading right under a higher one", "<h2>A</h2><h3>B</h3><p>c</p>", [0, 0, 0]),
    ("sectioning elements", "<p>a</p><section><h2>B</h2><p>c</p></section><p>d</p>", [0, 1, 1, 0]),
    ("cards", '<div class="price-card"><p>a</p><p>b</p></div><div class="card"><p>c</p></div>', [1, 1, 2]),
    ("a card's own parts", '<div class="card"><div class="plan-price"><p>a</p></div><p>b</p></div>', [1, 1]),
    ("rows of data", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", [1, 1, 2, 2]),
    ("rows of layout", "<table role=none><tr><td>a<td>b<tr><td>c</table>", [0, 0, 0]),
    ("list items with headings", "<ul><li><h3>A</h3>b<li><h3>C</h3>d</ul>", [1, 1, 2, 2]),
    ("plain list items", "<ul><li>a<li>b</ul>", [0, 0]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SECTIONS], ids=[row[0] for row in SECTIONS])
def test_sections(text: str, expected: list[int]) -> None:
    assert list(read_html(identity(text)).sections) == expected


def test_comments_know_their_block() -> None:
    reading = read_html(identity("<!-- a --><p>One <!-- b --> two</p><!-- c --><p>Three</p><!--[if mso]>x<![endif]-->"))
    assert [(c.text, c.block, c.inside) for c in reading.comments] == [
        (" a ", 0, False),
        (" b ", 0, True),
        (" c ", 1, False),
    ]


def test_language_of_the_page_and_of_its_parts() -> None:
    reading = read_html(identity('<html lang="en"><p>Hello</p><div lang="cy"><p>Helo</p></div>'))
    assert reading.declared == {"lang": "en"}
    assert [dict(block.attributes) for block in reading.blocks] == [{}, {"lang": "cy"}]


def test_what_opens_on_a_click_is_copy() -> None:
    found = blocks("<details><summary>Terms</summary><p>12 months</p></details>")
    assert [dict(block.attributes) for block in found] == [{}, {"behind": "details"}]


def test_what_a_page_tells_search_engines_is_a_description() -> None:
    source = (
        '<script type="application/ld+json">{"@type": "Product", "name": "Fibre 100", "slogan": "Fast", "description": '
        '"\\u00a330 \\"a month\\" \\ud83d.", '
        '"mainEntity": [{"acceptedAnswer": {"text": "It rises each March."}}]}</script>'
        '<script>{"description": "Not this one."}</script><p>Fibre</p>'
    )
    found = read_html(identity(source)).blocks
    assert [(block.scope, block.text) for block in found] == [
        ("head.description", '£30 "a month" \N{REPLACEMENT CHARACTER}.'),
        ("head.description", "It rises each March."),
        ("body.paragraph", "Fibre"),
    ]
    (run,) = found[0].view.map.runs(Span(0, 1))
    assert source[run.start : run.end] == "\\u00a3"
