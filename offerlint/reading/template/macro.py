"""A macro's words as one call writes them."""

from __future__ import annotations

from offerlint.reading.template.tree import Call, Macro, Node, Set


def called(macro: Macro, call: Call) -> tuple[Node, ...]:
    """The words of `macro` with its parameters set to what the call gives."""
    named = {name: body for name, body in call.arguments if name}
    placed = iter([body for name, body in call.arguments if not name])
    given = [
        Set(name, named[name] if name in named else next(placed, otherwise), quoted=True)
        for name, otherwise in macro.parameters
    ]
    return (*given, Set("caller()", call.inner), *macro.body)
