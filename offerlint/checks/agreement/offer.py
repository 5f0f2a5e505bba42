"""Figures in copy that contradict the offer they speak of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from offerlint.checks.agreement.disagreement import (
    Disagreement,
    day,
    gigabytes,
    mbps,
    months,
    percent,
    place_of,
    pounds,
)  # fmt: skip
from offerlint.checks.owned import Owned, owned
from offerlint.model.block import Place
from offerlint.model.check import matches
from offerlint.model.check_agree import Agree
from offerlint.model.fact import Fact
from offerlint.model.lens import Lens
from offerlint.model.offer import LaterPrice, Offer
from offerlint.text.late import late
from offerlint.text.span import Span

_TAKEN = late(
    r"\b(?:offers?|deals?|sale|promotion|order(?:s|ed|ing)?|join(?:ing)?|sign(?:ing)? up|switch|buy|apply|available"
    r"|valid|closes?|tak(?:e|en|ing)|hurry)\b"
)
_OR = late(
    r"(?:(?:^|[.!?:;]\s+)(?:or|alternatively|prefer|rather(?! than)|instead(?! of))|\balso)\b(?P<between>[^.!?;]*)$",
    re.IGNORECASE,
)
_AS_WELL = late(r"(?:[ -](?:a month|per month|contract|plan|term|deal|minimum))*,? (?:as well|too)\b", re.IGNORECASE)
"""What offers the same on other terms, before a figure and after it."""
_NEAR = len(" a month, starting on the ")


class Meant(NamedTuple):
    """What a figure says, what the offer has, and the key of the catalogue that says so with its line."""

    said: str
    meant: str
    key: str
    line: int | None = None


def _monthly(fact: Fact, offer: Offer) -> Meant | None:
    if offer.monthly is None or not is_headline(fact) or "bound" in fact.qualifiers:
        return None
    if fact.value in {offer.monthly, *(later.monthly for later in offer.later_prices)}:
        return None
    assert isinstance(fact.value, Decimal)
    return Meant(f"{pounds(fact.value)} a month", f"{pounds(offer.monthly)} a month", "monthly")


def is_headline(fact: Fact) -> bool:
    """Whether a fact is a known monthly price, VAT included, that is not said to be any other than the offer's."""
    said = fact.qualifiers
    return (
        fact.kind == "price"
        and isinstance(fact.value, Decimal)
        and (said.get("role"), said.get("period")) == ("headline", "month")
        and said.get("vat") != "ex"
    )


def _later(fact: Fact, offer: Offer) -> Meant | None:
    said = fact.qualifiers
    if fact.kind != "price" or not isinstance(fact.value, Decimal) or not offer.later_prices:
        return None
    if said.get("role") != "later" or said.get("period", "month") != "month" or said.get("vat") == "ex":
        return None
    start = date.fromisoformat(said["start"]) if said.get("start", "unknown") != "unknown" else None
    due = next((one for one in offer.later_prices if start and _is_day(start, one)), None)
    same = next((one for one in offer.later_prices if one.monthly == fact.value), None)
    if due is None and same is None and fact.value == offer.monthly:
        return None
    if (due and due.monthly == fact.value) or (same and start is None):
        return None
    right = due or same or offer.later_prices[0]
    when = f" from {day(start)}" if start and right is not due else ""
    then = f" from {day(right.start)}"
    return Meant(f"{pounds(fact.value)} a month{when}", f"{pounds(right.monthly)} a month{then}", "", right.line)


def _is_day(start: date, later: LaterPrice) -> bool:
    """Whether a later price starts on `start`, give or take the day between "until" and "from"; or in that month."""
    of_month = start.day == 1 and (start.year, start.month) == (later.start.year, later.start.month)
    return of_month or abs(start - later.start) <= timedelta(1)


def _amount(role: str, key: str, fact: Fact, offer: Offer) -> Meant | None:
    value: Decimal | None = getattr(offer, key)
    if fact.kind != "price" or fact.qualifiers.get("role") != role or value is None or "bound" in fact.qualifiers:
        return None
    if not isinstance(fact.value, Decimal) or fact.value == value or fact.qualifiers.get("period", "once") != "once":
        return None
    return Meant(pounds(fact.value), pounds(value), key)


def _term(fact: Fact, offer: Offer) -> Meant | None:
    said = fact.qualifiers
    if fact.kind != "duration" or said.get("role") != "contract" or said.get("unit") not in ("month", "year"):
        return None
    if offer.term_months is None or not isinstance(fact.value, Decimal) or fact.value == offer.term_months:
        return None
    return Meant(months(fact.value), months(offer.term_months), "term_months")


def _speed(fact: Fact, offer: Offer) -> Meant | None:
    said = fact.qualifiers
    if fact.kind != "speed" or said.get("bound", "average") != "average" or said.get("direction") == "upload":
        return None
    if not isinstance(fact.value, Decimal) or offer.average_speed_mbps in (None, fact.value):
        return None
    assert offer.average_speed_mbps is not None
    return Meant(mbps(fact.value), mbps(offer.average_speed_mbps), "average_speed_mbps")


