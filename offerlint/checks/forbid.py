"""The verb `forbid`: what must not be said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from offerlint.checks.excuse import excusing, unexcused
from offerlint.checks.exposure import Company
from offerlint.checks.falsify import UndecidedError
from offerlint.checks.near import Nearness
from offerlint.checks.parts import Stands, stands, words_stand
from offerlint.checks.said import Said, apart, said
from offerlint.checks.undecided import MOST_SAID, too_many, undecided
from offerlint.model.check import Forbid
from offerlint.model.document import HTML_SHOWN, Problem
from offerlint.model.finding import Hit
from offerlint.model.lens import Lens


def check(spec: Forbid, lens: Lens) -> Iterator[Hit | Problem]:
    """A hit for each saying that nothing excuses, in reading order; of overlapping ones the longest.

    With `beside`, only the first of each section or document, as often as its words are read, unless the spec says
    `every`.
    """
    left: list[Said] = []
    faults: dict[int, Hit] = {}
    partners: _Partners | None = None
    for number, one in enumerate(said(spec.saying, lens)):
        if number == MOST_SAID:
            yield too_many(one, lens)
            break
        if spec.beside and partners is None:
            partners = _Partners(spec, lens)
            if partners.are_none:
                break
        try:
            hit = partners.fault(one) if partners else _alone(one, spec, lens)
        except UndecidedError:
            yield undecided(one, lens)
            continue
        if hit is not None:
            left.append(one)
            faults[id(one)] = hit
    told: dict[object, object] = {}
    for one in apart(left):
        words = tuple(place.runs for place in one.places)
        key = partners.stretch(one) if partners and not spec.every else id(one)
        if told.setdefault(key, words) == words:
            yield faults[id(one)]


def _alone(one: Said, spec: Forbid, lens: Lens) -> Hit | None:
    choices = unexcused(one, spec.saying.unless, lens)
    return None if choices is None else Hit(one.places, exposed_by=tuple(filter(None, choices)))


class _Partners:
    """What a saying must stand beside to be a fault."""

    def __init__(self, spec: Forbid, lens: Lens) -> None:
        self._guards, self._lens = spec.saying.unless, lens
        self._near = Nearness(spec.within, spec.words, lens)
        self._sayings = [
            one
            for saying in spec.beside
            for one in islice(said(saying, lens), MOST_SAID)
            if unexcused(one, saying.unless, lens) is not None
        ]
        self._by_key: dict[object, list[int]] = {}
        for i, one in enumerate(self._sayings):
            for key in self._near.keys(one):
                self._by_key.setdefault(key, []).append(i)
        self._stand = {id(one): words_stand(one.places, lens) for one in self._sayings}
        self._kinds = len(set(self._stand.values()))

    @property
    def are_none(self) -> bool:
        """Whether nothing that it could stand beside is said anywhere."""
        return not self._sayings

    def stretch(self, one: Said) -> object:
        """What one finding is enough for: its section, the document (as one part shows it), or the saying alone."""
        if self._near.within == "document":
            return _shown(one)
        return self._near.reach(one) if self._near.within == "section" else id(one)

    def fault(self, one: Said) -> Hit | None:
        """The saying as a fault, with the first partner that can stand with it; None without one."""
        excuses: Company | None = None
        tried: set[Stands] = set()
        for other in self._nearby(one):
            if len(tried) == self._kinds:  # another partner stands under the same conditions as one that was tried
                break
            stand = self._stand[id(other)]
            if stand in tried or _overlap(one, other) or not self._near.holds(other, one):
                continue
            excuses = excuses or excusing(one, self._guards, self._lens)
            if excuses is None:
                return None
            choices = excuses.exposures(stands(one.blocks) | stand)
            if choices is not None:
                related = ((other.places[0], "It stands beside this"),)
                return Hit(one.places, related=related, exposed_by=tuple(filter(None, choices)))
            tried.add(stand)
        return None

    def _nearby(self, one: Said) -> Iterator[Said]:
        """The partners that may be near enough, in their order."""
        lists = [self._by_key[key] for key in self._near.keys(one) if key in self._by_key]
        numbers = lists[0] if len(lists) == 1 else sorted(set[int]().union(*lists))
        return (self._sayings[i] for i in numbers)


def _shown(one: Said) -> frozenset[str]:
    """The alternatives of a message in which the saying stands; none when it stands outside of any."""
    literals = {literal for block in one.blocks for condition in block.conditions for literal in condition}
    return frozenset(literal.value for literal in literals if literal.name == HTML_SHOWN)


def _overlap(one: Said, other: Said) -> bool:
    """Whether the two share words."""
    return any(
        place.block is twin.block and (place.span is None or twin.span is None or place.span.overlaps(twin.span))
        for place in one.places
        for twin in other.places
    )
