"""Writes highlights with notes into a PDF: what is asked, a line of JSON, and the PDF come on standard input.

On standard output goes the PDF as it was, and behind it what is new; or nothing, where it cannot be changed.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from hashlib import md5
from typing import Any

import pypdfium2_raw as pdfium

from offerlint.pdfium.library import bind, load, words

INCREMENTAL, PRINTED = 1, 4
COLOUR = (255, 224, 102)
"""Red, green and blue of a highlight."""
VERSION = re.compile(rb"/ID ?\[<[0-9A-Fa-f]*> ?<([0-9A-Fa-f]{32})>")


def written(text: str) -> Any:
    """A text as the library takes it."""
    units = text.encode("utf-16-le", "replace") + b"\0\0"
    return (ctypes.c_ushort * (len(units) // 2)).from_buffer_copy(units)


def take_out(page: Any, author: str) -> bool:
    """Takes the highlights of an author out of a page; whether there were any."""
    found = False
    for number in range(pdfium.FPDFPage_GetAnnotCount(page) - 1, -1, -1):
        one = pdfium.FPDFPage_GetAnnot(page, number)
        is_ours = (
            pdfium.FPDFAnnot_GetSubtype(one) == pdfium.FPDF_ANNOT_HIGHLIGHT
            and words(pdfium.FPDFAnnot_GetStringValue, one, b"T") == author
        )
        pdfium.FPDFPage_CloseAnnot(one)
        found |= is_ours and bool(pdfium.FPDFPage_RemoveAnnot(page, number))
    return found


def put_in(page: Any, boxes: Sequence[Sequence[float]], text: str, author: str) -> None:
    """Writes a highlight over some boxes of a page, and what it says."""
    one = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_HIGHLIGHT)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    pdfium.FPDFAnnot_SetRect(one, pdfium.FS_RECTF(min(lefts), max(tops), max(rights), min(bottoms)))
    for left, bottom, right, top in boxes:
        quad = pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        pdfium.FPDFAnnot_AppendAttachmentPoints(one, quad)
    pdfium.FPDFAnnot_SetColor(one, pdfium.FPDFANNOT_COLORTYPE_Color, *COLOUR, 255)
    pdfium.FPDFAnnot_SetStringValue(one, b"T", written(author))
    pdfium.FPDFAnnot_SetStringValue(one, b"Contents", written(text))
    pdfium.FPDFAnnot_SetFlags(one, PRINTED)
    pdfium.FPDFPage_CloseAnnot(one)


def saved(document: Any) -> bytes:
    """The document as it now is: the octets it was read from, and what is new."""
    parts: list[bytes] = []

    def add(_: Any, data: int, size: int) -> int:
        parts.append(ctypes.string_at(data, size))
        return 1

    target = pdfium.FPDF_FILEWRITE(version=1)
    kind = type(target.WriteBlock)
    target.WriteBlock = kind(add)
    done = pdfium.FPDF_SaveAsCopy(document, target, INCREMENTAL)
    return named(b"".join(parts)) if done else b""


def named(data: bytes) -> bytes:
    """The same PDF with a name of this version of it that follows from what it holds, where the library made one up."""
    at = max(data.rfind(b"/ID[<"), data.rfind(b"/ID [<"))
    found = VERSION.match(data, at) if at >= 0 else None
    if found is None:
        return data
    name = md5(data[: found.start(1)] + data[found.end(1) :], usedforsecurity=False).hexdigest().upper()
    return data[: found.start(1)] + name.encode() + data[found.end(1) :]


def main() -> None:
    """Does what the module says."""
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    bind(asked["seconds"], asked["megabytes"])
    document = load(data)
    by_page: dict[int, list[Mapping[str, Any]]] = {}
    for note in asked["notes"]:
        by_page.setdefault(note["page"], []).append(note)
    is_changed = False
    for number in range(pdfium.FPDF_GetPageCount(document) if document else 0):
        page = pdfium.FPDF_LoadPage(document, number)
        if not page:
            continue
        is_changed |= take_out(page, asked["author"])
        for note in by_page.get(number, ()):
            put_in(page, note["boxes"], note["text"], asked["author"])
            is_changed = True
        pdfium.FPDF_ClosePage(page)
    sys.stdout.buffer.write(data if document and not is_changed else saved(document) if document else b"")
    sys.stdout.buffer.flush()
    os._exit(0)
