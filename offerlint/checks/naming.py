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
    return tuple(Tied(offer, offer.id in declared) for offer in offers if offer.id in declared | named)


class Names:
    """The names of some offers, by their first word, the longest first."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        self._names: dict[str, list[tuple[tuple[str, ...], Offer]]] = {}
        for name, offer in sorted(((_tokens(offer.name), offer) for offer in offers), key=lambda pair: -len(pair[0])):
            if name:
                self._names.setdefault(_first(name[0]), []).append((name, offer))

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
        names = self._names.get(_first(words.texts[spoken[0]]), ())
        texts = tuple(words.texts[i] for i in spoken) if names else ()
        kinds = [words.kinds[i] for i in spoken] if names else []
        for name, offer in names:
            span = passage.span(spoken[0], spoken[len(name) - 1] + 1) if texts[: len(name)] == name else None
            if span and _is_written_as_a_name(passage, span, name):
                return Naming(span, offer), len(name)
        for name, _ in names:
            size = len(name)
            if 1 < size <= len(texts) and _is_sibling(texts[:size], kinds[:size], name):
                return Naming(passage.span(spoken[0], spoken[size - 1] + 1), None), size
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
    return tuple(text for text in words(fold(name)).texts if text not in _THROUGH)[:_LONGEST]
