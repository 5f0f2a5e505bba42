"""The one table of the benches: a figure, what it is held against, and whether it is met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was measured, the figure, its ratio to what stands beside it, the target and whether it is met.

    `met` is None where nothing is asked, or the figure could not be had.
    """

    what: str
    figure: str
    ratio: str = ""
    target: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one kind under a heading, with notes below them."""

    heading: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


HEADS = ("what", "figure", "ratio", "target", "met")


def cells(row: Row) -> tuple[str, ...]:
    """The words of a line of the table."""
    return (row.what, row.figure, row.ratio, row.target, {None: "", True: "yes", False: "NO"}[row.met])


def printed(parts: Iterable[Part]) -> Iterator[str]:
    """The lines of the table, one part after another, so that a part can be read while the next is measured."""
    for part in parts:
        every = [HEADS, *map(cells, part.rows)]
        widths = [max(len(line[column]) for line in every) for column in range(len(HEADS))]
        yield part.heading
        for line in every:
            yield "  " + "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip()
        for note in part.notes:
            yield f"  {note}"
        yield ""


def as_markdown(parts: Iterable[Part]) -> str:
    """The same as tables of a Markdown page."""
    out = []
    for part in parts:
        out += [f"### {part.heading}", "", "| " + " | ".join(HEADS) + " |", "|" + "---|" * len(HEADS)]
        out += ["| " + " | ".join(word.replace("|", "\\|") for word in cells(row)) + " |" for row in part.rows]
        out += ["", *(f"{note}\n" for note in part.notes)]
    return "\n".join(out).rstrip() + "\n"
