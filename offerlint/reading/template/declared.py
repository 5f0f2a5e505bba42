"""What a team declares of the fields of its templates, as ties of conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offerlint.model.block import Literal
from offerlint.model.ties import Ties
from offerlint.reading.template.conditions import literal, said


def ties(fields: Mapping[str, Mapping[str, Sequence[str]]]) -> Ties:
    """The ties that `fields` declare: of a name or condition its `values`, what it `requires`, what it `never` has."""
    values = {literal(name).name: tuple(one["values"]) for name, one in fields.items() if one.get("values")}
    always: list[Literal] = []
    for name, one in fields.items():
        holds = literal(name)
        for other in one.get("requires", ()):
            needed = literal(other)
            always.append(_not_both(holds, Literal(needed.name, "no" if needed.value == "yes" else "yes")))
        always += [_not_both(holds, literal(other)) for other in one.get("never", ())]
    return Ties(values, tuple(dict.fromkeys(always)))


def _not_both(one: Literal, other: Literal) -> Literal:
    return Literal(f"{said(one)} and {said(other)}", "no")
