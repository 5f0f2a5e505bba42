"""The variants of a document as one reading, in which each block stands once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from offerlint.model.block import Block
from offerlint.model.document import Variant
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """A block, the number of its section, and the numbers of the variants that it stands in."""

    block: Block
    section: int
    variants: tuple[int, ...]


def merged(variants: Sequence[Variant]) -> list[Standing]:
    """Every block once, in an order that agrees with every variant: `A, C` and `B, C` read `A, B, C`.

    Where variants move blocks about and no order agrees with all, the first variant has its way.
    """
    stands: dict[Block, list[int]] = {}
    sections: dict[Block, int] = {}
    followers: dict[Block, set[Block]] = {}
    for number, variant in enumerate(variants):
        for block, section in zip(variant.blocks, variant.sections, strict=True):
            own = stands.setdefault(block, [])
            own += [number] if own[-1:] != [number] else []
            sections.setdefault(block, section)
        for leader, follower in pairwise(variant.blocks):
            followers.setdefault(leader, set()).add(follower)
    return [Standing(block, sections[block], tuple(stands[block])) for block in _ordered(list(stands), followers)]


def _ordered(blocks: Sequence[Block], followers: Mapping[Block, set[Block]]) -> Iterator[Block]:
    """The blocks, each after all that it follows, else as they come; in a circle the first goes first."""
    rank = {block: number for number, block in enumerate(blocks)}
    waits_for = Counter(follower for block in blocks for follower in followers.get(block, ()))
    ready = [rank[block] for block in blocks if not waits_for[block]]
    left = dict.fromkeys(range(len(blocks)))
    while left:
        number = heappop(ready) if ready else next(iter(left))
        if number not in left:
            continue
        del left[number]
        yield blocks[number]
        for follower in followers.get(blocks[number], ()):
            waits_for[follower] -= 1
            if not waits_for[follower]:
                heappush(ready, rank[follower])


def exposing(variants: Sequence[Variant], sets: Sequence[Mapping[str, str]]) -> frozenset[int]:
    """The numbers of the variants in which any of these sets of choices is made; all where there is no set or none."""
    every = frozenset(range(len(variants)))
    found = {
        number
        for number, variant in enumerate(variants)
        if any(all(variant.choices.get(name) == value for name, value in chosen.items()) for chosen in sets)
    }
    return frozenset(found) or every


def choices(variants: Sequence[Variant]) -> Mapping[str, Sequence[str]]:
    """What can be chosen, by name in order, and the values of each; empty for a document that reads in one way."""
    found: dict[str, set[str]] = {}
    for variant in variants:
        for name, value in variant.choices.items():
            found.setdefault(name, set()).add(value)
    return {name: sorted(found[name]) for name in sorted(found)}
