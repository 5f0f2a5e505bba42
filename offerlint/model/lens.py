"""A document as checks see it: which passages it has, in what order, and which of them hold what."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date
from itertools import accumulate
from typing import Any

from offerlint.model.block import Block
from offerlint.model.document import Document, Variant
from offerlint.model.figure import DayFigures
from offerlint.model.offer import Tied
from offerlint.model.passage import Passage
from offerlint.model.stream import KEYS, Stream
from offerlint.text.frozen import dataclass
from offerlint.text.late import late


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


_DIGIT = late(r"\d")


class Index:
    """Which passages hold a word, so that most phrases need not be looked for at all."""

    # `known` is what checks have found out about the document.
    __slots__ = ("_ends", "_figures", "_passages", "_streams", "_texts", "_vocabulary", "_where", "known")

    def __init__(self, passages: Sequence[Passage], figures: DayFigures | None = None) -> None:
        self._passages, self._figures = passages, figures
        self.known: dict[object, Any] = {}
        self._streams: dict[int, Stream] = {}
        self._where: dict[str, set[int]] = {}
        self._vocabulary: list[str] = []
        self._texts = ""
        self._ends: list[int] = []

    def holding(self, needs: Iterable[frozenset[str]]) -> Collection[int]:
        """The numbers of the passages that hold something of each of `needs` (see Pattern)."""
        left: Collection[int] = range(len(self._passages))
        for number, each in enumerate(needs):
            any_of: set[int] = set()
            for need in each:
                any_of.update(self._holding(need))
            left = any_of.intersection(left) if number else any_of
            if not left:
                break
        return left

    def has(self, needs: frozenset[str] | None) -> bool:
        """Whether any passage holds any of `needs`."""
        return needs is None or any(self._holding(need) for need in needs)

    def _holding(self, need: str) -> Collection[int]:
        where = self._where or self._build()
        if need in where:
            return where[need]
        if len(need) > 1 and need.endswith("*"):
            begun = self._begun(need[:-1])
            where[need] = set().union(*(where[word] for word in begun))
        elif need == "\\d":
            where[need] = {i for i, passage in enumerate(self._passages) if _DIGIT.search(passage.folded.text)}
        elif len(need) > 1 and need.startswith("~"):
            where[need] = self._with_part(need[1:])
        return where.get(need, ())

    def _with_part(self, part: str) -> set[int]:
        """The passages whose folded text holds `part`, which has no line end."""
        if not self._texts:
            self._texts = "\n".join(passage.folded.text for passage in self._passages)
            self._ends = list(accumulate(len(passage.folded.text) + 1 for passage in self._passages))
        found = set()
        at = self._texts.find(part)
        while at >= 0:
            number = bisect_right(self._ends, at)
            found.add(number)
            at = self._texts.find(part, self._ends[number])
        return found

    def _begun(self, start: str) -> Iterator[str]:
        """The words that begin so."""
        for i in range(bisect_left(self._vocabulary, start), len(self._vocabulary)):
            if not self._vocabulary[i].startswith(start):
                return
            yield self._vocabulary[i]

    def stream(self, number: int) -> Stream:
        """The words of one passage; the same object each time."""
        if number not in self._streams:
            self._streams[number] = Stream([self._passages[number]], self._figures)
        return self._streams[number]

    def _build(self) -> dict[str, set[int]]:
        """Where each word is; what else is asked for is added as it is found out."""
        for number, passage in enumerate(self._passages):
            held = set(passage.words.texts)
            held |= {KEYS[kind] for kind in set(passage.words.kinds) & KEYS.keys()}
            held |= {"{" + fact.kind + "}" for fact in passage.facts}
            for word in held:
                self._where.setdefault(word, set()).add(number)
        self._vocabulary = sorted(self._where)
        self._where[""] = set()
        return self._where


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
    index: Index = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", Index(self.passages, self.figures))
