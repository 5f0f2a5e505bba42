"""Places of a text as an editor counts them, in its units, and as we do, in code points."""

from __future__ import annotations

from lsprotocol import types

from offerlint.text.lines import LineIndex
from offerlint.text.span import Span


class Positions:
    """Translates between offsets of `text` and positions in `encoding`: utf-8, utf-16 or utf-32."""

    def __init__(self, text: str, encoding: str) -> None:
        self.text, self.encoding = text, encoding
        self._lines = LineIndex(text)

    def at(self, offset: int) -> types.Position:
        """The position of an offset; one past the end is the end."""
        line, column, _ = self._lines.position(max(0, min(offset, len(self.text))))
        before = self._lines.line(line)[: column - 1]
        return types.Position(line - 1, sum(self._units(char) for char in before))

    def range(self, start: int, end: int) -> types.Range:
        return types.Range(self.at(start), self.at(end))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; within a character it is that of its start, beyond a line the line's end."""
        if position.line >= len(self._lines):
            return len(self.text)
        left = position.character
        at = self._lines.start_of(position.line + 1)
        for char in self._lines.line(position.line + 1):
            left -= self._units(char)
            if left < 0:
                break
            at += 1
        return at

    def span(self, place: types.Range) -> Span:
        return Span(self.offset(place.start), self.offset(place.end))

    def _units(self, char: str) -> int:
        if self.encoding == types.PositionEncodingKind.Utf8:
            return len(char.encode("utf-8", "surrogatepass"))
        return 2 if self.encoding != types.PositionEncodingKind.Utf32 and char > "\uffff" else 1


def changed(text: str, change: types.TextDocumentContentChangeEvent, encoding: str) -> str:
    """The text after one change that an editor tells of."""
    if not isinstance(change, types.TextDocumentContentChangePartial):
        return change.text
    start, end = Positions(text, encoding).span(change.range)
    return text[:start] + change.text + text[max(start, end) :]
