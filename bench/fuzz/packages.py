"""Packages and PDFs for fuzzing: real ones, in which one part is whatever the fuzzer made up."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

PARTS = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "pptx": "ppt/slides/slide1.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
}
"""The part of a package that holds its words, by format."""
_WORDS = "Prices rise each March by CPI plus 3.9%."


def part(format: str) -> bytes:
    """What stands in that part of a real package; for a PDF, what stands on a page."""
    if format == "pdf":
        return b"BT /T 12 Tf 72 700 Td (Prices rise by CPI.) Tj 0 -20 Td [(Pri) -90 (ces)] TJ ET 72 690 90 1 re f"
    with zipfile.ZipFile(io.BytesIO(_package(format))) as package:
        return package.read(PARTS[format])


def holding(format: str, data: bytes) -> bytes:
    """A package that has `data` for that part."""
    if format == "pdf":
        return _page(data)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_package(format))) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, data if info.filename == PARTS[format] else old.read(info))
    return file.getvalue()


@cache
def _package(format: str) -> bytes:
    file = io.BytesIO()
    _MAKE[format]().save(file)
    return file.getvalue()


def _docx() -> Any:
    import docx

    document = docx.Document()
    document.add_heading("Fibre 9")
    document.add_paragraph(_WORDS)
    document.add_table(1, 2).cell(0, 1).text = _WORDS
    return document


def _odt() -> Any:
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Fibre 9"))
    document.text.addElement(P(text=_WORDS))
    return document


def _pptx() -> Any:
    import pptx

    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = "Fibre 9"
    slide.placeholders[1].text = _WORDS
    return deck


def _xlsx() -> Any:
    import openpyxl

    book = openpyxl.Workbook()
    for row in (("Headline", "Description"), ("Fibre 9", _WORDS), (30, "=1+1")):
        book.worksheets[0].append(row)
    return book


_MAKE: Mapping[str, Callable[[], Any]] = {"docx": _docx, "odt": _odt, "pptx": _pptx, "xlsx": _xlsx}


def _page(content: bytes) -> bytes:
    """A PDF of one page; its table of objects is left to be found out."""
    font = b"<< /Font << /T << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>" % font,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n"
