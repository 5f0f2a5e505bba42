"""What happens in the steps of a call, in order, as far as an order rule cares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from offerlint.model.block import Block, Place
from offerlint.model.check import Saying
from offerlint.model.check_order import Event, Order
from offerlint.model.flow import Act, Flow
from offerlint.model.passage import Lens, Passage, Stream
from offerlint.text.span import Run

ROLES = ("before", "trigger", "undone_by", "not_after", "after")
"""The parts of an order, as they count within one sentence: a notice there comes in time."""


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
    """Reads every step of `flow` once."""
    passages = {id(passage.block): passage for passage in lens.passages}
    parts = [(role, event) for role in ROLES if (event := getattr(spec, role)) is not None]

    def act(one: Act) -> tuple[Happening, ...]:
        if one.block is None:
            return tuple(Happening(role, run=one.place) for role, event in parts if one.do in event.do)
        return words(one.block)

    def words(block: Block | None) -> tuple[Happening, ...]:
        passage = passages.get(id(block))
        return _said(parts, passage) if passage else ()

    return Happenings(
        {name: tuple(one for own in step.acts for one in act(own)) for name, step in flow.steps.items()},
        {name: tuple(words(way.block) for way in step.successors) for name, step in flow.steps.items()},
    )


def _said(parts: Sequence[tuple[str, Event]], passage: Passage) -> tuple[Happening, ...]:
    """What the words of one block make happen: sentence by sentence, in each by role, then by place."""
    stream = Stream([passage])
    found = []
    for rank, (role, event) in enumerate(parts):
        if event.saying and _counts(event.saying, passage.block):
            for pattern in event.saying.patterns:
                for match in pattern.find(stream, event.saying.within):
                    place = (stream.sentence[match.start], rank, match.start, match.end)
                    found.append((place, Happening(role, stream.places(match.start, match.end))))
    return tuple(happening for _, happening in sorted(found, key=lambda one: one[0]))


def _counts(saying: Saying, block: Block) -> bool:
    """Whether words of this block are meant."""
    scopes = [scope for scope in saying.where if not scope.startswith("not ")] or ["script.agent"]
    left_out = [scope.removeprefix("not ") for scope in saying.where if scope.startswith("not ")]
    return _under(block.scope, scopes) and not _under(block.scope, left_out)


def _under(scope: str, names: Sequence[str]) -> bool:
    return any(scope == name or scope.startswith(f"{name}.") for name in names)
