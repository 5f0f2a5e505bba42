"""Whether a part of a phrase can begin at a place, so that most places need not be tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from offerlint.model.later import Later
from offerlint.rules.phrase_tree import KINDS, Node, can_be_empty, heads
from offerlint.rules.phrase_words import Step, Words

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


def dispatched(options: Sequence[tuple[Node, Later[Step]]]) -> Callable[[Words, int], Sequence[Later[Step]]]:
    """Gives, for a place, the steps of those options that can begin there, in their order."""
    every = tuple(step for _, step in options)
    known = [None if can_be_empty(node) else heads(node) for node, _ in options]
    always = tuple(
        i for i, its in enumerate(known) if its is None or any(_is_sign(head) or _is_open(head) for head in its)
    )
    firsts: dict[str, set[int]] = {}
    for i, its in enumerate(known):
        for head in () if i in always else its or ():
            firsts.setdefault(head, {*always}).add(i)
    by_word = {head: tuple(every[i] for i in sorted(those)) for head, those in firsts.items()}
    rest = tuple(every[i] for i in always)

    def those(words: Words, at: int) -> Sequence[Later[Step]]:
        return every if words.clear[at] else by_word.get(words.texts[at], rest)

    return those


def _is_sign(head: str) -> bool:
    return len(head) > 2 and head[0] == "{" and head[-1] == "}"


def _is_open(head: str) -> bool:
    return len(head) > 1 and head.endswith("*")
