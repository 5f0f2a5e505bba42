"""What a page shows that is no text."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2_raw as pdfium

from offerlint.pdfium.library import FLOAT, FORM, IMAGE, INT, MOST_SHAPES, PATH, POINTER, SIZE, TEXT, address, quick

THIN, SMALL = 3.0, 14.0
"""Points: a shape of less in one direction is a line, one of less in both may be a bullet."""

object_kind = quick("FPDFPageObj_GetType", INT, POINTER)
object_bounds = quick("FPDFPageObj_GetBounds", INT, POINTER, POINTER, POINTER, POINTER, POINTER)
page_object = quick("FPDFPage_GetObject", SIZE, POINTER, INT)
form_object = quick("FPDFFormObj_GetObject", SIZE, POINTER, ctypes.c_ulong)


class Shapes:
    """What else a page shows: its lines and bullets, and how much of it are pictures and other shapes."""

    def __init__(self, page: Any) -> None:
        self.small: list[list[float]] = []
        self.pictures: list[list[float]] = []
        self.count = 0
        own = address(page)
        self._walk(((page_object, own, pdfium.FPDFPage_CountObjects(page)),))

    def _walk(self, levels: tuple[tuple[Any, int, int], ...]) -> None:
        """Looks at objects, those of forms three levels down; their boxes are as the page shows those of no form."""
        get, holder, count = levels[-1]
        for number in range(min(count, 100 * MOST_SHAPES)):
            own = get(holder, number)
            kind = object_kind(own)
            if kind == TEXT:
                continue
            self.count += 1
            if kind == FORM and len(levels) < 4:
                inside = pdfium.FPDFFormObj_CountObjects(ctypes.cast(own, pdfium.FPDF_PAGEOBJECT))
                self._walk((*levels, (form_object, own, inside)))
            elif kind in (PATH, IMAGE):
                self._note(own, kind)

    def _note(self, own: int, kind: int) -> None:
        edges = (FLOAT * 4)()
        at = ctypes.addressof(edges)
        if not object_bounds(own, at, at + 4, at + 8, at + 12):
            return
        wide, high = edges[2] - edges[0], edges[3] - edges[1]
        box = [round(edge, 2) for edge in edges]
        if kind == IMAGE:
            self.pictures += [box] if len(self.pictures) < MOST_SHAPES else []
        elif (min(wide, high) < THIN or max(wide, high) < SMALL) and len(self.small) < MOST_SHAPES:
            self.small.append(box)
