"""A monthly price without what its offer says must stand beside it: the later price, the term, the fee."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from offerlint.checks.agreement.disagreement import Disagreement, day, months, place_of, pounds
from offerlint.checks.agreement.offer import is_headline
from offerlint.checks.exposure import Exposures, exposure
from offerlint.checks.falsify import UndecidedError
from offerlint.checks.owned import Owned, owned
from offerlint.checks.parts import Stands, stands, words_stand
from offerlint.checks.prominence import stands_in
from offerlint.model.block import Block, Condition, Emphasis, Place
from offerlint.model.check_agree import Agree
from offerlint.model.fact import Fact
from offerlint.model.lens import Lens
from offerlint.model.offer import Offer
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class _Due:
    """What must stand beside a price: how the catalogue says it, under which key, and which facts say it.

    These are of `kind`, with one of `values` wherever they stand, or with one of `roles` where they are the offer's.
    """

    meant: str
    key: str
    kind: str
    values: Sequence[Decimal]
    roles: tuple[str, ...]


def _later(offer: Offer) -> _Due | None:
    if not offer.later_prices:
        return None
    first, prices = offer.later_prices[0], [one.monthly for one in offer.later_prices]
    return _Due(f"{pounds(first.monthly)} a month from {day(first.start)}", "later_prices", "price", prices, ("later",))


def _term(offer: Offer) -> _Due | None:
    term = offer.term_months
    return _Due(months(term), "term_months", "duration", [term], ("contract", "rolling")) if term and term > 1 else None


def _setup(offer: Offer) -> _Due | None:
    fee = offer.setup_fee
    return _Due(pounds(fee), "setup_fee", "price", [fee], ("setup",)) if fee else None


def _missing(due: Callable[[Offer], _Due | None], spec: Agree, lens: Lens) -> Iterator[Disagreement]:
    """The first monthly price of each offer that can stand without its companion."""
    said = _said(lens)
    told: set[tuple[str, frozenset[Condition]]] = set()
    for one in owned(lens):
        offer, block = one.tied.offer, one.passage.block
        meant = due(offer)
        if not meant or not is_headline(one.fact) or not stands_in(block, spec.where):
            continue
        if (offer.id, block.conditions) in told:
            continue
        told.add((offer.id, block.conditions))
        try:
            choices = exposure(lens).company(*said.beside(one, meant, lens)).exposures(stands([block]))
        except UndecidedError:
            continue
        if choices is not None:
            yield _lacking(one, meant, tuple(filter(None, choices)))


_Key = tuple[str, str, object]


def _said(lens: Lens) -> _Said:
    """What the document says; found out once."""
    known = lens.stream.known
    if _Said not in known:
        known[_Said] = _Said(lens)
    kept: _Said = known[_Said]
    return kept


class _Said:
    """When facts stand: those that a customer can read by kind and value, and those of an offer by kind and role."""

    def __init__(self, lens: Lens) -> None:
        self._facts: dict[_Key, dict[int, Place]] = {}
        self._stand: dict[_Key, Stands] = {}
        for passage in lens.passages:
            for fact in passage.facts if passage.block.emphasis is not Emphasis.HIDDEN else ():
                if fact.kind != "duration" or fact.qualifiers.get("unit") in ("month", "year"):
                    self._file(("", fact.kind, fact.value), fact, passage.block)
        for one in owned(lens):
            role = one.fact.qualifiers.get("role", "")
            self._file((one.tied.offer.id, one.fact.kind, role), one.fact, one.passage.block)

    def _file(self, key: _Key, fact: Fact, block: Block) -> None:
        self._facts.setdefault(key, {})[id(fact)] = Place(block, fact.span)

    def beside(self, one: Owned, due: _Due, lens: Lens) -> Iterator[Stands]:
        """When facts stand that say what is due, the price itself apart."""
        for value in due.values:
            key = ("", due.kind, value)
            facts = self._facts.get(key, {})
            if id(one.fact) in facts:
                yield words_stand((place for of, place in facts.items() if of != id(one.fact)), lens)
            else:
                yield self._standing(key, lens)
        for role in due.roles:
            yield self._standing((one.tied.offer.id, due.kind, role), lens)

    def _standing(self, key: _Key, lens: Lens) -> Stands:
        if key not in self._stand:
            self._stand[key] = words_stand(self._facts.get(key, {}).values(), lens)
        return self._stand[key]


def _lacking(one: Owned, due: _Due, choices: Exposures) -> Disagreement:
    offer, fact = one.tied.offer, one.fact
    assert isinstance(fact.value, Decimal)
    return Disagreement(
        place_of(one.passage, fact),
        f"{pounds(fact.value)} a month",
        due.meant,
        offer=offer.name,
        where=offer.place(due.key),
        exposed_by=choices,
        guessed=not one.tied.declared,
        once=True,
    )


BESIDE: Mapping[str, Callable[[Agree, Lens], Iterator[Disagreement]]] = {
    "missing-later-price": partial(_missing, _later),
    "missing-term": partial(_missing, _term),
    "missing-setup-fee": partial(_missing, _setup),
}
"""What must stand beside a price, by the word a rule asks for it with."""
