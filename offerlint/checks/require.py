"""The verb `require`: where one thing is said, another must be said as well, near enough and loudly enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from offerlint.checks.excuse import unexcused
from offerlint.checks.exposure import UndecidedError, exposures
from offerlint.checks.prominence import loudness, stands_in
from offerlint.checks.said import Said, apart, said
from offerlint.checks.undecided import undecided
from offerlint.model.block import Block, Emphasis, Place
from offerlint.model.check import Match, Require, Saying
from offerlint.model.document import Problem
from offerlint.model.finding import Hit
from offerlint.model.passage import Lens


def check(spec: Require, lens: Lens) -> Iterator[Hit | Problem]:
    """A hit for what makes something due that is not there under some choices of the template.

    Within a section or a document only the first trigger of each is a hit, unless the spec says `every`.
    """
    room = _Room(spec, lens)
    told = set()
    for trigger in _triggers(spec.when, lens):
        try:
            choices = room.missing(trigger)
        except UndecidedError:
            yield undecided(trigger, lens)
            continue
        if choices is None:
            continue
        key = (room.reach(trigger), tuple(tuple(one.items()) for one in choices))
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
            block, end = passage.block, len(passage.words)
            if block.emphasis is not Emphasis.HIDDEN and stands_in(block, ("not head", "not form")) and end:
                yield Said((Place(block),), lens.index.stream(number), Match(0, end, 0, end))
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

    @cached_property
    def companions(self) -> list[Said]:
        return [one for need in self.spec.need for one in said(need, self.lens) if _stands(one, need, self.lens)]

    @cached_property
    def sections(self) -> dict[int, frozenset[tuple[int, int]]]:
        """The sections that each block stands in, as pairs of a layer and a section's number."""
        found: dict[int, set[tuple[int, int]]] = {}
        for number, layer in enumerate(self.lens.layers):
            for passage, section in zip(layer.passages, layer.sections, strict=True):
                found.setdefault(id(passage.block), set()).add((number, section))
        return {key: frozenset(sections) for key, sections in found.items()}

    def reach(self, trigger: Said) -> frozenset[tuple[int, int]]:
        """What stands for the stretch that one finding is enough for."""
        return self.sections.get(id(trigger.blocks[0]), frozenset()) if self.spec.within == "section" else frozenset()

    def missing(self, trigger: Said) -> tuple[Mapping[str, str], ...] | None:
        """The choices under which no companion stands with the trigger; None when one always does."""
        near: list[Block] = []
        for one in self.companions:
            if self._is_near(one, trigger) and self._is_loud(one, trigger):
                near += one.blocks
        start = trigger.blocks if self.spec.when else ()
        return exposures(start, near, self.lens.document)

    def quiet(self, trigger: Said) -> list[Said]:
        """The companions near enough but not loud enough."""
        return [one for one in self.companions if self._is_near(one, trigger) and not self._is_loud(one, trigger)]

    def _is_loud(self, one: Said, trigger: Said) -> bool:
        if not self.spec.no_less_prominent:
            return True
        return min(map(loudness, one.places)) >= min(map(loudness, trigger.places))

    def _is_near(self, one: Said, trigger: Said) -> bool:
        match self.spec.within:
            case "document":
                return True
            case "section":
                return any(self.reach(trigger) & self.sections.get(id(block), frozenset()) for block in one.blocks)
            case "block":
                return not {id(block) for block in one.blocks}.isdisjoint(id(block) for block in trigger.blocks)
            case "sentence":
                return _share_a_block(one, trigger) and _share_a_sentence(one, trigger)
            case _:
                return _share_a_block(one, trigger) and _words_between(one, trigger) <= self.spec.words


def _share_a_block(one: Said, other: Said) -> bool:
    """Whether both were found in one and the same block alone, so that their words are numbered alike."""
    streams = (one.stream.passages, other.stream.passages)
    return all(len(passages) == 1 for passages in streams) and streams[0][0].block is streams[1][0].block


def _share_a_sentence(one: Said, other: Said) -> bool:
    numbers = one.stream.sentence
    low, high = sorted((one.match, other.match), key=lambda match: match.first)
    return numbers[low.last - 1] >= numbers[high.first]


def _words_between(one: Said, other: Said) -> int:
    low, high = sorted((one.match, other.match), key=lambda match: match.start)
    between = one.stream.kinds[low.end : high.start]
    return len(between) - between.count("m")
