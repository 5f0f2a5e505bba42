"""Expressions of a template language, split into tokens and written in one normal form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from offerlint.text.late import late

_TOKEN = late(
    r"""(?P<space>\s+)
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<number>\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)
      | (?P<name>[^\W\d]\w*)
      | (?P<operator>//|\*\*|\?\?|==|!=|>=|<=|[-+*/%~<>=.:|,;?()\[\]{}])""",
    re.VERBOSE | re.DOTALL,
)
OPENING, CLOSING = "([{", ")]}"


class Token(NamedTuple):
    """A string, number, name or operator, and where it stands; `kind` is one of these words."""

    kind: str
    text: str
    start: int
    end: int


class ExpressionError(ValueError):
    """A character that no expression can hold, at an offset."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"no expression goes on like this at offset {offset}")
        self.offset = offset


def token_at(text: str, at: int) -> tuple[Token | None, int]:
    """The token at `at` (None for white space) and the offset after it; raises ExpressionError."""
    match = _TOKEN.match(text, at)
    if match is None:
        raise ExpressionError(at)
    kind = str(match.lastgroup)
    return None if kind == "space" else Token(kind, match[0], at, match.end()), match.end()


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text` from `start` up to `end`; raises ExpressionError."""
    found, end = [], len(text) if end is None else end
    while start < end:
        token, start = token_at(text, start)
        if token is not None:
            found.append(token)
    return found


def split(parts: Sequence[Token], *words: str) -> list[list[Token]]:
    """`parts` cut at each of `words` that stands outside brackets."""
    found: list[list[Token]] = [[]]
    depth = 0
    for token in parts:
        depth += _step(token)
        if depth == 0 and token.kind != "string" and token.text in words:
            found.append([])
        else:
            found[-1].append(token)
    return found


def bare(parts: Sequence[Token]) -> Sequence[Token]:
    """`parts` without the round brackets that hold all of it."""
    while len(parts) > 2 and parts[0].text == "(" and parts[-1].text == ")" and is_group(parts):
        parts = parts[1:-1]
    return parts


def is_group(parts: Sequence[Token]) -> bool:
    """Whether the bracket that `parts` begin with is closed by their last token."""
    depth = 0
    for i, token in enumerate(parts):
        depth += _step(token)
        if depth == 0:
            return i == len(parts) - 1
    return False


def _step(token: Token) -> int:
    if token.kind != "operator":
        return 0
    return (token.text in OPENING) - (token.text in CLOSING)


def written(parts: Iterable[Token]) -> str:
    """The normal form: single quotes where they serve, and spaces only around words and infix operators."""
    out = ""
    last: Token | None = None
    for token in parts:
        out += (" " if last and _apart(last, token) else "") + _word(token)
        last = token
    return out


_TIGHT = frozenset(".|()[]{}:=")


def _apart(left: Token, right: Token) -> bool:
    if left.text == ",":
        return True
    if left.kind == "name" and left.text in _WORDS and right.text in "([{":
        return True
    if right.kind == "operator" and (right.text in _TIGHT or right.text == ","):
        return False
    closing = left.kind == "operator" and left.text in CLOSING
    return closing or not (left.kind == "operator" and left.text in _TIGHT)


_WORDS = frozenset({"and", "or", "not", "in", "is", "if", "else"})


def _word(token: Token) -> str:
    inner = token.text[1:-1]
    if token.kind == "string" and token.text[0] == '"' and "'" not in inner and "\\" not in inner:
        return f"'{inner}'"
    return token.text
