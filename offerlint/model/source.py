"""A source: what was read, as words, and how to say a place in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, Protocol

from offerlint.text.frozen import dataclass
from offerlint.text.lines import LineIndex, Position
from offerlint.text.span import Span

PlaceWire = Mapping[str, Any]
"""A place as values of JSON, in the terms of its source: a paragraph and its runs, a page and a box, a cell."""


class Locator(Protocol):
    """Says the places of a source that has no lines."""

    def where(self, span: Span) -> str:
        """The place of some words as a person says it."""
        ...

    def places(self, span: Span) -> Sequence[PlaceWire]:
        """The same for a program: a place for each paragraph, box or cell that the words touch."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """The words of one file: a decoded text without its BOM, newlines as they stood, or what stands in a file of data.

    `path` is as the user wrote it, with forward slashes. `encoding` is the Python codec name, empty for data. Data has
    no lines: its places are those of its `locator`, and `text` is its words laid out by its reader. The locator of a
    text says its places in the terms of its format besides.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    locator: Locator | None = field(default=None, compare=False, repr=False)
    lines: LineIndex = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", LineIndex(self.text))

    def where(self, start: int, end: int | None = None) -> str:
        """The place of the words from `start` as a person says it."""
        told = self.locator.where(Span(start, max(start + 1, end or 0))) if self.locator else ""
        if not self.has_lines:
            return told
        at = self.lines.position(start)
        return f"{told}, line {at.line}" if told else f"line {at.line}, column {at.column}"

    @property
    def has_lines(self) -> bool:
        """Whether it is a text, with lines and columns."""
        return self.locator is None or bool(self.encoding)

    def position(self, offset: int) -> Position | None:
        """The line and column of `offset`; None where there are no lines."""
        return self.lines.position(offset) if self.has_lines else None

    def line(self, offset: int) -> int | None:
        """The line of `offset`; None where there are none."""
        return self.lines.position(offset).line if self.has_lines else None

    def places(self, spans: Sequence[Span]) -> tuple[PlaceWire, ...]:
        """The places of some words in the source's own terms; none where lines and columns say it all."""
        if self.locator is None or self.has_lines:
            return ()
        return tuple(place for span in spans for place in self.locator.places(span))
