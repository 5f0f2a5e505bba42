"""A rulebook as bytes and back, so that rule files need not be read again while they are the same.

The bytes are a head and lines of JSON. The head has what rules are chosen by, which is all that a run over files that
are still the same looks at; before it stands how long it is. Each on a line of its own are what a rule says, its
examples, each phrase and each guard; before the lines stands where each begins, so that only what is asked for is
decoded. Such numbers have `WIDTH` hexadecimal digits. Values are of a closed list of types: no bytes whatever can make
reading them run anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from offerlint.model.block import Emphasis
from offerlint.model.check import Asked, ControlTest, Forbid, FormControl, Guard, Limit, Require, Saying
from offerlint.model.check_agree import Agree
from offerlint.model.check_order import Event, Order
from offerlint.model.codec import Codec, Types
from offerlint.model.figure import Dated, Figure
from offerlint.model.later import Later, LaterSequence
from offerlint.model.offer import LaterPrice, Offer
from offerlint.model.remedy import Remedy
from offerlint.model.rule import Authority, Body, Effective, Example, Examples, Parameter, Rule
from offerlint.model.vocabulary import Severity
from offerlint.rules.rulebook import Rulebook, SharedList
from offerlint.rules.stored_sets import StoredSets

if TYPE_CHECKING:
    from offerlint.rules.pattern import Regex
    from offerlint.rules.phrase import Phrase
    from offerlint.rules.stored_pattern import Patterns

TYPES: Types = {
    "Agree": Agree, "ControlTest": ControlTest, "Event": Event, "Forbid": Forbid, "FormControl": FormControl,
    "Guard": Guard, "Limit": Limit, "Order": Order, "Require": Require, "Saying": Saying,
    "Authority": Authority, "Body": Body, "Effective": Effective, "Example": Example, "Examples": Examples,
    "Dated": Dated, "Figure": Figure, "LaterPrice": LaterPrice, "Offer": Offer,
    "Parameter": Parameter, "SharedList": SharedList,
    "Remedy": Remedy, "Emphasis": Emphasis, "Severity": Severity,
}  # fmt: skip
"""What a stored value may be, besides phrases and expressions."""

WIDTH = 8
"""Digits of a number that says how long something is."""


def restored(data: bytes | memoryview) -> Rulebook:
    """The rulebook that was stored; raises ValueError, LookupError or TypeError where the bytes are none."""
    end = WIDTH + length(data)
    return from_head(data[WIDTH:end], Later.of(data[end:]))


def length(data: bytes | memoryview) -> int:
    """The number that data begin with."""
    return int(str(data[:WIDTH], "ascii"), 16)


def from_head(head: bytes | memoryview, lines: Later[bytes | memoryview]) -> Rulebook:
    """The rulebook with this head; its `lines` are asked for with what first stands there. Raises as restored."""
    reader = _Reader(lines)
    alike, heads, lists, figures, sets = json.loads(bytes(head))
    reader.sets = StoredSets(sets, reader.json)
    values = [reader.read(value) for value in alike]
    rules = tuple([reader.rule(values, *head) for head in heads])
    return Rulebook(rules, Later(lambda: reader.line(lists)), figures=reader.read(figures), sets=(reader.sets,))


class _Reader(Codec):
    """Reads values, each line at most once."""

    sets: StoredSets

    def __init__(self, lines: Later[bytes | memoryview]) -> None:
        super().__init__(TYPES, {"@": self.line, "...": self._row, "Phrase": self._phrase, "Regex": self._regex})
        self._lines = lines
        self._decode = json.JSONDecoder().raw_decode
        self._known: dict[int, Any] = {}
        self._rows: dict[int, LaterSequence[Any]] = {}

    def rule(
        self,
        values: Sequence[Any],
        chosen_by: dict[str, int],
        name: str,
        triggers: int,
        body: int,
        examples: int,
    ) -> Rule:
        return Rule(
            id=name,
            triggers=Later(lambda: tuple([self._asked(asked) for asked in self.json(triggers)])),
            body=Later(lambda: cast("Body", self.line(body))),
            examples=Later(lambda: cast("Examples", self.line(examples))),
            **{key: values[number] for key, number in chosen_by.items()},
        )

    def _asked(self, written: list[tuple[list[int], str]]) -> Asked:
        return tuple([(self.sets.needs(needs), within) for needs, within in written])

    def line(self, number: int) -> Any:
        """The value that a line holds, the same each time."""
        return self.once(number, self.read)

    def json(self, number: int) -> Any:
        """What a line holds; the first is 1."""
        data = self._lines()
        bounds = str(data[WIDTH * (number - 1) : WIDTH * (number + 1)], "ascii")
        return self._decode(str(data[int(bounds[:WIDTH], 16) : int(bounds[WIDTH:], 16)], "ascii"))[0]

    def once(self, number: int, read: Callable[[Any], Any]) -> Any:
        if number not in self._known:
            self._known[number] = read(self.json(number))
        return self._known[number]

    def _row(self, length: int, number: int) -> LaterSequence[Any]:
        return self._rows.setdefault(number, LaterSequence(length, lambda: self.line(number)))

    def _phrase(self, *written: Any) -> Phrase:
        return self._patterns.phrase(*written)

    def _regex(self, *written: Any) -> Regex:
        return self._patterns.regex(*written)

    @cached_property
    def _patterns(self) -> Patterns:
        from offerlint.rules.stored_pattern import Patterns

        return Patterns(self, self.sets)
