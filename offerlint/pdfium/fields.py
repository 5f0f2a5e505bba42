"""The fields of a form, and the links of a page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2_raw as pdfium

from offerlint.pdfium.library import MOST_MARKS, words

FIELDS = {2: "checkbox", 3: "radio", 4: "select", 5: "select", 6: "text"}
NOT_SHOWN = 0b100011
"""Flags of a field: invisible, hidden, not to be viewed."""


def marks(document: Any, form: Any, page: Any) -> tuple[list[Any], list[Any]]:
    """The fields of a form on a page, and its links, each with its box."""
    fields: list[Any] = []
    links: list[Any] = []
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST_MARKS)):
        one = pdfium.FPDFPage_GetAnnot(page, number)
        box = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(one, box)
        edges = [round(edge, 2) for edge in (box.left, box.bottom, box.right, box.top)]
        kind = pdfium.FPDFAnnot_GetSubtype(one)
        if kind == pdfium.FPDF_ANNOT_LINK:
            if target := link_target(document, one):
                links.append([edges, target])
        elif kind == pdfium.FPDF_ANNOT_WIDGET and form and not pdfium.FPDFAnnot_GetFlags(one) & NOT_SHOWN:
            known = FIELDS.get(pdfium.FPDFAnnot_GetFormFieldType(form, one))
            fields += [[edges, known, *field(form, one)]] if known else []
        pdfium.FPDFPage_CloseAnnot(one)
    return fields, links


def field(form: Any, one: Any) -> Iterator[Any]:
    """Whether a field is ticked and must be filled in, its name, what it is called for people, and its value."""
    yield words(pdfium.FPDFAnnot_GetStringValue, one, b"AS") not in ("", "Off")
    yield bool(pdfium.FPDFAnnot_GetFormFieldFlags(form, one) & 2)
    yield words(pdfium.FPDFAnnot_GetFormFieldName, form, one)
    yield words(pdfium.FPDFAnnot_GetFormFieldAlternateName, form, one)
    yield words(pdfium.FPDFAnnot_GetFormFieldValue, form, one)


def link_target(document: Any, one: Any) -> str:
    """Where a link leads out of the file; empty for one that stays in it."""
    link = pdfium.FPDFAnnot_GetLink(one)
    action = pdfium.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < length < 10_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", "replace")
