"""Where words stand in a PDF: the page, and a box for each line that they touch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from offerlint.model.source import PlaceWire
from offerlint.reading.paper import Atom, Paper, Paragraph
from offerlint.reading.pdf.line import beside
from offerlint.reading.pdf.page import Box, Page
from offerlint.text.span import Span

_MILLIMETRES = 25.4 / 72


class Stretch(NamedTuple):
    """Words that stand together on a line: the number of their page (from 0), their box there, and their turn."""

    page: int
    box: Box
    turn: int


class PdfPaper(Paper):
    """The words of a PDF, and the places of all their letters."""

    def __init__(self, paragraphs: Sequence[Paragraph], pages: Sequence[Page | None]) -> None:
        super().__init__(paragraphs)
        self._pages = pages
        self._starts = [[look.start for look in page.looks] if page else [] for page in pages]

    def kept(self, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
        """All of them: the boxes of fields are their nodes."""
        return list(paragraphs)

    def where(self, span: Span) -> str:
        """`page 2, section “Prices”, paragraph 3, words 5-9 (25 mm across, 60 mm down)`."""
        said = super().where(span)
        first = next(self.stretches(span), None)
        page = self._pages[first.page] if first else None
        if first is None or page is None:
            return said
        left, top, _, _ = page.as_shown(first.box)
        return f"{said} ({left * _MILLIMETRES:.0f} mm across, {top * _MILLIMETRES:.0f} mm down)"

    def places(self, span: Span) -> Sequence[PlaceWire]:
        """Each page that the words touch, with a box a line: left, top, right, bottom in points from its top left."""
        found = []
        for number, own in groupby(self.stretches(span), key=lambda one: one.page):
            page = self._pages[number]
            boxes = [[round(edge, 1) for edge in page.as_shown(one.box)] for one in own] if page else []
            found.append({"page": number + 1, "boxes": boxes})
        return found

    def stretches(self, span: Span) -> Iterator[Stretch]:
        """The words line by line."""
        last: Stretch | None = None
        for one in self._letters(span):
            if last and last.page == one.page and last.turn == one.turn and _follows(last, one):
                last = Stretch(last.page, last.box.around(one.box), last.turn)
            else:
                if last:
                    yield last
                last = one
        if last:
            yield last

    def _letters(self, span: Span) -> Iterator[Stretch]:
        """Each letter, or box of a field, under a span."""
        for paragraph, part in self._touched(span):
            at = 0
            for atom in paragraph.atoms:
                start, end = max(part.start - at, 0), min(part.end - at, len(atom.text))
                at += len(atom.text)
                if start < end:
                    yield from self._of_atom(atom, start, end)

    def _of_atom(self, atom: Atom, start: int, end: int) -> Iterator[Stretch]:
        page = self._pages[atom.run]
        if isinstance(atom.node, Box):
            yield Stretch(atom.run, atom.node, 0)
        elif atom.own and page:
            for letter in range(atom.at + start, atom.at + end):
                box = page.letter(letter)
                if box.width and box.height:  # a space that only a gap shows has none
                    look = max(bisect_right(self._starts[atom.run], letter) - 1, 0)
                    yield Stretch(atom.run, box, page.looks[look].turn)


def _follows(last: Stretch, one: Stretch) -> bool:
    """Whether a letter stands on the line of those before it, and not far behind them."""
    before, box = last.box.turned(last.turn), one.box.turned(one.turn)
    return beside(before, box) and -0.5 * before.height < box.left - before.right < 2 * before.height
