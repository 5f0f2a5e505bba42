"""In what order words stand in anything that a phrase matches, and how far apart at most.

That tells of most stretches with the words of a phrase that they do not say it, before the phrase is tried on them.
"""

from __future__ import annotations

from typing import NamedTuple

from offerlint.model.needs import FAR
from offerlint.rules.phrase_tree import (
    KINDS,
    WIDEST_NEED,
    Choice,
    Edge,
    Gap,
    Kind,
    Node,
    Reported,
    Sequence,
    Stated,
    Word,
    commonness,
    signs,
    written,
)

_MOST = 6
"""Sets of a phrase that are told."""


class Order(NamedTuple):
    """Sets of words of which one each stands in any match, in this order.

    `sets` come with the most words that each begins after the one before it; `before` and `after` are the most words
    before the first of them begins and after the last has begun, that one not counted. With no sets, `before` is the
    most words of a match. Marks do not count as words. FAR is any number.
    """

    before: int
    sets: tuple[tuple[frozenset[str], int], ...] = ()
    after: int = 0


Known = dict[int, Order]
"""The order of nodes, by the identity of the node, which must outlive this."""


def order(node: Node, known: Known) -> Order:
    """The order of what stands in any match of `node`."""
    found = known.get(id(node))
    if found is None:
        found = known[id(node)] = _order(node, known)
    return found


def told(order: Order) -> list[tuple[frozenset[str], int]]:
    """The sets of an order that say something, each with the most words that it begins after the one before it."""
    found: list[tuple[frozenset[str], int]] = []
    passed = 0
    for words, far in order.sets:
        if len(words) > WIDEST_NEED:
            passed += far
        else:
            found.append((words, min(far + passed, FAR) if found else 0))
            passed = 0
    return found[:_MOST]


def _order(node: Node, known: Known) -> Order:
    match node:
        case Word():
            return _one(frozenset({written(node)})) if _counts(node) else Order(1)
        case Stated():
            return _one(signs(node), after=FAR)
        case Kind(kind):
            return _one(frozenset({KINDS[kind]}))
        case Gap(most):
            return Order(most)
        case Edge():
            return Order(0)
        case Reported(part):
            return order(part, known)
        case Sequence(parts):
            return _in_a_row([order(part, known) for part in parts])
        case Choice(options):
            words = [option for option in options if isinstance(option, Word) and _counts(option)]
            if len(words) == len(options):
                return _one(frozenset(map(written, words)))
            return _any_of([order(option, known) for option in options])


def _counts(word: Word) -> bool:
    """Whether it is sure to be no mark."""
    return word.text.isascii() and word.text[0].isalnum()


def _one(words: frozenset[str], after: int = 0) -> Order:
    return Order(0, ((words, 0),), after)


def _in_a_row(parts: list[Order]) -> Order:
    sets: list[tuple[frozenset[str], int]] = []
    before = passed = 0
    for part in parts:
        passed = min(passed + part.before, FAR)
        if not part.sets:
            continue
        if not sets:
            before = passed
        sets += [(part.sets[0][0], min(passed + 1, FAR)), *part.sets[1:]]
        passed = part.after
    return Order(before, tuple(sets), passed) if sets else Order(passed)


def _any_of(options: list[Order]) -> Order:
    """Of options the rarest set each is kept, all as one."""
    if not all(option.sets for option in options):
        return Order(max(_longest(option) for option in options))
    around = [_rarest(option) for option in options]
    words = frozenset[str]().union(*(those for _, those, _ in around))
    return Order(max(before for before, _, _ in around), ((words, 0),), max(after for _, _, after in around))


def _rarest(option: Order) -> tuple[int, frozenset[str], int]:
    """The rarest set of an option, with the most words before it begins and after it has begun."""
    if len(option.sets) == 1:
        return option.before, option.sets[0][0], option.after
    number, (words, _) = min(enumerate(option.sets), key=lambda one: commonness(one[1][0]))
    before = option.before + sum(far for _, far in option.sets[1 : number + 1])
    after = sum(far for _, far in option.sets[number + 1 :]) + option.after
    return min(before, FAR), words, min(after, FAR)


def _longest(order: Order) -> int:
    """The most words of a match."""
    if not order.sets:
        return order.before
    return min(FAR, order.before + 1 + sum(far for _, far in order.sets[1:]) + order.after)
