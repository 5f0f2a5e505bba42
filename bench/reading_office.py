"""Files of Office, PDF and components for the bench of readers, and plain extraction of each."""

from __future__ import annotations

import io

from bench.copy_made import Writer
from bench.reading_made import Made, opened, paragraphs, read
from bench.within import Program


def as_pdf(writer: Writer, size: int) -> bytes:
    """Pages of copy of at least so many bytes."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles, story, written = getSampleStyleSheet(), [], 0
    while written < size:
        for style, words in (("Heading2", writer.heading()), ("BodyText", writer.paragraph())):
            story.append(Paragraph(words, styles[style]))
            written += len(words)
    file = io.BytesIO()
    SimpleDocTemplate(file, invariant=1).build(story)
    return file.getvalue()


def as_docx(writer: Writer, size: int) -> bytes:
    """Headings and paragraphs."""
    import docx

    made = docx.Document()
    for words in paragraphs(writer, size):
        made.add_heading(writer.heading(), 2)
        made.add_paragraph(words)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def as_xlsx(writer: Writer, size: int) -> bytes:
    """Rows of a headline, a price and a paragraph."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Deck")
    sheet.append(["Headline", "Price", "Body"])
    for number, words in enumerate(paragraphs(writer, size)):
        sheet.append([writer.heading(), number, words])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_odt(writer: Writer, size: int) -> bytes:
    """Headings and paragraphs."""
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    made = OpenDocumentText()
    for words in paragraphs(writer, size):
        made.text.addElement(H(outlinelevel=2, text=writer.heading()))
        made.text.addElement(P(text=words))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def as_tsx(writer: Writer, size: int) -> bytes:
    """Components with copy, choices and fields of at least so many bytes, and the strings of an object in each."""
    made, written, number = ["import React from 'react';\n"], 0, 0
    while written < size:
        number += 1
        sentences = "\n".join(f"        <li>{writer.sentence()}</li>" for _ in range(3))
        made.append(
            f'const offer{number} = {{ title: "{writer.heading()}", body: "{writer.sentence()}", href: "/offers" }};\n'
            f"export function Offer{number}({{ price, vip, list }}: Props) {{\n  return (\n"
            f'    <section className="offer">\n      <h2>{writer.heading()}</h2>\n      <p>{writer.paragraph()}</p>\n'
            f"      {{vip ? <p>{writer.sentence()}</p> : <p>Now £{{price}} a month. {writer.sentence()}</p>}}\n"
            f"      <ul>\n{sentences}\n      </ul>\n    </section>\n  );\n}}\n"
        )
        written += len(made[-1])
    return "".join(made).encode()


_TREE = Program(
    "import tree_sitter, tree_sitter_typescript as grammar\n"
    "parser = tree_sitter.Parser(tree_sitter.Language(grammar.language_tsx()))",
    "waiting = [parser.parse(pathlib.Path(name).read_bytes()).root_node]\n"
    "while waiting:\n"
    "    node = waiting.pop()\n"
    "    waiting += reversed(node.children)\n"
    "    if node.type in ('jsx_text', 'string_fragment'):\n"
    "        node.text.decode()",
)
_PAGES = "for page in pypdfium2.PdfDocument(name):\n    text = page.get_textpage()\n    text.get_text_range()"
_BOXES = f"{_PAGES}\n    [text.get_charbox(i) for i in range(text.count_chars())]"
_XML = "import zipfile\nfrom lxml import etree"
FORMATS: Made = {
    "tsx": (as_tsx, read("jsx+html"), {"its text and strings with tree-sitter": _TREE}),
    "pdf": (
        as_pdf,
        opened("pdf"),
        {
            "its text with pypdfium2": Program("import pypdfium2", _PAGES),
            "its text and a box a letter": Program("import pypdfium2", _BOXES),
        },
    ),
    "docx": (
        as_docx,
        opened("docx"),
        {
            "its paragraphs with python-docx": Program(
                "import docx", "for one in docx.Document(name).paragraphs:\n    one.text"
            ),
            "its paragraphs with lxml": Program(
                _XML,
                "root = etree.fromstring(zipfile.ZipFile(name).read('word/document.xml'))\n"
                "for one in root.iter('{*}p'):\n    ''.join(t.text or '' for t in one.iter('{*}t'))",
            ),
        },
    ),
    "xlsx": (
        as_xlsx,
        opened("xlsx"),
        {
            "its texts and values with lxml": Program(
                _XML,
                "files = zipfile.ZipFile(name)\n"
                "for part in files.namelist():\n"
                "    if part.startswith('xl/') and part.endswith('.xml'):\n"
                "        [one.text for one in etree.fromstring(files.read(part)).iter('{*}t', '{*}v')]",
            ),
        },
    ),
    "odt": (
        as_odt,
        opened("odt"),
        {
            "its paragraphs with lxml": Program(
                _XML,
                "root = etree.fromstring(zipfile.ZipFile(name).read('content.xml'))\n"
                "for one in root.iter('{*}p', '{*}h'):\n    ''.join(one.itertext())",
            ),
        },
    ),
}
"""The formats of documents and code."""
