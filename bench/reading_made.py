"""What the benches of readers share: how they are written down, and the programs that several have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bench.copy_made import Writer
from bench.within import Program

Made = Mapping[str, tuple[Callable[[Writer, int], bytes], Program, Mapping[str, Program]]]
"""How a file of a format is made, how we read it, and what takes its words out of it with the library of its reader."""


def paragraphs(writer: Writer, size: int) -> Iterator[str]:
    """Paragraphs of at least so many bytes."""
    written = 0
    while written < size:
        words = writer.paragraph()
        written += len(words)
        yield words


def opened(format: str) -> Program:
    """How we read a file that a reader opens from its bytes."""
    head = "from offerlint.reading.opener import open_data"
    return Program(head, f"open_data(pathlib.Path(name).read_bytes(), name, {format!r})")


def read(format: str) -> Program:
    """How we read a file of text."""
    head = "from offerlint.reading.reader import read; from offerlint.reading.decode import decode"
    return Program(head, f"read(decode(pathlib.Path(name).read_bytes(), name), {format!r})")
