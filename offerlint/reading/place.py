"""Where a paragraph stands, counted as a person with the page before them would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from textwrap import shorten

_LONGEST = 40


class Spot:
    """Counts paragraphs, tables and text boxes since the last heading; `label` names a part, such as a footer."""

    def __init__(self, label: str = "") -> None:
        self._label, self._heading = label, ""
        self._counts: Counter[str] = Counter()
        self._within: list[str] = []
        self._is_short = False

    def heading(self, words: str) -> str:
        """The place of a heading, below which counting begins anew."""
        said = f"“{shorten(' '.join(words.split()), _LONGEST, placeholder='…')}”"
        if not self._within:
            self._heading = f"section {said}"
            self._counts.clear()
        return self._said(f"heading {said}", with_heading=bool(self._within))

    def paragraph(self) -> str:
        """The place of the next paragraph."""
        self._counts["paragraph"] += 1
        return self.here()

    def here(self) -> str:
        """The place of the last paragraph."""
        return self._said("" if self._is_short else f"paragraph {max(self._counts['paragraph'], 1)}")

    def cell(self, row: int, column: int, *, is_short: bool) -> None:
        """A cell of the table under way begins; one that is short needs no count of its paragraphs."""
        self._is_short = is_short
        self._within[-1] = f"{self._within[-1].partition(', row ')[0]}, row {row}, column {column}"
        self._counts["paragraph"] = 0

    def cell_of(self, table: int, row: int, column: int) -> str:
        """The place of a cell of a table by their numbers."""
        return self._said(f"table {table}, row {row}, column {column}", with_heading=False)

    def table(self) -> AbstractContextManager[None]:
        """What follows stands in the next table."""
        return self._inside("table")

    def box(self) -> AbstractContextManager[None]:
        """What follows stands in the next text box."""
        return self._inside("text box")

    @contextmanager
    def _inside(self, what: str) -> Iterator[None]:
        self._counts[what] += 1
        self._within.append(f"{what} {self._counts[what]}")
        around = self._counts, self._is_short
        self._counts, self._is_short = Counter(), False
        try:
            yield
        finally:
            self._within.pop()
            self._counts, self._is_short = around

    def _said(self, last: str, *, with_heading: bool = True) -> str:
        heading = [self._heading] if self._heading and with_heading else []
        return ", ".join([*([self._label] if self._label else []), *heading, *self._within, *([last] if last else [])])
