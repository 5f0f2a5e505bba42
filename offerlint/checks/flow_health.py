"""The verb `health`: what is wrong with the graph of a call, whatever its words say."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from offerlint.model.block import Place
from offerlint.model.finding import Hit
from offerlint.model.flow import END, STRUCTURED, Act, Flow, Step
from offerlint.model.goodbye import is_goodbye
from offerlint.model.lens import Lens
from offerlint.text.late import late
from offerlint.text.span import Span

_YES = late(
    r"\W*(?:yes|yeah|yep|ok|okay|sure|agrees?|agreed|accepts?|accepted|correct|ready|happy|go ahead)\b", re.IGNORECASE
)
_TAG = late(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|%%\w+%%|\*\|[\w:]+\|\*|\$\{[^{}]*\}|<<[^<>]+>>")
_OF_MAILINGS = late(r"\{%.*|%%.*|\*\|.*", re.DOTALL)
"""Tags of tools that send mail, which neither a dialler nor an agent fills in."""


def check(spec: str, lens: Lens) -> Iterator[Hit]:
    """The hits of one fault, a key of FAULTS, in the order of the steps; a document without a call has none.

    Of the graph only flows are judged whose ways are all written out.
    """
    flow = lens.document.flow
    if flow is None:
        return
    if spec == "unfilled-field-said":
        yield from _unfilled(flow, lens)
    elif lens.document.format in STRUCTURED:
        for name, path in FAULTS[spec](flow):
            yield Hit((), found={"step": name}, path_through=path, run=flow.steps[name].place)


Found = Iterator[tuple[str, tuple[str, ...]]]
"""The step at fault, and a shortest path there where that helps."""


def _unreachable(flow: Flow) -> Found:
    """The steps that no path reaches; of those that lead to one another only the first."""
    reached = set(_paths(flow, [flow.start]))
    lost = [name for name in flow.steps if name not in reached and name != END]
    led_to = {way.step for name in lost for way in flow.steps[name].successors if way.step != name}
    covered: set[str] = set()
    for name in sorted(lost, key=lambda one: one in led_to):
        if name not in covered:
            covered |= set(_paths(flow, [name]))
            yield name, ()


def _dead_ends(flow: Flow) -> Found:
    """The steps after which nothing follows, though they neither end the call, nor hand it over, nor say goodbye."""
    for name, path in _paths(flow, [flow.start]).items():
        if not flow.steps[name].successors and not _is_end(flow.steps[name]):
            yield name, path


def _unrefused(flow: Flow) -> Found:
    """The steps that ask a question, or sort the answers to one just asked, and only a yes leads on."""
    asking = [step for step in flow.steps.values() if any(_asks(act) for act in step.acts)]
    sorting = {way.step for step in asking for way in step.successors if not flow.steps[way.step].acts}
    asked = {step.name for step in asking} | sorting
    for name, step in flow.steps.items():
        ways = [way for way in step.successors if way.step != END]
        if name in asked and ways and all(way.answer and _YES.match(way.answer) for way in ways):
            yield name, ()


def _loops(flow: Flow) -> Found:
    """A step of each loop that a call gets into and never out of."""
    paths = _paths(flow, [flow.start])
    ends = [name for name, step in flow.steps.items() if not step.successors or _is_end(step)]
    before: dict[str, set[str]] = {name: set() for name in flow.steps}
    for name, step in flow.steps.items():
        for way in step.successors:
            before[way.step].add(name)
    ending = _reach(before, ends)
    after = {name: {way.step for way in step.successors} for name, step in flow.steps.items()}
    told: set[str] = set()
    for name, path in paths.items():
        if name in ending or name in told:
            continue
        loop = _reach(after, [name])
        if all(name in _reach(after, [other]) for other in loop):
            told |= loop
            yield name, path


FAULTS: Mapping[str, Callable[[Flow], Found]] = {
    "unreachable-step": _unreachable,
    "dead-end": _dead_ends,
    "question-without-no": _unrefused,
    "loop-without-way-out": _loops,
}
"""What the graph of a call can have wrong."""


def _asks(act: Act) -> bool:
    return act.kind == "ask" or (act.block is not None and act.block.text.endswith("?"))


def _is_end(step: Step) -> bool:
    """Whether the call may well end with a step."""
    said = " ".join(act.block.text for act in step.acts if act.block)
    return any(act.do in ("end", "transfer") for act in step.acts) or is_goodbye(said)


def _paths(flow: Flow, starts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """A shortest path to each step that can be reached, in the order in which they are."""
    found: dict[str, tuple[str, ...]] = {name: (name,) for name in starts}
    waiting = deque(found)
    while waiting:
        name = waiting.popleft()
        for way in flow.steps[name].successors:
            if way.step not in found:
                found[way.step] = (*found[name], way.step)
                waiting.append(way.step)
    return found


def _reach(ways: Mapping[str, Collection[str]], starts: Iterable[str]) -> set[str]:
    found = set(starts)
    waiting = list(found)
    while waiting:
        new = set(ways[waiting.pop()]) - found
        found |= new
        waiting += new
    return found


def _unfilled(flow: Flow, lens: Lens) -> Iterator[Hit]:
    """The merge fields that the agent would read out as they are written.

    Until a call is final, its dialler or the agent fills in fields, though not the tags of a mailing.
    """
    document = lens.document
    if document.about.stage in ("template", "draft"):
        return
    is_said = document.about.stage == "final" or document.about.kind == "transcript"
    filled = document.format in STRUCTURED and document.format != "flow"
    for name, step in flow.steps.items():
        for act in step.acts:
            if act.block is None or act.kind == "note":
                continue
            spans = [Span(*match.span()) for match in _TAG.finditer(act.block.text)]
            if not filled:
                spans += [mark.span for mark in act.block.marked("field")]
            for span in sorted(set(spans)):
                if not is_said and _OF_MAILINGS.fullmatch(act.block.text[span.start : span.end]) is None:
                    continue
                yield Hit((Place(act.block, span),), found={"step": name})
