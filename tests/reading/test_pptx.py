"""What of a PowerPoint file is copy, and where a person finds it."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches, Pt

from offerlint.model.document import Document
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import open_data
from offerlint.text.span import Span
from tests.reading.word import word

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def deck(notes: str = "", hidden: bool = False) -> bytes:
    made: Any = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    body = slide.placeholders[1].text_frame
    body.text = "Was "
    for words, strike in (("£50", "sngStrike"), (" now £30", None)):
        run = body.paragraphs[0].add_run()
        run.text = words
        if strike:
            run._r.get_or_add_rPr().set("strike", strike)
    slide.shapes.title.text = "Superfast"
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(1), Inches(1)).table
    for i, words in enumerate(("Plan", "Price", "Basic", "£20")):
        table.cell(i // 2, i % 2).text = words
    box = slide.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.paragraphs[0].add_run()
    box.text, box.font.size = "Terms apply.", Pt(8)
    if notes:
        slide.notes_slide.notes_text_frame.text = notes
    if hidden:
        slide._element.set("show", "0")
    second = made.slides.add_slide(made.slide_layouts[6])
    second.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "Last words"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(data: bytes, **said: object) -> Document:
    return open_data(data, "a.pptx", "pptx", said)


def test_a_slide_reads_from_its_title_on() -> None:
    made = read(deck()).variants[0]
    assert [(block.scope, block.emphasis.name, block.text) for block in made.blocks] == [
        ("body.heading", "HEADING", "Superfast"), ("body.paragraph", "PLAIN", "Was £50 now £30"),
        ("body.table", "STRONG", "Plan"), ("body.table", "STRONG", "Price"), ("body.table", "PLAIN", "Basic"),
        ("body.table", "PLAIN", "£20"), ("body.paragraph", "SMALL", "Terms apply."),
        ("body.paragraph", "PLAIN", "Last words"),
    ]  # fmt: skip
    assert [(mark.kind, mark.span) for mark in made.blocks[1].marks] == [("struck", Span(4, 7))]
    assert made.blocks[5].attributes == {"row": "1", "column": "Price"}


def test_places_lead_to_the_slide_the_shape_and_the_run() -> None:
    data = deck()
    source = read(data).sources[0]
    for words, where in {
        "Superfast": "slide 1, title, word 1",
        "now": "slide 1, “Content Placeholder 2”, paragraph 1, word 3",
        "£20": "slide 1, table 1, row 2, column 2, word 1",
        "words": "slide 2, “TextBox 1”, paragraph 1, word 2",
    }.items():
        at = source.text.index(words)
        assert source.where(at, at + len(words)) == where
        (place,) = source.places([Span(at, at + len(words))])
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = etree.fromstring(package.read(place["part"]))
        runs = list(list(root.iter(f"{A}p"))[place["paragraph"]].iter(f"{A}r"))
        (run,) = place["runs"]
        assert (runs[run["run"]].findtext(f"{A}t") or "")[run["start"] : run["end"]] == words
        assert place["slide"] == int(where[6])


def test_notes_with_turns_are_a_call_and_the_slides_stay_copy() -> None:
    document = read(deck("Agent: Hello.\nCustomer: Hi.\nAgent: Your card number?"))
    scopes = [block.scope for block in document.variants[0].blocks]
    assert scopes[0] == "body.heading"
    assert scopes[-3:] == ["script.agent", "script.customer", "script.agent"]
    assert document.about.kind == "script"
    assert document.flow is not None


def test_other_notes_are_words_like_any() -> None:
    document = read(deck("Say that it is free."))
    source = document.sources[0]
    assert document.variants[0].blocks[-1].text == "Say that it is free."
    assert source.where(source.text.index("Say")) == "slide 1, notes, paragraph 1, word 1"
    assert document.flow is None


def test_a_hidden_slide_is_hidden() -> None:
    blocks = read(deck(hidden=True)).variants[0].blocks
    assert {block.emphasis.name for block in blocks if block.text != "Last words"} == {"HIDDEN"}


def test_a_word_file_is_no_powerpoint_file() -> None:
    with pytest.raises(ReadError, match="not a PowerPoint file"):
        read(word("Hello"))


def test_a_strict_file_whose_names_have_other_addresses_is_read_the_same() -> None:
    data = deck()
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            for kind in (b"drawingml", b"presentationml"):
                before = b"http://schemas.openxmlformats.org/" + kind + b"/2006/main"
                part = part.replace(before, b"http://purl.oclc.org/ooxml/" + kind + b"/main")
            new.writestr(info.filename, part)
    transitional, strict = (open_data(one, "a.pptx", "pptx") for one in (data, file.getvalue()))
    assert strict.sources[0].text == transitional.sources[0].text
