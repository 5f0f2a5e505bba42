"""Which words of an HTML page belong together: under one heading, in one card, row or form."""

from __future__ import annotations

from offerlint.reading.html_names import HEADINGS
from offerlint.reading.html_tree import Element
from offerlint.text.late import late

_SECTIONS = frozenset(("section", "article", "aside", "dialog", "form", "footer", "nav"))
_CARD = late(r"(?:.*[-_])?(?:card|tile|plan|panel|offer|pricing|price|package|deal|tariff)s?")


def is_card(element: Element) -> bool:
    """Whether the element's class says that it is a card, a plan or the like, and more than a line is in it."""
    return element.has_block and any(map(_CARD.fullmatch, element.classes))


def opens_section(element: Element, in_card: bool, data_row: bool) -> bool:
    """Whether what stands in `element` is a section of its own.

    Inside a card only what has its own heading is one, or its price would part from its title.
    `data_row` says that a table row is one of data, not of layout.
    """
    if element.name == "tr":
        return data_row
    if is_card(element):
        return element.has_heading or not in_card
    return element.name in _SECTIONS or (element.name == "li" and element.has_heading)


class Sections:
    """Numbers the sections; after an inner one ends, the outer one goes on."""

    def __init__(self) -> None:
        self._latest = 0
        self._open = [0]
        self._levels = [0]

    @property
    def number(self) -> int:
        return self._open[-1]

    def open(self) -> None:
        self._latest += 1
        self._open.append(self._latest)
        self._levels.append(0)

    def close(self) -> None:
        self._open.pop()
        self._levels.pop()
        self.said(0)

    def heading(self, level: int) -> None:
        """A heading begins a section, but for one right under a higher heading or at a section's top."""
        said = self._levels[-1]
        if said and said >= (level or len(HEADINGS)):
            self._latest += 1
            self._open[-1] = self._latest
            self._levels[-1] = 0

    def said(self, level: int) -> None:
        """Notes that words were written: a heading's of `level`, or other words (0)."""
        self._levels[-1] = level or len(HEADINGS) + 1
