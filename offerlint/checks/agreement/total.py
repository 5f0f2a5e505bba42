"""Totals that their own parts do not add up to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from offerlint.checks.agreement.aloud import aloud
from offerlint.checks.agreement.basket import Listed, baskets
from offerlint.checks.agreement.dated import dated
from offerlint.checks.agreement.disagreement import CENT, Disagreement, place_of, pounds
from offerlint.checks.agreement.equation import Equation, equations, exact
from offerlint.checks.agreement.row import rows
from offerlint.checks.agreement.stretch import Stated, Stretch, Surroundings, blocks, sums
from offerlint.model.block import Place
from offerlint.model.check_agree import Agree
from offerlint.model.lens import Lens
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_WHOLE = late(
    r"\b(?:come(?:s)?(?: in all)? to|adds? up to|works? out (?:at|as)|amounts? to|you(?:'ll| will)? pay|costs?"
    r"|total(?: is| of)?|total cost|total price)(?: just| only| a total of| of| is|:)* ?$"
)
_OVER_TERM = late(
    r"^,? (?:over|across|for) (?:(?:the|your|all|whole|full|entire) )*"
    r"(?:(?:\d{1,2}|one|two|three|twelve|eighteen|twenty-four)[ -](?:months?|years?)|year|contract|term|minimum term)\b"
)
_LED_BY_TERM = late(
    r"\b(?:over|across|for) (?:(?:the|your|all|whole|full|entire|that) )*"
    r"(?:\d{1,2}|one|two|three|twelve|eighteen|twenty-four|year|contract|term)(?:[ -](?:months?|years?))?,?"
    r" (?:(?:that|it|they) (?:comes to|makes|adds up to|is)|that's|it's|that'd be|that would be"
    r"|you(?:'d|'ll| will| would)? (?:pay|be paying)|you're (?:looking at|paying))(?: just| only| a total of)? ?$"
)
_ALONE = late(r"(?:^|[.!?;:(]) ?$")
_MONTHS = late(r"^ over (?:the|your|all|the whole|the full) (?P<months>\d{1,2}) months\b")
_SO = late(r"\b(?:that's|that is|that makes|which is|making|so|so that's|you(?:'ll| will)? pay|costs?)[, ]*$")
_TOTAL_OVER = late(r"\btotal(?: cost| price)? (?:over|for) (?:the |your )?\d{1,2} months(?: is| of)?:? ?$")
_GAP = late(r"\b(?:nothing for|months? (?:free|on us)|free for|free until|half price)\b")
_OF_TERM = late(r"\b(?:whole|full|entire|over (?:the|your)|across|altogether|in all|in total|total|minimum)\b")
_FIRST_BILL = late(
    r"\b(?:first (?:bill|payment|invoice)(?:'s)?|first month's bill)"
    r"(?: (?:is|of|will be|comes to|totals|would be|is only|just))*:? ?$"
)
_FIRST_MONTH = late(r"\bfirst (?:month(?:'s| is|:)? ?)?(?:just |only )?$")
_EACH = late(r"^ (?:for (?:each|every)|per|a|each|every)\b")
_WHOLE_OF_IT = late(
    r"\b(?:altogether|in all|all told|all in|all up|the (?:whole )?lot|(?:from )?start to finish|grand total"
    r"|over the whole|by the (?:end|time)|when (?:it|the contract|the term) ends|end to end"
    r"|(?:over|for|across) (?:the|your|all)"
    r" (?:whole |full |entire )?(?:\d{1,2} months|contract|term|year|two years))\b"
)
_OF_OTHERS = late(
    r"\b(?:others?|elsewhere|rivals?|they|average|typical|usual|instead|off|we (?:gave|spent|paid|raised)|people"
    r"|customers|households?|if|was|were|would have|rather than|less|more|extra|cheaper|cashback)\b"
)
_NEAR = 20
"""Facts before a price among which the price ahead of it is looked for."""
_ABOUT = Decimal("0.25")
"""So far, as a share, a total may be from months times price and still be meant for it."""
_NOT_OF_TERM = late(r"\b(?:today|now|upfront|up front|first (?:bill|payment)|sav(?:e|ing|ings)|spend|worth|credit)\b")
_EXTRA_ROLES = ("setup", "deposit", "charge", "line-rental")


def total(_: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Sums written out that are wrong, and totals that differ from months times price and fees."""
    surroundings = Surroundings(lens)
    listed = _listed(lens)
    for stretch in blocks(lens):
        written: list[tuple[int, int]] = []
        passage = stretch.passages[0]
        for equation in equations(passage.folded.text):
            span = passage.folded.span(equation.start, equation.end)
            written.append((span.start, span.end))
            if abs(equation.right - equation.stated) >= CENT and not _is_with_fee(equation, stretch):
                place = Place(passage.block, span)
                yield _wrong(place, equation.stated, equation.right, equation.text())
        for fact in stretch.facts("price"):
            if any(start < fact.fact.span.end and fact.fact.span.start < end for start, end in written):
                continue
            if one := listed.get(id(fact.fact)):
                if abs(one.right - fact.value) >= CENT:
                    wrong = _wrong(place_of(passage, fact.fact), fact.value, one.right, one.text)
                    yield replace(wrong, guessed=one.guessed)
            else:
                yield from _derived(fact, surroundings)


