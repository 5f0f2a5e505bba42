"""How loudly the words of an HTML page speak, and which of them nobody sees."""

from __future__ import annotations

import pytest

from offerlint.model.block import Block, Emphasis
from offerlint.reading.html import read_html
from offerlint.reading.markup import identity


def blocks(text: str) -> tuple[Block, ...]:
    return read_html(identity(text)).blocks


def marks(text: str) -> list[tuple[str, str]]:
    return [(mark.kind, block.text[slice(*mark.span)]) for block in blocks(text) for mark in block.marks]


MARKS = [
    ("strong", "<p>Get <b>one</b> <strong>two</strong></p>", [("strong", "one"), ("strong", "two")]),
    ("bold by style", '<p>Get <span style="font-weight:700">one</span></p>', [("strong", "one")]),
    ("bold over paragraphs", "<b><p>One</p><p>Two</p></b>", [("strong", "One"), ("strong", "Two")]),
    (
        "struck",
        "<p><del>£45</del> <s>£40</s> <strike>£35</strike> £30</p>",
        [("struck", f"£{n}") for n in (45, 40, 35)],
    ),
    ("struck by style", '<p><span style="text-decoration: line-through">£45</span> £30</p>', [("struck", "£45")]),
    (
        "struck by class",
        "<style>.was{text-decoration:line-through}</style><i class=was>£45</i> £30",
        [("struck", "£45")],
    ),
    ("small", "<p>£30 <small>a month</small></p>", [("small", "a month")]),
    ("small letters", '<p>£30 <span style="font-size:8px">a month</span></p>', [("small", "a month")]),
    ("small by class", '<p>£30 <span class="legal">a month</span></p>', [("small", "a month")]),
    ("small in points", '<p>£30 <span style="font-size:6pt">a month</span></p>', [("small", "a month")]),
    ("not so small", '<p>£30 <span style="font-size:0.8em">a month</span></p>', []),
    ("superscript", "<p>£30<sup>1</sup></p>", [("sup", "1")]),
    ("link", '<p>See <a href="/t">terms</a></p>', [("link", "terms")]),
    ("quoted", "<p>She said <q>free</q></p>", [("quoted", "free")]),
    ("across inner tags", "<p><b>Half <i>price</i></b> now</p>", [("strong", "Half price")]),
    ("trimmed", "<p><b> One </b>two</p>", [("strong", "One ")]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in MARKS], ids=[row[0] for row in MARKS])
def test_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert marks(text) == expected


EMPHASIS = [
    ("heading", "<h1>Fibre</h1>", "body.heading", Emphasis.HEADING),
    ("whole block bold", "<p><b>Fibre</b> <b>now</b></p>", "body.paragraph", Emphasis.STRONG),
    ("whole block small", "<p><small>Terms apply</small></p>", "footer.smallprint", Emphasis.SMALL),
    ("small around the block", "<small><p>Terms apply</p></small>", "footer.smallprint", Emphasis.SMALL),
    ("small letters", '<div style="font-size:7px"><p>Terms</p></div>', "footer.smallprint", Emphasis.SMALL),
    (
        "small letters undone",
        '<div style="font-size:7px"><p style="font-size:14px">Fibre</p></div>',
        "body.paragraph",
        Emphasis.PLAIN,
    ),
    (
        "by a style rule",
        "<style>p.x, .y{font-size:8px}</style><p class=y>Fibre</p>",
        "footer.smallprint",
        Emphasis.SMALL,
    ),
    (
        "by a rule for narrow screens only",
        "<style>@media print{.y{display:none}}</style><p class=y>Fibre</p>",
        "body.paragraph",
        Emphasis.PLAIN,
    ),
    ("class small", '<p class="lead small">Terms</p>', "footer.smallprint", Emphasis.SMALL),
    ("class of small size of a box", '<p class="btn-small">Fibre</p>', "body.paragraph", Emphasis.PLAIN),
]


@pytest.mark.parametrize(("text", "scope", "emphasis"), [r[1:] for r in EMPHASIS], ids=[r[0] for r in EMPHASIS])
def test_emphasis(text: str, scope: str, emphasis: Emphasis) -> None:
    assert [(block.scope, block.emphasis) for block in blocks(text)] == [(scope, emphasis)]


HIDDEN = [
    ("attribute", "<p>One</p><p hidden>two</p>"),
    ("style", '<p>One</p><p style="display: none !important">two</p>'),
    ("not visible", '<p>One</p><div style="visibility:hidden"><p>two</p></div>'),
    ("class", "<style>.gone { display:none }</style><p>One</p><p class='x gone'>two</p>"),
    ("id", "<style>#gone { display:none }</style><p>One</p><p id=gone>two</p>"),
    ("letters of no size", '<p>One</p><p style="font-size:0">two</p>'),
    ("inside a paragraph", "<p>On<span hidden>two</span>e</p>"),
    ("heading", "<p>One</p><h2 hidden>two</h2>"),
]


@pytest.mark.parametrize("text", [row[1] for row in HIDDEN], ids=[row[0] for row in HIDDEN])
def test_hidden_words_are_known_to_be_hidden(text: str) -> None:
    first, second = blocks(text)
    assert (first.text, first.emphasis, dict(first.attributes)) == ("One", Emphasis.PLAIN, {})
    assert (second.text, second.emphasis, dict(second.attributes)) == ("two", Emphasis.HIDDEN, {"hidden": "yes"})


def test_letters_of_no_size_may_hold_letters_of_some() -> None:
    (block,) = blocks('<td style="font-size:0"><p style="font-size:16px">Fibre</p></td>')
    assert block.emphasis is Emphasis.PLAIN


@pytest.mark.parametrize(
    "text",
    [
        '<body><div style="display:none;max-height:0">Half price</div><h1>Fibre</h1>',
        "<style>.preheader{display:none}</style><h1>Fibre</h1><span class=preheader>Half price</span>",
    ],
    ids=["first words", "class"],
)
def test_what_mail_programs_show_in_the_list_is_copy(text: str) -> None:
    (block,) = [block for block in blocks(text) if block.scope != "body.heading"]
    assert (block.scope, block.text, block.emphasis) == ("head.preheader", "Half price", Emphasis.PLAIN)
    assert not block.attributes
