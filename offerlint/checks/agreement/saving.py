"""Savings that the two prices beside them do not give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from offerlint.checks.agreement.disagreement import CENT, Disagreement, plain, pounds
from offerlint.checks.agreement.equation import exact
from offerlint.checks.agreement.row import tables
from offerlint.checks.agreement.stretch import Stated, Stretch, blocks, sections
from offerlint.model.block import Block, Place
from offerlint.model.check_agree import Agree
from offerlint.model.lens import Lens
from offerlint.model.passage import Passage
from offerlint.text.late import late
from offerlint.text.span import Span

_FRACTION = late(
    r"\b(?P<top>a|one|two|three) (?P<bottom>thirds?|quarters?|fifths?|tenths?)(?: of(?: the price)?)?"
    r" (?:off|less|cheaper|reduction|saving|discount)\b"
)
_DOWN_TO = late(
    r"^(?: (?:a|per) month)?,?(?: (?:and|it's|is|but))* ?(?:(?:all the way )?down to"
    r"|(?:reduced|cut|slashed|dropped|marked down) to|->|→)(?: just| only)? ?$"
)
_WAS = late(r"^(?:was|before|usual|usually|normal|normally|full price|rrp|old|old price|standard)\b")
_NOW = late(r"^(?:now|today|sale|offer|our price|you pay|new|new price|black friday)\b")
_SAVE = late(r"\b(?:sav(?:e|es|ing|ings)|off|discount)\b")
_THEIRS = late(
    r"\b(?:you(?:'re| are)? (?:currently |now )?(?:pay|paying|on)|you said(?: you pay)?|they charge(?: you)?"
    r"|your bill(?:'s| is))(?: about)? ?$"
)
_OURS = late(
    r"\b(?:it'd be|it would be|it's|this(?: one)?(?:'s| is| would be)|ours(?: is|'s)|you(?:'d|'ll) (?:pay|be on))"
    r"(?: just| only)? ?$"
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

    yield from _in_rows(lens, "pounds")


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
    yield from _in_rows(lens, "percent")


def _in_rows(lens: Lens, unit: str) -> Iterator[Disagreement]:
    """Savings of a row that its own two prices, told by the heads over them, do not give."""
    seen: set[int] = set()
    for layer in lens.layers:
        for heads, *rows in tables(layer):
            for cells in rows:
                found = _under(heads, cells)
                if found is None or id(found[2].fact) in seen:
                    continue
                was, now, save = found
                is_share = save.fact.kind == "percentage" or save.says("unit") == "percent"
                difference = was.value - now.value
                right = difference / was.value * 100 if is_share else difference
                if is_share != (unit == "percent") or abs(save.value - right) < (1 if is_share else CENT):
                    continue
                seen.add(id(save.fact))
                said, meant = (f"{plain(save.value)}%", f"{int(right)}%") if is_share else (
                    pounds(save.value), pounds(right)
                )  # fmt: skip
                words = f"{exact(was.value)} - {exact(now.value)} = {exact(difference)}, not {said}"
                yield _wrong(save.passage.block, save.fact.span, said, meant, words, (was, now))


def _under(heads: Sequence[Passage], cells: Sequence[Passage]) -> tuple[Stated, Stated, Stated] | None:
    """The old price, the new one and the saving of a row, if there is one of each."""
    if len(heads) != len(cells):
        return None
    found: dict[str, list[Stated]] = {"was": [], "now": [], "save": []}
    for head, cell in zip(heads, cells, strict=True):
        name, stretch = head.folded.text.strip(), Stretch((cell,))
        prices = stretch.facts("price")
        if _SAVE.search(name):
            found["save"] += prices or stretch.facts("saving") or stretch.facts("percentage")
        elif _WAS.search(name):
            found["was"] += prices
        elif _NOW.search(name):
            found["now"] += prices
    if any(len(some) != 1 for some in found.values()):
        return None
    was, now, save = (found[key][0] for key in ("was", "now", "save"))
    alike = len({one.says("period") for one in (was, now, save)} - {""}) < 2
    return (was, now, save) if alike and now.value < was.value and not save.says("bound") else None


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
    if not was:
        was, now = _down_to(stretch)
    if not was:
        plain = [one for one in stretch.facts("price", "headline") if not one.says("bound")]
        was = [one for one in plain if _THEIRS.search(one.lead)]
        now = [one for one in plain if _OURS.search(one.lead)]
    if len({one.value for one in was}) != 1 or len({one.value for one in now}) != 1:
        return None
    periods = {one.says("period") for one in (was[0], now[0])} - {""}
    vats = {one.says("vat") for one in (was[0], now[0])}
    if len(periods) > 1 or len(vats) > 1 or now[0].value >= was[0].value or _is_worth(was[0]):
        return None
    return was[0], now[0]


def _down_to(stretch: Stretch) -> tuple[list[Stated], list[Stated]]:
    """The one price that goes down to another in the same breath, and that other: “£50 down to £35”."""
    prices = stretch.facts("price", "headline", "later")
    pairs = [
        (one, other)
        for one, other in pairwise(prices)
        if one.passage is other.passage and _DOWN_TO.match(one.passage.folded.text[one.end : other.start])
    ]
    return ([pairs[0][0]], [pairs[0][1]]) if len(pairs) == 1 == len(prices) - 1 else ([], [])


def _is_worth(price: Stated) -> bool:
    """Whether an old price is rather what some extra is worth."""
    return bool(re.search(r"\b(?:worth|valued at|instead of a)\b[^.]{0,12}$", price.lead))