def _is_with_fee(equation: Equation, stretch: Stretch) -> bool:
    """Whether a fee that is told ahead of a sum is in its total: “With the £12 activation, 12 x £25 is £312”."""
    once = stretch.facts("price", *_EXTRA_ROLES)
    ahead = [one.value for one in once if one.end <= equation.begin]
    return equation.stated - equation.right in sums(ahead)


def _listed(lens: Lens) -> dict[int, Listed]:
    """The totals that are worked out, in lines, in a row or in words; where one reading makes it right, that one."""
    found: dict[int, Listed] = {}
    for one in (*baskets(lens), *rows(lens), *aloud(lens)):
        known = found.setdefault(id(one.total.fact), one)
        if known is not one and one.right == one.total.value:
            found[id(one.total.fact)] = one
    return found


def _wrong(place: Place, stated: Decimal, right: Decimal, terms: str) -> Disagreement:
    words = f"{terms} = {exact(right)}, not {exact(stated)}"
    return Disagreement(place, pounds(stated), pounds(right), words)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a total is made of: counts of months with their prices, and what is paid once."""

    periods: tuple[tuple[int, Decimal], ...]
    extras: tuple[Decimal, ...]

    @property
    def monthly(self) -> Decimal:
        return sum((count * price for count, price in self.periods), Decimal(0))

    def text(self) -> str:
        words = [f"{count} x {exact(price)}" if count != 1 else exact(price) for count, price in self.periods]
        return " + ".join([*words, *(exact(extra) for extra in self.extras)])


def _derived(stated: Stated, surroundings: Surroundings) -> Iterator[Disagreement]:
    """The disagreement of a total, or a first bill, with the parts around it, if any; none if VAT is in some only."""
    first_bill = bool(_FIRST_BILL.search(stated.lead))
    if stated.says("bound") or stated.says("period") or not (first_bill or _is_total(stated)):
        return
    for stretch in surroundings.of(stated):
        ways = _first(stretch, stated) if first_bill else _parts(stretch, stated)
        if not ways:
            continue
        if len({one.says("vat") == "ex" for one in stretch.facts("price")}) > 1:
            return
        parts = min(ways, key=lambda one: abs(one.monthly - stated.value))
        once = [one.value for one in stretch.facts("price") if not one.says("period") and one.fact is not stated.fact]
        extras = sums([*parts.extras, *once]) | _given_back(stretch)
        low, high = min(way.monthly for way in ways), max(way.monthly for way in ways)
        fits = any(low <= stated.value - extra <= high for extra in extras)
        if not fits and not _otherwise(stated, parts, surroundings, same=len(ways[0].periods) == 1):
            right = parts.monthly + sum(parts.extras, Decimal(0))
            one = _wrong(place_of(stated.passage, stated.fact), stated.value, right, parts.text())
            yield replace(one, guessed=True)
        return


def _otherwise(stated: Stated, parts: _Parts, surroundings: Surroundings, *, same: bool) -> bool:
    """Whether the total is that of another price or term, or has a fee, that stands further away.

    Where the price of the term is not the `same` throughout, no price by itself gives its total.
    """
    for stretch in surroundings.of(stated):
        if not same and len(_terms(stretch)) < 2:
            continue
        months = {Decimal(sum(count for count, _ in parts.periods)), *_terms(stretch)}
        prices = {one.value for one in stretch.facts("price") if one.fact is not stated.fact}
        fees = sums(list(_extras(stretch, stated)))
        if any(stated.value - count * price in fees for count, price in product(months, prices)):
            return True
    return False


def _given_back(stretch: Stretch) -> set[Decimal]:
    """What rewards and savings may take off."""
    off = [one.value for one in stretch.facts("price", "reward")]
    off += [one.value for one in stretch.facts("saving") if one.says("unit") == "pounds"]
    return {-amount for amount in sums(off)}


def _is_total(stated: Stated) -> bool:
    """Whether a price is what the whole term comes to."""
    near = stated.sentence()
    if _NOT_OF_TERM.search(_own_words(stated)) or _EACH.match(stated.rest) or re.search(r"\d ?x ?$", stated.lead):
        return False
    if stated.says("role") == "total":
        return not stated.lead.rstrip().endswith("=")
    if stated.says("role") != "headline":
        return False
    if (
        _LED_BY_TERM.search(stated.lead)
        or _TOTAL_OVER.search(stated.lead)
        or (_SO.search(stated.lead) and _OVER_TERM.match(stated.rest))
    ):
        return True
    if _ALONE.search(stated.lead) and (over := _MONTHS.match(stated.rest)):
        return any(one.value == int(over["months"]) for one in Stretch((stated.passage,)).facts("duration", "contract"))
    if _WHOLE_OF_IT.search(_own_words(stated)) and not _OF_OTHERS.search(near):
        return _is_of_such_size(stated)
    return bool(_WHOLE.search(stated.lead[-40:]) and _OF_TERM.search(near))


def _is_of_such_size(stated: Stated) -> bool:
    """Whether a price is about what the one monthly price of its block comes to over the one term there."""
    own = Stretch((stated.passage,))
    prices = {one.value for one in _monthly(own)}
    terms = _terms(own, "contract") or _terms(own)
    usual = prices.pop() * terms.pop() if len(prices) == len(terms) == 1 else Decimal(0)
    return bool(usual) and abs(stated.value / usual - 1) < _ABOUT


def _own_words(stated: Stated) -> str:
    """The words of its sentence that are about this price: none that stand before the price ahead of it."""
    facts = stated.passage.facts
    at = bisect_left(facts, stated.fact.span.start, key=lambda fact: fact.span.start)
    before = next((fact for fact in reversed(facts[max(0, at - _NEAR) : at]) if fact.kind == "price"), None)
    ahead = Stated(stated.passage, before) if before else None
    if ahead is None or not ahead.shares_sentence(stated):
        return stated.sentence()
    return stated.passage.folded.text[ahead.end : stated.start] + stated.rest.partition(".")[0]


def _monthly(stretch: Stretch) -> list[Stated]:
    return [one for one in stretch.facts("price", "headline", "later") if one.says("period") == "month"]


def _first(stretch: Stretch, stated: Stated) -> list[_Parts]:
    """The parts of a first bill: one month, and what is paid once."""
    prices = {one.value for one in _monthly(stretch) if one.says("role") == "headline"}
    prices |= {one.value for one in stretch.facts("price", "headline") if _FIRST_MONTH.search(one.lead)}
    extras = _extras(stretch, stated)
    if len(prices) != 1 or not extras or stretch.has_unknown("price"):
        return []
    return [_Parts(((1, prices.pop()),), extras)]


def _extras(stretch: Stretch, stated: Stated) -> tuple[Decimal, ...]:
    once = [
        one
        for one in stretch.facts("price")
        if one.fact is not stated.fact
        and (one.says("role") in _EXTRA_ROLES or one.says("period") == "once")
        and one.value
        and not re.search(r"\d ?x ?$", one.lead)
    ]
    return tuple(dict.fromkeys(one.value for one in once))


def _parts(stretch: Stretch, stated: Stated) -> list[_Parts]:
    """The parts of the whole term, by when it may begin; none where the stretch does not say them all."""
    prices = [one for one in _monthly(stretch) if one.fact is not stated.fact]
    terms = _terms(stretch, "contract")
    if not terms and len(prices) == 1 and prices[0].shares_sentence(stated):
        terms = _terms(stretch)
    if len(terms) != 1 or stretch.has_unknown("price", "duration") or _is_uncertain(stretch):
        return []
    term = int(terms.pop())
    later = _follow_on(stretch, prices)
    ways = [_periods(prices, later, term)] if not _by_day(prices) else dated(stretch, [*prices, *later], term)
    return [_Parts(way, _extras(stretch, stated)) for way in ways if way]


def _by_day(prices: Sequence[Stated]) -> bool:
    """Whether a price begins or ends on a day."""
    return any(one.says("start") or one.says("until") for one in prices)


def _terms(stretch: Stretch, *roles: str) -> set[Decimal]:
    """The periods in months of some roles, or of any."""
    return {one.value for one in stretch.facts("duration", *roles) if one.says("unit") in ("month", "year")}


def _is_uncertain(stretch: Stretch) -> bool:
    """Whether something changes the sum by an amount that cannot be known here."""
    free = any(one.says("unit") in ("months", "percent") for one in stretch.facts("saving"))
    gap = any(_GAP.search(passage.folded.text) for passage in stretch.passages)
    return free or gap or bool(stretch.facts("price", "instalment", "credit")) and not _monthly(stretch)


def _follow_on(stretch: Stretch, prices: Sequence[Stated]) -> list[Stated]:
    """Prices without a period of their own that follow one for some months: “£36.00 for the other 9”."""
    known = {id(one.fact) for one in prices}
    return [
        one
        for one in stretch.facts("price", "headline", "later")
        if id(one.fact) not in known
        and not one.says("period")
        and re.match(r" (?:a month )?(?:for the (?:other|rest|remaining|last|next)|thereafter|after that)\b", one.rest)
    ]


def _periods(prices: Sequence[Stated], later: Sequence[Stated], term: int) -> tuple[tuple[int, Decimal], ...]:
    """How many months at which price; empty where that is not said."""
    values = list(dict.fromkeys((one.value, one.says("months")) for one in (*prices, *later)))
    if any(one.says("bound") for one in prices):
        return ()
    if len({value for value, _ in values}) == 1:
        return ((term, values[0][0]),)
    first = [(value, months) for value, months in values if months.isdigit() and 0 < int(months) < term]
    rest = [value for value, months in values if (value, months) not in first]
    if len(first) != 1 or len(set(rest)) != 1:
        return ()
    count = int(first[0][1])
    return ((count, first[0][0]), (term - count, rest[0]))
