"""The tree of a phrase as JSON values and back.

A word is a string, with a star where any ending will do; a gap a number; an edge true (the start) or false; all
else a list that begins with its code. Long choices, which are shared lists, stand on lines of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from offerlint.rules.phrase_tree import Choice, Edge, Gap, Kind, Node, Reported, Sequence, Stated, Test, Word

_SHARED = 6
"""Alternatives from which on a choice has a line of its own."""


def written_tree(node: Node, line: Callable[[Node], int], *, within: bool = False) -> Any:
    """The tree as JSON values; `line` says where a long choice `within` it is written."""
    match node:
        case Word(text, is_open):
            return text + "*" if is_open else text
        case Gap(most):
            return most
        case Edge(at_start):
            return at_start
        case Kind(kind):
            return ["kind", kind]
        case Stated(kind, tests):
            return ["fact", kind, [[test.key, test.relation, list(test.values)] for test in tests]]
        case Sequence(parts):
            return ["all", *(written_tree(part, line, within=True) for part in parts)]
        case Choice(options):
            if within and len(options) >= _SHARED:
                return ["line", line(node)]
            return ["any", *(written_tree(option, line, within=True) for option in options)]
        case Reported(part):
            return ["report", written_tree(part, line, within=True)]


def read_tree(written: Any, line: Callable[[int], Node]) -> Node:
    """The tree that was written; raises ValueError, LookupError or TypeError where it is none."""
    if isinstance(written, str):
        return Word(written[:-1], open=True) if len(written) > 1 and written[-1] == "*" else Word(written)
    if isinstance(written, bool):
        return Edge(written)
    if isinstance(written, int):
        return Gap(written)
    code, *rest = written
    match code:
        case "all":
            return Sequence(tuple(read_tree(part, line) for part in rest))
        case "any":
            return Choice(tuple(read_tree(option, line) for option in rest))
        case "report":
            return Reported(read_tree(rest[0], line))
        case "kind":
            return Kind(rest[0])
        case "fact":
            return Stated(rest[0], tuple(Test(key, relation, tuple(values)) for key, relation, values in rest[1]))
        case "line":
            return line(rest[0])
        case _:
            raise ValueError(f"no part of a phrase: {code}")
