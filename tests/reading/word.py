"""Word files for tests: made with python-docx, and what it has no word for as XML put in by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
from docx.oxml import parse_xml

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def element(xml: str) -> Any:
    """An element with the prefixes w, w14, r, mc, wps, wp and v."""
    end = min(at for at in (xml.find(" "), xml.find(">"), xml.find("/")) if at > 0)
    return parse_xml(f"{xml[:end]} {NAMESPACES}{xml[end:]}")


def word(*paragraphs: str) -> bytes:
    """A Word file of paragraphs; one that begins with `<` is the XML inside a paragraph, or a whole `<w:p`/`<w:tbl`."""
    document = docx.Document()
    for words in paragraphs:
        if words.startswith(("<w:p>", "<w:tbl>", "<w:altChunk")):
            document.element.body.insert(len(document.element.body) - 1, element(words))
        elif words.startswith("<"):
            document.element.body.insert(len(document.element.body) - 1, element(f"<w:p>{words}</w:p>"))
        else:
            document.add_paragraph(words)
    return saved(document)


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A package with some of its parts others, or none where a part is empty."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info, old.read(info))
        for name, part in parts.items():
            if part:
                new.writestr(name, part)
    return file.getvalue()
