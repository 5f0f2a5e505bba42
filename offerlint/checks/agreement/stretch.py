"""The stretches of a document within which figures must add up: a block, or a section of several."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from offerlint.model.block import Emphasis
from offerlint.model.fact import Fact
from offerlint.model.lens import Lens
from offerlint.model.passage import Passage
from offerlint.text.frozen import dataclass

MOST_EXTRAS = 6
_MOST_FACTS = 80
_NEAR = 160
"""Characters before and after a figure that may say what it is."""
_FAR = 2_000
"""Characters before and after a figure in its sentence that may say of what it is."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact with the passage it stands in; its value is a number."""

    passage: Passage
    fact: Fact

    @property
    def value(self) -> Decimal:
        assert isinstance(self.fact.value, Decimal)
        return self.fact.value

    def says(self, qualifier: str) -> str:
        return self.fact.qualifiers.get(qualifier, "")

    @property
    def lead(self) -> str:
        """The folded words of the block that lead up to the fact, the nearest."""
        end = self._offset(self.fact.span.start)
        return self.passage.folded.text[max(end - _NEAR, 0) : end]

    @property
    def rest(self) -> str:
        """The folded words of the block after the fact, the nearest."""
        start = self._offset(self.fact.span.end)
        return self.passage.folded.text[start : start + _NEAR]

    @property
    def sentence_number(self) -> int:
        """Which sentence of its block it stands in, from 0."""
        return bisect_left(self.passage.stops, min(self.passage.word_at(self.fact.span.start), self.passage.stops[-1]))

    def shares_sentence(self, other: Stated) -> bool:
        """Whether both stand in one sentence."""
        return self.passage is other.passage and self.sentence_number == other.sentence_number

    def sentence(self) -> str:
        """The folded words of the sentence it stands in, of a very long one the nearest."""
        words, stops, number = self.passage.words, self.passage.stops, self.sentence_number
        first = stops[number - 1] + 1 if number else 0
        low, high = words.starts[first], words.ends[stops[number]]
        return self.passage.folded.text[max(low, self.start - _FAR) : min(high, self.start + _FAR)]

    @property
    def start(self) -> int:
        """The folded offset at which the fact begins."""
        return self._offset(self.fact.span.start)

    @property
    def end(self) -> int:
        """The folded offset at which the fact ends."""
        return self._offset(self.fact.span.end)

    def _offset(self, view: int) -> int:
        return bisect_left(self.passage.folded.starts, view)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The facts of some passages that are read together, in order."""

    passages: tuple[Passage, ...]

    def facts(self, kind: str, *roles: str) -> list[Stated]:
        """The facts of a kind, and of any of `roles` if given, that have a known number."""
        return [
            Stated(passage, fact)
            for passage in self.passages
            for fact in passage.facts
            if fact.kind == kind
            and isinstance(fact.value, Decimal)
            and (not roles or fact.qualifiers.get("role") in roles)
        ]

    def has_unknown(self, *kinds: str) -> bool:
        """Whether a fact of any of `kinds` has a value that the words do not say."""
        return any(
            fact.kind in kinds and not isinstance(fact.value, Decimal)
            for passage in self.passages
            for fact in passage.facts
        )


def blocks(lens: Lens) -> Iterator[Stretch]:
    """Each visible block that states anything, by itself."""
    for passage in lens.passages:
        if passage.facts and passage.block.emphasis is not Emphasis.HIDDEN:
            yield Stretch((passage,))


def sections(lens: Lens) -> Iterator[Stretch]:
    """Each section of each layer, its visible blocks together; the same blocks once."""
    seen: set[tuple[int, ...]] = set()
    for layer in lens.layers:
        found: dict[int, list[Passage]] = {}
        for passage, section in zip(layer.passages, layer.sections, strict=True):
            if passage.block.emphasis is not Emphasis.HIDDEN:
                found.setdefault(section, []).append(passage)
        for passages in found.values():
            key = tuple(id(passage) for passage in passages)
            if key not in seen:
                seen.add(key)
                yield Stretch(tuple(passages))


class Surroundings:
    """The stretches that a fact stands in: its block, its sections, an agent's two turns; none with too many prices."""

    def __init__(self, lens: Lens) -> None:
        self._sections: dict[int, list[Stretch]] = {}
        for one in sections(lens):
            if len(one.passages) > 1 and _is_of_few(one):
                for passage in one.passages:
                    self._sections.setdefault(id(passage), []).append(one)
        self._turns = dict(_turns(lens))

    def of(self, stated: Stated) -> list[Stretch]:
        own = Stretch((stated.passage,))
        found = [own] if _is_of_few(own) else []
        found += self._sections.get(id(stated.passage), [])
        return found + [turn for turn in [self._turns.get(id(stated.passage))] if turn]


def _turns(lens: Lens) -> Iterator[tuple[int, Stretch]]:
    """What an agent says with what they said just before, where both have any facts."""
    for layer in lens.layers:
        said = [one for one in layer.passages if one.block.scope == "script.agent" and one.facts]
        for before, one in pairwise(said):
            yield id(one), Stretch((before, one))


def _is_of_few(stretch: Stretch) -> bool:
    """Whether there are so few prices that they may be of one offer."""
    return sum(len(passage.facts) for passage in stretch.passages) <= _MOST_FACTS


def sums(values: list[Decimal]) -> set[Decimal]:
    """All that some of `values` may add up to, none of them included; few values only."""
    few = values[:MOST_EXTRAS]
    return {sum(some, Decimal(0)) for size in range(len(few) + 1) for some in combinations(few, size)}
