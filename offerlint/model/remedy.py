"""What a rule's fix writes instead of the words that it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from offerlint.text.frozen import dataclass

SAFETIES = ("safe", "unsafe")
"""safe: it may be made unseen; unsafe: it is exact, but somebody reads it first."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One of three: `text`, `words` by what was found (folded), or `figures`, of which a past value becomes today's.

    `text` and `words` may name figures, as messages do.
    """

    safety: str
    text: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[str, ...] = ()