def _allowance(fact: Fact, offer: Offer) -> Meant | None:
    if fact.kind != "allowance" or fact.qualifiers.get("of") != "data" or "bound" in fact.qualifiers:
        return None
    if not isinstance(fact.value, Decimal | str) or offer.data_gb is None or fact.value == offer.data_gb:
        return None
    said = f"{gigabytes(fact.value)} data" if isinstance(fact.value, str) else gigabytes(fact.value)
    return Meant(said, gigabytes(offer.data_gb), "data_gb")


def _apr(fact: Fact, offer: Offer) -> Meant | None:
    if fact.kind != "apr" or not isinstance(fact.value, Decimal) or "bound" in fact.qualifiers:
        return None
    if offer.apr is None or fact.value == offer.apr:
        return None
    return Meant(f"{percent(fact.value)} APR", f"{percent(offer.apr)} APR", "apr")


def _dates(fact: Fact, offer: Offer) -> Meant | None:
    said = fact.qualifiers
    right = {"end": offer.until, "start": offer.start}.get(said.get("role", ""))
    if fact.kind != "date" or not isinstance(fact.value, date) or right is None or said.get("precision") != "day":
        return None
    if fact.value == right:
        return None
    return Meant(day(fact.value), f"{'until' if said.get('role') == 'end' else 'from'} {day(right)}", "valid")


_TESTS: Mapping[str, Callable[[Fact, Offer], Meant | None]] = {
    "monthly": _monthly,
    "later-price": _later,
    "setup-fee": partial(_amount, "setup", "setup_fee"),
    "deposit": partial(_amount, "deposit", "deposit"),
    "term": _term,
    "speed": _speed,
    "allowance": _allowance,
    "apr": _apr,
    "dates": _dates,
}


def _stated(test: Callable[[Fact, Offer], Meant | None], spec: Agree, lens: Lens) -> Iterator[Disagreement]:
    """The facts of offers that fail a test."""
    for one in owned(lens):
        meant = test(one.fact, one.tied.offer)
        if meant is None or (spec.what == "dates" and not _speaks_of_taking(one)):
            continue
        if not _is_of_another_way(one) and all(test(one.fact, other) for other in one.tied.variants):
            yield _against(one, _with_start(one), meant)
    if spec.what == "setup-fee" and spec.nothing:
        yield from _nothing(spec, lens)


def _is_of_another_way(one: Owned) -> bool:
    """Whether a fact tells of another way to have the same: “Or take it for 12 months”, “on 12 months as well”."""
    text, span = one.passage.block.text, one.fact.span
    other = _OR.search(text, 0, span.start)
    is_named = other is not None and one.tied.offer.name.lower() in other["between"].lower()
    return bool(_AS_WELL.match(text, span.end)) or (other is not None and not is_named)


def _with_start(one: Owned) -> Place:
    """The place of a fact; of a later price that is right, up to the end of the wrong day that follows it."""
    start, span = one.fact.qualifiers.get("start"), one.fact.span
    right = any(later.monthly == one.fact.value for later in one.tied.offer.later_prices)
    for fact in one.passage.facts if right and start else ():
        near = 0 <= fact.span.start - span.end <= _NEAR
        if near and isinstance(fact.value, date) and fact.value.isoformat() == start:
            return Place(one.passage.block, Span(span.start, fact.span.end))
    return place_of(one.passage, one.fact)


def _against(one: Owned, place: Place, meant: Meant) -> Disagreement:
    offer = one.tied.offer
    where = f"{offer.path}:{meant.line}" if meant.line else offer.place(meant.key)
    beside = (one.named,) if one.named is not None and one.named is not one.passage.block else ()
    return Disagreement(
        place,
        meant.said,
        meant.meant,
        offer=offer.name,
        where=where,
        beside=beside,
        guessed=not one.tied.declared,
    )


def _speaks_of_taking(one: Owned) -> bool:
    """Whether a date says how long an offer may be taken, and not when a price begins or ends."""
    iso = one.fact.value.isoformat() if isinstance(one.fact.value, date) else ""
    passage = one.passage
    if any(iso in (fact.qualifiers.get("until"), fact.qualifiers.get("start")) for fact in passage.facts):
        return False
    number = passage.word_at(one.fact.span.start)
    start = max((stop + 1 for stop in passage.stops if stop < number), default=0)
    end = min(stop for stop in passage.stops if stop >= number)
    return any(_TAKEN.fullmatch(word) for word in passage.words.texts[start : end + 1])


def _nothing(spec: Agree, lens: Lens) -> Iterator[Disagreement]:
    """Words that say there is no fee, in copy of offers that all have one."""
    dear = [tied for tied in lens.offers if tied.offer.setup_fee]
    if not dear or len(dear) < len(lens.offers):
        return
    fee = dear[0].offer.setup_fee
    assert fee is not None
    for match in sorted(matches(spec.nothing, lens.stream), key=lambda match: lens.stream.block[match.first]):
        yield Disagreement(
            lens.stream.places(match.start, match.end)[0],
            "no fee",
            pounds(fee),
            offer=dear[0].offer.name,
            where=dear[0].offer.place("setup_fee"),
            guessed=not dear[0].declared,
        )


STATED: Mapping[str, Callable[[Agree, Lens], Iterator[Disagreement]]] = {
    what: partial(_stated, test) for what, test in _TESTS.items()
}
"""What copy states of an offer, by the word a rule asks for it with."""
