"""Runs a phrase over words: each step knows what follows it, and what was tried at a place is remembered.

A step's outcome depends only on the step and the place, so each pair is worked out once and the
time is bounded by the length of the phrase times that of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Sequence as Row
from functools import partial
from itertools import groupby

from offerlint.rules.phrase_alternatives import Alternatives
from offerlint.rules.phrase_begin import Begins, Dispatch, begins
from offerlint.rules.phrase_tree import Choice, Edge, Gap, Kind, Node, Reported, Sequence, Stated, Word
from offerlint.rules.phrase_words import Ending, Step, Words

_MANY = 4
"""Alternatives from which on those are looked up that can begin at a place."""
_THROUGH = 4
"""The most quote marks, brackets and the like that may stand between two words of a phrase."""
_BESIDE = 20
"""The most marks that may stand between a word of a phrase and the edge of its sentence."""


class Steps:
    """Alternatives as steps, each built when it is first tried."""

    __slots__ = ("_alternatives", "_builder", "_built")

    def __init__(self, alternatives: Alternatives) -> None:
        self._alternatives = alternatives
        self._built: list[Step | None] = [None] * alternatives.count
        self._builder = _Builder()

    def first(self, words: Words, at: int, numbers: Row[int]) -> Ending | None:
        """How the first of the alternatives `numbers` that matches at a place goes on."""
        for number in numbers:
            step = self._built[number]
            if step is None:
                step = self._built[number] = self._builder.build(self._alternatives.tree(number), _accept)
            ending = step(words, at)
            if ending is not None:
                return ending
        return None


def _accept(_: Words, at: int) -> Ending | None:
    return Ending(at)


class _Builder:
    """Builds steps from the end of the phrase to its start."""

    def __init__(self) -> None:
        self.joins = 0

    def build(self, node: Node, then: Step, rest: tuple[Node, ...] = ()) -> Step:
        """The step of `node`, which goes on to `then`; `rest` is what that asks for, as far as it is known."""
        match node:
            case Word(text, is_open):
                return _opening(text, then) if is_open else _word(text, then)
            case Kind(kind):
                return _kind(kind, then)
            case Stated():
                return _fact(node, self.remembered(then))
            case Sequence(parts):
                for i in range(len(parts) - 1, -1, -1):
                    then = self.build(parts[i], then, parts[i + 1 :])
                return then
            case Choice(options):
                return _choice(list(self.options(options, self.remembered(then))))
            case Gap(most):
                return self.remembered(_gap(most, self.remembered(then), Sequence(rest)))
            case Edge(at_start):
                return _start(then) if at_start else _end(then)
            case Reported(part):
                return _open_report(self.build(part, _close_report(then)))

    def options(self, options: tuple[Node, ...], then: Step) -> Iterator[tuple[Node, Callable[[], Step]]]:
        """Each option with what builds its step; neighbours that are single words are looked up as one."""
        for plain, group in groupby(options, lambda option: isinstance(option, Word)):
            if plain:
                words = tuple(option for option in group if isinstance(option, Word))
                exact = frozenset(word.text for word in words if not word.open)
                openings = tuple(word.text for word in words if word.open)
                yield Choice(words), partial(_any_word, exact, openings, then)
            else:
                yield from ((option, partial(self.build, option, then)) for option in group)

    def remembered(self, then: Step) -> Step:
        """`then`, run at most once at any place."""
        if then is _accept:
            return then
        self.joins += 1
        join = self.joins

        def step(words: Words, at: int) -> Ending | None:
            key = (join, at)
            if key in words.known:
                return words.known[key]
            ending = words.known[key] = then(words, at)
            return ending

        return step


def _word(text: str, then: Step) -> Step:
    def step(words: Words, at: int) -> Ending | None:
        texts, clear, last = words.texts, words.clear, words.last
        for here in range(at, min(at + _THROUGH + 1, last)):
            if texts[here] == text:
                return then(words, here + 1)
            if not clear[here]:
                return None
        return None

    return step


def _any_word(exact: frozenset[str], openings: tuple[str, ...], then: Step) -> Step:
    def step(words: Words, at: int) -> Ending | None:
        texts, clear, last = words.texts, words.clear, words.last
        for here in range(at, min(at + _THROUGH + 1, last)):
            if texts[here] in exact or texts[here].startswith(openings):
                ending = then(words, here + 1)
                if ending is not None:
                    return ending
            if not clear[here]:
                return None
        return None

    return step


def _opening(text: str, then: Step) -> Step:
    def step(words: Words, at: int) -> Ending | None:
        texts, clear, last = words.texts, words.clear, words.last
        for here in range(at, min(at + _THROUGH + 1, last)):
            if texts[here].startswith(text):
                return then(words, here + 1)
            if not clear[here]:
                return None
        return None

    return step


def _kind(kind: str, then: Step) -> Step:
    def step(words: Words, at: int) -> Ending | None:
        for here in range(at, min(at + _THROUGH + 1, words.last)):
            if words.kinds[here] == kind:
                return then(words, here + 1)
            if not words.clear[here]:
                return None
        return None

    return step


def _fact(stated: Stated, then: Step) -> Step:
    def step(words: Words, at: int) -> Ending | None:
        facts, clear, last = words.facts, words.clear, words.last
        for here in range(at, min(at + _THROUGH + 1, last)):
            if here in facts:
                ends = {end for fact, end in facts[here] if end <= last and stated.holds(fact, words.figures)}
                for end in sorted(ends, reverse=True) if len(ends) > 1 else ends:
                    ending = then(words, end)
                    if ending is not None:
                        return ending
            if not clear[here]:
                return None
        return None

    return step


def _choice(options: Row[tuple[Node, Callable[[], Step]]]) -> Step:
    makes = [make for _, make in options]
    if len(makes) == 1:
        return makes[0]()
    built: list[Step | None] = [None] * len(makes)
    every = range(len(makes))
    dispatch: Dispatch | None = None  # most choices are never come to

    def step(words: Words, at: int) -> Ending | None:
        nonlocal dispatch
        if len(makes) < _MANY or at >= words.last:
            able: Row[int] = every
        else:
            dispatch = dispatch or Dispatch([node for node, _ in options])
            able = dispatch.able(words, at)
        for number in able:
            option = built[number]
            if option is None:
                option = built[number] = makes[number]()
            ending = option(words, at)
            if ending is not None:
                return ending
        return None

    return step


def _gap(most: int, then: Step, after: Node) -> Step:
    farthest = 3 * most + 6
    known: list[Begins | None] = []  # worked out when the gap is first come to

    def step(words: Words, at: int) -> Ending | None:
        if not known:
            known.append(begins(after))
        can_begin = known[0]
        left, last = most, words.last
        for here in range(at, min(at + farthest, last + 1)):
            if can_begin is None or (here < last and can_begin(words, here)):
                ending = then(words, here)
                if ending is not None:
                    return ending._replace(gaps=((at, here), *ending.gaps)) if here > at else ending
            if here < last and words.kinds[here] != "m":
                if not left:
                    return None
                left -= 1
        return None

    return step


def _start(then: Step) -> Step:
    def step(words: Words, at: int) -> Ending | None:
        before = at
        while words.first < before > at - _BESIDE and words.kinds[before - 1] == "m" and _one_sentence(words, before):
            before -= 1
        return then(words, at) if before == words.first or not _one_sentence(words, before) else None

    return step


def _end(then: Step) -> Step:
    def step(words: Words, at: int) -> Ending | None:
        after = at
        while words.last > after < at + _BESIDE and words.kinds[after] == "m" and _one_sentence(words, after):
            after += 1
        return then(words, at) if after == words.last or not _one_sentence(words, after) else None

    return step


def _one_sentence(words: Words, at: int) -> bool:
    """Whether the word at `at` is of the same sentence as the word before it."""
    return at < words.last and words.sentences[at - 1] == words.sentences[at]


def _open_report(then: Step) -> Step:
    def step(words: Words, at: int) -> Ending | None:
        ending = then(words, at)
        if ending is None:
            return None
        start = at
        while start < ending.end - 1 and words.clear[start]:
            start += 1
        return ending._replace(start=start)

    return step


def _close_report(then: Step) -> Step:
    def step(words: Words, at: int) -> Ending | None:
        ending = then(words, at)
        return None if ending is None else ending._replace(end=at)

    return step
