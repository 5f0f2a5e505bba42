"""Whether choices hang together, or the data may never combine them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offerlint.model.block import Literal
from offerlint.model.ties import Ties
from offerlint.reading.template.conditions import World, atoms
from offerlint.reading.template.subject import test_of


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
