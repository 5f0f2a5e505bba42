"""Whether choices hang together, or the data may never combine them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offerlint.model.block import Condition, Literal
from offerlint.model.ties import Ties
from offerlint.reading.template.conditions import World, values
from offerlint.reading.template.kin import Kin, subjects

_FEW = 8
_MANY = 128
"""Choices that are looked at together; of more none is left out."""


def is_loose(exposed_by: Sequence[Mapping[str, str]], ties: Ties) -> bool:
    """Whether every one of the sets takes two or more choices that nothing ties together.

    Conditions are tied when they ask about the same thing, stand one inside the other in the
    template, or are tied by declaration; very many are taken not to be. That a loop runs is no choice.
    """
    return bool(exposed_by) and all(len(one) > _MANY or _groups(one, ties) > 1 for one in exposed_by)


def least(chosen: Mapping[str, str], ties: Ties) -> dict[str, str]:
    """The choices without those that follow from the others, which are told by what holds where it can be."""
    left = dict(chosen)
    for group in Kin(ties).groups_of(chosen) if len(chosen) <= _MANY else ():
        if len(group) > 1 or ties.always:
            literals = [Literal(name, chosen[name]) for name in sorted(group, key=lambda n: (chosen[n] == "yes", n))]
            kept = set(_kept(literals, World(group, ties)))
            for each in literals:
                if each not in kept and len(left) > 1:
                    del left[each.name]
    return left


def _kept(literals: Sequence[Literal], world: World) -> Sequence[Literal]:
    """The literals without those that follow from the others and from what `world` knows; the first ones go first."""
    if len(literals) == 1:
        return [] if world.holds(literals) else literals
    first, others = literals[: len(literals) // 2], literals[len(literals) // 2 :]
    beside = world.copy()
    beside.assume(others)
    kept = _kept(first, beside)
    world = world.copy()
    world.assume(kept)
    return [*kept, *_kept(others, world)]


def plainest(exposed_by: Sequence[Mapping[str, str]], ties: Ties) -> tuple[Mapping[str, str], ...]:
    """The sets of choices without those that make no difference: `x`, or `y` and not `x`, is `x` or `y`.

    None are left where one of the sets holds whatever is chosen. More than a few sets, and sets that differ in very
    many choices, are given back as they are.
    """
    if not 1 < len(exposed_by) <= _FEW:
        return tuple(exposed_by)
    sets = [frozenset(Literal(*each) for each in one.items()) for one in exposed_by]
    shared = _beside(sets, ties)
    left = [one - shared for one in sets]
    if len(frozenset[Literal]().union(*left)) > _MANY:
        return tuple(exposed_by)
    for i in range(len(left)):
        for each in sorted(left[i], key=lambda literal: (literal.name, literal.value)):
            if not _escapes(_world(left, ties, left[i] - {each}), left):
                left[i] -= {each}
    told = [one for i, one in enumerate(left) if one not in left[:i] and not any(other < one for other in left)]
    return tuple(dict(sorted((each.name, each.value) for each in one | shared)) for one in told if one | shared)


def _beside(sets: Sequence[Condition], ties: Ties) -> Condition:
    """The choices of all the sets that bear on none of those in which they differ."""
    shared = frozenset[Literal].intersection(*sets)
    if not shared:
        return shared
    kin = Kin(ties)
    groups = kin.groups_of({each.name for one in sets for each in one})
    differing = {each.name for one in sets for each in one - shared}
    apart = {name for group in groups if differing.isdisjoint(group) for name in group}
    return frozenset(each for each in shared if each.name in apart)


def _world(sets: Sequence[Condition], ties: Ties, held: Condition) -> World | None:
    world = World(sorted({each.name for one in sets for each in one}), ties)
    return world if world.assume(held) else None


def _escapes(world: World | None, sets: Sequence[Condition]) -> bool:
    """Whether something can be chosen in `world` under which none of the sets holds."""
    if world is None:
        return False
    open_set = next((one for one in sets if all(world.known.get(e.name) in (None, e.value) for e in one)), None)
    if open_set is None:
        return world.is_possible()
    for each in sorted(open_set, key=lambda literal: literal.name):
        for value in values(each.name) if each.name not in world.known else ():
            other = world.copy()
            if value != each.value and other.assume([Literal(each.name, value)]) and _escapes(other, sets):
                return True
    return False


def _groups(chosen: Mapping[str, str], ties: Ties) -> int:
    """How many groups of tied conditions the choices fall into."""
    left = [name for name, value in chosen.items() if not (name.startswith("for ") and value != "0")]
    declared = [subjects(each.name) for each in ties.always]
    groups = 0
    while left:
        groups += 1
        reached = [left.pop(0)]
        for name in reached:
            near = {other for other in left if _are_tied(name, other, declared, ties)}
            reached += [other for other in left if other in near]
            left = [other for other in left if other not in near]
    return groups


def _are_tied(one: str, other: str, declared: Sequence[frozenset[str]], ties: Ties) -> bool:
    if not subjects(one).isdisjoint(subjects(other)) or ties.are_nested(one, other):
        return True
    return any(each & subjects(one) and each & subjects(other) for each in declared)
