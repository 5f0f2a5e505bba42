"""A phrase: what a rule says in words, ready to be found in text."""

from __future__ import annotations

from offerlint.model.check import Match, Needs
from offerlint.model.later import Later
from offerlint.model.stream import Stream
from offerlint.rules.phrase_match import steps
from offerlint.rules.phrase_tree import Node
from offerlint.rules.phrase_words import Step, Words


class Phrase:
    """A phrase; its steps are built when it is first looked for.

    A match begins with one of `heads`, which are written as `needs`; None when it may begin with anything.
    """

    __slots__ = ("_first", "_heads", "_openings", "heads", "needs", "text", "tree")

    def __init__(self, text: str, tree: Later[Node], needs: Needs, heads: Later[frozenset[str] | None]) -> None:
        self.text, self.tree, self.needs, self.heads = text, tree, needs, heads
        self._first: Step | None = None

    def __repr__(self) -> str:
        return f"Phrase({self.text!r})"

    def find(self, stream: Stream, within: str = "sentence") -> list[Match]:
        """The matches in order, leftmost first, their reported parts apart; none crosses the edge of `within`."""
        if self._first is None:
            self._first = steps(self.tree())
            heads = self.heads()
            self._heads = None if heads is None else frozenset(head for head in heads if not _is_open(head))
            self._openings = tuple(head[:-1] for head in heads or () if _is_open(head))
        found: list[Match] = []
        words: Words | None = None
        free = 0
        for at in stream.beginnings(self._heads, self._openings):
            if words is None or at >= words.last:
                first, last = stream.unit(at, within)
                words = Words(stream.texts, stream.kinds, stream.clear, stream.facts, stream.figures, first, last)
            if at >= free:
                match = _match(self._first, words, at)
                if match:
                    found.append(match)
                    free = match.end
        return found


def _is_open(head: str) -> bool:
    return len(head) > 1 and head.endswith("*")


def _match(step: Step, words: Words, at: int) -> Match | None:
    """The match that begins with the word at `at`."""
    ending = step(words, at)
    if ending is None or ending.last == at:
        return None
    if ending.start < 0:
        return Match(at, ending.last, at, ending.last, ending.gaps)
    return Match(at, ending.last, ending.start, ending.end, ending.gaps)
