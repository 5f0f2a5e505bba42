"""Savings that the two prices beside them do not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from offerlint.checks.agreement.disagreement import Disagreement, plain, pounds
from offerlint.checks.agreement.equation import exact
from offerlint.checks.agreement.stretch import Stated, Stretch, blocks, sections
from offerlint.model.block import Block, Place
from offerlint.model.check_agree import Agree
from offerlint.model.lens import Lens
from offerlint.text.late import late
from offerlint.text.span import Span

_FRACTION = late(
    r"\b(?P<top>a|one|two|three) (?P<bottom>thirds?|quarters?|fifths?|tenths?)(?: of(?: the price)?)?"
    r" (?:off|less|cheaper|reduction|saving|discount)\b"
)
_TOP = {"a": 1, "one": 1, "two": 2, "three": 3}
_BOTTOM = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_USUAL_MONTHS = (1, 12, 18, 24)


def saving(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Savings in pounds that are not the old price less the new one, once or for some months."""
    for stretch, was, now in _pairs(lens):
        difference = was.value - now.value
        counts = {Decimal(n) for n in _USUAL_MONTHS} | {one.value for one in stretch.facts("duration")}
        counts |= {Decimal(one.says("months")) for one in (was, now) if one.says("months").isdigit()}
        for one in stretch.facts("saving"):
            if one.says("unit") != "pounds" or one.says("bound") or one.value in {difference * n for n in counts}:
                continue
            times = int(now.says("months")) if now.says("months").isdigit() else 1
            apart = f"{exact(was.value)} - {exact(now.value)}"
            terms = apart if times == 1 else f"{times} x ({apart})"
            right = difference * times
            words = f"{terms} = {exact(right)}, not {exact(one.value)}"
            yield _wrong(one.passage.block, one.fact.span, pounds(one.value), pounds(right), words, (was, now))


def percent_off(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Percentages and fractions off that are a whole point or more from what the two prices give."""
    for stretch, was, now in _pairs(lens):
        if not was.value:
            continue
        off = (was.value - now.value) / was.value * 100
        for block, span, stated in _shares(stretch):
            if abs(stated - off) < 1:
                continue
            said, right = (f"{plain(value.quantize(Decimal('0.1')))}%" for value in (stated, off))
            sum_ = f"({exact(was.value)} - {exact(now.value)}) / {exact(was.value)} = {right}, not {said}"
            yield _wrong(block, span, said, f"{int(off)}%", sum_, (was, now))


def _wrong(block: Block, span: Span, said: str, meant: str, words: str, prices: tuple[Stated, Stated]) -> Disagreement:
    beside = tuple(dict.fromkeys(one.passage.block for one in prices if one.passage.block is not block))
    return Disagreement(Place(block, span), said, meant, words, beside=beside)


def _shares(stretch: Stretch) -> Iterator[tuple[Block, Span, Decimal]]:
    """Each percentage or fraction that is said to be off, in per cent."""
    for one in stretch.facts("saving"):
        if one.says("unit") == "percent" and not one.says("bound"):
            yield one.passage.block, one.fact.span, one.value
    for passage in stretch.passages:
        for found in _FRACTION.finditer(passage.folded.text):
            share = Decimal(_TOP[found["top"]] * 100) / _BOTTOM[found["bottom"].rstrip("s")]
            yield passage.block, passage.folded.span(found.start(), found.end()), share


def _pairs(lens: Lens) -> Iterator[tuple[Stretch, Stated, Stated]]:
    """The stretches that state one old price and one new one: blocks, or sections whose parts are apart."""
    done: set[int] = set()
    for stretch in (*blocks(lens), *sections(lens)):
        pair = _pair(stretch)
        if pair and not any(id(passage) in done for passage in stretch.passages):
            done |= {id(passage) for passage in stretch.passages}
            yield stretch, *pair


def _pair(stretch: Stretch) -> tuple[Stated, Stated] | None:
    was = [one for one in stretch.facts("price", "reference") if not one.says("bound")]
    old = {one.value for one in was}
    now = [one for one in stretch.facts("price", "headline") if not one.says("bound") and one.value not in old]
    if len({one.value for one in was}) != 1 or len({one.value for one in now}) != 1:
        return None
    periods = {one.says("period") for one in (was[0], now[0])} - {""}
    vats = {one.says("vat") for one in (was[0], now[0])}
    if len(periods) > 1 or len(vats) > 1 or now[0].value >= was[0].value or _is_worth(was[0]):
        return None
    return was[0], now[0]


def _is_worth(price: Stated) -> bool:
    """Whether an old price is rather what some extra is worth."""
    return bool(re.search(r"\b(?:worth|valued at|instead of a)\b[^.]{0,12}$", price.lead))
