"""A YAML call flow: steps with what is said, asked and done in them, and the answers that lead on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from offerlint.model.block import Block, Mark
from offerlint.model.flow import Act, Flow, Step, Successor
from offerlint.model.vocabulary import DO_WORDS
from offerlint.reading import bounds
from offerlint.reading.call_keys import OWN_DEEDS, UNSAID, deed_of
from offerlint.reading.markup import NO_FIELDS, Reading
from offerlint.reading.yaml_scalar import scalar_view
from offerlint.text.fold import FIELD
from offerlint.text.key import plain
from offerlint.text.span import Run, Span
from offerlint.text.view import View

if TYPE_CHECKING:
    from yaml import Node, ScalarNode

    from offerlint.reading.flow_shape import Entry, Shape

DECLARED_KEYS = (
    "kind", "channel", "direction", "recorded", "complete", "audience", "subscriber", "products", "purpose", "basis",
    "stage", "as_of", "contract_from", "lang", "offers",
)  # fmt: skip
NOTE_KEYS = ("notes", "screened")
"""Of a call: what the adviser is told about it, as texts, lists or texts under names; `screened` against which lists
numbers were."""
FLOW_KEYS = ("script", *DECLARED_KEYS, *NOTE_KEYS, "start", "steps")
STEP_KEYS = ("title", "note", "say", "ask", "answers", "do", "next", "acts")
ACT_KEYS = ("note", "say", "ask", "do")
ANSWER_KEYS = ("if", "go")


def read_flow(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """What the YAML of `view` says; steps, words and keys that do not fit are problems, the rest is read.

    Blocks stand in source order, a step a section. The flow is None when there is no step at all.
    """
    from offerlint.reading.flow_comment import comments
    from offerlint.reading.flow_shape import Shape

    shape = Shape(view.text)
    root = shape.root()
    top = shape.mapping(root, FLOW_KEYS, "A call flow", takes_words=True) if root else {}
    if root is None or not top:
        return Reading((), (), problems=tuple(shape.problems))
    drafts = _Steps(view, shape, fields)
    for key in (*NOTE_KEYS, *_beside(top, FLOW_KEYS)):
        drafts.notes(top.get(key), f'"{key}"', top.get("steps"))
    if "steps" in top:
        drafts.read(top["steps"].value)
    else:
        shape.fault(root.start_mark.index, "This call flow has no steps", "Add `steps:` with a step under each name.")
    flow = _flow(shape, drafts, top, root)
    each = (drafts.apart, *(draft.blocks for draft in drafts.found))
    written = sorted(chain.from_iterable(each), key=lambda placed: placed[:2])
    return Reading(
        tuple(block for _, _, block in written),
        tuple(section for _, section, _ in written),
        tuple(comments(view, root, [at for at, _, _ in written])),
        flow,
        tuple(sorted(shape.problems, key=lambda problem: problem.line or 0)),
        _declared(shape, top),
    )


def _beside(entries: dict[str, Entry], ours: Sequence[str]) -> list[str]:
    """The keys of what is told the adviser in other words than ours."""
    return [key for key in entries if key not in ours and not UNSAID.fullmatch(plain(key))]


def _declared(shape: Shape, top: dict[str, Entry]) -> dict[str, str]:
    """The keys of the flow that say what the document is, lists joined by commas."""
    found = {"kind": "script"}
    for key in DECLARED_KEYS:
        if key in top:
            found[key] = ",".join(shape.texts(top[key].value, f'"{key}"'))
    return {key: value for key, value in found.items() if value}


@dataclass(slots=True)
class _Draft:
    """A step whose successors are not yet looked up; `blocks` are (offset, section, block)."""

    name: str
    place: Run
    acts: list[Act] = field(default_factory=list)
    leads: list[tuple[ScalarNode, str, Block | None]] = field(default_factory=list)
    blocks: list[tuple[int, int, Block]] = field(default_factory=list)


class _Steps:
    """Reads the steps of a flow, in order."""

    def __init__(self, view: View, shape: Shape, fields: Mapping[int, str]) -> None:
        self.view, self.shape, self.fields = view, shape, fields
        self.found: list[_Draft] = []
        self.apart: list[tuple[int, int, Block]] = []

    def notes(self, entry: Entry | None, whose: str, steps: Entry | None) -> None:
        """What the adviser is told about the whole call: blocks of no step, in a section before or behind `steps`."""
        for scalar in self.shape.leaves(entry.value, whose) if entry else ():
            at = scalar.start_mark.index
            section = bounds.MOST_STEPS if steps and at > steps.key.start_mark.index else -1
            self.apart.append((at, section, self._block(scalar, "note")))

    def read(self, node: Node) -> None:
        for name, (key, value) in self.shape.mapping(node, None, "`steps`").items():
            if len(self.found) == bounds.MOST_STEPS:
                what = f"This call has more than {bounds.MOST_STEPS:,} steps, and the rest are not read"
                self.shape.fault(key.start_mark.index, what, "Make several calls of it.")
                break
            draft = _Draft(name, self._place(key))
            self.found.append(draft)
            self._step(draft, self.shape.mapping(value, STEP_KEYS, f'Step "{name}"'))

    def _place(self, node: Node) -> Run:
        """The source run of a node; an empty one takes the character beside it."""
        start, end = node.start_mark.index, node.end_mark.index
        if start == end:
            start, end = (start - 1, start) if start else (0, 1)
        return self.view.map.runs(Span(start, end))[0]

    def _step(self, draft: _Draft, entries: dict[str, Entry]) -> None:
        self._notes(draft, entries, STEP_KEYS)
        if "acts" in entries:
            self._acts(draft, entries)
        else:
            acts = [(key, entries[key].value) for key in ACT_KEYS if key in entries]
            if "do" in entries and _is_pause(entries["do"].value):
                acts.insert(0, acts.pop())
            for key, value in acts:
                self._act(draft, key, value)
        if "answers" in entries:
            for item in self.shape.items(entries["answers"].value, f'"answers" of step "{draft.name}"'):
                self._answer(draft, item)
        if "next" in entries:
            target = self.shape.scalar(entries["next"].value, f'"next" of step "{draft.name}"')
            if target:
                draft.leads.append((target, "", None))

    def _notes(self, draft: _Draft, entries: dict[str, Entry], ours: Sequence[str]) -> None:
        """What the adviser is told in a step, or beside an answer of it, under keys that are not `ours`."""
        for key in _beside(entries, ours):
            told = self.shape.leaves(entries[key].value, f'"{key}"')
            for scalar in (one for one in told if len(one.value.split()) > 1):
                draft.acts.append(Act("note", self._place(scalar), self._words(draft, scalar, "note")))

    def _acts(self, draft: _Draft, entries: dict[str, Entry]) -> None:
        for key in ACT_KEYS:
            if key in entries:
                what = f'Step "{draft.name}" has both "acts" and "{key}"'
                self.shape.fault(entries[key].key.start_mark.index, what, "Move it into the list, at its place.")
        for item in self.shape.items(entries["acts"].value, f'"acts" of step "{draft.name}"'):
            act = self.shape.mapping(item, ACT_KEYS, f'An act of step "{draft.name}"')
            if len(act) > 1:
                what = f'An act of step "{draft.name}" is more than one thing'
                self.shape.fault(item.start_mark.index, what, "Give say, ask and do an item each, in order.")
            for key, entry in act.items():
                self._act(draft, key, entry.value)

    def _act(self, draft: _Draft, key: str, node: Node) -> None:
        scalar = self.shape.scalar(node, f'"{key}" of step "{draft.name}"')
        if scalar is None:
            return
        if key == "do":
            self._deed(draft, scalar)
        else:
            block = self._words(draft, scalar, "note" if key == "note" else "agent")
            draft.acts.append(Act(key, self._place(scalar), block))

    def _deed(self, draft: _Draft, scalar: ScalarNode) -> None:
        deed = deed_of(scalar.value)
        if deed in DO_WORDS:
            draft.acts.append(Act("do", self._place(scalar), do=deed))
            return
        from offerlint.reading.flow_shape import meant

        remedy = meant(scalar.value, DO_WORDS)
        if OWN_DEEDS.fullmatch(deed) and not remedy.startswith("Did you mean"):
            return
        what = f'"{scalar.value}" is nothing a step can do'
        self.shape.fault(scalar.start_mark.index, what, remedy)

    def _answer(self, draft: _Draft, item: Node) -> None:
        answer = self.shape.mapping(item, ANSWER_KEYS, f'An answer of step "{draft.name}"')
        self._notes(draft, answer, ANSWER_KEYS)
        words = self.shape.scalar(answer["if"].value, '"if"') if "if" in answer else None
        target = self.shape.scalar(answer["go"].value, '"go"') if "go" in answer else None
        if answer and (words is None or target is None):
            what = f'An answer of step "{draft.name}" is not complete'
            self.shape.fault(item.start_mark.index, what, 'Write it as {if: "what the customer says", go: step}.')
        block = self._words(draft, words, "customer") if words else None
        if target:
            draft.leads.append((target, block.text if block else "", block))

    def _words(self, draft: _Draft, scalar: ScalarNode, role: str) -> Block:
        """The block of a text that is not empty."""
        block = self._block(scalar, role)
        draft.blocks.append((scalar.start_mark.index, len(self.found) - 1, block))
        return block

    def _block(self, scalar: ScalarNode, role: str) -> Block:
        words = scalar_view(self.view.text, scalar)
        low, high = len(words.text) - len(words.text.lstrip()), len(words.text.rstrip())
        cut = words.slice(Span(low, high))
        marks = tuple(self._field(cut, at) for at, char in enumerate(cut.text) if char == FIELD)
        return Block(cut.then(self.view.map), f"script.{role}", marks=marks, speaker="" if role == "note" else role)

    def _field(self, words: View, at: int) -> Mark:
        """The mark of the merge field at `at` of the words."""
        (run,) = words.map.runs(Span(at, at + 1))
        return Mark(Span(at, at + 1), "field", self.fields.get(run.start, ""))


def _is_pause(node: Node) -> bool:
    return bool(node.value == "pause_recording")


def _flow(shape: Shape, drafts: _Steps, top: dict[str, Entry], root: Node) -> Flow | None:
    """The steps with their successors; one that does not exist is a problem and left out."""
    names = [draft.name for draft in drafts.found]
    if not names:
        if "steps" in top:
            shape.fault(top["steps"].key.start_mark.index, "This call flow has no steps", "Add a step under its name.")
        return None
    start = shape.scalar(top["start"].value, '"start"') if "start" in top else None
    if start is None:
        what = "This call flow does not say where the call starts"
        shape.fault(root.start_mark.index, what, f"Add `start: {names[0]}`, or the step it is.")
    steps = {}
    for draft in drafts.found:
        ways = [
            Successor(node.value, answer, block)
            for node, answer, block in draft.leads
            if _exists(shape, node, names, f'Step "{draft.name}" leads to')
        ]
        steps[draft.name] = Step(draft.name, tuple(draft.acts), tuple(ways), draft.place)
    known = start is not None and _exists(shape, start, names, "The call starts at")
    return Flow(start.value if start and known else names[0], steps)


def _exists(shape: Shape, node: ScalarNode, names: list[str], what: str) -> bool:
    if node.value in names:
        return True
    from offerlint.reading.flow_shape import meant

    shape.fault(node.start_mark.index, f'{what} "{node.value}", which is no step', meant(node.value, names))
    return False
