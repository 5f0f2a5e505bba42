"""A PDF: its pages laid out as paragraphs, each letter with its place on its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from offerlint.model.document import Problem
from offerlint.reading.opener import Opened
from offerlint.reading.paper_blocks import opened
from offerlint.reading.pdf.layout import lay_out
from offerlint.reading.pdf.page import Page
from offerlint.reading.pdf.place import PdfPaper
from offerlint.reading.pdf.process import pages_of

_ENOUGH_SHAPES = 20
"""Shapes on a page without text from which on they may be words."""
_UNKNOWN = 0.3
"""Of the letters of a page: how many may be unknown."""


def open_pdf(data: bytes, path: str, said: Mapping[str, object]) -> Opened:
    """The words of a PDF; raises ReadError for what is none. A page whose words cannot be read is a fatal problem."""
    pages = pages_of(data)
    made = opened(path, lay_out(pages), (), said, laid_out=lambda paragraphs: PdfPaper(paragraphs, pages))
    unread = tuple(_unread(pages))
    problems = made.reading.problems if made.reading.blocks or not unread else ()
    return replace(made, reading=replace(made.reading, problems=(*problems, *unread)))


def _unread(pages: Sequence[Page | None]) -> Iterator[Problem]:
    """What of the pages could not be read."""
    broken = [number for number, page in enumerate(pages) if page is None]
    seen = [(number, page) for number, page in enumerate(pages) if page is not None]
    bare = [number for number, page in seen if not page.text.strip() and (page.pictures or page.shown > _ENOUGH_SHAPES)]
    unknown = [number for number, page in seen if page.text.count("\ufffd") > _UNKNOWN * max(len(page.text), 1)]
    unseen = [number for number, page in seen if page.pictures and page.looks and all(one.unseen for one in page.looks)]
    more = [number for number, page in seen if page.more]
    anew = "print the document to a new PDF"
    if broken:
        yield Problem("", f"{_named(broken)} cannot be read: damaged; {anew}")
    if bare:
        what = (
            "only pictures or shapes, as in a scan; have its text recognised (OCR), or check the words it was made from"
        )
        yield Problem("", f"no text on {_named(bare)}: {what}")
    if unknown:
        yield Problem(
            "", f"the words on {_named(unknown)} cannot be told: the fonts do not say which letters they show; {anew}"
        )
    if more:
        yield Problem("", f"{_named(more)}: only the first fields, links and notes are read", fatal=False)
    if unseen:
        what = "were recognised in a picture of them, and may be wrong"
        yield Problem("", f"the words on {_named(unseen)} {what}", fatal=False)


def _named(numbers: Sequence[int]) -> str:
    """`page 3`, or `pages 3, 5-9`, of pages that count from 0."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = ", ".join(f"{a + 1}" if a == b else f"{a + 1}-{b + 1}" for a, b in runs)
    return f"page {said}" if len(numbers) == 1 else f"pages {said}"
