"""A rulebook as bytes and back, so that rule files need not be read again while they are the same.

The bytes are lines of JSON: what rules are chosen by, and then, each on a line of its own, what a rule says,
its examples, each phrase and each guard. Before them stands where each line ends, in `WIDTH` hexadecimal
digits, so that only what is asked for is decoded. Values are of a closed list of types: no bytes whatever
can make reading them run anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from itertools import accumulate
from typing import Any, cast

from offerlint.model.block import Emphasis
from offerlint.model.check import ControlTest, Forbid, FormControl, Guard, Limit, Require, Saying
from offerlint.model.check_agree import Agree
from offerlint.model.check_order import Event, Order
from offerlint.model.codec import Codec, Types
from offerlint.model.figure import Dated, Figure
from offerlint.model.later import Later, LaterSequence
from offerlint.model.needs import Needs
from offerlint.model.offer import LaterPrice, Offer
from offerlint.model.remedy import Remedy
from offerlint.model.rule import Authority, Body, Effective, Example, Examples, Parameter, Rule
from offerlint.model.vocabulary import Severity
from offerlint.rules.pattern import Regex
from offerlint.rules.phrase import Phrase
from offerlint.rules.phrase_alternatives import Alternatives
from offerlint.rules.phrase_tree import Node
from offerlint.rules.rulebook import Rulebook, SharedList
from offerlint.rules.stored_tree import read_tree, written_tree

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

_LONG = 6
"""Words of a set from which on it is written once, for all that have the same."""

_APART = ("id", "needs", "body", "examples")


def stored(rulebook: Rulebook) -> bytes:
    """The rulebook as bytes, without its problems."""
    writer = _Writer()
    heads = [writer.head(rule) for rule in rulebook.rules]
    lists = writer.line(dict(rulebook.lists))
    figures = writer.line(dict(rulebook.figures))
    lines = [json.dumps([writer.alike, heads, lists, figures]).encode("ascii"), *writer.lines]
    ends = accumulate(map(len, lines))
    return b"".join([b"%0*x" % (WIDTH, len(lines)), *(b"%0*x" % (WIDTH, end) for end in ends), *lines])


def restored(data: bytes | memoryview) -> Rulebook:
    """The rulebook that was stored; raises ValueError, LookupError or TypeError where the bytes are none."""
    reader = _Reader(data)
    alike, heads, lists, figures = reader.json(0)
    values = [reader.read(value) for value in alike]
    rules = tuple([reader.rule(values, *head) for head in heads])
    return Rulebook(rules, Later(lambda: reader.line(lists)), figures=reader.line(figures))


class _Writer(Codec):
    """Writes values, each object that rules share once."""

    def __init__(self) -> None:
        super().__init__(TYPES)
        self.lines: list[bytes] = []
        self.alike: list[Any] = []
        self._at: dict[object, int] = {}
        self._kept: list[object] = []

    def head(self, rule: Rule) -> list[Any]:
        """What a rule is chosen by, and the lines of the rest.

        That is its id, what it needs, and which of `alike`, written once for all rules, its fields have.
        """
        chosen_by = {
            field.name: self._alike(self.write(getattr(rule, field.name)))
            for field in fields(Rule)
            if field.name not in _APART and getattr(rule, field.name) not in (field.default, (), {})
        }
        needs = None if rule.needs is None else "\t".join(sorted(rule.needs))
        return [chosen_by, rule.id, needs, self.line(rule.body()), self.line(rule.examples())]

    def _alike(self, written: Any) -> int:
        if written not in self.alike:
            self.alike.append(written)
        return self.alike.index(written)

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
            return {"@": [self.line(value)]}
        if isinstance(value, tuple | LaterSequence) and value and isinstance(value[0], Guard | Saying | Phrase | Regex):
            return {"...": [len(value), self.line(value)]}
        return super().write(value)

    def _whole(self, value: object) -> Any:
        """A value written out."""
        match value:
            case Phrase():
                apart = value.alternatives()
                written = self._line(id(apart), apart, self._apart) if apart.count > 1 else self._alone(apart)
                return {"Phrase": [value.text, self._needs(value.needs), written]}
            case Regex():
                return {"Regex": [value.text, self._needs(value.needs)]}
            case tuple() | LaterSequence():
                return [self.write(one) for one in value]
            case _:
                return super().write(value)

    def _alone(self, phrase: Alternatives) -> list[Any]:
        """A phrase of one alternative, which needs what the phrase needs."""
        return [list(phrase.words), list(phrase.starts), list(phrase.anywhere), self._tree(phrase.tree(0))]

    def _apart(self, phrase: Alternatives) -> list[Any]:
        """Alternatives, what each says on a line of its own."""
        needs = [self._needs(phrase.needs(number)) for number in range(phrase.count)]
        trees = [phrase.tree(number) for number in range(phrase.count)]
        lines = [self._line(id(tree), tree, self._tree) for tree in trees]
        return [dict(phrase.words), dict(phrase.starts), list(phrase.anywhere), needs, lines]

    def _tree(self, node: Node) -> Any:
        return written_tree(node, lambda choice: self._line(id(choice), choice, self._tree))

    def _line_of_words(self, words: frozenset[str]) -> int:
        return self._line(words, words, sorted)

    def _needs(self, needs: Needs) -> list[Any]:
        """Each set as a list, or the line of a long one."""
        return [sorted(words) if len(words) < _LONG else self._line_of_words(words) for words in needs]


class _Reader(Codec):
    """Reads values, each line at most once."""

    def __init__(self, data: bytes | memoryview) -> None:
        super().__init__(TYPES, {"@": self.line, "...": self._row, "Phrase": self._phrase, "Regex": self._regex})
        self._data = data
        self._count = int(str(data[:WIDTH], "ascii"), 16)
        self._base = WIDTH * (self._count + 1)
        self._decode = json.JSONDecoder().raw_decode
        self._known: dict[int, Any] = {}
        self._rows: dict[int, LaterSequence[Any]] = {}

    def rule(
        self, values: Sequence[Any], chosen_by: dict[str, int], name: str, needs: str | None, body: int, examples: int
    ) -> Rule:
        return Rule(
            id=name,
            needs=None if needs is None else frozenset(needs.split("\t")),
            body=Later(lambda: cast("Body", self.line(body))),
            examples=Later(lambda: cast("Examples", self.line(examples))),
            **{key: values[number] for key, number in chosen_by.items()},
        )

    def line(self, number: int) -> Any:
        """The value that a line holds, the same each time."""
        return self._line(number, self.read)

    def json(self, number: int) -> Any:
        """What a line holds."""
        if not 0 <= number < self._count:
            raise LookupError(f"no line {number}")
        ends = str(self._data[WIDTH * number : WIDTH * (number + 2)], "ascii")
        start = int(ends[:WIDTH], 16) if number else 0
        written = self._data[self._base + start : self._base + int(ends[WIDTH:], 16)]
        return self._decode(str(written, "ascii"))[0]

    def _line(self, number: int, read: Callable[[Any], Any]) -> Any:
        if number not in self._known:
            self._known[number] = read(self.json(number))
        return self._known[number]

    def _row(self, length: int, number: int) -> LaterSequence[Any]:
        return self._rows.setdefault(number, LaterSequence(length, lambda: self.line(number)))

    def _phrase(self, text: str, needs: list[Any], written: Any) -> Phrase:
        known = self._needs(needs)
        if isinstance(written, int):
            return Phrase(text, known, Later(lambda: cast("Alternatives", self._line(written, self._apart))))
        return Phrase(text, known, Later(lambda: self._alone(known, *written)))

    def _alone(self, needs: Needs, words: list[str], starts: list[str], anywhere: list[int], tree: Any) -> Alternatives:
        return Alternatives(
            1,
            dict.fromkeys(words, (0,)),
            dict.fromkeys(starts, (0,)),
            anywhere,
            lambda _: needs,
            lambda _: read_tree(tree, self._tree),
        )

    def _apart(self, written: list[Any]) -> Alternatives:
        words, starts, anywhere, needs, lines = written
        return Alternatives(
            len(lines),
            words,
            starts,
            anywhere,
            cache(lambda number: self._needs(needs[number])),
            lambda number: self._tree(lines[number]),
        )

    def _regex(self, text: str, needs: list[Any]) -> Regex:
        return Regex(text, self._needs(needs))

    def _tree(self, line: int) -> Node:
        return cast("Node", self._line(line, lambda written: read_tree(written, self._tree)))

    def _needs(self, written: list[Any]) -> Needs:
        return tuple([self._line(one, frozenset) if isinstance(one, int) else frozenset(one) for one in written])
