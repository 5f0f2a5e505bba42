"""A monthly price without what its offer says must stand beside it: the later price, the term, the fee."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial

from offerlint.checks.agreement.disagreement import Disagreement, day, months, place_of, pounds
from offerlint.checks.agreement.offer import is_headline
from offerlint.checks.exposure import UndecidedError, exposures
from offerlint.checks.owned import Owned, owned
from offerlint.checks.prominence import stands_in
from offerlint.model.block import Condition, Emphasis
from offerlint.model.check_agree import Agree
from offerlint.model.fact import Fact
from offerlint.model.lens import Lens
from offerlint.model.offer import Offer


def _later(offer: Offer) -> tuple[str, str]:
    first = next(iter(offer.later_prices), None)
    return (f"{pounds(first.monthly)} a month from {day(first.start)}", "later_prices") if first else ("", "")


def _term(offer: Offer) -> tuple[str, str]:
    return (months(offer.term_months), "term_months") if offer.term_months else ("", "")


def _setup(offer: Offer) -> tuple[str, str]:
    return (pounds(offer.setup_fee), "setup_fee") if offer.setup_fee else ("", "")


def _is_later(fact: Fact, offer: Offer, own: bool) -> bool:
    if fact.kind != "price":
        return False
    return any(fact.value == one.monthly for one in offer.later_prices) or (
        own and fact.qualifiers.get("role") == "later"
    )


def _is_term(fact: Fact, offer: Offer, own: bool) -> bool:
    if fact.kind != "duration":
        return False
    same = fact.value == offer.term_months and fact.qualifiers.get("unit") in ("month", "year")
    return same or (own and fact.qualifiers.get("role") in ("contract", "rolling"))


def _is_setup(fact: Fact, offer: Offer, own: bool) -> bool:
    return fact.kind == "price" and (fact.value == offer.setup_fee or (own and fact.qualifiers.get("role") == "setup"))


Due = Callable[[Offer], tuple[str, str]]
Companion = Callable[[Fact, Offer, bool], bool]


def _missing(due: Due, is_companion: Companion, spec: Agree, lens: Lens) -> Iterator[Disagreement]:
    """The first monthly price of each offer that can stand without its companion."""
    facts = owned(lens)
    own = {(id(one.fact), one.tied.offer.id) for one in facts}
    told: set[tuple[str, frozenset[Condition]]] = set()
    for one in facts:
        offer, block = one.tied.offer, one.passage.block
        meant, key = due(offer)
        if not meant or not is_headline(one.fact) or not stands_in(block, spec.where):
            continue
        if (offer.id, block.conditions) in told:
            continue
        told.add((offer.id, block.conditions))
        companions = {
            passage.block: None
            for passage in lens.passages
            if passage.block.emphasis is not Emphasis.HIDDEN
            for fact in passage.facts
            if fact is not one.fact and is_companion(fact, offer, (id(fact), offer.id) in own)
        }
        try:
            choices = exposures([block], companions, lens.document)
        except UndecidedError:
            continue
        if choices is not None:
            yield _lacking(one, meant, key, tuple(filter(None, choices)))


def _lacking(one: Owned, meant: str, key: str, choices: tuple[Mapping[str, str], ...]) -> Disagreement:
    offer, fact = one.tied.offer, one.fact
    assert isinstance(fact.value, Decimal)
    return Disagreement(
        place_of(one.passage, fact),
        f"{pounds(fact.value)} a month",
        meant,
        offer=offer.name,
        where=offer.place(key),
        exposed_by=choices,
        guessed=not one.tied.declared,
        once=True,
    )


BESIDE: Mapping[str, Callable[[Agree, Lens], Iterator[Disagreement]]] = {
    "missing-later-price": partial(_missing, _later, _is_later),
    "missing-term": partial(_missing, _term, _is_term),
    "missing-setup-fee": partial(_missing, _setup, _is_setup),
}
"""What must stand beside a price, by the word a rule asks for it with."""
