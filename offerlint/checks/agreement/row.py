"""Rows of a table whose total is not what the row's own prices and term come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from offerlint.checks.agreement.basket import Listed
from offerlint.checks.agreement.equation import exact
from offerlint.checks.agreement.stretch import Stated, Stretch, sums
from offerlint.model.block import ALWAYS, Emphasis
from offerlint.model.lens import Layer, Lens
from offerlint.model.passage import Passage
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_TOTAL = late(
    r"\b(?:total|in all|altogether|all told|all in|overall|(?:over|across|for) (?:the|your)? ?(?:whole |full |entire )?"
    r"(?:contract|term|\d{1,2} months|(?:two )?years?|minimum term|plan)|whole (?:contract|term|cost|price)"
    r"|full (?:cost|price|term|contract)|contract (?:cost|price|value)|over \d{1,2} months)\b"
)
_MONTHLY = late(r"\b(?:month|monthly|pm|p/m|mth|mo)\b")
_ONCE = late(
    r"\b(?:set-?up|up ?front|upfront|activation|one[- ]off|delivery|postage|joining|connection|install\w*|fitting"
    r"|fees?|deposit|router|hub|today|to start)\b"
)
_TERM = late(r"\b(?:contract|term|length|minimum|months|commitment|how long|duration|tie-in)\b")
_OTHER = late(r"\b(?:sav(?:e|ing|ings)|off|was|discount|cashback|reward|exit|leav\w+|after|then|from|rrp|later)\b")
_BARE = late(r"^(\d{1,2})(?: ?(?:m|mth|mths|months?))?$")


@dataclass(frozen=True, slots=True)
class _Sum:
    """A row's total, and what it comes to with all that is paid once and with some of it."""

    total: Stated
    months: int
    monthly: tuple[Decimal, ...]
    once: tuple[Decimal, ...]

    @property
    def right(self) -> Decimal:
        return self.months * sum(self.monthly, Decimal(0)) + sum(self.once, Decimal(0))

    @property
    def fits(self) -> bool:
        every = (self.months * sum(self.monthly, Decimal(0)), *(self.months * one for one in self.monthly))
        return any(self.total.value - one in sums(list(self.once)) for one in every)

    @property
    def text(self) -> str:
        words = [f"{self.months} x {exact(one)}" if self.months != 1 else exact(one) for one in self.monthly]
        return " + ".join([*words, *(exact(one) for one in self.once if one)])


def rows(lens: Lens) -> Iterator[Listed]:
    """The wrong totals of rows; a guess where no other row of the table is right."""
    seen: set[int] = set()
    for layer in lens.layers:
        for table in tables(layer):
            found = [one for cells in table[1:] if (one := _sum(table[0], cells))]
            sure = any(one.fits for one in found)
            for one in found:
                if not one.fits and id(one.total.fact) not in seen:
                    seen.add(id(one.total.fact))
                    yield Listed(one.total, one.right, one.text, guessed=not sure)


def tables(layer: Layer) -> Iterator[list[list[Passage]]]:
    """The tables of a layer: each a list of rows, of which the first is the heads."""
    visible = [
        (passage, section)
        for passage, section in zip(layer.passages, layer.sections, strict=True)
        if passage.block.emphasis is not Emphasis.HIDDEN
    ]
    for is_table, run in groupby(visible, key=lambda one: one[0].block.scope == "body.table"):
        if is_table:
            rows = groupby(run, key=lambda one: (one[1], one[0].block.attributes.get("row")))
            table = [[passage for passage, _ in cells] for _, cells in rows]
            if len(table) > 1 and len(table[0]) > 2:
                yield table


def _sum(heads: Sequence[Passage], cells: Sequence[Passage]) -> _Sum | None:
    """The sum of a row, None where it states none, or more than can be told apart."""
    if len(cells) != len(heads) or any(one.block.conditions != ALWAYS for one in cells):
        return None
    total: Stated | None = None
    months: set[int] = set()
    monthly: list[Decimal] = []
    once: list[Decimal] = []
    for head, cell in zip(heads, cells, strict=True):
        name, stretch = head.folded.text, Stretch((cell,))
        prices = stretch.facts("price")
        months |= _months(name, cell, stretch)
        if stretch.has_unknown("price", "duration") or len(prices) > 1 or stretch.facts("saving"):
            return None
        if not prices:
            continue
        if _TOTAL.search(name):
            months |= {int(one.value) for one in Stretch((head,)).facts("duration")}
            if total or prices[0].says("bound") or _OTHER.search(name):
                return None
            total = prices[0]
        elif not _ONCE.search(name) and (_OTHER.search(name) or not _MONTHLY.search(name)):
            return None
        else:
            (monthly if _MONTHLY.search(name) and not _ONCE.search(name) else once).append(prices[0].value)
    if total is None or not monthly:
        return None
    if total.says("period") == "month":
        months = {1}
    return _Sum(total, months.pop(), tuple(monthly), tuple(once)) if len(months) == 1 else None


def _months(name: str, cell: Passage, stretch: Stretch) -> set[int]:
    """The term that a cell under a head of that name says."""
    if not _TERM.search(name) or _TOTAL.search(name):
        return set()
    bare = _BARE.match(cell.folded.text.strip())
    if bare:
        return {int(bare[1])}
    return {int(one.value) for one in stretch.facts("duration") if one.says("unit") in ("month", "year")}
