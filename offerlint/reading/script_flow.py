"""The flow of a script: its headings as steps, its instructions as the ways between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from textwrap import shorten

from offerlint.model.block import Block
from offerlint.model.document import Problem
from offerlint.model.flow import END, Act, Flow, Step, Successor
from offerlint.model.goodbye import is_goodbye
from offerlint.reading.script_branch import Branch
from offerlint.text.frozen import dataclass
from offerlint.text.lines import LineIndex
from offerlint.text.span import Run, Span
from offerlint.text.view import View

_LONGEST_NAME = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A block of the script: `role` is agent, customer or note; `step` is above 0 for the heading of that step.

    `ways` lead on from here, each with the customer's words that open it in `answers`; `deeds` are done here.
    `at` is where it stands in the view. Lines of one `option` above 0 are a way of their own: what a customer may
    say, and what is done then.
    """

    block: Block
    role: str
    step: int = 0
    ways: tuple[Branch, ...] = ()
    deeds: tuple[tuple[str, Run], ...] = ()
    answers: tuple[Block | None, ...] = ()
    is_item: bool = False
    is_answer: bool = False
    at: int = 0
    option: int = 0
    opens: str = ""
    """The number of the step that begins with what is said here, which has no heading."""


@dataclass(slots=True)
class _Stretch:
    """Part of a step, up to a way on in its middle: acts, then the lines that lead on."""

    name: str
    place: Run
    acts: list[Act] = field(default_factory=list)
    leads: list[Line] = field(default_factory=list)
    open_item: bool = False
    option: int = 0
    base: _Stretch | None = None
    """Where this way opens, if it is one of those."""
    options: list[Successor] = field(default_factory=list)
    """The ways that open from here when the customer says some words, and come back behind them all."""

    @property
    def counts(self) -> bool:
        """Whether the call does anything here."""
        return bool(self.leads or self.options or self.option) or any(act.kind != "note" for act in self.acts)

    @property
    def ends(self) -> bool:
        return any(act.do == "end" for act in self.acts)


def flow(lines: Sequence[Line], view: View) -> tuple[Flow | None, tuple[Problem, ...]]:
    """The steps in order, each going on to the next unless it says otherwise, and the steps named in vain.

    A heading under which nothing is said or done is no step; a way to it leads to the next one.
    """
    builder = _Builder(lines)
    return builder.flow(), tuple(_named_in_vain(lines, view))


def _named_in_vain(lines: Sequence[Line], view: View) -> Iterator[Problem]:
    index = LineIndex(view.text)
    for line in lines:
        for way in line.ways:
            if way.target is None:
                message = f'The script goes to "{way.named}", which is no heading of it. Check the name of the step.'
                yield Problem("", message, index.position(line.at).line, fatal=False)


def _runs(block: Block) -> tuple[Run, ...]:
    return block.view.map.runs(Span(0, len(block.text)))[:1]


