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
from offerlint.pdfium.library import bind, fill, load
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
    }
    pdfium.FPDF_ClosePage(page)
    return said, letters.boxes.tobytes()


def main() -> None:
    """Does what the module says."""
    bounds = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    bind(bounds["seconds"], bounds["megabytes"])
    out = sys.stdout.buffer

    def say(said: dict[str, Any]) -> None:
        out.write(json.dumps(said).encode() + b"\n")

    document = load(data)
    if not document:
        say({"error": ERRORS.get(pdfium.FPDF_GetLastError(), "broken")})
        return
    pages, left = pdfium.FPDF_GetPageCount(document), bounds["letters"]
    say({"pages": pages})
    form = fill(document)
    for number in range(pages if pages <= bounds["pages"] else 0):
        said, boxes = taken(document, form, number, left)
        say(said)
        out.write(boxes)
        left -= len(said.get("text", ""))
        if said.get("too_long"):
            break
    out.flush()
    os._exit(0)  # leaves the library as it stands: what it might still do is of no use
