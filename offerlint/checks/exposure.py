"""Decides, over a template's conditions, whether something stands while none of its companions does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import chain, product
from math import prod

from offerlint.checks.falsify import Choices, Falsifier, UndecidedError
from offerlint.checks.parts import Stands, together
from offerlint.model.block import Condition
from offerlint.model.document import Document
from offerlint.model.lens import Lens
from offerlint.reading.template.conditions import World
from offerlint.reading.template.kin import Kin

MOST_TOLD = 256
"""Sets of choices that are told; of more than that only one is."""

Exposures = tuple[Mapping[str, str], ...]


def exposure(lens: Lens) -> Exposure:
    """The exposure of the lens's document; the same object each time."""
    known = lens.stream.known
    if "exposure" not in known:
        known["exposure"] = Exposure(lens.document)
    kept: Exposure = known["exposure"]
    return kept


class Exposure:
    """What exposes a trigger in one document, decided once for all rules."""

    def __init__(self, document: Document) -> None:
        self._ground = _Ground(document)
        self._companies: dict[frozenset[Stands], Company] = {}

    def company(self, *parts: Stands) -> Company:
        """The companions that stand as any of the parts says; the same object for the same parts."""
        key = frozenset(parts)
        if key not in self._companies:
            self._companies[key] = Company(frozenset(chain(*parts)), self._ground)
        return self._companies[key]


class _Ground:
    """What can be chosen in a document, as its variants, blocks and ties say, and the answers given so far.

    `values` are those that each condition can have: those seen anywhere, and at least one other.
    """

    def __init__(self, document: Document) -> None:
        self.ties = document.ties
        self.values = _values(document)
        self._told: dict[frozenset[Choices], Exposures] = {}

    @cached_property
    def world(self) -> World:
        """All conditions of the document, of which nothing is known but what is declared."""
        return World(sorted(self.values), self.ties)

    def told(self, found: frozenset[Choices]) -> Exposures:
        """The sets of choices in order; the same object for the same sets."""
        if found not in self._told:
            self._told[found] = tuple(dict(sorted(one)) for one in sorted(found, key=sorted))
        return self._told[found]


def _values(document: Document) -> Mapping[str, Sequence[str]]:
    seen: dict[str, set[str]] = {}
    blocks = {id(block): block for variant in document.variants for block in variant.blocks}
    conditions = {condition for block in blocks.values() for condition in block.conditions}
    for literal in chain.from_iterable(conditions):
        seen.setdefault(literal.name, set()).add(literal.value)
    for variant in document.variants:
        for name, value in variant.choices.items():
            seen.setdefault(name, set()).add(value)
    for values in seen.values():
        if len(values) == 1:
            only = next(iter(values))
            values.add({"yes": "no", "no": "yes", "0": "1"}.get(only, "0"))
    return {name: sorted(values) for name, values in seen.items()}


class Company:
    """Companions any of which is enough beside a trigger.

    What makes them all go is decided once for each group of conditions that bear on one another. A trigger's own
    conditions change that for the groups on which they bear, and for no other: only these are decided again.
    """

    def __init__(self, companions: Stands, ground: _Ground) -> None:
        terms = {_choices(condition) for conditions in companions for condition in conditions}
        self.is_empty = not companions
        self._stands_always = frozenset() in terms
        self._ground = ground
        self._decided: dict[Stands, Exposures | None] = {}
        self._kin = Kin(ground.ties)
        for term in terms:
            self._kin.join(name for name, _ in term)
        self._terms: dict[str, list[Choices]] = {}
        for term in terms:
            for group in self._groups([term]):
                self._terms.setdefault(group, []).append(term)
        self._falsifiers: dict[frozenset[str], Falsifier] = {}

    def exposures(self, trigger: Stands) -> Exposures | None:
        """The smallest sets of choices under which the trigger stands and no companion does.

        None when there are none; one empty set when no choice is needed. Equal ones are the same object. Raises
        UndecidedError.
        """
        if trigger not in self._decided:
            self._decided[trigger] = self._decide(set(map(_choices, together(trigger))))
        return self._decided[trigger]

    def _decide(self, wanted: set[Choices]) -> Exposures | None:
        if self._stands_always or not wanted:
            return None
        groups = self._groups(wanted)
        least = self._least(groups, wanted)
        if not least or not self._stuck <= groups:
            return None
        if not self._undecided <= groups:
            raise UndecidedError
        if least == _put_together([self._alone[group] for group in groups if group in self._alone]):
            return self._ground.told(self._all)
        others = [found for group, found in self._alone.items() if group not in groups]
        return self._ground.told(_put_together([least, *others]))

    def _least(self, groups: frozenset[str], wanted: set[Choices]) -> frozenset[Choices]:
        """The smallest choices that extend one of `wanted` and make all companions of the groups go."""
        key = groups.intersection(self._terms)
        if key not in self._falsifiers:
            terms = [term for group in key for term in self._terms[group]]
            self._falsifiers[key] = Falsifier(terms, self._ground.values, self._ground.world)
        return frozenset(self._falsifiers[key].least(wanted))

    def _groups(self, sets: Iterable[Choices]) -> frozenset[str]:
        """The groups on which the choices bear."""
        return frozenset(group for one in sets for name, _ in one for group in self._kin.groups(name))

    @cached_property
    def _alone(self) -> Mapping[str, frozenset[Choices]]:
        """What makes the companions of each group go, of those that can be decided."""
        found = {}
        for group in self._terms:
            with suppress(UndecidedError):
                found[group] = self._least(frozenset([group]), set(_FREE))
        return found

    @cached_property
    def _all(self) -> frozenset[Choices]:
        """What makes all companions go that can be decided; a trigger that takes no more is exposed by it."""
        return _put_together(list(self._alone.values()))

    @cached_property
    def _stuck(self) -> frozenset[str]:
        """The groups of which a companion stands whatever is chosen."""
        return frozenset(group for group, found in self._alone.items() if not found)

    @cached_property
    def _undecided(self) -> frozenset[str]:
        return frozenset(self._terms.keys() - self._alone.keys())


_FREE: frozenset[Choices] = frozenset({frozenset()})
"""No choice is needed."""


def _put_together(several: Sequence[frozenset[Choices]]) -> frozenset[Choices]:
    """Every way to take one set of choices from each; one way alone where there are too many to tell."""
    if prod(map(len, several)) > MOST_TOLD:
        several = [frozenset({min(found, key=sorted)}) for found in several]
    only = frozenset[tuple[str, str]]().union(*(one for found in several if len(found) == 1 for one in found))
    more = [found for found in several if len(found) != 1]
    return frozenset(only.union(*chosen) for chosen in product(*more))


def _choices(condition: Condition) -> Choices:
    return frozenset((literal.name, literal.value) for literal in condition)
