"""The way back from a view to its sources."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from offerlint.text.span import Run, Span


class Piece(NamedTuple):
    """A stretch of the view and the source runs it stands for.

    Exact: one run, the same characters in both, so an offset carries across. Otherwise any
    part of the view maps to all of the runs. No runs: the reader put these characters in.
    """

    view: Span
    runs: tuple[Run, ...]
    exact: bool


class SourceMap:
    """Pieces that tile a view from 0 to its length, each with its source runs.

    Raises ValueError when the pieces leave a hole, overlap, are empty, or claim to be exact
    over stretches of different length.
    """

    __slots__ = ("_bounds", "_ends", "_exact", "_first", "_sources", "_starts")

    def __init__(self, pieces: Sequence[Piece]) -> None:
        bounds, exact, first = array("i", [0]), bytearray(), array("i", [0])
        sources, starts, ends = array("i"), array("i"), array("i")
        for view, runs, is_exact in pieces:
            if view.start != bounds[-1] or view.end <= view.start:
                raise ValueError(f"piece {view} does not follow on from {bounds[-1]}")
            if is_exact and (len(runs) != 1 or runs[0].end - runs[0].start != view.end - view.start):
                raise ValueError(f"piece {view} cannot be exact over {runs}")
            for run in runs:
                if run.start < 0 or run.end <= run.start:
                    raise ValueError(f"empty run {run}")
                sources.append(run.source)
                starts.append(run.start)
                ends.append(run.end)
            bounds.append(view.end)
            exact.append(is_exact)
            first.append(len(sources))
        self._bounds, self._exact, self._first = bounds, exact, first
        self._sources, self._starts, self._ends = sources, starts, ends

    def __len__(self) -> int:
        """The length of the view, in code points."""
        return self._bounds[-1]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SourceMap) and list(self) == list(other)

    def __hash__(self) -> int:
        return hash((self._bounds.tobytes(), self._starts.tobytes(), self._ends.tobytes()))

    def __iter__(self) -> Iterator[Piece]:
        return self._pieces(0, len(self._exact))

    def _pieces(self, low: int, high: int) -> Iterator[Piece]:
        for i in range(low, high):
            runs = tuple(
                Run(self._sources[j], self._starts[j], self._ends[j]) for j in range(self._first[i], self._first[i + 1])
            )
            yield Piece(Span(self._bounds[i], self._bounds[i + 1]), runs, bool(self._exact[i]))

    def within(self, span: Span) -> Iterator[Piece]:
        """The pieces under `span`, the exact ones cut to it, with view coordinates kept."""
        if not 0 <= span.start < span.end <= len(self):
            raise IndexError(f"{span} is outside a view of {len(self)} characters")
        low = bisect_right(self._bounds, span.start) - 1
        high = bisect_right(self._bounds, span.end - 1)
        for view, runs, exact in self._pieces(low, high):
            start, end = max(view.start, span.start), min(view.end, span.end)
            if exact:
                source, at, _ = runs[0]
                runs = (Run(source, at + start - view.start, at + end - view.start),)
            yield Piece(Span(start, end), runs, exact)

    def runs(self, span: Span) -> tuple[Run, ...]:
        """The source runs of a view span in view order, neighbours joined, repeats dropped."""
        found: list[Run] = []
        for piece in self.within(span):
            for run in piece.runs:
                if run in found[-1:]:
                    continue
                if found and found[-1].source == run.source and found[-1].end == run.start:
                    found[-1] = Run(run.source, found[-1].start, run.end)
                else:
                    found.append(run)
        return tuple(found)

    def is_exact(self, span: Span) -> bool:
        """Whether `span` is one source run of the same characters, so an edit there is safe."""
        runs = self.runs(span)
        one = len(runs) == 1 and runs[0].end - runs[0].start == span.end - span.start
        return one and all(piece.exact for piece in self.within(span))

    @property
    def is_identity(self) -> bool:
        """Whether the view is source 0 from its beginning, as it stands."""
        return len(self._exact) == 1 == self._exact[0] and self._starts[0] == self._sources[0] == 0

    def slice(self, span: Span) -> SourceMap:
        """The map of the part of the view under `span`."""
        return SourceMap([Piece(view.shift(-span.start), runs, exact) for view, runs, exact in self.within(span)])

    def then(self, outer: SourceMap) -> SourceMap:
        """This map carried on through `outer`: our sources are all parts of `outer`'s view."""
        if outer.is_identity and not any(self._sources):
            return self
        pieces: list[Piece] = []
        for view, runs, exact in self:
            if exact:
                middle = Span(runs[0].start, runs[0].end)
                by = view.start - middle.start
                pieces += [Piece(part.shift(by), on, same) for part, on, same in outer.within(middle)]
            else:
                on = tuple(r for run in runs for r in outer.runs(Span(run.start, run.end)))
                pieces.append(Piece(view, on, False))
        return SourceMap(pieces)
