"""PDFs drawn for tests, with reportlab: the same octets each time."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from offerlint.model.block import Block
from offerlint.model.document import Document
from offerlint.reading.opener import open_data

A4 = (595, 842)


def drawn(*pages: Callable[[Any], object], size: tuple[int, int] = A4, **options: Any) -> bytes:
    """A PDF with a page for each function, which draws on it."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1, **options)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(*words: str, x: float = 72, y: float = 760, size: float = 11, leading: float = 13) -> Callable[[Any], None]:
    """Draws lines below one another; an empty one leaves room."""

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", size)
        for number, line in enumerate(words):
            canvas.drawString(x, y - leading * number, line)

    return draw


def both(*draws: Callable[[Any], None]) -> Callable[[Any], None]:
    def draw(canvas: Any) -> None:
        for one in draws:
            one(canvas)

    return draw


def opened(data: bytes) -> Document:
    return open_data(data, "ad.pdf", "pdf")


def blocks(data: bytes) -> Sequence[Block]:
    return opened(data).variants[0].blocks


def texts(data: bytes) -> list[str]:
    return [block.text for block in blocks(data)]
