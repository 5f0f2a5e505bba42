"""A price with VAT that is not the price without it and the tax."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from offerlint.checks.agreement.disagreement import CENT, Disagreement, percent, place_of, pounds
from offerlint.checks.agreement.equation import exact
from offerlint.checks.agreement.stretch import Stated, Stretch, blocks
from offerlint.model.check_agree import Agree
from offerlint.model.lens import Lens
from offerlint.text.late import late

_RATES = (Decimal(20), Decimal(5))
"""The rates of VAT in the UK above nothing."""
_OTHER = late(r"\b(?:rising|then|instead|from|save|was|set-?up|delivery|carriage)\b")


def vat(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Each price with VAT beside the one without it in a sentence, where no rate of VAT leads from one to the other."""
    for stretch in blocks(lens):
        for without, with_ in _pairs(stretch):
            said = [one.value for one in stretch.facts("percentage") if one.shares_sentence(with_)]
            rates = [rate for rate in _RATES if rate in said] or list(_RATES)
            if not any(abs(_with(without, rate) - with_.value) <= _slack(with_) for rate in rates):
                rate = rates[0]
                right = _with(without, rate)
                words = f"{exact(without.value)} + {percent(rate)} = {exact(right)}, not {exact(with_.value)}"
                yield Disagreement(place_of(with_.passage, with_.fact), pounds(with_.value), pounds(right), words)


def _pairs(stretch: Stretch) -> Iterator[tuple[Stated, Stated]]:
    """A price without VAT and the one with it, next to one another in a sentence and of one period.

    One that could go with either neighbour goes with what follows: £10 ex VAT (£12 inc VAT), £5 ex VAT (£6 inc VAT).
    """
    beside = [pair for pair in pairwise(stretch.facts("price")) if _are_one_price(*pair)]
    in_order = [pair for pair in beside if pair[0].says("vat") == "ex"]
    taken = {id(one) for pair in in_order for one in pair}
    yield from in_order
    yield from ((other, one) for one, other in beside if not {id(one), id(other)} & taken)


def _are_one_price(one: Stated, other: Stated) -> bool:
    if {one.says("vat"), other.says("vat")} != {"ex", "inc"} or not one.shares_sentence(other):
        return False
    between = one.passage.folded.text[one.end : other.start]
    periods = {one.says("period"), other.says("period")} - {""}
    return len(periods) < 2 and not _OTHER.search(between) and ";" not in between


def _with(price: Stated, rate: Decimal) -> Decimal:
    return (price.value * (100 + rate) / 100).quantize(CENT)


def _slack(price: Stated) -> Decimal:
    """How far a rounded figure may be off: a penny, and in whole pounds half of one."""
    return Decimal("0.5") if price.value == price.value.to_integral_value() and not _in_pence(price) else CENT


def _in_pence(price: Stated) -> bool:
    return ".00" in price.passage.block.text[price.fact.span.start : price.fact.span.end]
