"""A phrase: what a rule says in words, ready to be found in text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from offerlint.model.check import Match
from offerlint.model.passage import Stream
from offerlint.rules.phrase_lists import PhraseLists
from offerlint.rules.phrase_match import Step, Words, steps
from offerlint.rules.phrase_parse import parse
from offerlint.rules.phrase_tree import Node, heads, needs


class Phrase:
    """A parsed phrase; its steps are built when it is first looked for."""

    __slots__ = ("_first", "_heads", "needs", "text", "tree")

    def __init__(self, text: str, tree: Node) -> None:
        self.text, self.tree = text, tree
        self.needs = needs(tree)
        self._heads = heads(tree)
        self._first: Step | None = None

    def __repr__(self) -> str:
        return f"Phrase({self.text!r})"

    def find(self, stream: Stream, within: str = "sentence") -> list[Match]:
        """The matches in order, leftmost first, their reported parts apart; none crosses the edge of `within`."""
        if self._first is None:
            self._first = steps(self.tree)
        found = []
        for first, last in units(stream, within):
            words = Words(stream.texts, stream.kinds, stream.clear, stream.facts, first, last)
            at = first
            while at < last:
                match = self._at(words, at)
                if match:
                    found.append(match)
                at = match.end if match else at + 1
        return found

    def _at(self, words: Words, at: int) -> Match | None:
        """The match that begins with the word at `at`."""
        head = words.texts[at][0]
        if self._heads is not None and head not in self._heads:
            return None
        if words.clear[at] and (self._heads is None or head not in self._heads) and not self._asks_for_fact(words, at):
            return None
        assert self._first is not None
        ending = self._first(words, at)
        if ending is None or ending.last == at:
            return None
        if ending.start < 0:
            return Match(at, ending.last, at, ending.last, ending.gaps)
        return Match(at, ending.last, ending.start, ending.end, ending.gaps)

    def _asks_for_fact(self, words: Words, at: int) -> bool:
        """Whether a fact begins at a mark that is else read through, of a kind that the phrase may begin with."""
        kinds = {fact.kind for fact, _ in words.facts.get(at, ())}
        return any(f"{{{kind}}}" in (self.needs or ()) for kind in kinds)


def units(stream: Stream, within: str) -> Iterator[tuple[int, int]]:
    """The stretches of words that matches must stay in: each sentence, each block, or all of it."""
    if within == "section":
        if len(stream):
            yield 0, len(stream)
        return
    numbers = stream.sentence if within == "sentence" else stream.block
    at = 0
    for _, group in groupby(numbers):
        size = sum(1 for _ in group)
        yield at, at + size
        at += size


def compile_phrase(text: str, lists: PhraseLists) -> Phrase:
    """The phrase that `text` writes; raises PhraseError."""
    return Phrase(text, parse(text, lists.tree, lists.names))
