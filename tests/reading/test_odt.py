"""What of an OpenDocument text is copy, and where a person finds it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from odf.draw import Frame, TextBox
from odf.office import Annotation
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import A, H, LineBreak, List, ListItem, Note, NoteBody, NoteCitation, P, Placeholder, S, Span, Tab

from offerlint.model.document import Document
from offerlint.reading.errors import ReadError
from offerlint.reading.opener import open_data
from offerlint.text.span import Span as Stretch
from tests.office import convert
from tests.reading.word import word


def text(*elements: object, **looks: dict[str, str]) -> bytes:
    """A document of some elements, and of styles of words by name."""
    document = OpenDocumentText()
    for name, look in looks.items():
        style = Style(name=name, family="text")
        style.addElement(TextProperties(attributes=look))
        document.automaticstyles.addElement(style)
    for one in elements:
        document.text.addElement(one)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def paragraph(*inside: object) -> object:
    made = P()
    for one in inside:
        made.addText(one) if isinstance(one, str) else made.addElement(one)
    return made


def note(label: str, words: str) -> object:
    made = Note(noteclass="footnote")
    made.addElement(NoteCitation(text=label))
    body = NoteBody()
    body.addElement(P(text=words))
    made.addElement(body)
    return made


def box(words: str) -> object:
    frame, inside = Frame(), TextBox()
    inside.addElement(P(text=words))
    frame.addElement(inside)
    return frame


def comment(words: str) -> object:
    made = Annotation()
    made.addElement(P(text=words))
    return made


def read(data: bytes) -> Document:
    return open_data(data, "a.odt", "odt")


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).variants[0].blocks]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (["Fib", Span(text="re £"), "30"], ["Fibre £30"]),
        (["a  \n b", S(c=2), "c", Tab(), "d", LineBreak(), "e"], ["a b  c\td\ne"]),
        (["Dear ", Placeholder(placeholdertype="text", text="<Name>"), ","], ["Dear ￼,"]),
        (["Hi {{ first", Span(text="_name }}")], ["Hi ￼"]),
        (["£20", note("1", "New customers only.")], ["£201", "New customers only."]),
        (["Above", box("In a box")], ["Above", "In a box"]),
        (["Copy", comment("Is it right?")], ["Copy"]),
        ([A(href="https://example.com", text="Our site")], ["Our site"]),
    ],
)
def test_what_of_a_paragraph_is_copy(inside: list[object], expected: list[str]) -> None:
    assert texts(text(paragraph(*inside))) == expected


@pytest.mark.parametrize(
    ("look", "kind"),
    [
        ({"fontweight": "bold"}, "strong"), ({"textlinethroughstyle": "solid"}, "struck"),
        ({"fontsize": "7pt"}, "small"),
        ({"textposition": "super 58%"}, "sup"), ({"fontweight": "normal"}, ""), ({"fontsize": "9pt"}, ""),
    ],
)  # fmt: skip
def test_how_letters_look_is_a_mark(look: dict[str, str], kind: str) -> None:
    (block,) = read(text(paragraph("was ", Span(stylename="T", text="£50"), " now"), T=look)).variants[0].blocks
    assert [(mark.kind, block.text[mark.span.start : mark.span.end]) for mark in block.marks] == (
        [(kind, "£50")] if kind else []
    )


def test_hidden_words_are_hidden() -> None:
    made = read(text(paragraph("Shown", Span(stylename="T", text=" not")), T={"display": "none"})).variants[0].blocks
    assert [(block.text, block.emphasis.name) for block in made] == [("Shown", "PLAIN"), ("not", "HIDDEN")]


def test_headings_lists_and_tables_have_scopes_and_places() -> None:
    points, item = List(), ListItem()
    item.addElement(P(text="One"))
    points.addElement(item)
    table = Table()
    for cells in (("Plan", "Price"), ("Basic", "£30 a month")):
        row = TableRow()
        for words in cells:
            cell = TableCell()
            cell.addElement(P(text=words))
            row.addElement(cell)
        table.addElement(row)
    document = read(text(H(outlinelevel=2, text="Prices"), points, table))
    blocks, source = document.variants[0].blocks, document.sources[0]
    assert [(block.scope, block.level, block.text) for block in blocks] == [
        ("body.heading", 2, "Prices"), ("body.list", 0, "One"), ("body.table", 0, "Plan"), ("body.table", 0, "Price"),
        ("body.table", 0, "Basic"), ("body.table", 0, "£30 a month"),
    ]  # fmt: skip
    assert blocks[-1].attributes == {"row": "1", "column": "Price"}
    at = source.text.index("a month")
    assert source.where(at, at + 7) == "section “Prices”, table 1, row 2, column 2, words 2-3"
    (place,) = source.places([Stretch(at, at + 7)])
    assert place == {"part": "content.xml", "paragraph": 5, "runs": [{"run": 0, "start": 4, "end": 11}]}


@pytest.mark.parametrize("data", [word("Hello"), b"PK\x03\x04", b"", b"Hello"])
def test_what_is_no_such_text_is_a_problem(data: bytes) -> None:
    with pytest.raises(ReadError, match="not an OpenDocument text"):
        read(data)


def test_an_entity_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("content.xml", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>')
    with pytest.raises(ReadError, match="declares entities"):
        read(file.getvalue())


def test_spaces_beyond_counting_are_not_written_out() -> None:
    (words,) = texts(text(paragraph("a", S(c=10**9), "b")))
    assert len(words) < 2_000


CHANGED = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:tracked-changes>
<text:changed-region text:id="a"><text:deletion><text:p>£30 a month</text:p></text:deletion></text:changed-region>
<text:changed-region text:id="b"><text:insertion/></text:changed-region>
<text:changed-region text:id="c"><text:deletion><text:p>Gone</text:p>
<text:p>too.</text:p></text:deletion></text:changed-region>
</text:tracked-changes><text:p>It is <text:change text:change-id="a"/><text:change-start text:change-id="b"/>£28 a
month<text:change-end text:change-id="b"/> now.</text:p><text:change text:change-id="c"/><text:p>The end.</text:p>
</office:text></office:body></office:document-content>"""


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ("accepted", [["It is £28 a month now.", "The end."]]),
        ("both", [["It is £28 a month now.", "The end."], ["It is £30 a month now.", "Gone", "too.", "The end."]]),
    ],
)
def test_tracked_changes_are_read_as_asked(ways: str, expected: list[list[str]]) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("content.xml", CHANGED)
    document = open_data(file.getvalue(), "a.odt", "odt", {"tracked_changes": ways})
    assert [[block.text for block in variant.blocks] for variant in document.variants] == expected
    assert not document.problems


@pytest.mark.needs_libreoffice
def test_the_changes_that_libreoffice_writes(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    by = "w:author='A' w:date='2026-01-01T00:00:00Z'"
    said = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    old = f"<w:del w:id='1' {by}><w:r><w:delText>£30</w:delText></w:r></w:del>"
    new = f"<w:ins w:id='2' {by}>{said.format('£28')}</w:ins>"
    words = f"<w:p>{said.format('It costs ')}{old}{new}{said.format(' a month.')}</w:p>"
    (tmp_path / "in" / "a.docx").write_bytes(word(words))
    data = convert(tmp_path / "in" / "a.docx", "odt", tmp_path).read_bytes()
    document = open_data(data, "a.odt", "odt", {"tracked_changes": "both"})
    assert [[block.text for block in variant.blocks] for variant in document.variants] == [
        ["It costs £28 a month."], ["It costs £30 a month."],
    ]  # fmt: skip
