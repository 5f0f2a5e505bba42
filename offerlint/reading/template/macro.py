"""A macro's words as one call writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from offerlint.model.block import Literal
from offerlint.reading.template.conditions import literal
from offerlint.reading.template.expression import ExpressionError, tokens, written
from offerlint.reading.template.subject import constant_outcome
from offerlint.reading.template.tree import Branch, Call, Choice, Field, Macro, Node, Repeat, Set, Text, rebuilt


def called(macro: Macro, call: Call, text: Callable[[int, int], str]) -> tuple[Node, ...]:
    """The words of `macro` with its parameters set to what the call gives, and its conditions to ask about that.

    `text` gives the characters of the template from one offset up to another.
    """
    named = {name: body for name, body in call.arguments if name}
    placed = iter([body for name, body in call.arguments if not name])
    given: dict[str, tuple[Node, ...]] = {}
    for name, otherwise in macro.parameters:
        given[name] = named[name] if name in named else next(placed, otherwise)
    asked = {name: said for name, body in given.items() if (said := _asked(body, text))}
    sets = tuple(Set(name, body, quoted=True) for name, body in given.items())
    return (*sets, Set("caller()", call.inner), *_all(macro.body, asked))


def _asked(body: Sequence[Node], text: Callable[[int, int], str]) -> str:
    """What a condition about a parameter asks about when it is written as `body`; empty when nothing sure."""
    if not body:
        return "none"
    if len(body) == 1 and isinstance(body[0], Field):
        return body[0].expression
    words = text(body[0].start, body[0].end) if len(body) == 1 and isinstance(body[0], Text) else "'"
    return "" if "'" in words or "\\" in words else f"'{words}'"


def _all(nodes: Sequence[Node], asked: Mapping[str, str]) -> tuple[Node, ...]:
    found: list[Node] = []
    for node in nodes:
        node = rebuilt(node, lambda body: _all(body, asked))
        if isinstance(node, Choice):
            found.append(_choice(node, asked))
        elif isinstance(node, Repeat):
            found.append(replace(node, name=_renamed(Literal(node.name, "1"), asked).name))
        else:
            found.append(node)
    return tuple(found)


def _choice(node: Choice, asked: Mapping[str, str]) -> Choice:
    """The choice with its conditions renamed; branches that a constant rules out are gone."""
    branches = []
    for branch in node.branches:
        literals = frozenset(_renamed(each, asked) for each in branch.literals)
        truths = {each: _truth(each) for each in literals}
        if False not in truths.values():
            branches.append(Branch(frozenset(each for each in literals if truths[each] is None), branch.body))
    return Choice(tuple(branches))


def _renamed(found: Literal, asked: Mapping[str, str]) -> Literal:
    try:
        parts = tokens(found.name)
    except ExpressionError:
        return found
    new = [
        part._replace(text=asked[part.text])
        if part.kind == "name" and part.text in asked and (i == 0 or parts[i - 1].text != ".")
        else part
        for i, part in enumerate(parts)
    ]
    if new == parts:
        return found
    if found.name.startswith("for "):
        return Literal(written(new), found.value)
    again = literal(written(new))
    return again if found.value == "yes" else Literal(again.name, {"yes": "no", "no": "yes"}[again.value])


def _truth(found: Literal) -> bool | None:
    """Whether the literal holds, where it is about a constant."""
    outcome = constant_outcome(found.name)
    return None if outcome is None else outcome == found.value
