"""A stretch of text, and a stretch of one source."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Code points `start` up to, not including, `end`; ordered by place."""

    start: int
    end: int

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Run(NamedTuple):
    """A stretch of the source numbered `source` in its document."""

    source: int
    start: int
    end: int
