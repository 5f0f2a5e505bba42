"""Conditions asked of what their names stand for, and decided where only constants are left."""

from __future__ import annotations

from collections.abc import Callable

from offerlint.model.block import Literal
from offerlint.reading.template.conditions import literal, opposite, said, sides
from offerlint.reading.template.expression import ExpressionError, Token, tokens, written
from offerlint.reading.template.subject import constant_outcome

Meaning = Callable[[str], str]
"""What a name, perhaps with the names behind its points, stands for; itself when it is not given anything."""

_WORDS = frozenset(
    {"and", "or", "not", "in", "is", "if", "else", "for", "true", "false", "none", "defined", "recursive"}
)
_TRUTH = {True: "yes", False: "no"}


def renamed(text: str, meaning: Meaning) -> str:
    """An expression in its normal form with every name replaced by what it stands for."""
    try:
        parts = tokens(text)
    except ExpressionError:
        return text
    found: list[Token] = []
    at = 0
    while at < len(parts):
        end = _path_end(parts, at)
        path = "".join(part.text for part in parts[at:end])
        new = meaning(path) if path else path
        end = max(end, at + 1)
        found += parts[at:end] if new == path else [Token("name", new, 0, 0)]
        at = end
    return written(found)


def _path_end(parts: list[Token], at: int) -> int:
    """Where the path of names that begins at a token ends; the token itself where none does."""
    after_filter = at > 0 and parts[at - 1].text in (".", "|", "is")
    if parts[at].kind != "name" or parts[at].text.lower() in _WORDS or after_filter:
        return at
    if at + 1 < len(parts) and parts[at + 1].text in ("(", "="):
        return at
    end = at + 1
    while end + 1 < len(parts) and parts[end].text == "." and parts[end + 1].kind == "name":
        end += 2
    return end


def settled(found: Literal, meaning: Meaning) -> Literal | bool:
    """The literal asked of what its names stand for, or whether it holds where that is certain."""
    if found.name.startswith("for "):
        head, sign, rest = found.name.partition(" in ")
        return Literal(head + sign + renamed(rest, meaning), found.value)
    new = renamed(found.name, meaning)
    again = _decided(literal(new)) if new != found.name else _decided(Literal(new, "yes"))
    if isinstance(again, bool):
        return _TRUTH[again] == found.value
    return again if found.value == "yes" else opposite(again)


def _decided(found: Literal) -> Literal | bool:
    """The literal without its constant parts, or whether it holds."""
    word, parts = sides(found.name)
    if not word:
        outcome = constant_outcome(found.name)
        return found if outcome is None else outcome == found.value
    whole = word == "and"
    left: list[Literal] = []
    for part in parts:
        each = _decided(part)
        if isinstance(each, Literal):
            left.append(each)
        elif each != whole:
            return (not whole) == (found.value == "yes")
    if not left:
        return whole == (found.value == "yes")
    joined = left[0] if len(left) == 1 else Literal(f" {word} ".join(map(said, left)), "yes")
    return joined if found.value == "yes" else opposite(joined)
