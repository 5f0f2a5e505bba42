"""The verb `require`: where one thing is said, another must be said as well, near enough and loudly enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from offerlint.checks.excuse import unexcused
from offerlint.checks.exposure import UndecidedError, exposures
from offerlint.checks.near import Nearness
from offerlint.checks.prominence import loudness, stands_in
from offerlint.checks.said import Said, apart, said, whole
from offerlint.checks.undecided import MOST_SAID, too_many, undecided
from offerlint.model.block import Block, Condition, Emphasis
from offerlint.model.check import Require, Saying
from offerlint.model.document import Problem
from offerlint.model.finding import Hit
from offerlint.model.lens import Lens

_Conditions = frozenset[frozenset[Condition]]
Stands = tuple[_Conditions, _Conditions]


def check(spec: Require, lens: Lens) -> Iterator[Hit | Problem]:
    """A hit for what makes something due that is not there under some choices of the template.

    Within a section or a document only the first trigger of each is a hit, unless the spec says `every`.
    """
    room = _Room(spec, lens)
    told = set()
    for number, trigger in enumerate(_triggers(spec.when, lens)):
        if number == MOST_SAID:
            yield too_many(trigger, lens)
            break
        try:
            choices = room.missing(trigger)
        except UndecidedError:
            yield undecided(trigger, lens)
            continue
        if choices is None:
            continue
        key = (room.near.reach(trigger), tuple(tuple(one.items()) for one in choices))
        if spec.every or spec.within not in ("document", "section") or key not in told:
            told.add(key)
            yield _hit(trigger, choices, room.quiet(trigger))


def _hit(trigger: Said, choices: tuple[Mapping[str, str], ...], quiet: Sequence[Said]) -> Hit:
    related = tuple((one.places[0], "It is said here, but less prominently") for one in quiet[:1])
    return Hit(trigger.places, related=related, exposed_by=tuple(choice for choice in choices if choice))


def _triggers(when: Saying | None, lens: Lens) -> Iterator[Said]:
    """What makes the companion due: sayings, those in the head last; or the document's first words."""
    if when is None:
        for number, passage in enumerate(lens.passages):
            block = passage.block
            if block.emphasis is not Emphasis.HIDDEN and stands_in(block, ("not head", "not form")) and passage.words:
                yield whole(number, lens)
                return
        return
    found = apart(one for one in said(when, lens) if _stands(one, when, lens))
    yield from sorted(found, key=lambda one: one.blocks[0].scope.startswith("head"))


def _stands(one: Said, saying: Saying, lens: Lens) -> bool:
    """Whether nothing excuses it, at least under some choices."""
    return unexcused(one, saying.unless, lens) is not None


@dataclass
class _Room:
    """The companions of one spec in one document, found when first asked for."""

    spec: Require
    lens: Lens
    decided: dict[Stands, tuple[Mapping[str, str], ...] | None] = field(default_factory=dict)
    """What was decided before, by when the trigger and its companions stand."""
    reached: dict[tuple[frozenset[object], object], list[Block]] = field(default_factory=dict)

    @cached_property
    def companions(self) -> list[Said]:
        return [one for need in self.spec.need for one in said(need, self.lens) if _stands(one, need, self.lens)]

    @cached_property
    def _by_key(self) -> dict[object, list[int]]:
        found: dict[object, list[int]] = {}
        for i, one in enumerate(self.companions):
            for key in self.near.keys(one):
                found.setdefault(key, []).append(i)
        return found

    @cached_property
    def near(self) -> Nearness:
        """How near the companions must be."""
        return Nearness(self.spec.within, self.spec.words, self.lens)

    def missing(self, trigger: Said) -> tuple[Mapping[str, str], ...] | None:
        """The choices under which no companion stands with the trigger; None when one always does."""
        start = trigger.blocks if self.spec.when else ()
        near = self._blocks(trigger)
        key = frozenset(block.conditions for block in start), frozenset(block.conditions for block in near)
        if key not in self.decided:
            self.decided[key] = exposures(start, near, self.lens.document)
        return self.decided[key]

    def quiet(self, trigger: Said) -> list[Said]:
        """The companions near enough but not loud enough."""
        return [one for one in self._nearby(trigger) if not self._is_loud(one, trigger)]

    def _blocks(self, trigger: Said) -> list[Block]:
        """The blocks of the companions near enough and loud enough; the same for all triggers that share a reach."""
        if self.spec.within not in ("document", "section", "block"):
            return self._loud_blocks(trigger)
        loud = min(map(loudness, trigger.places)) if self.spec.no_less_prominent else None
        key = frozenset(self.near.keys(trigger)), loud
        if key not in self.reached:
            self.reached[key] = self._loud_blocks(trigger)
        return self.reached[key]

    def _loud_blocks(self, trigger: Said) -> list[Block]:
        loud = (one for one in self._nearby(trigger) if self._is_loud(one, trigger))
        return list(dict.fromkeys(block for one in loud for block in one.blocks))

    def _nearby(self, trigger: Said) -> list[Said]:
        """The companions near enough, in their order."""
        able = {i for key in self.near.keys(trigger) for i in self._by_key.get(key, ())}
        companions = (self.companions[i] for i in sorted(able))
        return [one for one in companions if self.near.holds(one, trigger)]

    def _is_loud(self, one: Said, trigger: Said) -> bool:
        if not self.spec.no_less_prominent:
            return True
        return min(map(loudness, one.places)) >= min(map(loudness, trigger.places))
