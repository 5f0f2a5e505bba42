"""The shape of a figures.yaml: figures that change by date, each with its values and who sets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from offerlint.model.figure import UNITS, Dated, Figure
from offerlint.rules.rule_shape import authority_shape
from offerlint.rules.shape import Amount, Day, Key, Many, Record, Schema, Shape, Text, Word, wrong
from offerlint.rules.yaml_tree import Items, Node, Table
from offerlint.text.late import late

_NAME = late(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def figures_shape() -> Record:
    """A figures.yaml as a whole, which gives its figures by name."""
    return Record("the figures", {"figures": Key(_Figures(), needed=True, about="each figure under its name")}, _held)


def _held(read: Mapping[str, Any], _: Table) -> dict[str, Figure]:
    figures: dict[str, Figure] = read["figures"]
    return figures


class _Figures:
    """A mapping from names to figures."""

    def read(self, node: Node) -> dict[str, Figure]:
        if not isinstance(node, Table):
            raise wrong(node, "figures is a mapping from names to figures, such as missed-visit: {title: ...}")
        for key in node.keys.values():
            if not _NAME.fullmatch(key.text):
                raise wrong(key, f"“{key.text}” is no name; a figure is named in small letters with hyphens")
        return {name: replace(_FIGURE.read(value), name=name) for name, value in node.nodes.items()}

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^{_NAME.pattern}$"},
            "additionalProperties": _FIGURE.schema(),
        }


def _value(read: Mapping[str, Any], node: Table) -> Dated:
    start: date = read["from"]
    if read["until"] and read["until"] <= start:
        raise wrong(node.nodes["until"], "“until” is the first day that it no longer holds; it must be after “from”")
    return Dated(read["value"], start, read["until"])


def _figure(read: Mapping[str, Any], node: Table) -> Figure:
    """The figure; a value that does not say until when holds until the next."""
    values: tuple[Dated, ...] = read["values"]
    nodes = node.nodes["values"]
    places = nodes.nodes if isinstance(nodes, Items) else (nodes,)
    ended = []
    for (one, other), place in zip(pairwise(values), places[1:], strict=True):
        if other.start <= one.start:
            raise wrong(place, f"the values stand in order of their dates; this one begins before {one.start}, or then")
        if one.until and one.until > other.start:
            raise wrong(place, f"two values hold on {other.start}; the one before says “until: {one.until}”")
        ended.append(replace(one, until=one.until or other.start))
    return Figure("", read["title"], read["unit"], (*ended, values[-1]), read["authority"])


_VALUE: Shape = Record(
    "a value",
    {
        "from": Key(Day(), needed=True, about="the first day that it holds"),
        "until": Key(Day(), about="the first day that it no longer holds; left out, the next one's first day"),
        "value": Key(Amount(), needed=True, about="the figure, as in 29.99"),
    },
    _value,
)
_FIGURE: Shape = Record(
    "a figure",
    {
        "title": Key(Text("the title"), needed=True, about="what it is, in a few words"),
        "unit": Key(Word(UNITS, "unit"), needed=True, about="what it is counted in"),
        "authority": Key(Many(authority_shape(), 1, "an authority"), needed=True, about="who sets it, and where"),
        "values": Key(Many(_VALUE, 1, "a value"), needed=True, about="in order of their dates"),
    },
    _figure,
)
