"""Whose facts are whose: each fact of a document with the offer it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from offerlint.checks.naming import Names, Naming
from offerlint.model.block import Block, Emphasis
from offerlint.model.fact import Fact
from offerlint.model.lens import Layer, Lens
from offerlint.model.offer import Offer, Tied
from offerlint.model.passage import Passage
from offerlint.text.frozen import dataclass
from offerlint.text.late import late

_ON_TO_NAME = late(r"^[\s,(*]*(?:a month|per month|pm|p/m)?[\s,]*(?:for|with|on|gets you|buys|when you take)"
                         r"(?: (?:our|the|your))*\s*[\"'*]*$", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owned:
    """A fact and the offer it speaks of; `named` is the block in which the offer is named, if any."""

    passage: Passage
    fact: Fact
    tied: Tied
    named: Block | None = None


@dataclass(frozen=True, slots=True)
class _Name:
    """The offer spoken of at some place; None for a product that the catalogue does not hold."""

    offer: Offer | None
    block: Block


def owned(lens: Lens) -> tuple[Owned, ...]:
    """The facts that belong to an offer, in reading order.

    A fact belongs to the offer that its own words go on to name ("£30 for Fibre 200"), else to the one last
    named in its section, else to the one that the headings above it name last. Where nothing there names any
    and the document declares, or names, one alone, all facts are that one's.
    """
    known = lens.stream.known
    if owned not in known:
        known[owned] = _owned(lens)
    kept: tuple[Owned, ...] = known[owned]
    return kept


def _owned(lens: Lens) -> tuple[Owned, ...]:
    found: dict[tuple[int, int, int, str], Owned] = {}
    offers = [tied.offer for tied in lens.offers]
    names = Names(offers)
    named = {id(passage): names.within(passage) for passage in lens.passages} if offers else {}
    for layer in lens.layers if offers else ():
        for one in _Walk(layer, lens, named).facts():
            key = (id(one.passage.block), one.fact.span.start, one.fact.span.end, one.tied.offer.id)
            found.setdefault((*key[:3], f"{one.fact.kind} {key[3]}"), one)
    return tuple(found.values())


class _Walk:
    """One way through the passages of a layer."""

    def __init__(self, layer: Layer, lens: Lens, named: Mapping[int, list[Naming]]) -> None:
        self._layer = layer
        self._tied = {tied.offer.id: tied for tied in lens.offers}
        offers = [tied.offer for tied in lens.offers]
        self._namings = [named[id(passage)] for passage in layer.passages]
        main = [tied.offer for tied in lens.offers if tied.declared] or offers
        self._only = main[0] if len(main) == 1 else None
        self._names_in: dict[int, list[Offer | None]] = {}
        for section, found in zip(layer.sections, self._namings, strict=True):
            self._names_in.setdefault(section, []).extend(naming.offer for naming in found)

    def facts(self) -> Iterator[Owned]:
        headings: list[tuple[int, _Name | None]] = []
        section, last = -1, None
        for passage, number, found in zip(self._layer.passages, self._layer.sections, self._namings, strict=True):
            block = passage.block
            if block.emphasis is Emphasis.HIDDEN:
                continue
            if block.level:
                headings = [one for one in headings if one[0] < block.level]
            if number != section:
                section = number
                last = headings[-1][1] if headings else None
            for fact in passage.facts:
                at = bisect_right(found, fact.span.start, key=lambda naming: naming.span.start)
                name = self._name(passage, fact, found[max(at - 1, 0) : at + 1], last, section)
                offer = name.offer if name else self._only
                if offer and not (at and found[at - 1].span.contains(fact.span)):
                    yield Owned(passage, fact, self._tied[offer.id], name.block if name else None)
            if found:
                last = _Name(found[-1].offer, block)
            if block.level:
                headings.append((block.level, last))

    def _name(
        self, passage: Passage, fact: Fact, found: list[Naming], last: _Name | None, section: int
    ) -> _Name | None:
        """What the words around a fact name, None when nothing is named; `found` are the namings next to it."""
        text = passage.block.text
        for naming in found:
            if naming.span.start >= fact.span.end:
                if _ON_TO_NAME.match(text[fact.span.end : naming.span.start]):
                    return _Name(naming.offer, passage.block)
                break
        before = [naming for naming in found if naming.span.end <= fact.span.start]
        if before:
            return _Name(before[-1].offer, passage.block)
        if last:
            return last
        ahead = self._names_in[section]
        if not ahead:
            return None
        alone = ahead[0] if all(one is ahead[0] for one in ahead) else None
        return _Name(alone, passage.block)
