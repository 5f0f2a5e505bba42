"""A mistake in a phrase, with the place of the offending character."""

from __future__ import annotations


class PhraseError(Exception):
    """What is wrong with a phrase and what to write instead.

    `offset` counts characters from the start of the phrase; `line` and `column` are 1-based.
    """

    def __init__(self, message: str, phrase: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.phrase = phrase
        self.offset = offset

    @property
    def line(self) -> int:
        return self.phrase.count("\n", 0, self.offset) + 1

    @property
    def column(self) -> int:
        return self.offset - (self.phrase.rfind("\n", 0, self.offset) + 1) + 1

    def __str__(self) -> str:
        return f"{self.message} (character {self.offset + 1} of the phrase “{self.phrase}”)"
