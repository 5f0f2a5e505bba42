"""Which lines of a column are one paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from offerlint.reading.pdf.line import HYPHEN, MARKER, Line
from offerlint.text.late import late

_ENDS = late(r"[.!?:;][\"'”’)\]]*$")
_NOTE = late(r"[*†‡§¹²³⁴-⁹]")
_LEADING = 1.25
"""Sizes of letters from line to line, where too few lines tell."""
_FURTHER = 1.25
"""How many times the usual distance parts two paragraphs."""
_FAR = 4.0
"""Sizes of letters from line to line from which on the one does not tell how wide the other may be."""
_APART = 1.9
"""Sizes of letters from line to line from which on they never are one paragraph."""


def paragraphs(lines: Sequence[Line], opens: Callable[[Line], bool]) -> Iterator[list[Line]]:
    """The lines of a column by paragraph; `opens` tells of a line that it always begins one."""
    column = _Column(lines)
    own: list[Line] = []
    for line in lines:
        if own and (opens(line) or column.parts(own, line)):
            yield own
            own = []
        own.append(line)
    if own:
        yield own


def rights(lines: Sequence[Line]) -> Mapping[int, float]:
    """How far to the right a column goes around each of its lines, by where that begins; far lines do not count."""
    found: dict[int, float] = {}
    near: list[Line] = []
    for last, line in pairwise([*lines, None]):
        assert last is not None
        near.append(last)
        if line is None or abs(last.box.bottom - line.box.bottom) > _FAR * max(last.size, line.size):
            right = max(one.box.right for one in near)
            found.update((one.first, right) for one in near)
            near = []
    return found


def is_full(line: Line, following: Line, right: float) -> bool:
    """Whether a line had no room for the first word of the next, up to `right`."""
    if line.text.endswith(HYPHEN):
        return True
    words = re.match(r"\S+", following.text)
    share = len(words[0]) / len(following.text) if words else 1.0
    return line.box.right + share * following.box.width + 0.2 * line.size > right - 0.1 * line.size


def ends(line: Line) -> bool:
    """Whether a line ends a sentence, or what leads to a list."""
    return _ENDS.search(line.text) is not None


class _Column:
    """What is usual in a column: how far it goes to the right, and the distance of its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.rights = rights(lines)
        near = sorted(
            distance / line.size
            for last, line in pairwise(lines)
            if _alike(last, line) and 0.8 * line.size < (distance := last.box.bottom - line.box.bottom) < 2 * line.size
        )
        self.usual = near[len(near) // 4] if len(near) > 3 else _LEADING

    def parts(self, own: Sequence[Line], line: Line) -> bool:
        """Whether a paragraph that has the lines `own` has ended before the next."""
        last = own[-1]
        distance = last.box.bottom - line.box.bottom
        if not _alike(last, line) or distance < -0.5 * line.size:
            return True
        if distance > _APART * line.size and distance > _FURTHER * self.usual * line.size:
            return True
        full = is_full(last, line, max(self.rights[last.first], self.rights[line.first]))
        if full:
            return (
                distance > max(_FURTHER * self.usual, 1.35) * line.size
                or (_opens_item(line) and (ends(last) or _is_next_item(own[0], line)))
                or (self._is_indented(own, line) and ends(last))
            )
        if last.bold != line.bold or _opens_item(line):
            return True
        return ends(last) or distance > 1.35 * line.size

    def _is_indented(self, own: Sequence[Line], line: Line) -> bool:
        return 0.8 * line.size < line.box.left - own[-1].box.left < 4 * line.size and not _opens_item(own[0])


def _alike(last: Line, line: Line) -> bool:
    return abs(last.size - line.size) < 0.08 * max(last.size, line.size)


def _is_next_item(first: Line, line: Line) -> bool:
    """Whether a line opens an item as the paragraph before it does."""
    return _opens_item(first) and abs(first.box.left - line.box.left) < line.size


def _opens_item(line: Line) -> bool:
    """Whether a line opens with what opens an item, or with the mark of a note."""
    first = re.match(r"\S+", line.text)
    return first is not None and (
        (first.end() < len(line.text) and MARKER.fullmatch(first[0]) is not None) or _NOTE.match(line.text) is not None
    )
