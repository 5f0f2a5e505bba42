"""The verb `require`: where one thing is said, another must be said as well, near enough and loudly enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from offerlint.checks.excuse import unexcused
from offerlint.checks.exposure import Company, Exposures, exposure
from offerlint.checks.falsify import UndecidedError
from offerlint.checks.near import Nearness
from offerlint.checks.parts import stands, words_stand
from offerlint.checks.prominence import loudness, stands_in
from offerlint.checks.said import Said, apart, said, whole
from offerlint.checks.undecided import MOST_SAID, too_many, undecided
from offerlint.model.block import Emphasis
from offerlint.model.check import Require, Saying
from offerlint.model.document import Problem
from offerlint.model.finding import Hit
from offerlint.model.lens import Lens


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
        key = (room.near.reach(trigger), id(choices))
        if spec.every or spec.within not in ("document", "section") or key not in told:
            told.add(key)
            yield _hit(trigger, choices, room.quiet(trigger))


def _hit(trigger: Said, choices: Exposures, quiet: Said | None) -> Hit:
    related = ((quiet.places[0], "It is said here, but less prominently"),) if quiet else ()
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
    reached: dict[tuple[frozenset[object], object], Company] = field(default_factory=dict)

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

    def missing(self, trigger: Said) -> Exposures | None:
        """The choices under which no companion stands with the trigger; None when one always does."""
        return self._company(trigger).exposures(stands(trigger.blocks if self.spec.when else ()))

    def quiet(self, trigger: Said) -> Said | None:
        """The first companion near enough but not loud enough."""
        if not self.spec.no_less_prominent:
            return None
        return next((one for one in self._nearby(trigger) if not self._is_loud(one, trigger)), None)

    def _company(self, trigger: Said) -> Company:
        """The companions near enough and loud enough; the same for all triggers that share a reach."""
        if self.spec.within not in ("document", "section", "block"):
            return self._loud(trigger)
        loud = min(map(loudness, trigger.places)) if self.spec.no_less_prominent else None
        key = frozenset(self.near.keys(trigger)), loud
        if key not in self.reached:
            self.reached[key] = self._loud(trigger)
        return self.reached[key]

    def _loud(self, trigger: Said) -> Company:
        loud = (one for one in self._nearby(trigger) if self._is_loud(one, trigger))
        return exposure(self.lens).company(words_stand((place for one in loud for place in one.places), self.lens))

    def _nearby(self, trigger: Said) -> list[Said]:
        """The companions near enough, in their order."""
        able = {i for key in self.near.keys(trigger) for i in self._by_key.get(key, ())}
        companions = (self.companions[i] for i in sorted(able))
        return [one for one in companions if self.near.holds(one, trigger)]

    def _is_loud(self, one: Said, trigger: Said) -> bool:
        if not self.spec.no_less_prominent:
            return True
        return min(map(loudness, one.places)) >= min(map(loudness, trigger.places))
