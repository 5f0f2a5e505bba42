"""Takes a PDF apart: the bounds, a line of JSON, and the PDF come on standard input.

On standard output goes a line of JSON for the file, and for each page one with what stands there, followed by the boxes
of its letters, four floats each.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import pypdfium2_raw as pdfium

from offerlint.pdfium.fields import marks
from offerlint.pdfium.letters import Letters
from offerlint.pdfium.library import MOST_MARKS, bind, fill, load
from offerlint.pdfium.shapes import Shapes
from offerlint.pdfium.tags import Tags

ERRORS = {4: "password"}


def taken(document: Any, form: Any, number: int, most: int) -> tuple[dict[str, Any], bytes]:
    """What stands on a page, and the boxes of its letters."""
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return {"broken": True}, b""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    tags = Tags(page)
    letters = Letters(page, most, tags.by_content)
    shapes = Shapes(page)
    fields, links = marks(document, form, page)
    said = {
        "text": letters.text,
        "looks": letters.looks,
        "too_long": letters.is_too_long,
        "box": [round(edge, 2) for edge in (box.left, box.bottom, box.right, box.top)],
        "tags": tags.all,
        "turned": pdfium.FPDFPage_GetRotation(page),
        "shapes": shapes.small,
        "pictures": shapes.pictures,
        "shown": shapes.count,
        "fields": fields,
        "links": links,
        "more_marks": pdfium.FPDFPage_GetAnnotCount(page) > MOST_MARKS,
    }
    pdfium.FPDF_ClosePage(page)
    return said, letters.boxes.tobytes()


def as_line(said: dict[str, Any]) -> bytes:
    """What is said as a line of JSON."""
    return json.dumps(said).encode() + b"\n"


def main() -> None:
    """Does what the module says."""
    bounds = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    bind(bounds["seconds"], bounds["megabytes"])
    out = sys.stdout.buffer
    document = load(data)
    if not document:
        out.write(as_line({"error": ERRORS.get(pdfium.FPDF_GetLastError(), "broken")}))
        return
    pages, left = pdfium.FPDF_GetPageCount(document), bounds["letters"]
    out.write(as_line({"pages": pages}))
    form, octets = fill(document), bounds["octets"]
    for number in range(pages if pages <= bounds["pages"] else 0):
        said, boxes = taken(document, form, number, left)
        line = as_line(said)
        left, octets = left - len(said.get("text", "")), octets - len(line)
        out.write(line if octets > 0 else as_line({"too_much": True}))
        if octets <= 0 or said.get("too_long"):
            break
        out.write(boxes)
    out.flush()
    os._exit(0)  # leaves the library as it stands: what it might still do is of no use
