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

    `path` is as the user wrote it, with forward slashes. `encoding` is the Python codec name, empty for data. A source
    with a `locator` has no lines: its places are the locator's, and `text` is its words laid out by its reader.
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
        if self.locator:
            return self.locator.where(Span(start, max(start + 1, end or 0)))
        at = self.lines.position(start)
        return f"line {at.line}, column {at.column}"

    def position(self, offset: int) -> Position | None:
        """The line and column of `offset`; None where there are no lines."""
        return None if self.locator else self.lines.position(offset)

    def line(self, offset: int) -> int | None:
        """The line of `offset`; None where there are none."""
        return None if self.locator else self.lines.position(offset).line

    def places(self, spans: Sequence[Span]) -> tuple[PlaceWire, ...]:
        """The places of some words in the source's own terms; none where lines and columns say it all."""
        return tuple(place for span in spans for place in self.locator.places(span)) if self.locator else ()
