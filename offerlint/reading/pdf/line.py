"""Lines of letters that stand side by side on a page, as its file tells them and as they lie."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from offerlint.reading.pdf.page import Box, Look, Page, Tag
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

HYPHEN = "\x02"
"""What the library gives for a hyphen that ends a line; the words of the next line follow it at once."""
WIDE, TOUCHING = 0.9, 0.35
"""Of the size of letters: a gap that may part columns, and one that parts nothing."""

_PIECE = late(r"[^\r\n\x02]+\x02?")
_SPACE = late(r"\s+")
MARKER = late(r"[•●○■▪▫◦‣⁃∙·–—*✓✔➤►\uf0b7\uf0a7]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]", re.IGNORECASE)
"""What opens an item of a list."""


@dataclass(frozen=True, slots=True)
class Line:
    """The letters of `parts`, from number up to number; `box` is upright, whatever way they run on the page.

    `size` is that of most of its letters; it is `bold` where all are. `tag` is what the file says that it is, `first`
    where it stands there.
    """

    text: str
    parts: Sequence[tuple[int, int]]
    box: Box
    size: float
    bold: bool
    turn: int
    tag: Tag = Tag()

    @property
    def first(self) -> int:
        return self.parts[0][0]


def lines_of(page: Page) -> list[Line]:
    """The lines of a page that can be seen on it, in the order of the file."""
    found = _Pieces(page)
    joined: list[Line] = []
    for line in found.lines():
        if joined and _touch(joined[-1], line):
            joined[-1] = side_by_side(joined[-1], line)
        else:
            joined.append(line)
    return joined


class _Pieces:
    """Cuts the text of a page into lines where it turns, ends a line or leaves a wide gap."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._starts = [look.start for look in page.looks]
        boxes = page.boxes
        self._edges = (boxes[0::4], boxes[3::4], boxes[2::4], boxes[1::4])
        turns = {look.turn for look in page.looks} - {0}
        self._turned = {turn: self._all_turned(turn) for turn in sorted(turns)}
        self._around = page.box

    def _all_turned(self, turn: int) -> tuple[list[float], ...]:
        turned = [self._page.letter(i).turned(turn) for i in range(len(self._page.text))]
        return (
            [b.left for b in turned],
            [b.bottom for b in turned],
            [b.right for b in turned],
            [b.top for b in turned],
        )

    def lines(self) -> Iterator[Line]:
        text = self._page.text
        for found in _PIECE.finditer(text):
            for start, end in self._alike(*found.span()):
                looks = self._looks(start, end)
                if looks:
                    yield from self._cut(start, end, looks)

    def _alike(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cuts letters where they turn, or where the file says that another cell begins."""
        cuts = [
            look.start
            for look, last in self._changes(start, end)
            if look.turn != last.turn or self._page.tag(look).cell != self._page.tag(last).cell
        ]
        yield from pairwise([start, *cuts, end])

    def _changes(self, start: int, end: int) -> Iterator[tuple[Look, Look]]:
        """Each look that begins within some letters, and the one before it."""
        looks = self._page.looks
        for i in range(max(bisect_right(self._starts, start), 1), len(looks)):
            if looks[i].start >= end:
                return
            yield looks[i], looks[i - 1]

    def _looks(self, start: int, end: int) -> list[tuple[Look, int]]:
        """How some letters look, and how many of them look so."""
        i = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        while i < len(self._starts) and (self._starts[i] < end):
            stop = min(self._starts[i + 1] if i + 1 < len(self._starts) else end, end)
            if stop > start:
                found.append((self._page.looks[i], stop - max(self._starts[i], start)))
            i += 1
        return found

    def _cut(self, start: int, end: int, looks: Sequence[tuple[Look, int]]) -> Iterator[Line]:
        """The lines of letters that the file tells together, parted at wide gaps."""
        turn = looks[0][0].turn
        lefts, bottoms, rights, _ = self._turned.get(turn, self._edges)
        size = max(look.size for look, _ in looks)
        spaces = [found.span() for found in _SPACE.finditer(self._page.text, start, end)]
        within = [(a, b) for a, b in spaces if a > start and b < end]
        gaps = [lefts[b] - rights[a - 1] for a, b in within]
        usual = sorted(gaps)[len(gaps) // 2] if len(gaps) > 2 else 0.0
        wide, at = max(WIDE * size, 1.6 * usual), start
        for i, ((a, b), gap) in enumerate(zip(within, gaps, strict=True)):
            if not i and MARKER.fullmatch(self._page.text, start, a):
                continue
            if gap > wide or gap < -size or abs(bottoms[b] - bottoms[a - 1]) > size:
                yield from self._line(at, a, turn)
                at = b
        yield from self._line(at, end, turn)

    def _line(self, start: int, end: int, turn: int) -> Iterator[Line]:
        text = self._page.text
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if start == end:
            return
        lefts, bottoms, rights, tops = self._turned.get(turn, self._edges)
        box = Box(min(lefts[start:end]), min(bottoms[start:end]), max(rights[start:end]), max(tops[start:end]))
        if not _overlap(box, self._around.turned(turn)):
            return
        sizes: Counter[float] = Counter()
        looks = self._looks(start, end)
        for look, count in looks:
            sizes[look.size] += count
        size = max(sizes, key=lambda one: (sizes[one], one))
        yield Line(
            text[start:end],
            ((start, end),),
            box,
            size,
            all(look.bold for look, _ in looks),
            turn,
            self._page.tag(looks[0][0]),
        )


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.bottom < other.top and other.bottom < one.top


def beside(one: Box, other: Box) -> bool:
    """Whether two boxes stand on one line: half of the lower one is beside the other."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > 0.5 * min(one.height, other.height)


def _touch(one: Line, other: Line) -> bool:
    """Whether a line goes on in the next, as it does around a raised mark, or behind what opens an item."""
    gap = other.box.left - one.box.right
    size = max(one.size, other.size)
    close = -TOUCHING * size < gap < (4 * size if MARKER.fullmatch(one.text) else TOUCHING * size)
    return (
        one.turn == other.turn
        and one.tag.cell == other.tag.cell
        and close
        and beside(one.box, other.box)
        and not one.text.endswith(HYPHEN)
    )


def side_by_side(one: Line, other: Line) -> Line:
    """Two lines that are one."""
    gap = other.box.left - one.box.right
    main = one if len(one.text) >= len(other.text) else other
    between = " " if gap > 0.15 * main.size else ""
    return Line(
        one.text + between + other.text,
        (*one.parts, *other.parts),
        one.box.around(other.box),
        main.size,
        one.bold and other.bold,
        one.turn,
        one.tag,
    )


def words_of(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"\S+", text))
