"""Writes the blocks of an HTML page: words of one paragraph gathered, marked and settled in their scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from offerlint.model.block import Block, Control, Emphasis, Mark
from offerlint.reading.html_entity import stretches
from offerlint.reading.html_form import SCOPES
from offerlint.reading.html_section import Sections
from offerlint.reading.html_standing import Standing
from offerlint.reading.json_scan import string_parts
from offerlint.reading.markup import Comment, cut_marks, mark_order
from offerlint.text.fold import FIELD
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View, ViewBuilder

_NAME_WORDS = late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_IN_SMALL_PRINT = ("body.paragraph", "body.list", "body.table", "body.quote")


class Gathering:
    """The words of one block under way, and the marks they bear; offsets lie in `view`."""

    def __init__(self, view: View, fields: Mapping[int, str], standing: Standing, section: int) -> None:
        self.standing, self.section = standing, section
        self.adjacent: Control | None = None
        self._view, self._fields = view, fields
        self._builder = ViewBuilder(view.text)
        self._marks: list[Mark] = []
        self._latest: dict[str, int] = {}
        self.broken = False
        self._last = ""

    def text(self, start: int, end: int, standing: Standing, attribute: bool = False) -> None:
        """Adds the words from `start` up to `end`, references read."""
        at = len(self._builder)
        for characters, low, high in stretches(self._view.text, start, end, attribute):
            if characters:
                self._builder.put(characters, low, high)
            else:
                self._fields_from(low, high)
                self._builder.copy(low, high)
        self.broken = self.broken and self._view.text[start:end].isspace()
        self._last = self._view.text[end - 1]
        for kind, value in standing.kinds:
            self._mark(kind, value, at)
        if standing.is_small:
            self._mark("small", "", at)

    def put(self, text: str, start: int, end: int, kind: str = "") -> None:
        """Adds `text` that stands for a whole stretch of the page."""
        at = len(self._builder)
        self._builder.put(text, start, end)
        self.broken, self._last = text == "\n", text
        if kind:
            self._mark(kind, "", at)

    @property
    def has_words(self) -> bool:
        return bool(self._last)

    def part(self) -> None:
        """Keeps words of different lines apart that no white space parts."""
        if not self._last.isspace():
            self._builder.gap("\n")
            self._last = "\n"

    def _fields_from(self, low: int, high: int) -> None:
        at = self._view.text.find(FIELD, low, high)
        while at >= 0:
            place = len(self._builder) + at - low
            self._marks.append(Mark(Span(place, place + 1), "field", self._fields.get(at, "")))
            at = self._view.text.find(FIELD, at + 1, high)

    def _mark(self, kind: str, value: str, start: int) -> None:
        """Marks from `start` on, joined to the last mark of its kind where that ends there."""
        end = len(self._builder)
        if start == end:
            return
        latest = self._latest.get(kind, -1)
        if latest >= 0 and self._marks[latest].span.end == start and self._marks[latest].value == value:
            self._marks[latest] = Mark(Span(self._marks[latest].span.start, end), kind, value)
        else:
            self._latest[kind] = len(self._marks)
            self._marks.append(Mark(Span(start, end), kind, value))

    def block(self, scope: str = "") -> Block | None:
        """The block of these words, of `scope` if given; None when there are none."""
        view = self._builder.build()
        low, high = len(view.text) - len(view.text.lstrip()), len(view.text.rstrip())
        if low >= high:
            return None
        marks = self._marks
        if (low, high) != (0, len(view.text)):
            view, marks = view.slice(Span(low, high)), cut_marks(marks, low, high)
        standing, control = self.standing, self.adjacent or self.standing.control
        whole = [kind for kind in ("small", "strong") if _covers(marks, kind, view.text)]
        scope = scope or _scope(standing, control, "small" in whole)
        return Block(
            view.then(self._view.map),
            scope,
            _emphasis(standing, scope, whole),
            tuple(sorted(marks, key=mark_order)),
            level=standing.level if scope == "body.heading" else 0,
            control=control,
            attributes=_attributes(standing),
        )


class Page:
    """The blocks written so far, and those under way: one in each lane."""

    def __init__(self, view: View, fields: Mapping[int, str]) -> None:
        self.view, self._fields = view, fields
        self.blocks: list[Block] = []
        self.numbers: list[int] = []
        self.comments: list[Comment] = []
        self.sections = Sections()
        self.main_block = -1
        self.has_words = False
        self._lanes: dict[str, Gathering] = {}
        self._waiting: list[tuple[Block, int]] = []

    def under_way(self, lane: str) -> Gathering | None:
        return self._lanes.get(lane)

    def gather(self, standing: Standing) -> Gathering:
        """The block under way in the lane, begun if there is none."""
        lane = self._lanes.get(standing.lane)
        if lane is None:
            lane = self._lanes[standing.lane] = Gathering(self.view, self._fields, standing, self.sections.number)
            if standing.lane == "main":
                self.sections.said(standing.level if standing.scope == "body.heading" else 0)
                self.has_words = self.has_words or standing.scope != "head.title"
        return lane

    def end(self, lane: str) -> None:
        """Ends the block under way in the lane, if there is one."""
        gathering = self._lanes.pop(lane, None)
        block = gathering.block() if gathering else None
        if gathering and block and lane == "main":
            self.main_block = len(self.blocks)
            self._add(block, gathering.section)
        elif gathering and block:
            self._waiting.append((block, gathering.section))
        if "main" not in self._lanes:
            for waiting, section in self._waiting:
                self._add(waiting, section)
            self._waiting.clear()

    def attribute(self, place: tuple[int, int], scope: str, standing: Standing, control: Control | None) -> None:
        """Adds an attribute's value as a block, after the one under way."""
        plain = replace(standing, kinds=(), small=False, size=max(standing.size, 16.0), control=control, level=0)
        gathering = Gathering(self.view, self._fields, plain, self.sections.number)
        if place[0] < place[1]:
            gathering.text(*place, plain, attribute=True)
        block = gathering.block(scope)
        if block:
            self._waiting.append((block, gathering.section))

    def told(self, string: Span) -> None:
        """Adds what the page says of itself beside what it shows, the inside of a string of JSON, as a description."""
        plain = Standing(scope="head.description")
        gathering = Gathering(self.view, self._fields, plain, self.sections.number)
        for said, start, end in string_parts(self.view.text, *string):
            if said is None:
                gathering.text(start, end, plain)
            else:
                gathering.put(said, start, end)
        block = gathering.block("head.description")
        if block:
            self._waiting.append((block, gathering.section))

    def name(self, place: tuple[int, int], standing: Standing, control: Control) -> None:
        """Adds the words of a field's name, those of `offers_by_text` being three, as words that nobody sees."""
        unseen = replace(standing, kinds=(), hidden="yes", control=control, level=0)
        gathering = Gathering(self.view, self._fields, unseen, self.sections.number)
        for word in _NAME_WORDS.finditer(self.view.text, *place):
            if gathering.has_words:
                gathering.part()
            gathering.text(word.start(), word.end(), unseen)
        block = gathering.block("form.field")
        if block:
            self._waiting.append((block, gathering.section))

    def comment(self, text: str, start: int, end: int) -> None:
        if "main" not in self._lanes:
            self.end("main")
        runs = self.view.map.runs(Span(start, end))
        if runs:
            self.comments.append(Comment(text, runs[0], len(self.blocks), "main" in self._lanes))

    def _add(self, block: Block, section: int) -> None:
        self.blocks.append(block)
        self.numbers.append(section)


