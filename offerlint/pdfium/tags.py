"""What a file says that its words are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pypdfium2_raw as pdfium

from offerlint.pdfium.library import words

MOST_TAGS, DEEPEST_TAG = 10_000, 60


class Tags:
    """What the file says that words are: headings, items and cells, and which words by the numbers of their content."""

    def __init__(self, page: Any) -> None:
        self.all: list[list[int]] = []
        self.by_content: dict[int, int] = {}
        self._count = 0
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if not tree:
            return
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            self._walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), {}, -1, 0)
        pdfium.FPDF_StructTree_Close(tree)

    def _walk(self, one: Any, within: Mapping[str, int], tag: int, depth: int) -> None:
        """Notes what an element is and what stands in it; `within` has the numbers of the table and row around it."""
        self._count += 1
        if not one or depth > DEEPEST_TAG or self._count > MOST_TAGS:
            return
        kind = words(pdfium.FPDF_StructElement_GetType, one)
        if kind in ("Table", "TR", "LI"):
            within = {**within, kind: self._count}
        level = int(kind[1:] or 1) if re.fullmatch("H[1-6]?", kind) else 0
        if level or kind in ("TD", "TH", "LI"):
            cell = self._count if kind in ("TD", "TH") else 0
            tag = len(self.all)
            self.all.append([level, within.get("LI", 0), within.get("Table", 0), within.get("TR", 0), cell])
        for number in range(pdfium.FPDF_StructElement_CountChildren(one)):
            content = pdfium.FPDF_StructElement_GetChildMarkedContentID(one, number)
            if content >= 0 and tag >= 0:
                self.by_content[content] = tag
            elif content < 0:
                self._walk(pdfium.FPDF_StructElement_GetChildAtIndex(one, number), within, tag, depth + 1)
