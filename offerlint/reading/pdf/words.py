"""The words of a line as atoms: what they look like, ligatures undone, no letter without its place."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from offerlint.reading.paper import Atom
from offerlint.reading.pdf.line import HYPHEN, Line
from offerlint.reading.pdf.page import Box, Link, Look, Page
from offerlint.text.late import late

SMALL = 0.8
"""Of the size of the body: letters up to that are small print."""
TINIEST = 1.0
"""Points up to which letters are hidden."""
_RAISED = 0.12
_ODD = late(r"[\ufb00-\ufb06\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe]")
"""Ligatures, and what cannot be seen."""


class Words:
    """Reads the letters of one page, whose body has letters of `body` points."""

    def __init__(self, page: Page, number: int, body: float) -> None:
        self._page, self._number, self._body = page, number, body
        self._starts = [look.start for look in page.looks]
        self._has_scan = _has_scan(page)
        thin = [box for box in page.shapes if min(box.height, box.width) < 3]
        self._rules = {
            turn: sorted((box.turned(turn) for box in thin), key=lambda one: one.bottom) for turn in (0, 1, 2, 3)
        }
        self._feet = {turn: [box.bottom for box in rules] for turn, rules in self._rules.items()}

    def atoms(self, line: Line, skip: int = 0, leave: int = 0) -> Iterator[Atom]:
        """The words of a line but for so many letters at its beginning and end."""
        parts = list(line.parts)
        parts[0] = (parts[0][0] + skip, parts[0][1])
        parts[-1] = (parts[-1][0], parts[-1][1] - leave)
        strikes = self._strikes(line)
        last: tuple[float, Mapping[str, str]] | None = None
        for start, end in parts:
            if start >= end:
                continue
            left = self._page.letter(start).turned(line.turn).left
            for at, stop, marks in self._stretches(start, end, line, strikes):
                if last and at == start and left - last[0] > 0.15 * line.size:
                    yield Atom(" ", self._number, at, own=False, marks=_both(last[1], marks))
                yield from self._plain(at, stop, marks)
                last = (self._page.letter(stop - 1).turned(line.turn).right, marks)

    def _plain(self, start: int, end: int, marks: Mapping[str, str]) -> Iterator[Atom]:
        """Letters as atoms; a ligature is several letters at one place, what cannot be seen is none."""
        text = self._page.text[start:end]
        done = 0
        for found in _ODD.finditer(text):
            if found.start() > done:
                yield Atom(text[done : found.start()], self._number, start + done, marks=marks)
            for letter in unicodedata.normalize("NFKC", found[0]) if found[0] >= "\ufb00" else "":
                if letter.isalpha():
                    yield Atom(letter, self._number, start + found.start(), marks=marks)
            if found[0] == HYPHEN:
                yield Atom("-", self._number, start + found.start(), marks=marks)
            done = found.end()
        if done < len(text):
            yield Atom(text[done:], self._number, start + done, marks=marks)

    def _stretches(
        self, start: int, end: int, line: Line, strikes: Sequence[Box]
    ) -> Iterator[tuple[int, int, Mapping[str, str]]]:
        """Letters by how they look, are struck out and lead elsewhere."""
        i = max(bisect_right(self._starts, start) - 1, 0)
        at = start
        while at < end:
            stop = min(self._starts[i + 1], end) if i + 1 < len(self._starts) else end
            if stop > at:
                looks = self._marks(self._page.looks[i], at, line)
                yield from self._cut(at, stop, looks, line, strikes)
                at = stop
            i += 1

    def _marks(self, look: Look, at: int, line: Line) -> Mapping[str, str]:
        raised = (
            look.size < 0.85 * line.size
            and self._page.letter(at).turned(line.turn).bottom > line.box.bottom + _RAISED * line.size
        )
        kinds = {
            "strong": look.bold,
            "sup": raised,
            "small": TINIEST < (line.size if raised else look.size) <= SMALL * self._body + 0.01,
            "hidden": look.size <= TINIEST or (look.unseen and not self._has_scan),
        }
        return {kind: "" for kind, bears in kinds.items() if bears}

    def _cut(
        self, start: int, end: int, marks: Mapping[str, str], line: Line, strikes: Sequence[Box]
    ) -> Iterator[tuple[int, int, Mapping[str, str]]]:
        links = [link for link in self._page.links if _meets(link.box.turned(line.turn), line.box)]
        if not links and not strikes:
            yield start, end, marks
            return
        each = [self._laid_over(at, line, links, strikes) for at in range(start, end)]
        for i, letter in enumerate(self._page.text[start:end]):
            if letter.isspace():
                each[i] = _both(each[i - 1], each[i + 1]) if 0 < i < len(each) - 1 else {}
        done = 0
        for i in range(1, len(each) + 1):
            if i == len(each) or each[i] != each[i - 1]:
                yield start + done, start + i, {**marks, **each[i - 1]}
                done = i

    def _laid_over(self, at: int, line: Line, links: Sequence[Link], strikes: Sequence[Box]) -> Mapping[str, str]:
        """The marks of a letter that a thin line goes through, or a link covers."""
        box = self._page.letter(at).turned(line.turn)
        middle = (box.left + box.right) / 2
        marks = {"struck": ""} if any(one.left <= middle <= one.right for one in strikes) else {}
        for link in links:
            where = link.box.turned(line.turn)
            if where.left <= middle <= where.right:
                marks["link"] = link.target
        return marks

    def _strikes(self, line: Line) -> Sequence[Box]:
        """The thin lines that go through the middle of a line of letters."""
        box = line.box
        low, high = box.bottom + 0.25 * box.height, box.bottom + 0.65 * box.height
        rules = self._rules[line.turn]
        first = bisect_right(self._feet[line.turn], low - 3)
        last = bisect_right(self._feet[line.turn], high)
        return [
            one
            for one in rules[first:last]
            if low < (one.bottom + one.top) / 2 < high and one.left < box.right and one.right > box.left
            and one.width > one.height and box.left - line.size < one.left and one.right < box.right + line.size
        ]  # fmt: skip


def _both(one: Mapping[str, str], other: Mapping[str, str]) -> Mapping[str, str]:
    """The marks that both have."""
    return {kind: said for kind, said in one.items() if other.get(kind) == said}


def _meets(one: Box, other: Box) -> bool:
    middle = (other.bottom + other.top) / 2
    return one.bottom <= middle <= one.top and one.left < other.right and other.left < one.right


def _has_scan(page: Page) -> bool:
    """Whether a picture covers most of a page, so that invisible letters on it are what was recognised there."""
    whole = page.box.width * page.box.height
    return any(box.width * box.height > 0.5 * whole for box in page.pictures)


def joint(before: Sequence[Atom], text: str, after: Sequence[Atom]) -> list[Atom]:
    """What stands between two lines, looking as both do."""
    if not text or not before or not after:
        return []
    last = before[-1]
    return [Atom(text, last.run, last.at + len(last.text), own=False, marks=_both(last.marks, after[0].marks))]