def _scope(standing: Standing, control: Control | None, small: bool) -> str:
    if standing.hidden == "preheader":
        return "head.preheader"
    if control and control.kind in SCOPES:
        return SCOPES[control.kind]
    if (small or standing.footer) and standing.scope in _IN_SMALL_PRINT:
        return "footer.smallprint"
    return standing.scope


def _emphasis(standing: Standing, scope: str, whole: list[str]) -> Emphasis:
    if standing.hidden == "yes":
        return Emphasis.HIDDEN
    if scope == "head.preheader":
        return Emphasis.PLAIN
    if "small" in whole:
        return Emphasis.SMALL
    if scope == "body.heading":
        return Emphasis.HEADING
    return Emphasis.STRONG if "strong" in whole else Emphasis.PLAIN


def _attributes(standing: Standing) -> dict[str, str]:
    said = {"hidden": standing.hidden, "lang": standing.lang, "behind": standing.behind, "part": standing.part}
    return {name: value for name, value in said.items() if value and value != "preheader"}


def _covers(marks: list[Mark], kind: str, text: str) -> bool:
    """Whether every word of `text` bears a mark of `kind`; the marks of a kind do not overlap."""
    at, found = 0, False
    for mark in marks:
        if mark.kind == kind:
            if text[at : mark.span.start].strip():
                return False
            at, found = mark.span.end, True
    return found and not text[at:].strip()
