"""A monthly price without what its offer says must stand beside it: the later price, the term, the fee."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from offerlint.checks.agreement.disagreement import Disagreement, day, months, place_of, pounds
from offerlint.checks.agreement.offer import is_headline
from offerlint.checks.exposure import Exposures, exposure, stands
from offerlint.checks.falsify import UndecidedError
from offerlint.checks.owned import Owned, owned
from offerlint.checks.prominence import stands_in
from offerlint.model.block import Block, Condition, Emphasis
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

    def is_said(self, fact: Fact, own: bool) -> bool:
        """Whether the fact says it; `own` when it belongs to the offer."""
        if fact.kind != self.kind:
            return False
        if own and fact.qualifiers.get("role") in self.roles:
            return True
        return fact.value in self.values and (fact.kind != "duration" or fact.qualifiers.get("unit") in _LONG)


_LONG = ("month", "year")


def _later(offer: Offer) -> _Due | None:
    if not offer.later_prices:
        return None
    first, prices = offer.later_prices[0], [one.monthly for one in offer.later_prices]
    return _Due(f"{pounds(first.monthly)} a month from {day(first.start)}", "later_prices", "price", prices, ("later",))


def _term(offer: Offer) -> _Due | None:
    term = offer.term_months
    return _Due(months(term), "term_months", "duration", [term], ("contract", "rolling")) if term else None


def _setup(offer: Offer) -> _Due | None:
    fee = offer.setup_fee
    return _Due(pounds(fee), "setup_fee", "price", [fee], ("setup",)) if fee else None


def _missing(due: Callable[[Offer], _Due | None], spec: Agree, lens: Lens) -> Iterator[Disagreement]:
    """The first monthly price of each offer that can stand without its companion."""
    told: set[tuple[str, frozenset[Condition]]] = set()
    for one in owned(lens):
        offer, block = one.tied.offer, one.passage.block
        meant = due(offer)
        if not meant or not is_headline(one.fact) or not stands_in(block, spec.where):
            continue
        if (offer.id, block.conditions) in told:
            continue
        told.add((offer.id, block.conditions))
        companions = (other for fact, other in _said(meant, offer, lens) if fact is not one.fact)
        try:
            choices = exposure(lens).company(stands(companions)).exposures(stands([block]))
        except UndecidedError:
            continue
        if choices is not None:
            yield _lacking(one, meant, tuple(filter(None, choices)))


def _said(due: _Due, offer: Offer, lens: Lens) -> Iterator[tuple[Fact, Block]]:
    """The facts that say what is due, with the blocks they stand in."""
    for value in set(due.values):
        yield from ((fact, block) for fact, block in _by_value(lens).get(value, ()) if due.is_said(fact, own=False))
    yield from ((fact, block) for fact, block in _by_offer(lens).get(offer.id, ()) if due.is_said(fact, own=True))


_Filed = Mapping[object, Sequence[tuple[Fact, Block]]]


def _by_value(lens: Lens) -> _Filed:
    """The facts that a customer can read, by their values; found out once."""
    known = lens.stream.known
    if _by_value not in known:
        shown = [passage for passage in lens.passages if passage.block.emphasis is not Emphasis.HIDDEN]
        known[_by_value] = _filed((fact.value, fact, one.block) for one in shown for fact in one.facts)
    kept: _Filed = known[_by_value]
    return kept


def _by_offer(lens: Lens) -> _Filed:
    """The facts that belong to each offer, by its id; found out once."""
    known = lens.stream.known
    if _by_offer not in known:
        known[_by_offer] = _filed((one.tied.offer.id, one.fact, one.passage.block) for one in owned(lens))
    kept: _Filed = known[_by_offer]
    return kept


def _filed(facts: Iterable[tuple[object, Fact, Block]]) -> _Filed:
    found: dict[object, list[tuple[Fact, Block]]] = {}
    for key, fact, block in facts:
        found.setdefault(key, []).append((fact, block))
    return found


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
