"""One variant of a template: its words as a view, its fields, and which choices wrote which stretch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from offerlint.model.block import Condition, Literal
from offerlint.reading import bounds
from offerlint.reading.template.conditions import World
from offerlint.reading.template.tree import (
    Branch,
    Choice,
    Comment,
    Field,
    Include,
    Node,
    NotFollowed,
    Repeat,
    Scope,
    Set,
    Spelt,
    Text,
    outcomes,
)
from offerlint.text.fold import FIELD
from offerlint.text.frozen import dataclass
from offerlint.text.view import View, ViewBuilder


@dataclass(frozen=True, slots=True)
class Stretch:
    """View offsets `start` up to `end` (perhaps none) that stand there because `literals` hold.

    `turn` when it is one turn of a loop, which stands there however often the loop runs.
    """

    start: int
    end: int
    literals: Condition
    turn: bool = False


@dataclass(frozen=True, slots=True)
class Expansion:
    """A template with every choice made.

    `fields` are the expressions of the view's merge fields by offset, `comments` the template's
    own with the offset at which they stand, `texts` all the Text nodes that were written.
    """

    view: View
    fields: Mapping[int, str]
    stretches: tuple[Stretch, ...]
    comments: tuple[tuple[Comment, int], ...]
    texts: frozenset[Text]
    choices: Mapping[str, str]


def expand(source: str, nodes: Sequence[Node], world: World) -> Expansion:
    """Writes the tree's words as they stand in `world`; the view maps to `source`, as source 0."""
    writer = _Writer(source, world)
    writer.write(nodes)
    return Expansion(
        writer.builder.build(),
        writer.fields,
        tuple(writer.stretches),
        tuple(writer.comments),
        frozenset(writer.texts),
        writer.choices,
    )


_DEEPEST = 4
"""Values that are written of one another are followed so far."""


@dataclass(frozen=True, slots=True)
class _Value:
    """What a name was set to, under which choices, and what the names in it stood for then."""

    body: Sequence[Node]
    literals: Condition
    before: Mapping[str, _Value]


class _Writer:
    def __init__(self, source: str, world: World) -> None:
        self.world = world
        self.builder = ViewBuilder(source)
        self.most = max(2 * len(source), bounds.LONGEST_VARIANT)
        self.fields: dict[int, str] = {}
        self.stretches: list[Stretch] = []
        self.comments: list[tuple[Comment, int]] = []
        self.texts: set[Text] = set()
        self.choices: dict[str, str] = {}
        self.values: dict[str, _Value] = {}
        self.path: list[Condition] = []
        self.depth = 0

    def write(self, nodes: Sequence[Node]) -> None:
        for node in takewhile(lambda _: len(self.builder) <= self.most, nodes):
            if isinstance(node, Text):
                self.builder.copy(node.start, node.end)
                self.texts.add(node)
            elif isinstance(node, Spelt):
                self.builder.put(node.text, node.start, node.end)
            elif isinstance(node, Field):
                self._write_field(node)
            elif isinstance(node, Set):
                self._set(node)
            elif isinstance(node, Include):
                self._field(node.name, node)
            elif isinstance(node, NotFollowed) and node.prints:
                self._field(node.what, node)
            elif isinstance(node, Comment):
                self.comments.append((node, len(self.builder)))
            elif isinstance(node, Scope):
                self._write_scope(node)
            elif isinstance(node, (Choice, Repeat)):
                self._choose(node)

    def _set(self, node: Set) -> None:
        if len(self.values) < bounds.MOST_VALUES:
            self.values[node.name] = _Value(node.body, frozenset[Literal]().union(*self.path), dict(self.values))

    def _write_scope(self, node: Scope) -> None:
        outer = self.values
        self.values = {name: each for name, each in outer.items() if node.only is None or name in node.only}
        self.write(node.body)
        self.values = outer

    def _write_field(self, node: Field) -> None:
        """The words that were set for the field, or else the field itself."""
        value = self.values.get(node.expression.split("|")[0].strip())
        if value is None or self.depth >= _DEEPEST:
            self._field(node.expression, node)
            return
        start, outer = len(self.builder), self.values
        self.values, self.depth = dict(value.before), self.depth + 1
        self.write([_moved(each, node) if len(value.body) == 1 else each for each in value.body])
        self.values, self.depth = outer, self.depth - 1
        self.stretches.append(Stretch(start, len(self.builder), value.literals))

    def _field(self, expression: str, node: Field | NotFollowed | Include) -> None:
        self.fields[len(self.builder)] = expression
        self.builder.put(FIELD, node.start, node.end)

    def _choose(self, node: Choice | Repeat) -> None:
        for branch in outcomes(node):
            if self.world.holds(branch.literals):
                for each in sorted(branch.literals, key=_by_name):
                    self.choices.setdefault(each.name, each.value)
                self._write_branch(branch, repeated=isinstance(node, Repeat) and branch.body is node.body)
                return

    def _write_branch(self, branch: Branch, *, repeated: bool) -> None:
        start = len(self.builder)
        self.path.append(branch.literals)
        for _ in range(branch.turns):
            at = len(self.builder)
            self.write(branch.body)
            if repeated:
                self.stretches.append(Stretch(at, len(self.builder), branch.literals, turn=True))
        self.path.pop()
        self.stretches.append(Stretch(start, len(self.builder), branch.literals))


def _moved(value: Node, place: Field) -> Node:
    """A value, a field of the data as it is printed at `place` rather than where it was handed on."""
    return replace(value, start=place.start, end=place.end) if isinstance(value, Field) else value


def _by_name(literal: Literal) -> tuple[str, str]:
    return (literal.name, literal.value)