class _Builder:
    """Gathers lines into steps, then ties them together."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.names: set[str] = set()
        self.steps: list[list[_Stretch]] = [[]]
        for line in lines:
            self._line(line)
        self.named = {way.target for line in lines for way in line.ways}
        """The steps that some way leads to, so that they need not follow on the one before."""
        self.made: dict[str, Step] = {}

    def _line(self, line: Line) -> None:
        places = _runs(line.block)
        if line.step:
            self.steps.append([_Stretch(self._name(" ".join(line.block.text.split())), places[0])])
            return
        if line.opens:
            title = shorten(line.block.text, _LONGEST_NAME, placeholder="…")
            self.steps.append([_Stretch(self._name(f"{line.opens} {title}"), places[0])])
        if not self.steps[-1]:
            self.steps[-1].append(_Stretch(self._name("Start"), places[0]))
        now = self.steps[-1][-1]
        if line.option:
            self._option(line, places[0])
            return
        leads_on = now.leads and (line.role != "note" or line.deeds) and not line.ways and not line.is_answer
        if leads_on or now.option:
            now = _Stretch(self._name(self.steps[-1][0].name), places[0])
            self.steps[-1].append(now)
        self._acts(now, line)

    def _option(self, line: Line, place: Run) -> None:
        """A line of an option: the first, the customer's, opens a stretch for those after it."""
        now = self.steps[-1][-1]
        if now.option == line.option:
            self._acts(now, line)
            return
        base = now.base or now
        words = " ".join(line.block.text.strip('"“”').split())
        opened = _Stretch(self._name(f"{base.name}: {words}"), place, option=line.option, base=base)
        base.options.append(Successor(opened.name, words, line.block))
        self.steps[-1].append(opened)

    def _acts(self, now: _Stretch, line: Line) -> None:
        place = _runs(line.block)[0]
        if not line.is_answer:
            asks = line.role == "agent" and line.block.text.rstrip("\"”'’ ").endswith("?")
            kind = "note" if line.role == "note" else "ask" if asks else "say"
            now.acts.append(Act(kind, place, line.block))
        ends_here = bool(line.ways) and all(way.target == -1 and not way.answer for way in line.ways)
        if not line.ways or ends_here:
            now.acts += [Act("do", run, do=deed) for deed, run in line.deeds]
        if line.ways and not ends_here:
            now.leads.append(line)
        elif line.is_item and not ends_here and line.role == "note":
            now.open_item = True

    def _name(self, title: str) -> str:
        """`title`, with a number when a step of that name stands already."""
        name, number = title, 1
        while name in self.names:
            number += 1
            name = f"{title} ({number})"
        self.names.add(name)
        return name

    def flow(self) -> Flow | None:
        kept = [(number, stretch) for number, step in enumerate(self.steps) for stretch in step if stretch.counts]
        if not kept:
            return None
        behind: dict[str, tuple[int, str]] = {}
        after = (-1, "")
        for number, stretch in reversed(kept):
            behind[stretch.name] = after
            after = after if stretch.option else (number, stretch.name)
        for number, stretch in kept:
            later, following = behind[stretch.name]
            inside = later == number
            if not inside and following and self._takes_leave(stretch) and later in self.named:
                following = ""
            ways = [] if stretch.ends else self._ways(stretch, kept, following, inside)
            self.made[stretch.name] = Step(stretch.name, tuple(stretch.acts), tuple(ways), stretch.place)
        order = [stretch.name for _, stretch in kept]
        return Flow(order[0], {name: self.made[name] for name in [*order, *sorted(set(self.made) - set(order))]})

    def _takes_leave(self, stretch: _Stretch) -> bool:
        """Whether the adviser's last words say goodbye, with nothing to be done or answered after them."""
        last = stretch.acts[-1] if stretch.acts and not stretch.leads else None
        return last is not None and last.kind == "say" and last.block is not None and is_goodbye(last.block.text)

    def _ways(
        self, stretch: _Stretch, kept: list[tuple[int, _Stretch]], following: str, inside: bool
    ) -> Iterator[Successor]:
        """The ways on from a stretch; the last goes on to the next one where not every answer has its own."""
        ways = [
            (line, way, said)
            for line in stretch.leads
            for way, said in zip(line.ways, line.answers, strict=True)
            if way.target is not None
        ]
        for line, way, said in ways:
            step = self._target(stretch, line, way, kept)
            if step:
                yield Successor(step, way.answer, said)
        yield from stretch.options
        answered = len([way for _, way, _ in ways if way.answer])
        settled = any(not way.answer for _, way, _ in ways) or (answered > 1 and not stretch.open_item and not inside)
        if following and not settled:
            yield Successor(following)

    def _target(self, stretch: _Stretch, line: Line, way: Branch, kept: list[tuple[int, _Stretch]]) -> str:
        """The step that a way leads to; what is done only on this way stands in a step between."""
        later = [other.name for number, other in kept if way.target is not None and number >= way.target >= 0]
        target = later[0] if later and way.target != -1 else ""
        ends = way.target == -1 or not target
        deeds = [(deed, run) for deed, run in line.deeds if deed != "end"]
        if not ends and not deeds:
            return target
        place = _runs(line.block)[0]
        if ends and not deeds:
            self.made.setdefault(END, Step(END, (Act("do", place, do="end"),), (), place))
            return END
        acts = [Act("do", run, do=deed) for deed, run in deeds]
        if ends:
            acts.append(Act("do", place, do="end"))
        name = self._name(f"{stretch.name}: {way.answer}" if way.answer else f"{stretch.name}, then")
        self.made[name] = Step(name, tuple(acts), () if ends else (Successor(target),), place)
        return name
