"""What of a Word file is copy, how loudly it speaks, and where a person finds it."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from offerlint.model.block import Block
from offerlint.model.document import Document
from offerlint.reading.opener import open_data
from offerlint.text.span import Span
from tests.reading.word import element, repacked, run, saved, word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes, **said: object) -> Document:
    return open_data(data, "a.docx", "docx", said)


def blocks(data: bytes, **said: object) -> list[Block]:
    return list(read(data, **said).variants[0].blocks)


def texts(data: bytes, **said: object) -> list[str]:
    return [block.text for block in blocks(data, **said)]


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:docPr id='1' name='b'/><wps:txbx>"
    "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></wps:txbx></wp:inline></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
PICTURE = "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='p' descr='Fibre for £20'/></wp:inline></w:drawing></w:r>"


def field(code: str, result: str) -> str:
    return (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText xml:space='preserve'> {code} </w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run("Fib") + run("re £") + run("30"), ["Fibre £30"]),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>", ["a\tb\nc-d"]),
        (f"<w:ins w:id='1' w:author='A'>{run('new')}</w:ins>{run(' words')}", ["new words"]),
        (run('w ') + "<w:del w:id='1' w:author='A'><w:r><w:delText>2</w:delText></w:r></w:del>" + run('£3'), ['w £3']),
        (f"{run('a')}<w:moveFrom w:id='1' w:author='A'>{run('b')}</w:moveFrom>", ["a"]),
        (f"{run('a')}<w:moveTo w:id='1' w:author='A'>{run('b')}</w:moveTo>", ["ab"]),
        (f"<w:smartTag>{run('Bath')}</w:smartTag>", ["Bath"]),
        (f"{run('Dear ')}{field('MERGEFIELD First_Name', '«First_Name»')},", ["Dear ￼"]),
        (f"<w:fldSimple w:instr=' MERGEFIELD Plan '>{run('«Plan»')}</w:fldSimple>", ["￼"]),
        (run("Hi {{ fir") + run("st_name }}") + run(", hello"), ["Hi ￼, hello"]),
        (field("PAGE", "3"), ["3"]),
        (field('TOC \\o "1-3"', "Prices 1"), []),
        (f"{run('Shown')}{run(' not shown', '<w:vanish/>')}", ["Shown", "not shown"]),
        (BOX, ["In a box"]),
        (run("Above") + BOX, ["Above", "In a box"]),
        (PICTURE, ["Fibre for £20"]),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>" + run(" Free"), ["✓ Free"]),
        ("<w:sdt><w:sdtPr><w:alias w:val='Plan'/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
         + run("Click here") + "</w:sdtContent></w:sdt>", ["￼"]),
    ],
)  # fmt: skip
def test_what_of_a_paragraph_is_copy(inside: str, expected: list[str]) -> None:
    assert texts(word(inside)) == expected


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ("<w:b/>", "strong"), ("<w:strike/>", "struck"), ("<w:dstrike/>", "struck"), ("<w:sz w:val='14'/>", "small"),
        ("<w:vertAlign w:val='superscript'/>", "sup"),
        ("<w:b w:val='0'/>", ""), ("<w:strike w:val='false'/>", ""), ("<w:sz w:val='18'/>", ""),
    ],
)  # fmt: skip
def test_how_letters_look_is_a_mark_over_all_runs_that_look_so(properties: str, kind: str) -> None:
    (block,) = blocks(word(run("was ") + run("£5", properties) + run("0", properties) + run(" now £20")))
    assert [(mark.kind, block.text[mark.span.start : mark.span.end]) for mark in block.marks] == (
        [(kind, "£50")] if kind else []
    )


def test_headings_lists_tables_and_quotes_have_their_scopes() -> None:
    document = docx.Document()
    document.add_heading("Prices", 1)
    document.add_heading("Broadband", 2)
    document.add_paragraph("One", "List Bullet")
    document.add_paragraph("Two", "Quote")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Plan", "Price", "Basic", "£30"), strict=True):
        cell.text = words
    document.add_heading("More", 1)
    made = read(saved(document)).variants[0]
    assert [(block.scope, block.level, block.text) for block in made.blocks] == [
        ("body.heading", 1, "Prices"), ("body.heading", 2, "Broadband"), ("body.list", 0, "One"),
        ("body.quote", 0, "Two"), ("body.table", 0, "Plan"), ("body.table", 0, "Price"), ("body.table", 0, "Basic"),
        ("body.table", 0, "£30"), ("body.heading", 1, "More"),
    ]  # fmt: skip
    assert made.sections == (0,) * 8 + (1,)
    assert made.blocks[7].attributes == {"row": "1", "column": "Price"}
    assert [block.emphasis.name for block in made.blocks[4:8]] == ["STRONG", "STRONG", "PLAIN", "PLAIN"]


def test_margins_are_read_once_and_the_footer_is_small_print() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Example Telecom"
    document.sections[0].footer.paragraphs[0].text = "Terms at example.com"
    document.sections[0].first_page_footer.paragraphs[0].text = "Never shown"
    document.sections[0].different_first_page_header_footer = False
    document.add_paragraph("Words")
    document.add_section()
    made = blocks(saved(document))
    assert [(block.scope, block.text) for block in made] == [
        ("body.paragraph", "Example Telecom"), ("body.paragraph", "Words"),
        ("footer.smallprint", "Terms at example.com"),
    ]  # fmt: skip


FOOTNOTES = f"""<w:footnotes xmlns:w="{W.strip("{}")}">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>New customers only.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def with_footnote() -> bytes:
    data = word(run("£20 a month") + "<w:r><w:footnoteReference w:id='7'/></w:r>")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        rels = package.read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    rels = rels.replace("</Rel", f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Rel')
    return repacked(data, {"word/_rels/document.xml.rels": rels.encode(), "word/footnotes.xml": FOOTNOTES.encode()})


def test_a_footnote_has_the_number_that_the_words_refer_to_it_by() -> None:
    first, note = blocks(with_footnote())
    assert (first.text, [(mark.kind, mark.span) for mark in first.marks]) == ("£20 a month1", [("sup", Span(11, 12))])
    assert (note.scope, note.text, note.attributes) == ("body.footnote", "New customers only.", {"note": "1"})


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run("☐ Yes to e-mail ☒ Yes to post"), [("Yes to e-mail", False), ("Yes to post", True)]),
        (run("[x] I agree"), [("I agree", True)]),
        ("<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent>"
         + run("☒") + "</w:sdtContent></w:sdt>" + run(" I agree"), [("I agree", True)]),
        ("<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='1'/></w:checkBox></w:ffData>"
         "</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
         "<w:r><w:fldChar w:fldCharType='end'/></w:r>" + run(" I agree"), [("I agree", True)]),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0A8'/></w:r>" + run(" I agree"), [("I agree", False)]),
    ],
)  # fmt: skip
def test_a_box_to_tick_has_its_state_and_its_words(inside: str, expected: list[tuple[str, bool]]) -> None:
    made = blocks(word(inside))
    assert [(block.text, block.control and block.control.checked) for block in made] == expected
    assert {block.scope for block in made} == {"form.checkbox"}


