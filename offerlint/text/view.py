"""A view is written together with its map, by one builder that cannot write the one without the other."""

from __future__ import annotations

from offerlint.text.frozen import dataclass
from offerlint.text.source_map import Piece, SourceMap
from offerlint.text.span import Run, Span


@dataclass(frozen=True, slots=True)
class View:
    """The words a customer would read, and the map back to where they stand."""

    text: str
    map: SourceMap

    def __post_init__(self) -> None:
        if len(self.text) != len(self.map):
            raise ValueError(f"a view of {len(self.text)} characters has a map of {len(self.map)}")

    def slice(self, span: Span) -> View:
        return View(self.text[span.start : span.end], self.map.slice(span))

    def then(self, outer: SourceMap) -> View:
        return View(self.text, self.map.then(outer))


class ViewBuilder:
    """Writes a view of `source`, whose number in the document is `number`."""

    def __init__(self, source: str, number: int = 0) -> None:
        self._source, self._number = source, number
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def __len__(self) -> int:
        """The code points written so far."""
        return self._length

    def copy(self, start: int, end: int) -> None:
        """Adds the source's own characters from `start` up to `end`, exactly."""
        if start < end:
            last = self._pieces[-1] if self._pieces else None
            if last and last.exact and last.runs[0].end == start:
                view, run = self._pieces.pop().view, last.runs[0]
                self._pieces.append(
                    Piece(Span(view.start, view.end + end - start), (Run(self._number, run.start, end),), True)
                )
            else:
                run = Run(self._number, start, end)
                self._pieces.append(Piece(Span(self._length, self._length + end - start), (run,), True))
            self._texts.append(self._source[start:end])
            self._length += end - start

    def put(self, text: str, start: int, end: int) -> None:
        """Adds `text`, which stands for the whole of source `start` up to `end` (an entity, a field)."""
        self._write(text, (Run(self._number, start, end),))

    def gap(self, text: str) -> None:
        """Adds `text` that stands for nothing in the source."""
        self._write(text, ())

    def append(self, view: View) -> None:
        """Adds a view already written, from whatever source."""
        for span, runs, exact in view.map:
            self._pieces.append(Piece(span.shift(self._length), runs, exact))
        self._texts.append(view.text)
        self._length += len(view.text)

    def _write(self, text: str, runs: tuple[Run, ...]) -> None:
        if text:
            self._pieces.append(Piece(Span(self._length, self._length + len(text)), runs, False))
            self._texts.append(text)
            self._length += len(text)

    def build(self) -> View:
        return View("".join(self._texts), SourceMap(self._pieces))
