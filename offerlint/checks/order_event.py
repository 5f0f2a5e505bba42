"""What happens in the steps of a call, in order, as far as an order rule cares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from offerlint.checks.excuse import unexcused
from offerlint.checks.falsify import UndecidedError
from offerlint.checks.prominence import stands_in
from offerlint.checks.said import Said, said
from offerlint.facts import look
from offerlint.model.block import Block, Place
from offerlint.model.check import Saying
from offerlint.model.check_order import Event, Order
from offerlint.model.document import Variant
from offerlint.model.flow import Act, Flow, Step, Successor
from offerlint.model.lens import Lens
from offerlint.text.frozen import dataclass
from offerlint.text.span import Run

ROLES = ("before", "trigger", "undone_by", "not_after", "after")
"""The parts of an order, as they count within one sentence: a notice there comes in time."""
HEARD = "heard"
"""The role of what is no part of an order: a turn is over, as the customer begins to speak or any answer was heard."""


@dataclass(frozen=True, slots=True)
class Happening:
    """A part of the order that happens: in words, at `places`, or as a deed, at `run`."""

    role: str
    places: tuple[Place, ...] = ()
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class Happenings:
    """What happens in each step, by name, and in each of its answers, in the order of its successors."""

    steps: dict[str, tuple[Happening, ...]]
    answers: dict[str, tuple[tuple[Happening, ...], ...]]

    def of(self, role: str) -> Iterator[tuple[str, Happening]]:
        """The steps and happenings of one role, in the order of the steps."""
        for name, own in self.steps.items():
            for one in (*own, *(one for answer in self.answers[name] for one in answer)):
                if one.role == role:
                    yield name, one


def happenings(spec: Order, lens: Lens, flow: Flow) -> Happenings:
    """Reads every step of `flow` once; raises TimeoutError."""
    parts = [(role, event) for role in ROLES if (event := getattr(spec, role)) is not None]
    words = _said(parts, lens)
    unread = _unread(parts, lens, flow)
    words |= _said(parts, unread) if unread else {}

    def act(one: Act) -> tuple[Happening, ...]:
        if one.block is None:
            return tuple(Happening(role, run=one.place) for role, event in parts if one.do in event.do)
        own = words.get(id(one.block), ())
        return (*own, *heard) if answers_at_all and one.block.speaker == "agent" else own

    heard = (Happening(HEARD),) if spec.next_turn else ()
    # A trigger without words is any answer: the first one that is excused is the turn, and not the words after it.
    answers_at_all = spec.trigger.saying is not None and not spec.trigger.saying.patterns

    def acts(step: Step) -> Iterator[Happening]:
        listening = False
        for one in _acts(step, spec):
            hears = one.block is not None and one.block.speaker == "customer"
            yield from heard if hears and not listening else ()
            yield from act(one)
            listening = hears or (listening and one.block is None)

    def answer(way: Successor) -> tuple[Happening, ...]:
        return ((heard if way.answer else ()) + words.get(id(way.block), ())) if way.block or heard else ()

    return Happenings(
        {name: tuple(acts(step)) for name, step in flow.steps.items()},
        {name: tuple(map(answer, step.successors)) for name, step in flow.steps.items()},
    )


def _acts(step: Step, spec: Order) -> tuple[Act, ...]:
    """The acts of a step in order; an agreement that must be followed stands before the words it is made in."""
    if spec.after is None or "agree_contract" not in spec.trigger.do:
        return step.acts
    return tuple(sorted(step.acts, key=lambda act: act.do != "agree_contract"))


def _unread(parts: Sequence[tuple[str, Event]], lens: Lens, flow: Flow) -> Lens | None:
    """The answers that stand inside of an instruction, read as the customer's words; None when none are asked for."""
    sayings = [event.saying for _, event in parts if event.saying]
    known = {id(passage.block) for passage in lens.passages}
    answers: dict[int, Block] = {}
    for step in flow.steps.values():
        for block in (way.block for way in step.successors if way.block and id(way.block) not in known):
            if any(stands_in(block, saying.where) for saying in sayings):
                answers[id(block)] = block
    if not answers:
        return None
    variant = Variant(tuple(answers.values()), tuple(range(len(answers))))
    return look(replace(lens.document, variants=(variant,)))


def _said(parts: Sequence[tuple[str, Event]], lens: Lens) -> dict[int, tuple[Happening, ...]]:
    """What the words of each block make happen: sentence by sentence, in each by role, then by place."""
    found: dict[int, list[tuple[tuple[int, int, int], Happening]]] = {}
    for rank, (role, event) in enumerate(parts):
        if event.saying is None:
            continue
        for one in said(event.saying, lens):
            if _counts(one, event.saying, role, lens):
                place = (one.stream.sentence[one.match.start], rank, one.match.start)
                block = one.stream.passages[one.stream.block[one.match.start]].block
                found.setdefault(id(block), []).append((place, Happening(role, one.places)))
    return {key: tuple(one for _, one in sorted(all_of, key=lambda own: own[0])) for key, all_of in found.items()}


def _counts(one: Said, saying: Saying, role: str, lens: Lens) -> bool:
    """Whether nothing excuses the words; where that cannot be decided, for the script."""
    try:
        return unexcused(one, saying.unless, lens) is not None
    except UndecidedError:
        return role in ("before", "after")
