"""A rulebook as bytes and back, so that rule files need not be read again while they are the same.

The bytes are lines of JSON: what rules are chosen by, and then, each on a line of its own, what a rule says,
its examples, each phrase and each guard. Before them stands where each line ends, in `WIDTH` hexadecimal
digits, so that only what is asked for is decoded. Values are of a closed list of types: no bytes whatever
can make reading them run anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from functools import partial
from itertools import accumulate
from typing import Any, cast

from offerlint.model.block import Emphasis
from offerlint.model.check import ControlTest, Forbid, FormControl, Guard, Limit, Needs, Require, Saying
from offerlint.model.check_agree import Agree
from offerlint.model.check_order import Event, Order
from offerlint.model.codec import Codec, Types
from offerlint.model.figure import Dated, Figure
from offerlint.model.later import Later, LaterSequence
from offerlint.model.offer import LaterPrice, Offer
from offerlint.model.remedy import Remedy
from offerlint.model.rule import Authority, Body, Effective, Example, Examples, Parameter, Rule
from offerlint.model.vocabulary import Severity
from offerlint.rules.pattern import Regex
from offerlint.rules.phrase import Phrase
from offerlint.rules.phrase_alternatives import Alternative
from offerlint.rules.phrase_tree import Node
from offerlint.rules.rulebook import Rulebook, SharedList
from offerlint.rules.stored_tree import read_tree, written_tree

TYPES: Types = {
    "Agree": Agree, "ControlTest": ControlTest, "Event": Event, "Forbid": Forbid, "FormControl": FormControl,
    "Guard": Guard, "Limit": Limit, "Order": Order, "Require": Require, "Saying": Saying,
    "Authority": Authority, "Body": Body, "Effective": Effective, "Example": Example, "Examples": Examples,
    "Dated": Dated, "Figure": Figure, "LaterPrice": LaterPrice, "Offer": Offer,
    "Parameter": Parameter, "SharedList": SharedList,
    "Remedy": Remedy, "Emphasis": Emphasis,
}  # fmt: skip
"""What a stored value may be, besides phrases and expressions."""

WIDTH = 8

_LONG = 6
"""Words of a set from which on it is written once, for all that have the same."""

_APART = ("severity", "needs", "body", "examples")


def stored(rulebook: Rulebook) -> bytes:
    """The rulebook as bytes, without its problems."""
    writer = _Writer()
    heads = [writer.head(rule) for rule in rulebook.rules]
    lists = writer.line(dict(rulebook.lists))
    figures = writer.line(dict(rulebook.figures))
    lines = [json.dumps([heads, lists, figures]).encode("ascii"), *writer.lines]
    ends = accumulate(map(len, lines))
    return b"".join([b"%0*x" % (WIDTH, len(lines)), *(b"%0*x" % (WIDTH, end) for end in ends), *lines])


def restored(data: bytes) -> Rulebook:
    """The rulebook that was stored; raises ValueError, LookupError or TypeError where the bytes are none."""
    reader = _Reader(data)
    heads, lists, figures = reader.json(0)
    rules = tuple(reader.rule(*head) for head in heads)
    return Rulebook(rules, Later(lambda: reader.line(lists)), figures=reader.line(figures))


class _Writer(Codec):
    """Writes values, each object that rules share once."""

    def __init__(self) -> None:
        super().__init__(TYPES)
        self.lines: list[bytes] = []
        self._at: dict[object, int] = {}
        self._kept: list[object] = []

    def head(self, rule: Rule) -> list[Any]:
        """What a rule is chosen by, and the lines of the rest."""
        chosen_by = {
            field.name: self.write(getattr(rule, field.name))
            for field in fields(Rule)
            if field.name not in _APART and getattr(rule, field.name) not in (field.default, (), {})
        }
        needs = None if rule.needs is None else "\t".join(sorted(rule.needs))
        return [chosen_by, str(rule.severity), needs, self.line(rule.body()), self.line(rule.examples())]

    def line(self, value: object) -> int:
        """The line where `value` stands, the same one for the same object."""
        return self._line(id(value), value, self._whole)

    def _line(self, key: object, value: object, write: Callable[[Any], Any]) -> int:
        if key not in self._at:
            written = json.dumps(write(value), separators=(",", ":")).encode("ascii")
            self.lines.append(written)
            self._at[key] = len(self.lines)
            self._kept.append(value)
        return self._at[key]

    def write(self, value: object) -> Any:
        """A value here, or the line where it is written for all that share it."""
        if isinstance(value, Guard | Phrase | Regex):
            return {"@": self.line(value)}
        if isinstance(value, tuple | LaterSequence) and value and isinstance(value[0], Guard | Saying | Phrase | Regex):
            return {"...": [len(value), self.line(value)]}
        return super().write(value)

    def _whole(self, value: object) -> Any:
        """A value written out."""
        match value:
            case Phrase():
                apart = value.alternatives
                written = self._line(id(apart), apart, self._apart) if len(apart) > 1 else self._alone(apart[0])
                return {"Phrase": [value.text, self._needs(value.needs), len(apart), written]}
            case Regex():
                return {"Regex": [value.text, self._needs(value.needs)]}
            case tuple() | LaterSequence():
                return [self.write(one) for one in value]
            case _:
                return super().write(value)

    def _alone(self, one: Alternative) -> list[Any]:
        return [self._needs(one.needs), _sorted(one.heads), self._tree(one.tree())]

    def _apart(self, alternatives: Sequence[Alternative]) -> list[Any]:
        """As many alternatives, what each says on a line of its own."""
        return [
            [self._needs(one.needs), _sorted(one.heads), self._line(id(one), one.tree(), self._tree)]
            for one in alternatives
        ]

    def _tree(self, node: Node) -> Any:
        return written_tree(node, lambda choice: self._line(id(choice), choice, self._tree))

    def _line_of_words(self, words: frozenset[str] | None) -> int:
        return self._line(words, words, _sorted)

    def _needs(self, needs: Needs) -> list[Any]:
        """Each set as a list, or the line of a long one."""
        return [sorted(words) if len(words) < _LONG else self._line_of_words(words) for words in needs]


class _Reader(Codec):
    """Reads values, each line at most once."""

    def __init__(self, data: bytes) -> None:
        super().__init__(TYPES)
        self._data = data
        self._count = int(data[:WIDTH], 16)
        self._base = WIDTH * (self._count + 1)
        self._known: dict[int, Any] = {}
        self._rows: dict[int, LaterSequence[Any]] = {}

    def rule(self, chosen_by: dict[str, Any], severity: str, needs: str | None, body: int, examples: int) -> Rule:
        return Rule(
            **{key: self.read(value) for key, value in chosen_by.items()},
            severity=Severity(severity),
            needs=None if needs is None else frozenset(needs.split("\t")),
            body=Later(lambda: cast("Body", self.line(body))),
            examples=Later(lambda: cast("Examples", self.line(examples))),
        )

    def line(self, number: int) -> Any:
        """The value that a line holds, the same each time."""
        return self._line(number, self.read)

    def json(self, number: int) -> Any:
        """What a line holds."""
        if not 0 <= number < self._count:
            raise LookupError(f"no line {number}")
        start, end = (int(self._data[WIDTH * i : WIDTH * (i + 1)], 16) if i else 0 for i in (number, number + 1))
        return json.loads(self._data[self._base + start : self._base + end])

    def _line(self, number: int, read: Callable[[Any], Any]) -> Any:
        if number not in self._known:
            self._known[number] = read(self.json(number))
        return self._known[number]

    def read(self, written: Any) -> Any:
        """A value, or what the line holds that stands for it."""
        match written:
            case {"@": number}:
                return self.line(number)
            case {"...": [length, number]}:
                return self._rows.setdefault(number, LaterSequence(length, lambda: self.line(number)))
            case {"Phrase": [text, needs, 1, alone]}:
                return Phrase(text, self._needs(needs), (self._alone(*alone),))
            case {"Phrase": [text, needs, count, apart]}:
                return Phrase(text, self._needs(needs), LaterSequence(count, lambda: self._line(apart, self._apart)))
            case {"Regex": [text, needs]}:
                return Regex(text, self._needs(needs))
            case _:
                return super().read(written)

    def _alone(self, needs: list[Any], heads: list[str] | None, tree: Any) -> Alternative:
        return Alternative(self._needs(needs), _set(heads), Later(lambda: read_tree(tree, self._tree)))

    def _apart(self, written: list[Any]) -> tuple[Alternative, ...]:
        return tuple(
            Alternative(self._needs(needs), _set(heads), Later(partial(self._tree, line)))
            for needs, heads, line in written
        )

    def _tree(self, line: int) -> Node:
        return cast("Node", self._line(line, lambda written: read_tree(written, self._tree)))

    def _needs(self, written: list[Any]) -> Needs:
        sets = (self._line(words, _set) if isinstance(words, int) else frozenset(words) for words in written)
        return tuple(cast("Iterator[frozenset[str]]", sets))


def _sorted(words: frozenset[str] | None) -> list[str] | None:
    return None if words is None else sorted(words)


def _set(words: list[str] | None) -> frozenset[str] | None:
    return None if words is None else frozenset(words)
