"""The words that a phrase is run over, and how a run of it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from offerlint.model.fact import Fact
from offerlint.model.figure import DayFigures


class Ending(NamedTuple):
    """How a match went on: where it ended, what to report (-1: all of it) and the gaps passed over."""

    last: int
    start: int = -1
    end: int = -1
    gaps: tuple[tuple[int, int], ...] = ()


class Words:
    """The words `first` up to `last` of a stream, the sentence each is of, and what has been found out about them."""

    __slots__ = ("clear", "facts", "figures", "first", "kinds", "known", "last", "sentences", "texts")

    def __init__(
        self,
        texts: list[str],
        kinds: str,
        clear: bytearray,
        sentences: Sequence[int],
        facts: Mapping[int, list[tuple[Fact, int]]],
        figures: DayFigures,
        first: int,
        last: int,
    ) -> None:
        self.texts, self.kinds, self.clear, self.sentences, self.facts = texts, kinds, clear, sentences, facts
        self.figures, self.first, self.last = figures, first, last
        self.known: dict[tuple[int, int], Ending | None] = {}


Step = Callable[[Words, int], Ending | None]
