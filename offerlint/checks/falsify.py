"""The smallest choices under which some conditions hold and none of others does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from offerlint.model.block import Literal
from offerlint.reading.template.conditions import World

Choices = frozenset[tuple[str, str]]
Values = Mapping[str, Sequence[str]]

MOST_STATES = 20_000
MOST_WORLDS = 1_024


class UndecidedError(Exception):
    """The conditions are too many to decide in reasonable time."""


def falsify(terms: Iterable[Choices], wanted: set[Choices], values: Values, world: World) -> set[Choices]:
    """The smallest sets of choices, each extending one of `wanted`, that make every term false and can be made.

    `values` are those that each name can have. Raises UndecidedError.
    """
    in_order = sorted(terms, key=lambda term: (len(term), sorted(term)))
    levels: dict[int, set[Choices]] = {}
    for one in _shrunk(wanted, values):
        levels.setdefault(len(one), set()).add(one)
    states = 0
    while levels:
        size, found = min(levels), set()
        for state in levels.pop(size):
            states += 1
            if states > MOST_STATES:
                raise UndecidedError
            here = world.copy()
            forced = _forced(state, in_order, values, here)
            if forced is None:
                continue
            if len(forced) > size:
                levels.setdefault(len(forced), set()).add(forced)
                continue
            standing = next((term for term in in_order if not _is_false(term, here.known)), None)
            if standing is None:
                found |= {state} if here.is_possible() else set()
            else:
                levels.setdefault(size + 1, set()).update(_against(standing, state, here.known, values))
        if found:
            return _merged(found, values)
    return set()


def _shrunk(wanted: set[Choices], values: Values) -> set[Choices]:
    """The same choices without those that make no difference: x, or y without x, is x or y."""
    names = sorted({name for one in wanted for name, _ in one})
    if prod(len(values[name]) for name in names) > MOST_WORLDS:
        return wanted
    worlds = [frozenset(zip(names, chosen, strict=True)) for chosen in product(*(values[name] for name in names))]
    others = [world for world in worlds if not any(one <= world for one in wanted)]
    least = set()
    for one in wanted:
        shorter = one
        for choice in sorted(one):
            if not any(shorter - {choice} <= world for world in others):
                shorter -= {choice}
        least.add(shorter)
    return {one for one in least if not any(other < one for other in least)}


def _forced(state: Choices, terms: Sequence[Choices], values: Values, here: World) -> Choices | None:
    """The state with all choices that are the only way to make some term false; None when there is no way.

    `here` learns them.
    """
    if not here.assume(Literal(*each) for each in state):
        return None
    for term in terms:
        left = [] if _is_false(term, here.known) else [each for each in term if each[0] not in here.known]
        if len(left) == 1:
            name, value = left[0]
            others = [other for other in values[name] if other != value]
            if len(others) == 1:
                if not here.assume([Literal(name, others[0])]):
                    return None
                state |= {(name, others[0])}
    return state


def _is_false(term: Choices, known: Mapping[str, str]) -> bool:
    return any(known.get(name, value) != value for name, value in term)


def _against(term: Choices, state: Choices, known: Mapping[str, str], values: Values) -> Iterable[Choices]:
    """The state with one choice more that makes the term false."""
    for name, value in term:
        if name not in known:
            yield from (state | {(name, other)} for other in values[name] if other != value)


def _merged(found: set[Choices], values: Values) -> set[Choices]:
    """The sets without a choice that makes no difference: all its values are among them."""
    for one in sorted(found, key=sorted):
        for name, value in sorted(one):
            rest = one - {(name, value)}
            family = {rest | {(name, other)} for other in values[name]}
            if family <= found:
                return _merged((found - family) | {rest}, values)
    smallest = min(map(len, found))
    return {one for one in found if len(one) == smallest}
