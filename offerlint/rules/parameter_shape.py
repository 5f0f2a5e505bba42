"""The shapes of a rule's parameters, and of the figures in its check that they fill: `at_most: "{longest}"`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from offerlint.model.rule import Parameter
from offerlint.rules.shape import Key, Number, Record, Schema, Text, wrong
from offerlint.rules.yaml_tree import Leaf, Node, Table
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.nearest import did_you_mean

_NAME = late(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BLANK = late(r"\{([a-z0-9-]+)\}")


@dataclass(frozen=True, slots=True)
class Blank:
    """The place of a parameter in a check, until it is filled."""

    name: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or the name of a parameter in braces."""

    def read(self, node: Node) -> float | Blank:
        named = _BLANK.fullmatch(node.text.strip()) if isinstance(node, Leaf) else None
        return Blank(named[1]) if named else Number().read(node)

    def schema(self) -> Schema:
        return {"anyOf": [Number().schema(), {"type": "string", "pattern": f"^{_BLANK.pattern}$"}]}


class Parameters:
    """A mapping from names to parameters."""

    def read(self, node: Node) -> dict[str, Parameter]:
        if not isinstance(node, Table):
            raise wrong(node, "parameters is a mapping from names, such as longest: {default: 35, unit: words}")
        for key in node.keys.values():
            if not _NAME.fullmatch(key.text):
                raise wrong(key, f"“{key.text}” is no name; a parameter is named in small letters with hyphens")
        return {name: replace(_PARAMETER.read(value), name=name) for name, value in node.nodes.items()}

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^{_NAME.pattern}$"},
            "additionalProperties": _PARAMETER.schema(),
        }


_PARAMETER = Record(
    "a parameter",
    {
        "default": Key(Number(), needed=True, about="the figure where a team sets no other"),
        "unit": Key(Text("a unit"), needed=True, about="what it counts, such as words"),
        "about": Key(Text("what it is"), absent="", about="what it is, in a few words"),
    },
    lambda read, _: Parameter("", read["default"], read["unit"], read["about"]),
)


def with_defaults(spec: Any, parameters: Mapping[str, Parameter], node: Table) -> tuple[Any, tuple[Parameter, ...]]:
    """The check's spec with the defaults in it, and the rule's parameters, each of which must fill something."""
    try:
        made, used = _filled(spec, parameters)
    except KeyError as error:
        name = error.args[0]
        raise wrong(
            node.nodes["check"], f"no parameter is called “{name}”; {did_you_mean(name, parameters)}"
        ) from error
    for one in used:
        if not one.sets:
            raise wrong(
                node.nodes["parameters"], f"nothing in the check is “{{{one.name}}}”; use it there, or delete it"
            )
    return made, used


def _filled(spec: Any, parameters: Mapping[str, Parameter]) -> tuple[Any, tuple[Parameter, ...]]:
    """The spec of a check with its blanks filled, and the parameters with what each fills; raises KeyError."""
    blanks = {field.name: getattr(spec, field.name) for field in fields(spec)}
    blanks = {name: blank.name for name, blank in blanks.items() if isinstance(blank, Blank)}
    made = replace(spec, **{name: parameters[blank].value for name, blank in blanks.items()}) if blanks else spec
    return made, tuple(
        replace(one, sets=tuple(name for name, blank in blanks.items() if blank == one.name))
        for one in parameters.values()
    )
