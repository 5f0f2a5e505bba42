"""A PDF with each finding as a highlight on its words, with a note; behind the file as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from offerlint.annotate import AUTHOR, words_of
from offerlint.model.finding import Finding
from offerlint.reading import bounds
from offerlint.reading.errors import ReadError
from offerlint.reading.pdf.layout import lay_out
from offerlint.reading.pdf.place import PdfPaper
from offerlint.reading.pdf.process import pages_of, run


def annotate_pdf(data: bytes, findings: Sequence[Finding], _: Mapping[str, object]) -> bytes:
    """The PDF `data` with the findings as highlights of AUTHOR, and without those it had of AUTHOR."""
    pages = pages_of(data)
    paper = PdfPaper(lay_out(pages), pages)
    asked = {
        "seconds": bounds.PDF_SECONDS,
        "megabytes": bounds.PDF_MEGABYTES,
        "author": AUTHOR,
        "notes": [note for finding in findings for note in _notes(finding, paper)],
    }
    made = run("highlight", asked, data)
    if not made:
        raise ReadError("this PDF cannot be written to; print it to a new PDF")
    return made


def _notes(finding: Finding, paper: PdfPaper) -> Iterator[Mapping[str, Any]]:
    """A highlight for each page that the words of a finding stand on; those behind the first lead to it."""
    stretches = [one for run in sorted(finding.runs) for one in paper.stretches(run)]
    for count, (page, own) in enumerate(groupby(stretches, key=lambda one: one.page)):
        text = words_of(finding) if not count else [f"{finding.severity}: {finding.rule}", f"See {finding.where}."]
        yield {"page": page, "boxes": [list(one.box) for one in own], "text": "\n".join(text)}
