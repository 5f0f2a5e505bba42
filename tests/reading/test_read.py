"""From a source to a document: heads of front matter, allows and their reach."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.document import Document
from offerlint.model.source import Source
from offerlint.reading.reader import READERS, read


def document(text: str, format: str = "markdown") -> Document:
    return read(Source("page", text), format)


def reaches(document: Document) -> list[str | None]:
    text = document.sources[0].text
    return [allow.reach and text[allow.reach.start : allow.reach.end] for allow in document.allows]


@pytest.mark.parametrize("format", ["markdown", "text", "html", "script", "jinja+markdown"])
def test_copy_in_front_matter_is_read_where_it_stands(format: str) -> None:
    text = '---\r\nlayout: page\r\ntitle: "Half price £30"\r\ndescription: Fast\r\n---\r\nHello'
    blocks = document(text, format).variants[0].blocks
    assert [(block.scope, block.text) for block in blocks[:2]] == [
        ("head.title", "Half price £30"),
        ("head.description", "Fast"),
    ]
    (run,) = {run for piece in blocks[0].view.map for run in piece.runs}
    assert text[run.start : run.end] == "Half price £30"
    (run,) = {run for piece in blocks[2].view.map for run in piece.runs}
    assert text[run.start : run.end] == "Hello"


def test_a_folded_title_maps_to_all_of_itself() -> None:
    text = "---\ntitle: >-\n  Half\n  price\n---\n"
    (block,) = document(text).variants[0].blocks
    (piece,) = block.view.map
    assert (block.text, piece.exact) == ("Half price", False)
    assert text[piece.runs[0].start : piece.runs[0].end].split() == [">-", "Half", "price"]


@pytest.mark.parametrize(
    ("format", "text", "reach"),
    [
        ("markdown", "a\n\n<!-- offerlint: allow x because y -->\n\n**b** c\n\nd", "b** c"),
        ("markdown", "a\n\nb <!-- offerlint: allow x because y -->\n\nc", "b"),
        ("markdown", "a\n\n- b\n- c <!-- offerlint: allow x because y -->\n- d", "c"),
        ("text", "a\n\n# offerlint: allow x because y\nb\n\nc", "b"),
        ("html", "<p>a</p><!-- offerlint: allow x because y --><p>b</p><p>c</p>", "b"),
        ("html", "<p>a</p><p>b <!-- offerlint: allow x because y --></p><p>c</p>", "b"),
        ("jinja+html", "<p>a</p>{# offerlint: allow x because y #}<p>{{ b }} c</p>", "{{ b }} c"),
        ("jinja+text", "a {{ b }} {# offerlint: allow x because y #}\n\nc", "a {{ b }}"),
        ("markdown", "a\n\n<!-- offerlint: allow-file x because y -->", None),
    ],
)
def test_an_allow_reaches_its_block_or_the_next(format: str, text: str, reach: str | None) -> None:
    read = document(text, format)
    assert reaches(read) == [reach]
    assert [(allow.rule, allow.reason, allow.until) for allow in read.allows] == [("x", "y", None)]
    assert read.problems == ()


def test_an_allow_after_the_last_block_reaches_nothing_but_itself() -> None:
    text = "a\n\n<!-- offerlint: allow x because y -->"
    assert reaches(document(text)) == ["<!-- offerlint: allow x because y -->"]


@pytest.mark.parametrize(
    ("words", "allows"),
    [
        ("allow uk/x because we agreed until 2027-01-31", [("uk/x", "we agreed", date(2027, 1, 31))]),
        ("allow x because it runs until stocks last", [("x", "it runs until stocks last", None)]),
        ("allow x, y because z", [("x", "z", None), ("y", "z", None)]),
        ("allow x", [("x", "", None)]),
        ("allow x because", [("x", "", None)]),
        ("allow x until 2027-01-31", [("x", "", date(2027, 1, 31))]),
        ("Allow x Because two\n  lines", [("x", "two lines", None)]),
    ],
)  # fmt: skip
def test_allows(words: str, allows: list[tuple[str, str, date | None]]) -> None:
    read = document(f"a <!-- offerlint: {words} --> b")
    assert [(allow.rule, allow.reason, allow.until) for allow in read.allows] == allows


def test_a_template_is_read_in_variants_below_the_same_head() -> None:
    read = document("---\ntitle: T\n---\n{% if vip %}a{% else %}b{% endif %}", "jinja+text")
    assert [[block.text for block in variant.blocks] for variant in read.variants] == [["T", "a"], ["T", "b"]]
    assert read.variants[0].blocks[0] is read.variants[1].blocks[0]


@pytest.mark.parametrize("format", READERS)
def test_an_empty_file_is_a_document(format: str) -> None:
    read = document("", format)
    assert [variant.blocks for variant in read.variants] == [()]


PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "offerlint: {kind: copy}\n",
            "title: Half price\n",
            "kind: x",
            "\n\n",
            "\r\n",
            " ",
            "Agent: ",
            "Customer: ",
        ),
        *(
            "Hello £30.",
            "**b**",
            "<!-- offerlint: ",
            "# offerlint: ",
            "{# offerlint: ",
            "allow x ",
            "because y ",
            " -->",
            " #}",
        ),
        *(
            "{% if a %}",
            "{% else %}",
            "{% endif %}",
            "{{ b }}",
            "<p>",
            "</p>",
            "- ",
            "## Step 1\n",
            "[PAUSE]",
            "\u2028",
            "\x85",
        ),
        *("steps:\n", "  a: {say: Hello}\n", "start: a\n", "script: x\n"),
    ]
)


@given(
    st.lists(PIECES, max_size=14).map("".join),
    st.sampled_from([*READERS, "jinja+html", "jinja+markdown", "jinja+text"]),
)
def test_any_text_is_a_document_whose_places_lie_in_it(text: str, format: str) -> None:
    read = document(text, format)
    runs = [run for variant in read.variants for block in variant.blocks for p in block.view.map for run in p.runs]
    runs += [run for allow in read.allows for run in (allow.place, allow.reach) if run]
    assert all(run.source == 0 and run.end <= len(text) for run in runs)
    assert all(problem.line is None or problem.line <= len(read.sources[0].lines) for problem in read.problems)


def test_merge_tags_are_fields_in_front_matter_and_below() -> None:
    found = document("---\nsubject: Hi {{ first_name }}, only £{{ price }}\n---\nHello *|FNAME|*", "text")
    head, body = found.variants[0].blocks
    assert [(block.scope, block.text) for block in (head, body)] == [
        ("head.subject", "Hi ￼, only £￼"),
        ("body.paragraph", "Hello ￼"),
    ]
    assert [mark.value for mark in head.marked("field")] == ["first_name", "price"]
    assert [mark.value for mark in body.marked("field")] == ["FNAME"]
