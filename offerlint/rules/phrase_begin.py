"""Whether a part of a phrase can begin at a place, so that most places need not be tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from offerlint.rules.phrase_tree import KINDS, Node, can_be_empty, heads
from offerlint.rules.phrase_words import Words

Begins = Callable[[Words, int], bool]
_TOKENS = {need: kind for kind, need in KINDS.items()}


def begins(node: Node) -> Begins | None:
    """What says whether `node` can begin with the word at a place; None when it can begin anywhere.

    A mark that is read through may lead to any beginning.
    """
    known = None if can_be_empty(node) else heads(node)
    if known is None:
        return None
    exact = frozenset(head for head in known if not _is_sign(head) and not _is_open(head))
    openings = tuple(head[:-1] for head in known if _is_open(head))
    kinds = frozenset(_TOKENS[head] for head in known if head in _TOKENS)
    facts = frozenset(head[1:-1] for head in known if _is_sign(head) and head not in _TOKENS)

    def plain(words: Words, at: int) -> bool:
        return words.texts[at] in exact or bool(words.clear[at])

    def any_of(words: Words, at: int) -> bool:
        text = words.texts[at]
        if text in exact or words.clear[at] or text.startswith(openings) or words.kinds[at] in kinds:
            return True
        return bool(facts) and any(fact.kind in facts for fact, _ in words.facts.get(at, ()))

    return any_of if openings or kinds or facts else plain


class Dispatch:
    """Which of some options can begin at a place."""

    __slots__ = ("_always", "_by_sign", "_by_start", "_by_word", "_every")

    def __init__(self, options: Sequence[Node]) -> None:
        self._every = range(len(options))
        self._always: tuple[int, ...] = ()
        self._by_word: dict[str, tuple[int, ...]] = {}
        self._by_sign: dict[str, tuple[int, ...]] = {}
        self._by_start: dict[str, tuple[int, ...]] = {}
        for i, node in enumerate(options):
            its = None if can_be_empty(node) else heads(node)
            if its is None:
                self._always += (i,)
            for head in its or ():
                by = self._by_sign if _is_sign(head) else self._by_start if _is_open(head) else self._by_word
                key = head[:-1] if by is self._by_start else head
                by[key] = (*by.get(key, ()), i)

    def able(self, words: Words, at: int) -> Sequence[int]:
        """The numbers of those that can begin with the word at `at`, in order; all at a mark that is read through."""
        if words.clear[at]:
            return self._every
        text = words.texts[at]
        found = self._always
        if text in self._by_word:
            found += self._by_word[text]
        if self._by_start and text.startswith(tuple(self._by_start)):
            for start, those in self._by_start.items():
                if text.startswith(start):
                    found += those
        if self._by_sign:
            signs = {"{" + fact.kind + "}" for fact, _ in words.facts.get(at, ())} | {KINDS.get(words.kinds[at], "")}
            for sign in signs & self._by_sign.keys():
                found += self._by_sign[sign]
        return found if len(found) < 2 else sorted({*found})


def _is_sign(head: str) -> bool:
    return len(head) > 2 and head[0] == "{" and head[-1] == "}"


def _is_open(head: str) -> bool:
    return len(head) > 1 and head.endswith("*")
