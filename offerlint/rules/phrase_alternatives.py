"""The ways a phrase can begin, apart, so that each is tried only where its own words stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, islice

from offerlint.model.needs import SETS, Needs
from offerlint.rules.phrase_order import Known as Ordered
from offerlint.rules.phrase_order import order, told
from offerlint.rules.phrase_tree import Choice, Edge, Known, Node, Reported, Word, heads, needs
from offerlint.rules.phrase_tree import Sequence as InARow
from offerlint.text.frozen import dataclass

_MOST = 2_000
"""Alternatives up to which a phrase is taken apart; one with more is tried as a whole."""


@dataclass(frozen=True, slots=True, eq=False)
class Alternatives:
    """What a phrase matches, as `count` alternatives of which the first that leads to a match is preferred.

    `words` and `starts` say which of them, by number, can begin with a word (or `{kind}`, see Pattern), and with a word
    that starts so; `anywhere` are those that can begin with anything, `at_start` those that begin a sentence.
    `needs` and `tree` give those of one.
    """

    count: int
    words: Mapping[str, Sequence[int]]
    starts: Mapping[str, Sequence[int]]
    anywhere: Sequence[int]
    at_start: Sequence[int]
    needs: Callable[[int], Needs]
    tree: Callable[[int], Node]


def alternatives(node: Node, known: Known, ordered: Ordered) -> Alternatives:
    """What `node` matches, taken apart at its beginning; neighbours that are single words stay together."""
    apart = list(islice(_apart(node), _MOST + 1))
    trees = apart if len(apart) <= _MOST else [node]
    words: dict[str, list[int]] = {}
    starts: dict[str, list[int]] = {}
    anywhere = []
    for number, tree in enumerate(trees):
        begin = heads(tree)
        if begin is None:
            anywhere.append(number)
        for head in sorted(begin or ()):
            by, key = (starts, head[:-1]) if len(head) > 1 and head[-1] == "*" else (words, head)
            by.setdefault(key, []).append(number)
    at_start = [number for number, tree in enumerate(trees) if _is_at_start(tree)]
    each = [SETS.needs(needs(tree, known), told(order(tree, ordered))) for tree in trees]
    return Alternatives(len(trees), words, starts, anywhere, at_start, each.__getitem__, trees.__getitem__)


def _is_at_start(tree: Node) -> bool:
    match tree:
        case Edge(at_start):
            return at_start
        case InARow((first, *_)) | Reported(first):
            return _is_at_start(first)
        case _:
            return False


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
        case InARow((Edge() as edge, second, *rest)):
            yield from (InARow((edge, option, *rest)) for option in _apart(second))
        case InARow((first, *rest)):
            yield from (InARow((option, *rest)) if rest else option for option in _apart(first))
        case _:
            yield node
