"""A rulebook as bytes, as `stored` tells them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields
from itertools import accumulate
from typing import Any

from offerlint.model.check import Guard, Saying
from offerlint.model.codec import Codec
from offerlint.model.later import LaterSequence
from offerlint.model.needs import Needs
from offerlint.model.rule import Rule
from offerlint.rules.pattern import Regex
from offerlint.rules.phrase import Phrase
from offerlint.rules.phrase_alternatives import Alternatives
from offerlint.rules.phrase_tree import Node
from offerlint.rules.rulebook import Rulebook
from offerlint.rules.stored import TYPES, WIDTH
from offerlint.rules.stored_sets import written_sets
from offerlint.rules.stored_tree import written_tree

_APART = ("id", "triggers", "body", "examples")


def stored(rulebook: Rulebook) -> bytes:
    """The rulebook as bytes, without its problems."""
    writer = _Writer()
    heads = [writer.head(rule) for rule in rulebook.rules]
    lists = writer.line(dict(rulebook.lists))
    figures = writer.write(dict(rulebook.figures))
    sets = written_sets(writer.sets, writer.put)
    head = _line_of([writer.alike, heads, lists, figures, sets])
    bounds = accumulate(map(len, writer.lines), initial=WIDTH * (len(writer.lines) + 1))
    return b"".join([_digits(len(head)), head, *map(_digits, bounds), *writer.lines])


def _line_of(written: Any) -> bytes:
    return json.dumps(written, separators=(",", ":")).encode("ascii")


def _digits(number: int) -> bytes:
    return b"%0*x" % (WIDTH, number)


class _Writer(Codec):
    """Writes values, each object that rules share once."""

    def __init__(self) -> None:
        super().__init__(TYPES)
        self.lines: list[bytes] = []
        self.alike: list[Any] = []
        self._alike_lines: dict[tuple[str, bytes], int] = {}
        self._sets: dict[frozenset[str], int] = {}
        self._at: dict[object, int] = {}
        self._kept: list[object] = []

    def head(self, rule: Rule) -> list[Any]:
        """What a rule is chosen by, and the lines of the rest.

        That is its id, and which of `alike`, written once for all rules, its fields have.
        """
        chosen_by = {
            field.name: self._alike(self.write(getattr(rule, field.name)))
            for field in fields(Rule)
            if field.name not in _APART and getattr(rule, field.name) not in (field.default, (), {})
        }
        triggers = self.put([[[self._needs(needs), within] for needs, within in asked] for asked in rule.triggers()])
        return [chosen_by, rule.id, triggers, self.line(rule.body()), self.line(rule.examples())]

    @property
    def sets(self) -> Sequence[frozenset[str]]:
        """What patterns need, in order of the numbers that it has here."""
        return tuple(self._sets)

    def _alike(self, written: Any) -> int:
        if written not in self.alike:
            self.alike.append(written)
        return self.alike.index(written)

    def line(self, value: object) -> int:
        """The line where `value` stands, the same one for the same object."""
        return self._line(id(value), value, self._whole)

    def _line(self, key: object, value: object, write: Callable[[Any], Any]) -> int:
        if key not in self._at:
            alike = write.__name__, _line_of(write(value))
            if alike not in self._alike_lines:
                self._alike_lines[alike] = self._put(alike[1])
            self._at[key] = self._alike_lines[alike]
            self._kept.append(value)
        return self._at[key]

    def put(self, written: Any) -> int:
        """The next line, which now holds what is written."""
        return self._put(_line_of(written))

    def _put(self, line: bytes) -> int:
        self.lines.append(line)
        return len(self.lines)

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
        tree = self._tree(phrase.tree(0))
        return [list(phrase.words), list(phrase.starts), list(phrase.anywhere), list(phrase.at_start), tree]

    def _apart(self, phrase: Alternatives) -> list[Any]:
        """Alternatives, what each says on a line of its own."""
        needs = [self._needs(phrase.needs(number)) for number in range(phrase.count)]
        trees = [phrase.tree(number) for number in range(phrase.count)]
        lines = [self._line(id(tree), tree, self._tree) for tree in trees]
        begun = [dict(phrase.words), dict(phrase.starts), list(phrase.anywhere), list(phrase.at_start)]
        return [*begun, needs, lines]

    def _tree(self, node: Node) -> Any:
        return written_tree(node, lambda choice: self._line(id(choice), choice, self._tree))

    def _needs(self, needs: Needs) -> list[Any]:
        """The numbers that the sets have here; at the end, where it is known, their order."""
        order = [[self._set(needs.sets[number]), far] for number, far in needs.order]
        return [*map(self._set, needs), order] if order else [*map(self._set, needs)]

    def _set(self, words: frozenset[str]) -> int:
        return self._sets.setdefault(words, len(self._sets))
