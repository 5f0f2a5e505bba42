"""A block made ready for the families of facts: folded, its sentences known, every number a figure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import NamedTuple

from offerlint.facts.field import SIGNS, Stand, stand
from offerlint.model.block import Block
from offerlint.model.fact import UNKNOWN, Unknown, Value
from offerlint.text.fold import FIELD, Folded
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.numeral import couples, fractions, numerals
from offerlint.text.span import Span

SPELT = "\ue000"
RAISED = "\ue001"
_PRIVATE = late("[\ue000-\ue01f]")
_FIELDS = FIELD + "".join(SIGNS.values())

NUMBER = (
    rf"(?:(?:\d{{1,3}}(?>(?:,\d{{3}}){{1,4}})(?!\d)|\d{{1,12}}+(?!\d))(?:\.\d{{1,6}}+(?!\d))?"
    rf"|(?<!{SPELT}){SPELT}++|[{_FIELDS}])"
)
"""A number among the figures: digits, a number in words, or a merge field."""
ALONE = rf"(?<![£$€.,/^{SPELT}])(?<![^\W¹²³⁰⁴-⁹])(?<![^\W\d]-)(?<!\d{{4}}-)(?<!\d:)"
"""What stands before a number that no sign, letter or larger number goes with; a raised mark may."""
BEGINS = rf"\d{SPELT}{_FIELDS}"
"""The characters that a number may begin with."""
_FIGURE = late(rf"[{BEGINS}]")
_PENCE_UP = late(r"£ ?(\d[\d,]{0,9})(\.?)$")
_POWER_OF = late(r"\b(?:m|km|cm|mm|ft)$")
_RAISED_MARK = late(r"\d{1,2}(?: ?, ?\d{1,2})*$")


class Draft(NamedTuple):
    """A fact before it is placed in its view: `start` and `end` count folded characters."""

    kind: str
    start: int
    end: int
    value: Value
    qualifiers: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A block's folded text and its figures.

    `figures` is the same text, length unchanged, in which a number in words is a run of SPELT, a
    raised footnote number is RAISED and a field of known kind is its sign.

    `ends` are the folded offsets at which sentences end; `values` the numbers that digits do not
    say; `raised` the footnote numbers in <sup>; `stands` what the fields stand for.
    """

    block: Block
    folded: Folded
    ends: tuple[int, ...]
    figures: str = ""
    values: dict[int, Decimal] = field(default_factory=dict)
    raised: list[Span] = field(default_factory=list)
    stands: dict[int, Stand] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.folded.text

    def has_figures(self) -> bool:
        """Whether a number stands in it, in whatever way, or a field that may be one."""
        return _FIGURE.search(self.figures) is not None

    def has(self, *parts: str) -> bool:
        """Whether any of some parts of words stands in it."""
        return any(map(self.figures.__contains__, parts))

    def stretch(self, span: Span) -> Span:
        """The folded stretch of a view span; empty where folding leaves nothing of it."""
        return Span(bisect_right(self.folded.ends, span.start), bisect_left(self.folded.starts, span.end))

    def number(self, match: re.Match[str], group: str) -> Decimal | Unknown:
        """The value of a NUMBER matched among the figures."""
        return self.value(match.start(group), match.end(group))

    def value(self, start: int, end: int) -> Decimal | Unknown:
        if self.figures[start] == SPELT:
            return self.values[start]
        if self.figures[start] in _FIELDS:
            return UNKNOWN
        return Decimal(self.figures[start:end].replace(",", ""))

    def sentence(self, offset: int) -> Span:
        """The folded bounds of the sentence around `offset`."""
        number = bisect_right(self.ends, offset)
        start = self.ends[number - 1] if number else 0
        return Span(start, self.ends[number] if number < len(self.ends) else len(self.text))

    def before(self, offset: int, floor: int = 0, width: int = 70) -> str:
        """The words of the same sentence that lead up to `offset`, from `floor` at the earliest."""
        return self.text[max(self.sentence(offset).start, floor, offset - width) : offset]

    def after(self, offset: int, ceiling: int, width: int = 70) -> str:
        """The words of the same sentence that follow on from `offset`, up to `ceiling` at most."""
        end = self.sentence(max(offset - 1, 0)).end
        return self.text[offset : max(min(end, ceiling, offset + width), offset)]


def prepare(block: Block, folded: Folded, ends: tuple[int, ...]) -> Ground:
    """The ground of a block; `ends` are the folded offsets at which its sentences end."""
    ground = Ground(block, folded, ends)
    letters = list(_PRIVATE.sub("\ufffd", folded.text))
    for start, end, value in (*numerals(folded.text), *couples(folded.text), *fractions(folded.text)):
        letters[start:end] = SPELT * (end - start)
        ground.values[start] = value
    for mark in block.marked("sup"):
        _raise(ground, letters, ground.stretch(mark.span))
    for mark in block.marked("field"):
        at = ground.stretch(mark.span)
        meant = stand(mark.value)
        if meant and at.end - at.start == 1 and folded.text[at.start] == FIELD:
            letters[at.start] = meant.sign
            ground.stands[at.start] = meant
    return Ground(block, folded, ends, "".join(letters), ground.values, ground.raised, ground.stands)


def _raise(ground: Ground, letters: list[str], at: Span) -> None:
    """Reads a number in <sup>: pence after whole pounds, else a footnote mark, unless it is a power."""
    text = ground.text[at.start : at.end].strip()
    before = ground.text[max(at.start - 14, 0) : at.start]
    if not _RAISED_MARK.match(text) or _POWER_OF.search(before):
        return
    pounds = _PENCE_UP.search(before)
    if pounds and len(text) == 2:
        if pounds[2]:
            return
        start = at.start - len(pounds[1])
        ground.values[start] = Decimal(f"{pounds[1].replace(',', '')}.{text}")
        letters[start : at.end] = SPELT * (at.end - start)
        return
    for number in re.finditer(r"\d+", ground.text[at.start : at.end]):
        span = Span(at.start + number.start(), at.start + number.end())
        ground.raised.append(span)
        letters[span.start : span.end] = RAISED * (span.end - span.start)
