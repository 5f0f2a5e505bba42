"""A document as checks see it: which passages it has, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date

from offerlint.model.block import Block
from offerlint.model.document import Document, Variant
from offerlint.model.figure import DayFigures
from offerlint.model.later import Later
from offerlint.model.offer import Tied
from offerlint.model.passage import Passage
from offerlint.model.stream import Stream
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A variant with a passage for each of its blocks that has words; `sections` is parallel."""

    variant: Variant
    passages: tuple[Passage, ...]
    sections: tuple[int, ...]
    _places: dict[int, list[int]] = field(default_factory=dict, init=False, repr=False)
    _members: dict[int, list[Passage]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for i, (passage, section) in enumerate(zip(self.passages, self.sections, strict=True)):
            self._places.setdefault(id(passage.block), []).append(i)
            self._members.setdefault(section, []).append(passage)

    def places(self, block: Block) -> Sequence[int]:
        """Where the block stands among the passages."""
        return self._places.get(id(block), ())

    def members(self, section: int) -> Sequence[Passage]:
        """The passages of a section, in order."""
        return self._members.get(section, ())


@dataclass(frozen=True, slots=True, eq=False)
class Lens:
    """A document as checks see it: its layers, and each different passage once, in order.

    `offers` are those that it speaks of. `as_of` is the day it is live (None: not known), `figures` those of that day.
    """

    document: Document
    layers: tuple[Layer, ...]
    passages: tuple[Passage, ...]
    offers: tuple[Tied, ...] = ()
    as_of: date | None = None
    figures: DayFigures = field(default_factory=dict)
    _stream: Later[Stream] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # What makes the stream does not hold this lens, which would then outlive its document.
        layers, passages, figures = self.layers, self.passages, self.figures
        object.__setattr__(self, "_stream", Later(lambda: _stream(layers, passages, figures)))

    @property
    def stream(self) -> Stream:
        """The words of all passages; the same object each time."""
        return self._stream()


def _stream(layers: Sequence[Layer], passages: Sequence[Passage], figures: DayFigures) -> Stream:
    return Stream(passages, figures, _sections(layers, passages))


def _sections(layers: Sequence[Layer], passages: Sequence[Passage]) -> Sequence[int] | None:
    """The section of each passage, where there is one layer that has them in order."""
    if len(layers) != 1 or layers[0].passages != passages:
        return None
    sections = layers[0].sections
    return sections if list(sections) == sorted(sections) else None
