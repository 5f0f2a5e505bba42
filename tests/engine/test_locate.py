"""From view to source: places, excerpts, fingerprints and choices."""

import pytest

from offerlint.locate import locate, number, quote
from offerlint.model.about import About
from offerlint.model.block import Block, Place
from offerlint.model.document import Document
from offerlint.model.finding import Finding, Hit
from offerlint.model.later import Later
from offerlint.model.rule import Authority, Body, Rule
from offerlint.model.source import Source
from offerlint.model.vocabulary import Severity
from offerlint.text.fold import FIELD
from offerlint.text.span import Span
from offerlint.text.view import ViewBuilder

RULE = Rule(
    id="uk-pricing/x",
    topic="price-total",
    severity=Severity.ERROR,
    verb="forbid",
    body=Later.of(Body("t", "w", "{found}: no.", "Do.", None, (Authority("CAP", "Code"),))),
)


def bold_price() -> tuple[Document, Block]:
    text = "<p>\r\n<b>£30</b> a&nbsp;month</p>"
    builder = ViewBuilder(text)
    for start, end in ((8, 11), (15, 17)):
        builder.copy(start, end)
    builder.put("\u00a0", 17, 23)
    builder.copy(23, 28)
    block = Block(builder.build(), "body.paragraph")
    return Document((Source("a.html", text),), "html", About(), ()), block


def located(block: Block, document: Document, *spans: tuple[int, int]) -> Finding:
    hit = Hit(tuple(Place(block, Span(*span)) for span in spans))
    return locate(hit, RULE, Severity.ERROR, inferred=False, document=document, told={})


def test_words_across_markup_are_runs_with_a_line_and_column() -> None:
    document, block = bold_price()
    finding = located(block, document, (0, 11))
    assert finding.runs == (Span(8, 11), Span(15, 28))
    assert finding.where == "line 2, column 4"
    assert finding.start is not None
    assert finding.end is not None
    assert (finding.start[:2], finding.end[:2]) == ((2, 4), (2, 24))
    assert finding.message == "“£30 a month”: no."
    assert finding.excerpt == "£30 a\u00a0month"


@pytest.mark.parametrize(
    ("channel", "bodies", "cited"),
    [
        ("call", ["CAP", "CMA", "ASA"], ["CMA"]),
        ("call", ["CAP"], ["CAP"]),
        ("web", ["CAP", "CMA"], ["CAP", "CMA"]),
        (None, ["CAP", "CMA"], ["CAP", "CMA"]),
    ],
)
def test_a_live_call_is_held_to_no_code_of_advertising(channel: str, bodies: list[str], cited: list[str]) -> None:
    document, block = bold_price()
    said = Document(document.sources, "html", About(channel=channel), ())
    body = Body("t", "w", "m", "s", None, tuple(Authority(one, "x") for one in bodies))
    rule = Rule("uk-pricing/x", "price-total", Severity.ERROR, "forbid", Later.of(body))
    hit = Hit((Place(block, Span(0, 3)),))
    finding = locate(hit, rule, Severity.ERROR, inferred=False, document=said, told={})
    assert [one.body for one in finding.authority] == cited


def test_found_words_stand_in_one_pair_of_quotes() -> None:
    assert quote("“Tidy and\non time.”") == "“Tidy and on time.”"
    assert quote("say “yes”") == "“say “yes””"


def test_look_alike_letters_are_named() -> None:
    text = "gu\u0430ranteed"
    builder = ViewBuilder(text)
    builder.copy(0, len(text))
    block = Block(builder.build(), "body.paragraph")
    document = Document((Source("a.txt", text),), "text", About(), ())
    assert "U+0430" in located(block, document, (0, 10)).message


def test_fingerprints_survive_moving_and_lapse_with_the_words() -> None:
    document, block = bold_price()
    finding = located(block, document, (0, 3))
    (one,) = number([(finding, "£30 a month")])
    (same,) = number([(finding, "  £30  A month ")])
    (other,) = number([(finding, "£30 a week")])
    first, second = number([(finding, "£30 a month"), (finding, "£30 a month")])
    assert one.fingerprint == same.fingerprint == first.fingerprint
    assert len({one.fingerprint, other.fingerprint, second.fingerprint}) == 3


def test_a_merge_field_is_quoted_as_it_is_written() -> None:
    text = "£{{ offer.monthly }} a month"
    builder = ViewBuilder(text)
    builder.copy(0, 1)
    builder.put(FIELD, 1, 20)
    builder.copy(20, 28)
    block = Block(builder.build(), "body.paragraph")
    document = Document((Source("a.txt", text),), "text", About(), ())
    assert located(block, document, (0, 4)).excerpt == "£{{ offer.monthly }} a"
