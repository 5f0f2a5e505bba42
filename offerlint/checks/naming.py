"""Where a document names the offers of a catalogue, and which of them it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from offerlint.model.block import Emphasis
from offerlint.model.offer import Offer, Tied
from offerlint.model.passage import Lens, Passage
from offerlint.text.fold import fold
from offerlint.text.span import Span
from offerlint.text.words import words

_THROUGH = frozenset("-'\"®™*()")
"""Marks inside a name that say nothing."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A place of a passage, in its view, where an offer is named.

    `offer` is None for a name that differs from one of the catalogue only in its number: another product.
    """

    span: Span
    offer: Offer | None


def tie(offers: Sequence[Offer], lens: Lens) -> tuple[Tied, ...]:
    """The offers that a document declares or its words name, in the order of the catalogue."""
    declared = set(lens.document.about.offers)
    named = {
        naming.offer.id
        for passage in lens.passages
        if offers and passage.block.emphasis is not Emphasis.HIDDEN
        for naming in namings(passage, offers)
        if naming.offer
    }
    return tuple(Tied(offer, offer.id in declared) for offer in offers if offer.id in declared | named)


def namings(passage: Passage, offers: Sequence[Offer]) -> list[Naming]:
    """Where a passage names any of `offers`, in order; of overlapping names the longest, from the left."""
    reader = _Reader(passage, offers)
    found: list[Naming] = []
    at = 0
    while at < len(reader.texts):
        best = reader.named_at(at)
        at += best[1] if best else 1
        if best:
            found.append(best[0])
    return found


class _Reader:
    """The words of a passage without marks that say nothing, and the names to look for by their first word."""

    def __init__(self, passage: Passage, offers: Sequence[Offer]) -> None:
        self._passage = passage
        self._spoken = [i for i, text in enumerate(passage.words.texts) if text not in _THROUGH]
        self.texts = [passage.words.texts[i] for i in self._spoken]
        self._kinds = [passage.words.kinds[i] for i in self._spoken]
        self._names: dict[str, list[tuple[tuple[str, ...], Offer]]] = {}
        for name, offer in sorted(((_tokens(offer.name), offer) for offer in offers), key=lambda pair: -len(pair[0])):
            if name:
                self._names.setdefault(_first(name[0]), []).append((name, offer))

    def named_at(self, at: int) -> tuple[Naming, int] | None:
        """The naming that begins at a word, an exact one before one of a sibling, with its number of words."""
        names = self._names.get(_first(self.texts[at]), ())
        for exact in (True, False):
            for name, offer in names:
                size = len(name)
                texts = self.texts[at : at + size]
                if len(texts) < size:
                    continue
                span = self._passage.span(self._spoken[at], self._spoken[at + size - 1] + 1)
                if exact and tuple(texts) == name and _is_written_as_a_name(self._passage, span, name):
                    return Naming(span, offer), size
                if not exact and size > 1 and _is_sibling(texts, self._kinds[at : at + size], name):
                    return Naming(span, None), size
        return None


def _first(word: str) -> str:
    """What a name is looked up by: its first word, all numbers alike."""
    return "0" if word[:1].isdigit() else word


def _is_sibling(texts: Sequence[str], kinds: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words are a name with another number: “Fibre 500” beside “Fibre 200”."""
    pairs = list(zip(texts, kinds, name, strict=True))
    has_number = any(word[:1].isdigit() for word in name)
    return has_number and all(text == word or (kind == "n" and word[:1].isdigit()) for text, kind, word in pairs)


def _is_written_as_a_name(passage: Passage, span: Span, name: Sequence[str]) -> bool:
    """Whether words may be a name: one without a number is written with a capital, as “Max” and not “max”."""
    if any(word[:1].isdigit() for word in name):
        return True
    written = passage.block.text[span.start : span.end].split()
    return all(word[:1] != word[:1].lower() or not word[:1].isalpha() for word in written[:1] + written[-1:])


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(text for text in words(fold(name)).texts if text not in _THROUGH)
