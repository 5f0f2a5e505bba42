"""What a reader of documents takes beside plain extraction with the same library."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.copy_made import Writer
from bench.reading_made import OPENED, TEXTS
from bench.table import Part, Row
from bench.timing import Command, in_turn

MOST = 3.0
"""How many times as long as plain extraction a reader may take, for its map and blocks."""
READ = (
    "import pathlib; from offerlint.reading.reader import read; from offerlint.reading.decode import decode; "
    "read(decode(pathlib.Path('{name}').read_bytes(), '{name}'), 'jsx+html')"
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


def as_tsx(writer: Writer, size: int) -> bytes:
    """Components with copy, choices and fields of at least so many bytes, and the strings of an object in each."""
    made, written, number = ["import React from 'react';\n"], 0, 0
    while written < size:
        number += 1
        sentences = "\n".join(f"        <li>{writer.sentence()}</li>" for _ in range(3))
        made.append(
            f'const offer{number} = {{ title: "{writer.heading()}", body: "{writer.sentence()}", href: "/offers" }};\n'
            f"export function Offer{number}({{ price, vip, list }}: Props) {{\n  return (\n"
            f'    <section className="offer">\n      <h2>{writer.heading()}</h2>\n      <p>{writer.paragraph()}</p>\n'
            f"      {{vip ? <p>{writer.sentence()}</p> : <p>Now £{{price}} a month. {writer.sentence()}</p>}}\n"
            f"      <ul>\n{sentences}\n      </ul>\n    </section>\n  );\n}}\n"
        )
        written += len(made[-1])
    return "".join(made).encode()


_EACH_PAGE = "import pypdfium2\nfor page in pypdfium2.PdfDocument('{name}'):\n    text = page.get_textpage()\n"
_PARSED = (
    "import pathlib, tree_sitter, tree_sitter_typescript as grammar\n"
    "parser = tree_sitter.Parser(tree_sitter.Language(grammar.language_tsx()))\n"
    "root = parser.parse(pathlib.Path('{name}').read_bytes()).root_node\n"
)
_WALKED = (
    "waiting = [root]\nwhile waiting:\n    node = waiting.pop()\n    waiting += reversed(node.children)\n"
    "    if node.type in ('jsx_text', 'string_fragment'):\n        node.text.decode()\n"
)
FORMATS: Mapping[str, tuple[Callable[[Writer, int], bytes], str, Mapping[str, str]]] = {
    "tsx": (as_tsx, READ, {"its text and strings with tree-sitter": _PARSED + _WALKED}),
    "pdf": (
        as_pdf,
        OPENED,
        {
            "its text with pypdfium2": f"{_EACH_PAGE}    text.get_text_range()\n",
            "its text and a box a letter": f"{_EACH_PAGE}    text.get_text_range()\n"
            "    [text.get_charbox(i) for i in range(text.count_chars())]\n",
        },
    ),
    **TEXTS,
}
"""How a file of a format is made, how we read it, and what takes its words out of it with the library of its reader."""


def measure(folder: Path, megabytes: float, runs: int) -> Part:
    """A file of a twentieth of the megabytes in each format."""
    rows: list[Row] = []
    for format, (make, ours_is, extractions) in FORMATS.items():
        name, size = f"offers.{format}", int(megabytes * 1e6 / 20)
        (folder / name).write_bytes(make(Writer(1, 0.05), size))
        programs = {"": ours_is.format(name=name, format=format)}
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
