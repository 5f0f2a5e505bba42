"""What the flow readers of calling tools share: widgets become steps, their words blocks, and then a flow."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import count

from offerlint.model.block import Block, Mark
from offerlint.model.document import Problem
from offerlint.model.flow import END, Act, Flow, Step, Successor
from offerlint.reading import bounds
from offerlint.reading.json_scan import JsonError, Value, scan, string_view
from offerlint.reading.markup import Comment, Reading
from offerlint.text.fold import FIELD
from offerlint.text.late import late
from offerlint.text.lines import LineIndex
from offerlint.text.span import Run, Span
from offerlint.text.view import View, ViewBuilder

_SPEECH_MARKUP = late(r"(?P<pause></?(?:break|p|s)\b[^<>]*>)|</?[a-z][\w:-]*[^<>]*>|(?P<entity>&#?\w+;)")
_DIRECTIVE = late(r"\s*offerlint:")


@dataclass(slots=True)
class Draft:
    """A step whose ways on are not yet looked up; each has a target (None ends the call), an answer, and its words."""

    name: str
    key: str
    place: Run
    acts: list[Act] = field(default_factory=list)
    ways: list[tuple[Value | None, str, Block | None]] = field(default_factory=list)
    number: int = 0


class ToolFlow:
    """Gathers the steps of a flow in the JSON of `view`; `fields` matches what the tool fills in as it speaks."""

    def __init__(self, view: View, fields: re.Pattern[str]) -> None:
        self.view, self.fields = view, fields
        self.lines = LineIndex(view.text)
        self.drafts: list[Draft] = []
        self.names: dict[str, int] = {}
        self.blocks: list[tuple[int, int, Block]] = []
        self.comments: list[Comment] = []
        self.problems: list[Problem] = []

    def step(self, name: str, key: Value) -> Draft:
        """Begins a step that the others call by the text of `key`."""
        if name in self.names:
            self.names[name] += 1
            name = next(one for n in count(self.names[name]) if (one := f"{name} ({n})") not in self.names)
        self.names[name] = 1
        draft = Draft(name, key.text, self.place(key), number=len(self.drafts) + 1)
        self.drafts.append(draft)
        return draft

    def few(self, items: tuple[Value, ...]) -> tuple[Value, ...]:
        """What may become steps: all of it, save that of very many the rest is a mistake."""
        if len(items) > bounds.MOST_STEPS:
            self.too_many(items[bounds.MOST_STEPS])
        return items[: bounds.MOST_STEPS]

    def too_many(self, value: Value) -> None:
        """Notes that `value` is the first of what is too much for one call."""
        what = f"This call has more than {bounds.MOST_STEPS:,} steps, and the rest are not read."
        self.fault(value, f"{what} Make several calls of it.")

    def place(self, value: Value) -> Run:
        """The source run of a value, that of a string without its quotes."""
        inside = value.end - value.start > 2 and self._is_quoted(value)
        span = Span(value.start + inside, value.end - inside)
        return self.view.map.runs(span)[0]

    def _is_quoted(self, value: Value) -> bool:
        return value.kind == "string"

    def _words(self, value: Value) -> View:
        """What a string says."""
        return string_view(self.view.text, value)

    def say(self, draft: Draft, value: Value, kind: str = "say") -> None:
        """Adds words that the customer hears or reads; a string that is empty, or a field and no more, says nothing."""
        block = self.block(value, "agent")
        if block and block.text.replace(FIELD, "").strip():
            self.blocks.append((value.start, draft.number, block))
            draft.acts.append(Act(kind, self.place(value), block))

    def note(self, draft: Draft, value: Value) -> None:
        """Adds words for the agent alone."""
        if block := self.block(value, "note"):
            self.blocks.append((value.start, draft.number, block))
            draft.acts.append(Act("note", self.place(value), block))

    def do(self, draft: Draft, deed: str, value: Value) -> None:
        """Adds a deed, which `value` shows."""
        draft.acts.append(Act("do", self.place(value), do=deed))

    def answer(self, value: Value, draft: Draft) -> Block | None:
        """The words of the customer that `draft` waits for; keys that are pressed are none."""
        block = self.block(value, "customer") if value.is_text and any(map(str.isalpha, value.text)) else None
        if block:
            self.blocks.append((value.start, draft.number, block))
        return block

    def directive(self, value: Value) -> None:
        """Reads a description that speaks to the linter as a comment would."""
        if value.kind == "string" and _DIRECTIVE.match(value.text):
            self.comments += [Comment(line.strip(), self.place(value), 0) for line in value.text.splitlines()]

    def unread(self, value: Value, what: str) -> None:
        """Notes that something is played or done here that no words show."""
        self.problems.append(Problem("", what, self.lines.position(value.start).line, fatal=False))

    def fault(self, value: Value, what: str) -> None:
        """Notes a mistake at `value`."""
        self.problems.append(Problem("", what, self.lines.position(value.start).line))

    def reading(self, start: Value, declared: Mapping[str, str]) -> Reading:
        """All that was gathered, for a call that begins at the step that `start` names."""
        names: dict[str, str] = {}
        for draft in self.drafts:
            names.setdefault(draft.key, draft.name)
        flow = self._flow(start, names)
        written = sorted(self.blocks, key=lambda placed: placed[:2])
        return Reading(
            tuple(block for _, _, block in written),
            tuple(section for _, section, _ in written),
            tuple(self.comments),
            flow,
            tuple(sorted(self.problems, key=lambda problem: (problem.line or 0, problem.message))),
            declared,
        )

    def _flow(self, start: Value, names: Mapping[str, str]) -> Flow | None:
        if not self.drafts:
            return None
        steps: dict[str, Step] = {}
        ended: Run | None = None
        for draft in self.drafts:
            ways: list[Successor] = []
            seen: set[tuple[str, str]] = set()
            for target, answer, block in draft.ways:
                found = self._found(target, names, f"Step “{draft.name}” leads to") if target else END
                if found and (found, answer) not in seen:
                    seen.add((found, answer))
                    ways.append(Successor(found, answer, block))
                if target is None:
                    ended = ended or draft.place
            steps[draft.name] = Step(draft.name, tuple(draft.acts), tuple(ways), draft.place)
        if ended:
            steps[END] = Step(END, (Act("do", ended, do="end"),), (), ended)
        return Flow(self._found(start, names, "The call starts at") or self.drafts[0].name, steps)

    def _found(self, target: Value, names: Mapping[str, str], what: str) -> str:
        """The name of a step; "" for one that does not exist, which is a fault."""
        if target.text in names:
            return names[target.text]
        close = get_close_matches(target.text, names, 1, 0.6)
        hint = f"Did you mean “{close[0]}”?" if close else "Export the flow again, or name a step that exists."
        self.fault(target, f"{what} “{target.text}”, which is no step. {hint}")
        return ""

    def block(self, value: Value, who: str) -> Block | None:
        """The words of `value`, which `who` says; none where it says nothing."""
        said = self._spoken(self._words(value))
        low, high = len(said.text) - len(said.text.lstrip()), len(said.text.rstrip())
        if low >= high:
            return None
        said = said.slice(Span(low, high))
        marks = tuple(Mark(Span(at, at + 1), "field", "") for at, char in enumerate(said.text) if char == FIELD)
        return Block(said.then(self.view.map), f"script.{who}", marks=marks, speaker="" if who == "note" else who)

    def _spoken(self, written: View) -> View:
        """The words as they are spoken: fields stand for themselves, speech markup is gone."""
        builder, at = ViewBuilder(written.text), 0
        found = [*self.fields.finditer(written.text), *_SPEECH_MARKUP.finditer(written.text)]
        for match in sorted(found, key=lambda one: one.span()):
            if match.start() < at:
                continue
            builder.copy(at, match.start())
            if match.re.pattern == self.fields.pattern:
                builder.put(FIELD, *match.span())
            elif match["pause"]:
                builder.put(" ", *match.span())
            elif match["entity"]:
                builder.put(html.unescape(match[0]), *match.span())
            at = match.end()
        builder.copy(at, len(written.text))
        return builder.build().then(written.map)


def opened(view: View) -> Value | Reading:
    """The JSON of `view`, or a reading that says why there is none."""
    try:
        return scan(view.text)
    except JsonError as error:
        line = LineIndex(view.text).position(min(error.offset, len(view.text))).line
        fault = Problem("", f"This is not JSON: {error} should stand here. Export the flow again.", line)
        return Reading((), (), problems=(fault,))


def recorded(drafts: Sequence[Draft]) -> bool:
    """Whether any step switches the recording on."""
    return any(act.do == "resume_recording" for draft in drafts for act in draft.acts)
