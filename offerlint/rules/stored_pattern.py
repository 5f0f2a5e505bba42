"""Phrases and expressions as they are stored, made when a rule that has them is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Protocol, cast

from offerlint.model.later import Later
from offerlint.model.needs import Needs
from offerlint.rules.pattern import Regex
from offerlint.rules.phrase import Phrase
from offerlint.rules.phrase_alternatives import Alternatives
from offerlint.rules.phrase_tree import Node
from offerlint.rules.stored_sets import StoredSets
from offerlint.rules.stored_tree import read_tree


class Lines(Protocol):
    """What is stored, by its lines."""

    def once(self, number: int, read: Callable[[Any], Any]) -> Any:
        """What `read` makes of a line, the same each time."""


class Patterns:
    """Makes patterns of what stands in the lines of a reader."""

    def __init__(self, reader: Lines, sets: StoredSets) -> None:
        self._reader, self._sets = reader, sets

    def phrase(self, text: str, needs: list[int], written: Any) -> Phrase:
        known = self._sets.needs(needs)
        if isinstance(written, int):
            return Phrase(text, known, Later(lambda: cast("Alternatives", self._reader.once(written, self._apart))))
        return Phrase(text, known, Later(lambda: self._alone(known, *written)))

    def _alone(
        self, needs: Needs, words: list[str], starts: list[str], anywhere: list[int], at_start: list[int], tree: Any
    ) -> Alternatives:
        return Alternatives(
            1,
            dict.fromkeys(words, (0,)),
            dict.fromkeys(starts, (0,)),
            anywhere,
            at_start,
            lambda _: needs,
            lambda _: read_tree(tree, self._tree),
        )

    def _apart(self, written: list[Any]) -> Alternatives:
        words, starts, anywhere, at_start, needs, lines = written
        return Alternatives(
            len(lines),
            words,
            starts,
            anywhere,
            at_start,
            cache(lambda number: self._sets.needs(needs[number])),
            lambda number: self._tree(lines[number]),
        )

    def regex(self, text: str, needs: list[int]) -> Regex:
        return Regex(text, self._sets.needs(needs))

    def _tree(self, line: int) -> Node:
        return cast("Node", self._reader.once(line, lambda written: read_tree(written, self._tree)))