def test_a_box_in_a_cell_is_that_of_the_words_in_the_next() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("☒", "I agree", "☐", "Ring me"), strict=True):
        cell.text = words
    made = blocks(saved(document))
    assert [(block.text, block.control and block.control.checked) for block in made] == [
        ("I agree", True), ("Ring me", False),
    ]  # fmt: skip


CHANGED = (
    f"{run('It costs ')}<w:del w:id='1' w:author='A'><w:r><w:delText>£20</w:delText></w:r></w:del>"
    f"<w:ins w:id='2' w:author='A'>{run('£30')}</w:ins>{run(' a month')}"
)


def test_tracked_changes_are_read_both_ways_when_asked() -> None:
    document = read(word("Hello", CHANGED), tracked_changes="both")
    assert [[block.text for block in variant.blocks] for variant in document.variants] == [
        ["Hello", "It costs £30 a month"],
        ["Hello", "It costs £20 a month"],
    ]
    assert document.variants[0].blocks[0] is document.variants[1].blocks[0]
    assert [dict(variant.choices) for variant in document.variants] == [
        {"tracked changes accepted": "yes"},
        {"tracked changes accepted": "no"},
    ]


@pytest.mark.parametrize(
    ("mark", "accepted", "rejected"),
    [
        ("<w:del w:id='1' w:author='A'/>", ["Prices riseby CPI"], ["Prices rise", "by CPI"]),
        ("<w:ins w:id='1' w:author='A'/>", ["Prices rise", "by CPI"], ["Prices riseby CPI"]),
    ],
)
def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(
    mark: str, accepted: list[str], rejected: list[str]
) -> None:
    data = word(f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>" + run("Prices rise"), run("by CPI"))
    assert texts(data) == accepted
    both = read(data, tracked_changes="both").variants
    assert [[block.text for block in variant.blocks] for variant in both] == [accepted, rejected]


def test_a_call_in_word_is_a_script() -> None:
    data = word("Agent: Hello, this call is recorded.", "Customer: Fine.", "Agent: May I take your card number?")
    document = read(data)
    assert document.about.kind == "script"
    assert [block.scope for block in document.variants[0].blocks] == ["script.agent", "script.customer", "script.agent"]
    assert document.flow is not None
    assert read(data, kind="copy").flow is None


def test_a_comment_speaks_to_the_linter_and_is_no_copy() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Prices rise by CPI.")
    document.add_comment(
        paragraph.runs, "offerlint: allow uk-price-rises/inflation-linked-rise because old", "Ann", "A"
    )
    document.add_comment(paragraph.runs, "Is this right?", "Ann", "A")
    document.add_comment(paragraph.runs, "offerlint: nonsense", "Ann", "A")
    made = read(saved(document))
    assert [block.text for block in made.variants[0].blocks] == ["Prices rise by CPI."]
    assert [(allow.rule, allow.reason) for allow in made.allows] == [("uk-price-rises/inflation-linked-rise", "old")]
    (problem,) = made.problems
    assert problem.message.startswith("paragraph 1, word 1: “nonsense” is not understood")
    assert problem.line is None


def test_words_marked_as_another_language_are_told_apart() -> None:
    data = word(run("Prisiau", "<w:lang w:val='cy-GB'/>"), run("Prices", "<w:lang w:val='en-GB'/>"))
    assert [block.attributes.get("lang") for block in blocks(data)] == ["cy-GB", "en-GB"]


def test_where_words_stand_is_counted_from_the_heading() -> None:
    document = docx.Document()
    document.add_paragraph("First.")
    document.add_heading("Our prices", 1)
    document.add_paragraph("")
    document.add_paragraph("One.")
    last = document.add_paragraph("Two words here.")
    table = document.add_table(1, 2)
    table.cell(0, 1).text = "In a cell"
    last._p.append(element(BOX))
    document.sections[0].footer.paragraphs[0].text = "Small print"
    source = read(saved(document)).sources[0]

    def where(words: str) -> str:
        at = source.text.index(words)
        return source.where(at, at + len(words))

    assert {words: where(words) for words in ("First", "Our", "One", "words here", "In a box", "a cell", "print")} == {
        "First": "paragraph 1, word 1",
        "Our": "heading “Our prices”, word 1",
        "One": "section “Our prices”, paragraph 1, word 1",
        "words here": "section “Our prices”, paragraph 2, words 2-3",
        "In a box": "section “Our prices”, text box 1, paragraph 1, words 1-3",
        "a cell": "section “Our prices”, table 1, row 1, column 2, words 2-3",
        "print": "footer, paragraph 1, word 2",
    }


RUNS = st.lists(st.text("aé£ \t☐", min_size=1, max_size=6), min_size=1, max_size=5)


@given(st.lists(RUNS, min_size=1, max_size=4), st.data())
def test_the_places_of_any_words_lead_to_the_same_characters_in_the_file(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for words in runs:
            paragraph.add_run(words)
    written = saved(document)
    made = read(written)
    if not made.variants[0].blocks:
        return
    block = data.draw(st.sampled_from(made.variants[0].blocks))
    start = data.draw(st.integers(0, len(block.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(block.text))))
    source = made.sources[0]
    places = source.places([Span(run.start, run.end) for run in block.view.map.runs(span)])
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    found = ""
    for place in places:
        own = list(root.iter(f"{W}p"))[place["paragraph"]]
        for each in place["runs"]:
            one = list(own.iter(f"{W}r"))[each["run"]]
            whole = "".join("\t" if node.tag == f"{W}tab" else node.text or "" for node in one)
            found += whole[each["start"] : each["end"]]
    assert re.sub("[☐]", "", found) == re.sub("[☐]", "", block.text[span.start : span.end])


def test_a_table_of_what_to_say_in_word_is_a_script() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    words = ["Stage", "What to say", "Guidance", "Offer", "It's £27 a month.", "Don't say fixed"]
    for at, text in enumerate(words):
        table.cell(at // 3, at % 3).text = text
    made = read(saved(document))
    assert made.about.kind == "script"
    said = {block.text: block.scope for block in made.variants[0].blocks}
    assert (said["It's £27 a month."], said["Don't say fixed"]) == ("script.agent", "script.note")
