"""Under which choices of a template a finding is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from offerlint.checks.parts import Apart, nearest, stands, together
from offerlint.model.block import Condition, Literal, Place
from offerlint.model.finding import Hit
from offerlint.model.lens import Layer, Lens
from offerlint.reading.template.tied import least

Choices = Mapping[str, str]
_NEAREST = 12
"""Choices on either side of some words, the nearest, that are looked at for what makes the difference to a finding."""


def exposed_by(hits: Sequence[Hit], lens: Lens) -> Iterator[tuple[Choices, ...]]:
    """For each hit of one rule the smallest sets of choices that show it; none where every choice does.

    A paragraph of which conditions decide several parts is read in some ways only. Hits of the same words in several
    of them are looked at together: what decides other words of the paragraph is told only where it makes a difference.
    """
    exposing = _Exposing(lens)
    if len(lens.layers) == 1:
        yield from (_least(exposing.sets(hit), lens) for hit in hits)
        return
    keys = [tuple(place.runs for place in hit.places) or hit.run for hit in hits]
    alike: dict[object, list[Hit]] = {}
    for key, hit in zip(keys, hits, strict=True):
        alike.setdefault(key, []).append(hit)
    found = {key: _least(exposing.words(same), lens) for key, same in alike.items()}
    yield from map(found.__getitem__, keys)


class _Exposing:
    """What exposes the hits of one rule."""

    def __init__(self, lens: Lens) -> None:
        self._lens = lens
        self._conditions: dict[int, tuple[Choices, Condition]] = {}

    def sets(self, hit: Hit) -> set[Condition]:
        """The sets of choices that show a hit, whatever words they decide."""
        if hit.exposed_by:
            return {self._condition(one) for one in hit.exposed_by}
        return together(stands(place.block for place in hit.places))

    def words(self, hits: Sequence[Hit]) -> set[Condition]:
        """The sets of choices that show any of some hits, which are of the same words."""
        places = [place for hit in hits for place in hit.places]
        related = [place for hit in hits for place, _ in hit.related]
        own = Apart(places, self._lens)
        stand = {one for hit in hits for one in together(own.when(hit.places))}
        shown: list[Choices] = []
        bare: list[Choices] = []
        for layer in self._lens.layers:
            if any(_holds(one, layer.variant.choices) for one in stand):
                (shown if any(self._is_in(hit, layer) for hit in hits) else bare).append(layer.variant.choices)
        if not bare and not any(hit.exposed_by for hit in hits):
            return stand
        sets = {one for hit in hits for one in self.sets(hit)}
        if not shown:
            return sets
        told = Apart([*places, *related], self._lens)
        bare = [choices for choices in bare if any(_agree(told.kept(one), choices) for one in sets)]
        telling = _telling(shown, bare, self._nearest(places, {literal.name for one in stand for literal in one}))
        if telling is None:
            return sets
        return {told.kept(one) | (one & {Literal(n, v) for n in telling for v in telling[n]}) for one in sets}

    def _condition(self, choices: Choices) -> Condition:
        """The choices as a condition; the same one for the same object."""
        if id(choices) not in self._conditions:
            self._conditions[id(choices)] = choices, frozenset(Literal(*each) for each in choices.items())
        return self._conditions[id(choices)][1]

    def _nearest(self, places: Iterable[Place], needed: set[str]) -> list[str]:
        """The names of the choices that decided what is nearest to some words, the nearest first."""
        found: dict[str, int] = {}
        for place in places:
            for far, name in nearest(place, _NEAREST, self._lens):
                if name not in needed:
                    found[name] = min(far, found.get(name, far))
        return sorted(found, key=lambda name: (found[name], name))

    def _is_in(self, hit: Hit, layer: Layer) -> bool:
        """Whether a reading has the hit."""
        if not all(layer.places(place.block) for place in hit.places):
            return False
        return not hit.exposed_by or any(_agree(self._condition(one), layer.variant.choices) for one in hit.exposed_by)


def _holds(condition: Condition, choices: Choices) -> bool:
    return all(choices.get(literal.name) == literal.value for literal in condition)


def _agree(condition: Condition, choices: Choices) -> bool:
    return all(choices.get(literal.name, literal.value) == literal.value for literal in condition)


def _telling(shown: Sequence[Choices], bare: Sequence[Choices], names: Sequence[str]) -> Mapping[str, set[str]] | None:
    """The fewest names, and their values, that tell readings with a finding from those without; None when none do.

    Of several that tell them apart equally well all are taken: no reading says which of them it was.
    """
    with_it, without = ({tuple(one.get(name) for name in names) for one in choices} for choices in (shown, bare))
    left = sorted(product(with_it, without), key=repr)
    telling: set[str] = set()
    while left:
        apart = [[one[i] != other[i] for one, other in left] for i in range(len(names))]
        best = max(apart, key=sum, default=[])
        if not any(best):
            return None
        telling.update(name for name, column in zip(names, apart, strict=True) if column == best)
        left = [pair for pair, is_apart in zip(left, best, strict=True) if not is_apart]
    return {name: {one[name] for one in shown if name in one} for name in telling}


def _least(conditions: set[Condition], lens: Lens) -> tuple[Choices, ...]:
    """The conditions as sets of choices without what follows from the rest; none when one of them always holds."""
    if frozenset() in conditions:
        return ()
    found = {frozenset(least({e.name: e.value for e in one}, lens.document.ties).items()) for one in conditions}
    smallest = [one for one in found if not any(other < one for other in found)]
    return tuple(dict(sorted(one)) for one in sorted(smallest, key=lambda one: (len(one), sorted(one))))
