"""Shared lists of phrases by name, parsed when first used."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from offerlint.rules.phrase_error import PhraseError
from offerlint.rules.phrase_parse import parse
from offerlint.rules.phrase_tree import Choice, Node


class PhraseLists:
    """The phrases of each shared list; a list may use others, but not itself.

    `figures` are the units of the figures that phrases may name, by name.
    """

    def __init__(
        self, phrases: Mapping[str, Sequence[str]] | None = None, figures: Mapping[str, str] | None = None
    ) -> None:
        self.texts: Mapping[str, Sequence[str]] = dict(phrases or {})
        self.figures: Mapping[str, str] = dict(figures or {})
        self._trees: dict[str, Node] = {}
        self._open: list[str] = []

    @property
    def names(self) -> Collection[str]:
        return self.texts.keys()

    def tree(self, name: str) -> Node:
        """Any one of the list's phrases; raises KeyError for an unknown name, PhraseError for a faulty phrase."""
        if name not in self._trees:
            if name in self._open:
                route = " > ".join(f"@{one}" for one in [*self._open, name])
                raise PhraseError(f"a shared list uses itself: {route}", f"@{name}", 0)
            phrases = self.texts[name]
            self._open.append(name)
            try:
                self._trees[name] = Choice(tuple(parse(text, self.tree, self.names, self.figures) for text in phrases))
            finally:
                self._open.pop()
        return self._trees[name]
