"""What any text must hold for a regular expression to match in it, so that most texts need not be searched."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from importlib import import_module
from typing import Any

from offerlint.model.needs import DIGIT

_MOST = 3
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_OTHER_MEANING = re.compile(r"\[\^?\]?[^\]]*?(?:--|&&|\|\||~~|\[)|\{[^}\d,]")
"""Where the regex package means something else than the standard library: sets of sets, approximate matches."""


def needs_of(text: str) -> tuple[frozenset[str], ...]:
    """What stands in any folded text that the expression matches: of each set a `~part`, or `DIGIT`."""
    if _OTHER_MEANING.search(_ESCAPED.sub("x", text)):
        return ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parsed = import_module("re._parser").parse(text)
    except (re.error, FutureWarning, DeprecationWarning, ImportError, OverflowError, RecursionError):
        return ()
    sets = sorted({one for one in _wholes(parsed) if one}, key=_rarity, reverse=True)
    return tuple(frozenset(part if part == DIGIT else "~" + part for part in one) for one in sets[:_MOST])


def _wholes(parsed: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """Sets of parts, of each of which one must stand in a match of the items in a row."""
    found: list[frozenset[str]] = []
    run = ""
    for op, value in parsed:
        name = str(op)
        if name == "LITERAL" and chr(value) != "\n":
            run += chr(value).lower()
            continue
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        one = _of_item(name, value)
        if one is not None:
            found.append(one)
    return [*found, frozenset({run})] if run else found


def _of_item(name: str, value: Any) -> frozenset[str] | None:
    match name:
        case "BRANCH":
            each = [_best(_wholes(option)) for option in value[1]]
            return None if None in each else frozenset().union(*(one for one in each if one))
        case "SUBPATTERN":
            return _best(_wholes(value[-1]))
        case "ATOMIC_GROUP":
            return _best(_wholes(value))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _best(_wholes(value[2])) if value[0] else None
        case "IN":
            return _of_set(value)
        case _:
            return None


def _of_set(items: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The characters of a small set; a range of digits is any digit."""
    found = set()
    for op, value in items:
        match str(op):
            case "LITERAL":
                found.add(chr(value).lower())
            case "CATEGORY" if str(value) == "CATEGORY_DIGIT":
                found.add(DIGIT)
            case "RANGE" if all(chr(end).isdigit() for end in value):
                found.add(DIGIT)
            case _:
                return None
    return frozenset(found)


def _best(sets: Iterable[frozenset[str]]) -> frozenset[str] | None:
    return max((one for one in sets if one), key=_rarity, default=None)


def _rarity(parts: frozenset[str]) -> tuple[int, int, list[str]]:
    """How rarely one of some parts is met: long ones and few."""
    return min(map(_weight, parts)), -len(parts), sorted(parts)


def _weight(part: str) -> int:
    return 1 if part == DIGIT else min(len(part), 6)
