"""Lists that stand written out in a Jinja template, and loops over them, whose turns are written one by one."""

from __future__ import annotations

from collections.abc import Sequence

from offerlint.reading.template.expression import Token, split, written
from offerlint.reading.template.handed import pairs
from offerlint.reading.template.jinja_print import is_sentence, printed
from offerlint.reading.template.nest import Make
from offerlint.reading.template.tree import Node, Scope, Set

Item = Sequence[Token]


def items(value: Sequence[Token]) -> tuple[Item, ...]:
    """The items of a list written out, if one of them holds words to be shown; else none."""
    is_list = len(value) > 2 and value[0].text in ("[", "(") and value[-1].text in ("]", ")")
    is_shown = is_list and any(map(is_sentence, value))
    return tuple(each for each in split(value[1:-1], ",") if each) if is_shown else ()


def turns(name: Sequence[Token], listed: Sequence[Item], start: int, end: int) -> Make:
    """Writes the words of a loop once for each item, which is called `name`, or has its parts called so."""
    given = [_given(name, item, start, end) for item in listed]
    return lambda _, bodies: tuple(Scope((*values, *bodies[0])) for values in given)


def _given(name: Sequence[Token], item: Item, start: int, end: int) -> tuple[Node, ...]:
    names = [written(each) for each in split(name, ",")]
    if len(names) > 1:
        values = split(item[1:-1], ",")
        parts = zip(names, values, strict=False)
        return tuple(Set(one, printed(value, start, end), quoted=True) for one, value in parts if value)
    if item[0].text == "{":
        held = pairs(item, start, end)
        return tuple(Set(f"{names[0]}.{key}", body, quoted=True) for key, body in held)
    return (Set(names[0], printed(item, start, end), quoted=True),)
