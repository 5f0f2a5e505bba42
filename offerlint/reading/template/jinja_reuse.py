"""Jinja's ways to write words elsewhere than they stand: other files, blocks, macros and values that are set."""

from __future__ import annotations

from collections.abc import Sequence

from offerlint.reading.template.expression import Token, is_group, split, written
from offerlint.reading.template.handed import options, pairs
from offerlint.reading.template.jinja_print import printed
from offerlint.reading.template.nest import Make, plain
from offerlint.reading.template.tree import Call, Extends, Field, Given, Import, Include, Macro, Node, Scope, Set, Slot

_CLAUSES = ("with", "without", "ignore", "only")


def other_file(found: Sequence[Token], start: int, end: int) -> Include | Extends | Import | None:
    """The node of a tag that names another file; None for any other tag, and where the name is not written out."""
    word = found[0].text if found else ""
    name = _first_string(found[1:])
    if not name:
        return None
    if word == "include":
        return included(name, found, start, end)
    if word == "extends":
        return Extends(name, start, end)
    parts = split(found, "import", "as")
    if word == "import" and len(parts) == 3 and parts[2]:
        return Import(name, start, end, alias=parts[2][0].text)
    if word == "from":
        listed = split(found, "import")[-1]
        return Import(name, start, end, names=tuple(_renamed(each) for each in split(_before_clause(listed), ",")))
    return None


def included(name: str, found: Sequence[Token], start: int, end: int) -> Include:
    """The other file with what it is handed: Twig's `with {a: 1} only`, Jinja's `without context`."""
    clauses = split(found, *_CLAUSES)
    said = [token.text for token in found if token.text in _CLAUSES]
    given = next((pairs(each, start, end) for each in clauses[1:] if each and each[0].text == "{"), ())
    given = given or next((options(each, start, end)[1] for each in clauses[1:] if each), ())
    return Include(name, start, end, given, alone="only" in said or "without" in said)


def written_by_call(found: Sequence[Token], start: int, end: int) -> Include | None:
    """Twig's `include('name', {a: 1})`; None for any other expression."""
    is_call = len(found) > 3 and found[0].text == "include" and found[1].text == "(" and is_group(found[1:])
    arguments = split(found[2:-1], ",") if is_call else [[]]
    if not arguments[0] or arguments[0][0].kind != "string":
        return None
    given = pairs(arguments[1], start, end) if len(arguments) > 1 else ()
    alone = any(each[0].text == "with_context" and each[-1].text == "false" for each in arguments if each)
    return Include(arguments[0][0].text[1:-1], start, end, given, alone=alone)


def _before_clause(parts: Sequence[Token]) -> Sequence[Token]:
    return split(parts, *_CLAUSES)[0]


def _renamed(parts: Sequence[Token]) -> tuple[str, str]:
    """`box as card` as ("box", "card")."""
    names = [token.text for token in parts if token.text != "as"]
    return (names[0], names[-1]) if names else ("", "")


def _first_string(found: Sequence[Token]) -> str:
    """The file's name, where it is a string or the first of a list of them; empty otherwise."""
    first = next((token for token in found if token.text not in ("[", "(")), None)
    return first.text[1:-1] if first and first.kind == "string" else ""


def sets(found: Sequence[Token], start: int, end: int) -> tuple[Node, ...]:
    """The values that `name = value` sets; none where several names share a value."""
    names = split(found, "=")[0]
    value = found[len(names) + 1 :]
    several = [each for each in split(names, ",") if len(each) == 1]
    values = split(value, ",")
    if len(several) == len(values) > 1:
        return tuple(
            Set(one[0].text, printed(each, start, end), quoted=True) for one, each in zip(several, values, strict=True)
        )
    if len(names) != 1 or not value:
        return ()
    name = written(names)
    held = pairs(value, start, end) if value[0].text == "{" else ()
    parts = (Set(one, body, quoted=True) for key, body in held for one in (f"{name}.{key}", f"{name}['{key}']"))
    return (Set(name, printed(value, start, end), quoted=True), *parts)


def call_of(found: Sequence[Token], start: int, end: int) -> tuple[str, Given] | None:
    """The name and arguments of an expression that is nothing but a call."""
    at = next((i for i, token in enumerate(found) if token.text == "(" and token.kind == "operator"), 0)
    if not at or not is_group(found[at:]):
        return None
    name = written(found[:at])
    if not all(token.kind == "name" or token.text == "." for token in found[:at]):
        return None
    return name, _given(found[at + 1 : -1], start, end)


def _given(parts: Sequence[Token], start: int, end: int) -> Given:
    given = []
    for each in split(parts, ","):
        name, *value = split(each, "=")
        if value and len(name) == 1:
            given.append((name[0].text, printed(each[2:], start, end)))
        elif each:
            given.append(("", printed(each, start, end)))
    return tuple(given)


def whole(found: Sequence[Token], said: str, start: int, end: int) -> Make | None:
    """What the words of a tag with an end become, where it gives them a name."""
    word = found[0].text
    if word == "block" and len(found) > 1:
        return lambda _, bodies: (Slot(found[1].text, bodies[0]),)
    if word == "set" and len(found) > 1:
        return lambda _, bodies: (Set(written(split(found[1:], "|")[0]), bodies[0]),)
    if word == "with":
        given = _given(found[1:], start, end)
        values = tuple(Set(name, body, quoted=True) for name, body in given if name)
        return lambda _, bodies: (Scope((*values, *bodies[0])),)
    if word == "macro" and (head := call_of(found[1:], start, end)):
        name, parameters = head
        return lambda _, bodies: (Macro(name, _parameters(parameters), bodies[0], said, start),)
    if word == "call":
        return _call(found, start, end)
    return None


def _parameters(given: Given) -> Given:
    """The parameters of a macro: those without a value come as places that hold their names."""
    found = []
    for name, body in given:
        first = body[0] if body else None
        if name:
            found.append((name, body))
        elif isinstance(first, Field):
            found.append((first.expression, ()))
    return tuple(found)


def _call(found: Sequence[Token], start: int, end: int) -> Make:
    at = 1
    if len(found) > 1 and found[1].text == "(":
        at += next((i for i, token in enumerate(found[1:]) if token.text == ")"), 0) + 1
    head = call_of(found[at:], start, end)
    if head is None:
        return plain
    unknown = Field(written(found), start, end)
    return lambda _, bodies: (Call(*head, bodies[0], (unknown, *bodies[0])),)
