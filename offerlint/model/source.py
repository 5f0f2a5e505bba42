"""A source: what was read, decoded, and how to say a place in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from offerlint.text.lines import LineIndex


@dataclass(frozen=True, slots=True)
class Source:
    """One decoded text, without its BOM, newlines as they stood.

    `path` is as the user wrote it, with forward slashes. `encoding` is the Python codec name.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False
    lines: LineIndex = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", LineIndex(self.text))

    def where(self, offset: int) -> str:
        """The place of `offset` as a person says it."""
        at = self.lines.position(offset)
        return f"line {at.line}, column {at.column}"
