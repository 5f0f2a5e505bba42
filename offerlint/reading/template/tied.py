"""Whether choices hang together, or the data may never combine them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offerlint.model.block import Condition, Literal
from offerlint.model.ties import Ties
from offerlint.reading.template.conditions import World, atoms, values
from offerlint.reading.template.subject import test_of

_FEW = 8


def is_loose(exposed_by: Sequence[Mapping[str, str]], ties: Ties) -> bool:
    """Whether every one of the sets takes two or more choices that nothing ties together.

    Conditions are tied when they ask about the same thing, stand one inside the other in the
    template, or are tied by declaration. That a loop runs is no choice.
    """
    return bool(exposed_by) and all(_groups(one, ties) > 1 for one in exposed_by)


def least(chosen: Mapping[str, str], ties: Ties) -> dict[str, str]:
    """The choices without those that follow from the others, which are told by what holds where it can be."""
    left = dict(chosen)
    for name in sorted(chosen, key=lambda name: (chosen[name] == "yes", name)):
        rest = [Literal(other, value) for other, value in left.items() if other != name]
        world = World(left, ties)
        if len(left) > 1 and world.assume(rest) and world.known.get(name) == chosen[name]:
            del left[name]
    return left


def plainest(exposed_by: Sequence[Mapping[str, str]], ties: Ties) -> tuple[Mapping[str, str], ...]:
    """The sets of choices without those that make no difference: `x`, or `y` and not `x`, is `x` or `y`.

    None are left where one of the sets holds whatever is chosen. More than a few sets are given back as they are.
    """
    if not 1 < len(exposed_by) <= _FEW:
        return tuple(exposed_by)
    left = [frozenset(Literal(*each) for each in one.items()) for one in exposed_by]
    for i in range(len(left)):
        for each in sorted(left[i], key=lambda literal: (literal.name, literal.value)):
            if not _escapes(_world(left, ties, left[i] - {each}), left):
                left[i] -= {each}
    least = [one for i, one in enumerate(left) if one not in left[:i] and not any(other < one for other in left)]
    return tuple({each.name: each.value for each in sorted(one, key=lambda each: each.name)} for one in least if one)


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
    names = [name for name, value in chosen.items() if not (name.startswith("for ") and value != "0")]
    subjects = {name: {test_of(atom).subject for atom in atoms(name)} for name in names}
    declared = [{test_of(atom).subject for atom in atoms(one.name)} for one in ties.always]
    left, groups = list(names), 0
    while left:
        groups += 1
        reached = [left.pop(0)]
        for name in reached:
            near = [other for other in left if _are_tied(name, other, subjects, declared, ties)]
            reached += near
            left = [other for other in left if other not in near]
    return groups


def _are_tied(one: str, other: str, subjects: Mapping[str, set[str]], declared: Sequence[set[str]], ties: Ties) -> bool:
    if subjects[one] & subjects[other] or any({one, other} <= names for names in ties.nested):
        return True
    return any(each & subjects[one] and each & subjects[other] for each in declared)
