"""A Word file (.docx): its paragraphs in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from offerlint.model.source import Source
from offerlint.reading.errors import ReadError
from offerlint.reading.markup import BlockWriter, identity
from offerlint.reading.opener import Opened
from offerlint.reading.package import Element, Package
from offerlint.reading.paper import Atom, Paper, Paragraph

WHAT = "a Word file"
MAIN = "word/document.xml"


def open_docx(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """The words of a Word file; raises ReadError for what is none."""
    package = Package(data, WHAT)
    if MAIN not in package:
        raise ReadError(f"this is not {WHAT}: its part {MAIN} is missing")
    paragraphs = [
        Paragraph(MAIN, number, f"paragraph {number + 1}", list(_atoms(each)))
        for number, each in enumerate(package.xml(MAIN).iter("{*}p"))
    ]
    paper = Paper([paragraph for paragraph in paragraphs if paragraph.atoms])
    writer = BlockWriter(identity(paper.text))
    for paragraph, start in zip(paper.paragraphs, paper.starts, strict=True):
        writer.copy(start, start + len(paragraph.text))
        writer.end("body.paragraph")
    return Opened(Source(path, paper.text, "", locator=paper), writer.reading())


def _atoms(paragraph: Element) -> Iterator[Atom]:
    for number, run in enumerate(paragraph.iter("{*}r")):
        at = 0
        for text in run.iter("{*}t"):
            if text.text:
                yield Atom(text.text, number, at, text)
                at += len(text.text)
