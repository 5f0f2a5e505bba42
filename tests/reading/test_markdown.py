"""Markdown: one phrase in every form a writer may give it, and which words stand in which block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offerlint.model.block import Block, Emphasis
from offerlint.reading.markdown import read_markdown
from offerlint.reading.markup import identity
from offerlint.text.fold import fold
from offerlint.text.lines import LineIndex
from offerlint.text.span import Span

PHRASE = "cpi plus 3.9%"


def blocks(text: str) -> tuple[Block, ...]:
    return read_markdown(identity(text)).blocks


def told(text: str) -> list[tuple[str, str]]:
    return [(block.scope.partition(".")[2], block.text) for block in blocks(text)]


def found(text: str) -> list[list[str]]:
    """The source words under the phrase, in each block that holds it."""
    hits = []
    for block in blocks(text):
        folded = fold(block.text)
        at = folded.text.find(PHRASE)
        if at >= 0:
            runs = block.view.map.runs(folded.span(at, at + len(PHRASE)))
            hits.append([text[run.start : run.end] for run in runs])
    return hits


FORMS = {
    "plain": ("It rises by CPI plus 3.9%.", ["CPI plus 3.9%"]),
    "upper case": ("IT RISES BY CPI PLUS 3.9%", ["CPI PLUS 3.9%"]),
    "wrapped over a line": ("It rises by CPI\nplus 3.9%.", ["CPI\nplus 3.9%"]),
    "list item": ("- CPI plus 3.9%", ["CPI plus 3.9%"]),
    "list item, wrapped": ("- by CPI\n  plus 3.9%", ["CPI\n", "plus 3.9%"]),
    "block quote": ("> CPI plus 3.9%", ["CPI plus 3.9%"]),
    "block quote, wrapped": ("> CPI\n> plus 3.9%", ["CPI\n", "plus 3.9%"]),
    "bold inside": ("CPI **plus** 3.9%", ["CPI ", "plus", " 3.9%"]),
    "bold word part": ("**C**PI plus 3.9%", ["C", "PI plus 3.9%"]),
    "link inside": ("CPI [plus](/x) 3.9%", ["CPI ", "plus", " 3.9%"]),
    "<b> inside": ("CPI <b>plus</b> 3.9%", ["CPI ", "plus", " 3.9%"]),
    "struck inside": ("CPI ~~plus~~ 3.9%", ["CPI ", "plus", " 3.9%"]),
    "NBSP": ("CPI\u00a0plus 3.9%", ["CPI\u00a0plus 3.9%"]),
    "&nbsp; and &#37;": ("CPI&nbsp;plus 3.9&#37;", ["CPI&nbsp;plus 3.9&#37;"]),
    "<br>": ("CPI<br>plus 3.9%", ["CPI<br>plus 3.9%"]),
    "hard break": ("CPI  \nplus 3.9%", ["CPI  \nplus 3.9%"]),
    "backslash-escaped space": ("CPI\\ plus 3.9%", ["CPI\\ plus 3.9%"]),
    "backslash-escaped sign": ("CPI plus 3.9\\%", ["CPI plus 3.9", "%"]),
    "soft hyphen": ("CPI pl\u00adus 3.9%", ["CPI pl\u00adus 3.9%"]),
    "zero-width space": ("CPI pl\u200bus 3.9%", ["CPI pl\u200bus 3.9%"]),
    "look-alike letter": ("СРІ plus 3.9%", ["СРІ plus 3.9%"]),
    "comment inside": ("CPI <!-- sic -->plus 3.9%", ["CPI ", "plus 3.9%"]),
    "heading": ("## CPI plus 3.9%", ["CPI plus 3.9%"]),
    "underlined heading": ("CPI plus 3.9%\n---", ["CPI plus 3.9%"]),
    "table cell": ("|a|b|\n|-|-|\n|x|CPI plus 3.9%|", ["CPI plus 3.9%"]),
    "table head": ("|CPI plus 3.9%|b|\n|-|-|\n|x|y|", ["CPI plus 3.9%"]),
    "alt text": ("![CPI plus 3.9%](x.png)", ["CPI plus 3.9%"]),
    "link title": ('[x](/y "CPI plus 3.9%")', ["CPI plus 3.9%"]),
    "reference's title": ('[x][r]\n\n[r]: /y "CPI plus 3.9%"', ["CPI plus 3.9%"]),
    "image title": ("![x](y.png 'CPI plus 3.9%')", ["CPI plus 3.9%"]),
    "HTML block": ("<div>\n<p>CPI <i>plus</i> 3.9%</p>\n</div>", ["CPI ", "plus", " 3.9%"]),
    "alt in inline HTML": ('See <img alt="CPI plus 3.9%"> now', ["CPI plus 3.9%"]),
    "form in a paragraph": ("<label>CPI plus 3.9%</label> <input>", ["CPI plus 3.9%"]),
    "footnote": ("x[^1]\n\n[^1]: CPI plus 3.9%", ["CPI plus 3.9%"]),
    "after an emoji": ("😀🇬🇧 CPI plus 3.9%", ["CPI plus 3.9%"]),
    "curly quotes": ("“CPI plus 3.9%”", ["CPI plus 3.9%"]),
}
UNSEEN = {
    "comment": "x <!-- CPI plus 3.9% --> y",
    "comment block": "<!--\nCPI plus 3.9%\n-->",
    "code span": "x `CPI plus 3.9%` y",
    "fenced code": "```\nCPI plus 3.9%\n```",
    "indented code": "    CPI plus 3.9%",
    "link target": "[x](</CPI plus 3.9%>)",
    "script": "<script>\nCPI plus 3.9%\n</script>",
}


@pytest.mark.parametrize(("text", "words"), FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_phrase_in_any_form_is_found_on_its_very_words(text: str, words: list[str], newline: str) -> None:
    assert found(text.replace("\n", newline)) == [[word.replace("\n", newline) for word in words]]


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_what_no_customer_reads_is_no_copy(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("# A\n## B\n\nC", [("heading", "A"), ("heading", "B"), ("paragraph", "C")], id="headings"),
        pytest.param("- a\n  - b\n- c", [("list", "a"), ("list", "b"), ("list", "c")], id="nested list"),
        pytest.param("- a\n\n- b", [("list", "a"), ("list", "b")], id="loose list"),
        pytest.param("1. a\n\n   b", [("list", "a"), ("list", "b")], id="two paragraphs of an item"),
        pytest.param("> a\n>\n> - b", [("quote", "a"), ("quote", "b")], id="list in a quote"),
        pytest.param("- [ ] a\n- [x] b", [("checkbox", "a"), ("checkbox", "b")], id="task list"),
        pytest.param("[ ] a", [("checkbox", "[ ] a")], id="drawn box"),
        pytest.param(
            "£30* a month\n\n* for a year", [("paragraph", "£30* a month"), ("footnote", "* for a year")], id="note"
        ),
        pytest.param("*£30* a month\n\n* fast", [("paragraph", "£30 a month"), ("list", "fast")], id="only emphasis"),
        pytest.param("a ![b](c 'd') e", [("paragraph", "a   e"), ("alt", "b"), ("title", "d")], id="image"),
        pytest.param("was ~£30~ x", [("paragraph", "was ~£30~ x")], id="single tildes are marks"),
        pytest.param("a[^x]\n\n[^x]: b", [("paragraph", "a[^x]"), ("footnote", "b")], id="footnote"),
        pytest.param("use `x` now", [("paragraph", "use ` now")], id="code"),
        pytest.param("<div>\n\n**a**\n\n</div>", [("paragraph", "a")], id="Markdown inside HTML"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert told(text) == blocks


def test_marks_carry_their_kind_words_and_target() -> None:
    (block,) = blocks("**a** *b* ~~c~~ [d](/e) <small>f</small> <s>g</s> <a href='/h'>i</a>")
    assert [(mark.kind, block.text[slice(*mark.span)], mark.value) for mark in block.marks] == [
        ("strong", "a", ""), ("em", "b", ""), ("struck", "c", ""), ("link", "d", "/e"),
        ("small", "f", ""), ("struck", "g", ""), ("link", "i", "/h"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "emphasis"),
    [
        ("# a", Emphasis.HEADING),
        ("**a**", Emphasis.STRONG),
        ("<small>a</small>", Emphasis.SMALL),
        ("**a** b", Emphasis.PLAIN),
    ],
)
def test_emphasis(text: str, emphasis: Emphasis) -> None:
    assert [block.emphasis for block in blocks(text)] == [emphasis]


def test_an_unclosed_tag_ends_with_its_block() -> None:
    assert [block.marks for block in blocks("a <b>b\n\nc")][1] == ()


def test_cells_know_their_row_and_column() -> None:
    cells = blocks("|Plan|Price|\n|-|-|\n|Fibre|£30|\n||£40|")
    told = [(cell.text, cell.attributes["row"], cell.attributes["column"]) for cell in cells]
    assert told[2:] == [("Fibre", "1", "Plan"), ("£30", "1", "Price"), ("£40", "2", "Price")]


def test_headings_and_rules_begin_sections() -> None:
    reading = read_markdown(identity("# A\n## B\nc\n\n## D\ne\n\n---\n\nf"))
    assert reading.sections == (0, 0, 0, 1, 1, 2)


def test_comments_know_the_block_they_stand_in_or_before() -> None:
    text = "a <!-- one --> b\n\n<!-- two -->\n\nc\n\n<!-- three -->"
    comments = read_markdown(identity(text)).comments
    assert [(c.text.strip(), c.block, c.inside) for c in comments] == [
        ("one", 0, True), ("two", 1, False), ("three", 2, False),
    ]  # fmt: skip
    assert all(text[c.place.start : c.place.end] == f"<!--{c.text}-->" for c in comments)


def test_a_tick_box_has_its_state_and_place() -> None:
    controls = [block.control for block in blocks("- [ ] a\n- [x] b")]
    assert [(c.checked, c.place.text) for c in controls if c and c.place] == [(False, "[ ]"), (True, "[x]")]


def test_merge_fields_are_marked_with_their_expressions() -> None:
    text = "£￼ a **￼**\n\n<p>￼</p>"
    fields = {1: "price", 7: "period", 15: "name"}
    marks = [mark for block in read_markdown(identity(text), fields).blocks for mark in block.marked("field")]
    assert [mark.value for mark in marks] == ["price", "period", "name"]


PIECES = st.sampled_from(
    [
        *"aB1 £%*_~`[]()<>|#>-+.!\\&\n\t:\"'é😀\u00a0\r",
        *("\n\n", "**", "~~", "![", "](x)", "&amp;", "<b>", "</b>", "<!--", "-->", "<br>", "[^1]", "[^1]: ", "- [ ] "),
        *("|-|-|\n", "```\n", "<div>", "    "),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS | st.text(max_size=60))
def test_any_text_is_read_and_exact_words_stand_in_the_source(text: str) -> None:
    for block in blocks(text):
        for span, runs, exact in block.view.map:
            if exact:
                assert text[runs[0].start : runs[0].end] == block.text[span.start : span.end]
            assert all(run.end <= len(text) for run in runs)


@given(st.lists(st.sampled_from(list(FORMS)), min_size=1, max_size=4))
def test_crlf_for_lf_moves_no_line_or_column(names: list[str]) -> None:
    def places(text: str) -> list[tuple[int, int]]:
        lines = LineIndex(text)
        runs = (block.view.map.runs(Span(0, 1))[0] for block in blocks(text))
        return [lines.position(run.start)[:2] for run in runs]

    text = "\n\n".join(FORMS[name][0] for name in names)
    assert places(text) == places(text.replace("\n", "\r\n"))


@given(st.lists(st.sampled_from(["your", "price", "£30", "a", "month", "CPI"]), min_size=1, max_size=8), st.data())
def test_bold_words_are_the_same_words(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    bold = [*words[:first], f"**{' '.join(words[first:last])}**", *words[last:]]
    assert blocks(" ".join(bold))[0].text == " ".join(words)
