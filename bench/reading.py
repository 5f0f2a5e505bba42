"""What a reader of documents takes beside plain extraction with the same library."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.copy_made import Writer
from bench.table import Part, Row
from bench.timing import Command, in_turn

MOST = 3.0
"""How many times as long as plain extraction a reader may take, for its map and blocks."""
OURS = (
    "import pathlib; from offerlint.reading.opener import open_data; "
    "open_data(pathlib.Path('{name}').read_bytes(), '{name}', '{format}')"
)


def as_pdf(writer: Writer, size: int) -> bytes:
    """Pages of copy of at least so many bytes."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles, story, written = getSampleStyleSheet(), [], 0
    while written < size:
        for style, words in (("Heading2", writer.heading()), ("BodyText", writer.paragraph())):
            story.append(Paragraph(words, styles[style]))
            written += len(words)
    file = io.BytesIO()
    SimpleDocTemplate(file, invariant=1).build(story)
    return file.getvalue()


_EACH_PAGE = "import pypdfium2\nfor page in pypdfium2.PdfDocument('{name}'):\n    text = page.get_textpage()\n"
FORMATS: Mapping[str, tuple[Callable[[Writer, int], bytes], Mapping[str, str]]] = {
    "pdf": (
        as_pdf,
        {
            "its text with pypdfium2": f"{_EACH_PAGE}    text.get_text_range()\n",
            "its text and a box a letter": f"{_EACH_PAGE}    text.get_text_range()\n"
            "    [text.get_charbox(i) for i in range(text.count_chars())]\n",
        },
    ),
}
"""How a file of a format is made, and what takes its words out of it with the library of its reader."""


def measure(folder: Path, megabytes: float, runs: int) -> Part:
    """A file of a twentieth of the megabytes in each format."""
    rows: list[Row] = []
    for format, (make, extractions) in FORMATS.items():
        name, size = f"offers.{format}", int(megabytes * 1e6 / 20)
        (folder / name).write_bytes(make(Writer(1, 0.05), size))
        programs = {"": OURS.format(name=name, format=format)}
        programs |= {what: program.format(name=name) for what, program in extractions.items()}
        commands = {what: Command([sys.executable, "-c", program], folder) for what, program in programs.items()}
        taken = in_turn(commands, runs)
        ours = taken.pop("")
        rows.append(
            Row(f"offerlint reads .{format} ({size / 1e6:.1f} MB of words)", f"{ours.processor:.2f} s of processor")
        )
        for what, took in taken.items():
            times = ours.processor / took.processor
            ratio = f"offerlint {times:.1f}× as long"
            rows.append(Row(what, f"{took.processor:.2f} s of processor", ratio, f"≤ {MOST:.0f}×", times <= MOST))
    return Part("Reading: documents beside plain extraction, whole processes", tuple(rows))
