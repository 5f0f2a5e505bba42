"""The passages of one variant while their facts are being linked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from offerlint.facts.local import place_of
from offerlint.model.block import Emphasis, Place
from offerlint.model.fact import Fact, Value
from offerlint.model.passage import Passage


@dataclass(slots=True)
class Item:
    """A fact of the passage numbered `number`, open to what its surroundings say."""

    number: int
    fact: Fact
    qualifiers: dict[str, str]
    also: list[Place]
    value: Value

    def learn(self, place: Place, **qualifiers: str) -> None:
        """Takes over `qualifiers`, which the words at `place` give it."""
        self.qualifiers.update(qualifiers)
        if place not in self.also[-3:]:
            self.also.append(place)

    def settled(self) -> Fact:
        if not self.also and self.qualifiers == self.fact.qualifiers:
            return self.fact
        return replace(self.fact, value=self.value, qualifiers=self.qualifiers, also=tuple(self.also))


class Working:
    """The visible passages of a variant with their items; a hidden block explains nothing."""

    def __init__(self, passages: Sequence[Passage], sections: Sequence[int]) -> None:
        self.passages = passages
        self.sections = sections
        self.visible = [i for i, passage in enumerate(passages) if passage.block.emphasis is not Emphasis.HIDDEN]
        self._order = {number: at for at, number in enumerate(self.visible)}
        self.items: list[list[Item]] = [
            [Item(i, fact, dict(fact.qualifiers), list(fact.also), fact.value) for fact in passage.facts]
            for i, passage in enumerate(passages)
        ]

    def text(self, number: int) -> str:
        return self.passages[number].folded.text

    def bounds(self, item: Item) -> tuple[int, int]:
        """The folded start and end of an item."""
        folded, span = self.passages[item.number].folded, item.fact.span
        return bisect_left(folded.starts, span.start), bisect_left(folded.starts, span.end)

    def place(self, number: int, start: int, end: int) -> Place:
        """The place of the folded characters `start` up to `end` of a passage."""
        passage = self.passages[number]
        return Place(passage.block, passage.folded.span(start, end))

    def neighbour(self, number: int, by: int) -> int | None:
        """The visible passage `by` places on in the same section."""
        at = self._order[number] + by
        if not 0 <= at < len(self.visible):
            return None
        other = self.visible[at]
        return other if self.sections[other] == self.sections[number] else None

    def of_kind(self, *kinds: str) -> Iterator[Item]:
        """The visible items of some kinds, in order."""
        for number in self.visible:
            yield from (item for item in self.items[number] if item.fact.kind in kinds)

    def settled(self) -> list[Passage]:
        """The passages with their facts as linked; one that learnt nothing is the same object."""
        out = []
        for passage, items in zip(self.passages, self.items, strict=True):
            facts = tuple(sorted((item.settled() for item in items), key=place_of))
            out.append(passage if facts == passage.facts else replace(passage, facts=facts))
        return out
