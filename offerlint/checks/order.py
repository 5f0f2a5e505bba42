"""The verb `order`: what must come before, not after, or later, on every path through a call."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from offerlint.checks.order_event import HEARD, Happening, Happenings, happenings
from offerlint.model.block import Place
from offerlint.model.check_order import Order
from offerlint.model.finding import Hit
from offerlint.model.flow import Flow, Step
from offerlint.model.lens import Lens
from offerlint.text.frozen import dataclass


def check(spec: Order, lens: Lens) -> Iterator[Hit]:
    """A hit for each step that comes too early, or is not followed, with a shortest path that shows it.

    A document without a call flow has none. Hits stand in the order of their steps.
    """
    flow = lens.document.flow
    if flow is None:
        return
    happens = happenings(spec, lens, flow)
    names = {name: number for number, name in enumerate(flow.steps)}
    for breach in sorted(_Search(spec, flow, happens).breaches(), key=lambda one: (names[one.step], one.is_open)):
        if _is_elsewhere(spec, breach, happens, lens.document.about.complete):
            continue
        yield Hit(
            breach.what.places,
            found={"step": breach.step, "path": " > ".join(breach.path)},
            related=_related(breach, happens, names),
            path_through=breach.path,
            run=breach.what.run,
        )


@dataclass(frozen=True, slots=True)
class _Breach:
    """A trigger out of its place in `step`; `is_open`: the call ended before what must follow it."""

    step: str
    what: Happening
    path: tuple[str, ...]
    is_open: bool = False


def _missing(breach: _Breach) -> str:
    return "after" if breach.is_open else "before"


def _is_elsewhere(spec: Order, breach: _Breach, happens: Happenings, complete: bool | None) -> bool:
    """Whether what is missing may be said outside of this script, which has no place for it at all."""
    if not breach.is_open and spec.not_after is not None:
        return False
    if complete or (complete is None and not spec.complete_only):
        return False
    return not any(happens.of(_missing(breach)))


def _related(breach: _Breach, happens: Happenings, names: dict[str, int]) -> tuple[tuple[Place, str], ...]:
    """Where the words that are missing on the path do stand: the first place after the step, else before it."""
    said = [(names[name] < names[breach.step], one.places) for name, one in happens.of(_missing(breach)) if one.places]
    said.sort(key=lambda one: one[0])
    return tuple((places[0], "said here, but not in time on this path") for _, places in said[:1])


class _State(NamedTuple):
    """What is so at some point of a call: what must come before holds; `pending` still has to be followed."""

    holds: bool
    pending: Happening | None = None
    pending_in: str = ""


class _Search:
    """Breadth first over (step, state), so that the first path to a breach is a shortest one."""

    def __init__(self, spec: Order, flow: Flow, happens: Happenings) -> None:
        self._spec, self._flow, self._happens = spec, flow, happens
        self._came_from: dict[tuple[str, _State], tuple[str, _State] | None] = {}
        self._found: dict[tuple[str, bool, int], _Breach] = {}

    def breaches(self) -> list[_Breach]:
        """The first breach of each step, or of each turn of the agent's."""
        if not any(self._happens.of("trigger")):
            return []
        start = (self._flow.start, _State(self._spec.before is None or self._spec.not_after is not None))
        self._came_from[start] = None
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for there in self._next(here):
                if there not in self._came_from:
                    self._came_from[there] = here
                    waiting.append(there)
        return list(self._found.values())

    def _next(self, here: tuple[str, _State]) -> Iterator[tuple[str, _State]]:
        """The steps that follow, each with the state in which it begins; none after a breach."""
        step = self._flow.steps[here[0]]
        state = self._through(self._happens.steps[step.name], here[1], here)
        if state is None:
            return
        if _ends(step):
            if state.pending:
                self._breach(state.pending_in, state.pending, here, is_open=True)
            return
        for way, answer in zip(step.successors, self._happens.answers[step.name], strict=True):
            after = self._through(answer, state, here)
            if after is not None:
                yield way.step, after

    def _through(self, happens: tuple[Happening, ...], state: _State | None, here: tuple[str, _State]) -> _State | None:
        for what in happens:
            if state is not None:
                state = self._happen(what, state, here)
        return state

    def _happen(self, what: Happening, state: _State, here: tuple[str, _State]) -> _State | None:
        """The state after `what`, None when the path need not be followed further."""
        if what.role in ("before", HEARD):
            return state._replace(holds=True)
        if what.role in ("undone_by", "not_after"):
            return state._replace(holds=False)
        if what.role == "after":
            return state._replace(pending=None, pending_in="")
        if not state.holds:
            self._breach(here[0], what, here)
            if self._spec.next_turn:
                return state._replace(holds=True)
            if not self._spec.every:
                return None
        if self._spec.after and state.pending is None:
            return state._replace(pending=what, pending_in=here[0])
        return state

    def _breach(self, step: str, what: Happening, here: tuple[str, _State], is_open: bool = False) -> None:
        key = (step, is_open, id(what) if self._spec.next_turn else 0)
        self._found.setdefault(key, _Breach(step, what, self._path(here), is_open))

    def _path(self, here: tuple[str, _State]) -> tuple[str, ...]:
        path, at = [], self._came_from[here]
        path.append(here[0])
        while at is not None:
            path.append(at[0])
            at = self._came_from[at]
        return tuple(reversed(path))


def _ends(step: Step) -> bool:
    return not step.successors or any(act.do == "end" for act in step.acts)
