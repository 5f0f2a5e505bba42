"""The ways a phrase can begin, apart, so that each is tried only where its own words stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice

from offerlint.model.check import Needs
from offerlint.model.later import Later
from offerlint.rules.phrase_tree import Choice, Node, Reported, Sequence, Word, heads, needs
from offerlint.text.frozen import dataclass

_MOST = 2_000
"""Alternatives up to which a phrase is taken apart; one with more is tried as a whole."""


@dataclass(frozen=True, slots=True, eq=False)
class Alternative:
    """A phrase that begins with no choice but of single words; a match begins with one of `heads`.

    Both are written as `needs` are; None where a match may begin with anything.
    """

    needs: Needs
    heads: frozenset[str] | None
    tree: Later[Node]


def alternatives(node: Node) -> tuple[Alternative, ...]:
    """What `node` matches, as alternatives of which the first that leads to a match is preferred."""
    apart = list(islice(_apart(node), _MOST + 1))
    trees = apart if len(apart) <= _MOST else [node]
    return tuple(Alternative(needs(tree), heads(tree), Later.of(tree)) for tree in trees)


def _apart(node: Node) -> Iterator[Node]:
    match node:
        case Choice(options):
            for are_words, group in groupby(options, lambda option: isinstance(option, Word)):
                if are_words:
                    words = tuple(group)
                    yield words[0] if len(words) == 1 else Choice(words)
                else:
                    for option in group:
                        yield from _apart(option)
        case Reported(part):
            yield from map(Reported, _apart(part))
        case Sequence((first, *rest)) if rest:
            yield from (Sequence((option, *rest)) for option in _apart(first))
        case Sequence((only,)):
            yield from _apart(only)
        case _:
            yield node
