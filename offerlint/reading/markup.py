"""What a markup reader gives back, and the writer that makes blocks together with their maps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from types import MappingProxyType

from offerlint.model.block import Block, Control, Emphasis, Mark
from offerlint.model.document import Problem
from offerlint.model.flow import Flow
from offerlint.text.fold import FIELD
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.source_map import Piece, SourceMap
from offerlint.text.span import Run, Span
from offerlint.text.view import View, ViewBuilder

NO_FIELDS: Mapping[int, str] = MappingProxyType({})
TICK_BOX = late(r"(?:\[[ xX]\]|[☐☑☒])(?=\s)")
"""A box drawn in characters, which opens a line."""

NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the format's own syntax, its `text` without the delimiters.

    `block` is the number of blocks written before the one it belongs to: the one it stands
    `inside`, else the next one.
    """

    text: str
    place: Run
    block: int
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One variant of a document as a markup reader sees it; `sections` is parallel to `blocks`.

    `declared` is what the format itself states of what the document is (a flow's `channel`).
    """

    blocks: tuple[Block, ...]
    sections: tuple[int, ...]
    comments: tuple[Comment, ...] = ()
    flow: Flow | None = None
    problems: tuple[Problem, ...] = ()
    declared: Mapping[str, str] = field(default_factory=dict)


def identity(text: str, number: int = 0) -> View:
    """`text` as a view of itself, source `number` of its document."""
    if not text:
        return View("", SourceMap([]))
    return View(text, SourceMap([Piece(Span(0, len(text)), (Run(number, 0, len(text)),), True)]))


def cut(view: View, fields: Mapping[int, str], spans: Iterable[Span]) -> tuple[View, Mapping[int, str]]:
    """The stretches of `view` one after another, carried on to its sources, and the fields among them."""
    builder = ViewBuilder(view.text)
    kept: dict[int, str] = {}
    for span in spans:
        by = len(builder) - span.start
        kept.update((at + by, name) for at, name in fields.items() if span.start <= at < span.end)
        builder.copy(*span)
    return builder.build().then(view.map), kept


class BlockWriter:
    """Writes blocks out of `view`, whose merge fields have the expressions `fields` (by offset).

    All offsets taken lie in `view`; the blocks' maps go on to its sources. Text is gathered with
    copy, put and gap, marks with open and close, and `end` makes the block.
    """

    def __init__(self, view: View, fields: Mapping[int, str] = NO_FIELDS) -> None:
        self.view, self.fields = view, fields
        self.blocks: list[Block] = []
        self.sections: list[int] = []
        self.comments: list[Comment] = []
        self.section = 0
        self._builder = ViewBuilder(view.text)
        self._marks: list[Mark] = []
        self._open: list[tuple[str, str, int]] = []

    def __len__(self) -> int:
        """The code points of the block under way."""
        return len(self._builder)

    def copy(self, start: int, end: int) -> None:
        """Adds the view's own characters; merge fields among them are marked."""
        text, at = self.view.text, len(self._builder) - start
        field_at = text.find(FIELD, start, end)
        while field_at >= 0:
            span = Span(field_at + at, field_at + at + 1)
            self._marks.append(Mark(span, "field", self.fields.get(field_at, "")))
            field_at = text.find(FIELD, field_at + 1, end)
        self._builder.copy(start, end)

    def put(self, text: str, start: int, end: int, kind: str = "") -> None:
        """Adds `text`, which stands for the whole of `start` up to `end`, with a mark of `kind` if given."""
        at = len(self._builder)
        if start < end:
            self._builder.put(text, start, end)
        else:
            self._builder.gap(text)
        if kind and text:
            self._marks.append(Mark(Span(at, at + len(text)), kind))

    def gap(self, text: str) -> None:
        """Adds `text` that stands for nothing in the view."""
        self._builder.gap(text)

    def open(self, kind: str, value: str = "") -> None:
        """Begins a mark; one that is still open when a block ends goes on in the next."""
        self._open.append((kind, value, len(self._builder)))

    def close(self, kind: str) -> None:
        """Ends the innermost open mark of `kind`, if there is one."""
        for i in range(len(self._open) - 1, -1, -1):
            if self._open[i][0] == kind:
                self._mark(*self._open.pop(i))
                return

    def _mark(self, kind: str, value: str, start: int) -> None:
        if start < len(self._builder):
            self._marks.append(Mark(Span(start, len(self._builder)), kind, value))

    def comment(self, text: str, start: int, end: int) -> None:
        """Notes a comment that stands at `start` up to `end`."""
        for place in self.view.map.runs(Span(start, end))[:1]:
            inside = len(self._builder) > 0
            self.comments.append(Comment(text, place, len(self.blocks), inside))

    def tick_box(self, start: int, end: int) -> Control:
        """The checkbox that a tick box drawn at `start` up to `end` is."""
        checked = self.view.text[start:end] not in ("[ ]", "☐")
        return Control("checkbox", checked=checked, place=self.place(start, end))

    def place(self, start: int, end: int) -> View:
        """A stretch of the view as it stands, carried on to its sources."""
        return self.view.slice(Span(start, end))

    def end(
        self,
        scope: str,
        emphasis: Emphasis = Emphasis.PLAIN,
        *,
        level: int = 0,
        control: Control | None = None,
        speaker: str = "",
        attributes: Mapping[str, str] = NO_ATTRIBUTES,
    ) -> Block | None:
        """Makes the block of what was gathered, white space at its ends left off; None when nothing is left.

        A plain block that is strong or small as a whole speaks as loudly as that.
        """
        for kind, value, start in self._open:
            self._mark(kind, value, start)
        view, marks = self._builder.build(), self._marks
        self._builder, self._marks = ViewBuilder(self.view.text), []
        self._open = [(kind, value, 0) for kind, value, _ in self._open]
        low, high = len(view.text) - len(view.text.lstrip()), len(view.text.rstrip())
        if low >= high:
            return None
        if (low, high) != (0, len(view.text)):
            view, marks = view.slice(Span(low, high)), cut_marks(marks, low, high)
        if emphasis is Emphasis.PLAIN:
            emphasis = _as_a_whole(marks, len(view.text))
        block = Block(
            view.then(self.view.map), scope, emphasis, tuple(sorted(marks, key=mark_order)),
            level=level, control=control, speaker=speaker, attributes=attributes,
        )  # fmt: skip
        self.add(block)
        return block

    def add(self, block: Block) -> None:
        """Adds a block that is already made, in the section under way."""
        self.blocks.append(block)
        self.sections.append(self.section)

    def next_section(self) -> None:
        """Begins a new section, unless the one under way is still empty."""
        if self.section in self.sections[-1:]:
            self.section += 1

    def append(self, reading: Reading) -> None:
        """Adds what another reader made of a part of the same view; its sections become ours, in order."""
        before, base = len(self.blocks), self.section
        for block, section in zip(reading.blocks, reading.sections, strict=True):
            self.section = base + section
            self.add(block)
        self.comments += [Comment(c.text, c.place, before + c.block, c.inside) for c in reading.comments]

    def reading(self) -> Reading:
        """All that was written."""
        return Reading(tuple(self.blocks), tuple(self.sections), tuple(self.comments))


def cut_marks(marks: list[Mark], low: int, high: int) -> list[Mark]:
    """The marks that touch `low` up to `high`, cut to it and counted from it."""
    return [
        Mark(Span(max(mark.span.start, low) - low, min(mark.span.end, high) - low), mark.kind, mark.value)
        for mark in marks
        if mark.span.start < high and mark.span.end > low
    ]


def _as_a_whole(marks: list[Mark], length: int) -> Emphasis:
    """How loudly a block speaks whose marks cover all of it."""
    kinds = {mark.kind for mark in marks if mark.span == (0, length)}
    return Emphasis.STRONG if "strong" in kinds else Emphasis.SMALL if "small" in kinds else Emphasis.PLAIN


def mark_order(mark: Mark) -> tuple[int, int, str]:
    """Sorts marks by where they begin, the longer first."""
    return (mark.span.start, -mark.span.end, mark.kind)
