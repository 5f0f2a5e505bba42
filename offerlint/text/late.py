"""Patterns that are compiled when they are first used: a run on one short file needs few of them."""

from __future__ import annotations

import re
from typing import cast


class _Late:
    """Stands for a compiled pattern, whose methods it takes over once one is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self.flags = text, flags

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


_METHODS = frozenset({"findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn", "groupindex"})


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a regular expression, compiled when it is first used."""
    return cast("re.Pattern[str]", _Late(text, flags))
