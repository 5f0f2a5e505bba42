"""The known word that a misspelt one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The word of `known` that is closest to `word`, or an empty string when none is close."""
    from difflib import get_close_matches

    close = get_close_matches(word.lower(), sorted(known), 1, 0.6)
    return close[0] if close else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A remedy for an unknown word: the one meant or, where none is close, all that may be used."""
    choices = sorted(known)
    close = nearest(word, choices)
    if close:
        return f"did you mean “{close}”?"
    return f"use one of: {', '.join(choices)}" if choices else "there are none yet"
