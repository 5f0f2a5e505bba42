"""Where a document names the offers of a catalogue, and which of them it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from offerlint.model.block import Emphasis
from offerlint.model.lens import Lens
from offerlint.model.offer import Offer, Tied
from offerlint.model.passage import Passage
from offerlint.text.fold import fold
from offerlint.text.frozen import dataclass
from offerlint.text.span import Span
from offerlint.text.words import words

_THROUGH = frozenset("-'\"®™*()")
"""Marks inside a name that say nothing."""
_LONGEST = 12
"""Words that a name has at most."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A place of a passage, in its view, where an offer is named.

    `offer` is None for a name that differs from one of the catalogue only in its number: another product.
    """

    span: Span
    offer: Offer | None


def tie(offers: Sequence[Offer], lens: Lens) -> tuple[Tied, ...]:
    """The offers that a document declares or its words name, in the order of the catalogue."""
    if not offers:
        return ()
    declared, names = set(lens.document.about.offers), Names(offers)
    named = {
        naming.offer.id
        for passage in lens.passages
        if passage.block.emphasis is not Emphasis.HIDDEN
        for naming in names.within(passage)
        if naming.offer
    }
    tied = [offer for offer in offers if offer.id in declared | named]
    return tuple(Tied(offer, offer.id in declared, _variants(offer, offers)) for offer in tied)


def _variants(offer: Offer, offers: Sequence[Offer]) -> tuple[Offer, ...]:
    """The offers whose names go on from that of this one: “Home 300, one year”."""
    name = _tokens(offer.name)
    return tuple(one for one in offers if one is not offer and _tokens(one.name)[: len(name)] == name)


class Names:
    """The names of some offers; of offers that share one, the first has it."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._offers: dict[tuple[str, ...], Offer] = {}
        self._siblings: set[tuple[str, ...]] = set()
        sizes: dict[str, set[int]] = {}
        for offer in offers:
            name = _tokens(offer.name)
            if name:
                self._offers.setdefault(name, offer)
                sizes.setdefault(_alike(name[0]), set()).add(len(name))
                if any(word[:1].isdigit() for word in name):
                    self._siblings.add(tuple(map(_alike, name)))
        self._sizes = {first: sorted(found, reverse=True) for first, found in sizes.items()}

    def within(self, passage: Passage) -> list[Naming]:
        """Where a passage names any of the offers, in order; of overlapping names the longest, from the left."""
        spoken = [i for i, text in enumerate(passage.words.texts) if text not in _THROUGH]
        found: list[Naming] = []
        at = 0
        while at < len(spoken):
            best = self._at(passage, spoken[at : at + _LONGEST])
            at += best[1] if best else 1
            if best:
                found.append(best[0])
        return found

    def _at(self, passage: Passage, spoken: Sequence[int]) -> tuple[Naming, int] | None:
        """The naming that begins at the first of some words, an exact one first, with its number of words."""
        words = passage.words
        sizes = [size for size in self._sizes.get(_alike(words.texts[spoken[0]]), ()) if size <= len(spoken)]
        texts = tuple(words.texts[i] for i in spoken) if sizes else ()
        for size in sizes:
            offer = self._offers.get(texts[:size])
            span = passage.span(spoken[0], spoken[size - 1] + 1) if offer else None
            if offer and span and _is_written_as_a_name(passage, span, offer.name):
                return Naming(span, offer), size
        for size in sizes:
            if size > 1 and tuple(map(_alike, texts[:size])) in self._siblings:
                return Naming(passage.span(spoken[0], spoken[size - 1] + 1), None), size
        return None


def _alike(word: str) -> str:
    """The word, all numbers alike: “Fibre 500” and “Fibre 200” are siblings, and no other names are."""
    return "0" if word[:1].isdigit() else word


def _is_written_as_a_name(passage: Passage, span: Span, name: str) -> bool:
    """Whether words may be a name: one without a number is written with a capital, as “Max” and not “max”.

    The last word needs none where the catalogue gives it none, as in “Home phone”.
    """
    own = name.split()
    if any(word[:1].isdigit() for word in own):
        return True
    written = passage.block.text[span.start : span.end].split()
    last = written[-1:] if _is_small(own[0]) or not _is_small(own[-1]) else []
    return not any(map(_is_small, written[:1] + last))


def _is_small(word: str) -> bool:
    return word[:1].isalpha() and word[:1] == word[:1].lower()


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(text for text in words(fold(name)).texts if text not in _THROUGH)[:_LONGEST]
