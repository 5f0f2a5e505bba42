"""Lines and columns of a text."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from offerlint.text.late import late

_BREAK = late(r"\r\n|\n|\r")


class Position(NamedTuple):
    """A 1-based line, a 1-based column in code points, and the 0-based offset they stand for."""

    line: int
    column: int
    offset: int


class LineIndex:
    """Answers, for any offset of `text`, its line and column; LF, CRLF and CR all end a line."""

    __slots__ = ("_ends", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        self._ends: list[int] = []
        for match in _BREAK.finditer(text):
            self._ends.append(match.start())
            self._starts.append(match.end())
        self._ends.append(len(text))

    def __len__(self) -> int:
        """The number of lines; an empty text has one."""
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """The place of `offset`, 0 to the text's length; raises IndexError outside it."""
        if not 0 <= offset <= len(self._text):
            raise IndexError(f"offset {offset} is outside a text of {len(self._text)} characters")
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1, offset)

    def line(self, number: int) -> str:
        """The words of 1-based line `number`, without its line break."""
        return self._text[self._starts[number - 1] : self._ends[number - 1]]

    def start_of(self, number: int) -> int:
        """The offset at which 1-based line `number` begins."""
        return self._starts[number - 1]
