"""A block: one paragraph, heading, cell, label, turn or button as a customer would read it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import IntEnum

from offerlint.model.vocabulary import SCOPES
from offerlint.text.frozen import dataclass
from offerlint.text.span import Run, Span
from offerlint.text.view import View


class Emphasis(IntEnum):
    """How loudly words speak; ordered, so `no less prominent` is a comparison."""

    HIDDEN = -2
    SMALL = -1
    PLAIN = 0
    STRONG = 1
    HEADING = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a block's text set apart: strong, small, sup, struck, link, quoted, field, code, hidden or pause.

    A pause is the white space at which a sentence ended that nobody punctuated. `value` is the field's expression
    (`offer.monthly`) or the link's target.
    """

    span: Span
    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A form control: `kind` is checkbox, radio, select, text, button or hidden (a field that nobody sees).

    `checked` is its state as it first appears, `form` the 0-based number of its form in the
    document or None outside any, `place` the run of its own tag, for findings about it.
    """

    kind: str
    name: str = ""
    checked: bool = False
    required: bool = False
    form: int | None = None
    place: View | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Literal:
    """A condition of a template and the value it must have: `Literal("user.vip", "yes")`."""

    name: str
    value: str


Condition = frozenset[Literal]
"""All of these must hold; the empty set always does."""

ALWAYS: frozenset[Condition] = frozenset({frozenset()})


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A view with its place in the document's order of things, equal only to itself.

    `marks` lie in block coordinates. `conditions`: the block stands when any one of them holds.
    `within` are stretches (an empty one: a place where words may stand) that a condition of a
    template decided; their literals are among those of `conditions`. `level` is a heading's 1 to 6,
    else 0. `speaker` is "agent" or "customer" in a script.
    """

    view: View
    scope: str
    emphasis: Emphasis = Emphasis.PLAIN
    marks: tuple[Mark, ...] = ()
    conditions: frozenset[Condition] = ALWAYS
    level: int = 0
    control: Control | None = None
    speaker: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    within: tuple[tuple[Span, Literal], ...] = ()
    _over: dict[str, tuple[list[int], list[int]]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.scope not in SCOPES:
            raise ValueError(f"no such scope: {self.scope}")
        if not self.view.text:
            raise ValueError("a block has words")

    @property
    def text(self) -> str:
        return self.view.text

    def is_under(self, kind: str, span: Span) -> bool:
        """Whether one mark of a kind holds all that is under `span`."""
        if not self.marks:
            return False
        if kind not in self._over:
            self._over[kind] = _outermost(self.marked(kind))
        starts, ends = self._over[kind]
        i = bisect_right(starts, span.start) - 1
        return i >= 0 and span.end <= ends[i]

    def marked(self, kind: str) -> list[Mark]:
        """The marks of one kind, in order."""
        return [mark for mark in self.marks if mark.kind == kind]


def _outermost(marks: Iterable[Mark]) -> tuple[list[int], list[int]]:
    """Where the marks begin and end that no other one holds, in order."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(((mark.span.start, mark.span.end) for mark in marks), key=lambda one: (one[0], -one[1])):
        if not ends or end > ends[-1]:
            starts.append(start)
            ends.append(end)
    return starts, ends


@dataclass(frozen=True, slots=True)
class Place:
    """Some words of a block; no span means the block as a whole (or its control)."""

    block: Block
    span: Span | None = None

    @property
    def whole(self) -> Span:
        """Its span, of a place without one all that the block says."""
        return self.span or Span(0, len(self.block.text))

    @property
    def runs(self) -> tuple[Run, ...]:
        """Where the words stand in the sources."""
        return tuple(self.block.view.map.runs(self.whole))
