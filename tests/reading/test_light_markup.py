"""reStructuredText, AsciiDoc, calendars, Rich Text and the state of a page: their words, each where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offerlint.model.document import Document
from offerlint.model.source import Source
from offerlint.reading.html import read_html
from offerlint.reading.ical import read_ical
from offerlint.reading.light_markup import read_asciidoc, read_rst
from offerlint.reading.markup import Reading, identity
from offerlint.reading.opener import open_data
from offerlint.reading.reader import read
from offerlint.reading.recognise import recognise
from offerlint.reading.rtf import words

RST = """\
Spring offer
============

Fibre is **£25 a month** with `our terms <https://example.com>`_ and :ref:`a note <x>`.

.. note::

   Free router. You pay £9.99.

.. code-block:: python

   print("CPI plus 3.9%")

.. a comment with CPI plus 3.9%

Prices
------

- Rises each April::

   not_shown()

- Ends in May
"""
ADOC = """\
= Spring offer
:author: Larkline

// a comment with CPI
Fibre is *£25 a month* with link:https://example.com[our terms].

NOTE: Free router. You pay £9.99.

[source,python]
----
print("CPI plus 3.9%")
----

== Prices

* Rises each April
** In May

|===
|Plan |Price
|Max |£40 a month
|===
"""


def shown(reading: Reading) -> list[tuple[str, str]]:
    return [(block.scope.removeprefix("body."), block.text) for block in reading.blocks]


def test_restructured_text() -> None:
    assert recognise("offers/spring.rst", RST) == "rst"
    assert shown(read_rst(identity(RST))) == [
        ("heading", "Spring offer"),
        ("paragraph", "Fibre is £25 a month with our terms and a note."),
        ("paragraph", "Free router. You pay £9.99."),
        ("heading", "Prices"),
        ("list", "Rises each April:"),
        ("list", "Ends in May"),
    ]


def test_asciidoc() -> None:
    assert recognise("offers/spring.adoc", ADOC) == "asciidoc"
    assert shown(read_asciidoc(identity(ADOC))) == [
        ("heading", "Spring offer"),
        ("paragraph", "Fibre is £25 a month with our terms."),
        ("paragraph", "Free router. You pay £9.99."),
        ("heading", "Prices"),
        ("list", "Rises each April"),
        ("list", "In May"),
        ("paragraph", "Plan"),
        ("paragraph", "Price"),
        ("paragraph", "Max"),
        ("paragraph", "£40 a month"),
    ]


@pytest.mark.parametrize(("format", "sign"), [("rst", ".."), ("asciidoc", "//")])
def test_a_comment_speaks_to_the_linter_and_merge_tags_are_fields(format: str, sign: str) -> None:
    text = f"Hello *|NAME|*.\n\n{sign} offerlint: kind=contract\n\nPrices rise.\n"
    document = read(Source("a.x", text), format)
    assert document.about.kind == "contract"
    assert [block.text for block in document.variants[0].blocks] == ["Hello \ufffc.", "Prices rise."]


ICS = "BEGIN:VEVENT\r\nSUMMARY:Fibre day\r\nDESCRIPTION;LANGUAGE=en:From £25\\, in A\r\n pril.\\n\\nSee you.\r\n"


def test_a_calendar() -> None:
    assert recognise("launch.ics", ICS) == "ical"
    reading = read_ical(identity(ICS))
    assert shown(reading) == [
        ("heading", "Fibre day"),
        ("paragraph", "From £25, in April."),
        ("paragraph", "See you."),
    ]


RTF = (
    r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator X;}\b Offer\b0\par From \'a325 a month\u8212? now\line or"
    "\n later.{\\v hidden}\\par}"
)


def opened(text: str) -> Document:
    return open_data(text.encode("cp1252"), "offer.rtf", "rtf")


def test_rich_text() -> None:
    assert recognise("offer.rtf", "") == "rtf"
    assert words(RTF).text.strip() == "Offer\n\nFrom £25 a month— now\nor later."
    (first, *others) = opened(RTF).variants[0].blocks
    assert first.text == "Offer"
    assert others[-1].text.endswith("later.")


def test_a_call_in_rich_text_is_a_script() -> None:
    document = opened(r"{\rtf1 Agent: Hello, this call is recorded.\par Customer: Fine.\par Agent: May I help?\par}")
    assert document.about.kind == "script"
    assert [block.speaker for block in document.variants[0].blocks] == ["agent", "customer", "agent"]


def test_what_a_page_is_made_from_is_read_where_the_page_does_not_show_it() -> None:
    state = '{"hero":{"headline":"Full fibre from £25 a month","cta":"Go","id":"one two three four"}}'
    page = f'<p>Hello</p><script id="__NEXT_DATA__" type="application/json">{state}</script>'
    found = [block.text for block in read_html(identity(page)).blocks]
    assert sorted(found) == ["Full fibre from £25 a month", "Hello"]
    rendered = page.replace("Hello", "Full fibre from £25 a month")
    assert len(read_html(identity(rendered)).blocks) == 1
    other = page.replace("__NEXT_DATA__", "settings")
    assert [block.text for block in read_html(identity(other)).blocks] == ["Hello"]


_SHARDS = (
    "=", "\n", "\n\n", " ", "Fibre", "===\n", "----\n", ".. note::", ".. ", "::", "* ", "*a*", "|", "`a <b>`_", "£9",
    "[x]\n", "// ", ". ", "NOTE: ", "\\n", "\\,", "DESCRIPTION:", "SUMMARY:", "\r\n ", "{", "}", "\\par", "\\'a3",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_SHARDS), st.text(max_size=2))))
def test_what_is_exact_is_the_same_in_the_source(shards: list[str]) -> None:
    text = "".join(shards)
    for reader in (read_rst, read_asciidoc, read_ical):
        for block in reader(identity(text)).blocks:
            for piece in block.view.map:
                if piece.exact:
                    (run,) = piece.runs
                    assert text[run.start : run.end] == block.text[piece.view.start : piece.view.end]
    view = words(text)
    for piece in view.map:
        if piece.exact:
            (run,) = piece.runs
            assert text[run.start : run.end] == view.text[piece.view.start : piece.view.end]


@pytest.mark.parametrize(
    ("path", "text", "format"),
    [
        ("docs/api.rst", "API\n===\n\n.. toctree::\n\n   a\n\nYou call it once.\n", None),
        ("docs/api.rst", "Set ``offer`` to read the deal.\n", None),
        ("docs/api.adoc", "= API\n\n[source,java]\n----\nx\n----\n", None),
        ("offers/spring.rst", "Spring\n======\n\nUnlimited data that never slows.\n", "rst"),
        ("offers/spring.rst", "Spring\n======\n\n.. code-block:: text\n\n   x\n\nFibre for £25 a month.\n", "rst"),
        ("README.rst", "Fibre", "rst"),
    ],
)
def test_manuals_of_software_are_no_copy(path: str, text: str, format: str | None) -> None:
    assert recognise(path, text) == format
