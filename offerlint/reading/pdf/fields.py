"""The fields of a form, each with the words that stand beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from offerlint.model.block import Control
from offerlint.reading.paper import Atom
from offerlint.reading.pdf.line import Line
from offerlint.reading.pdf.page import Box, Field

_FAR = 4.0
"""Sizes of letters between a box and its words."""
TICKED = ("checkbox", "radio")


def labels(fields: Sequence[Field], lines: Sequence[Line]) -> Mapping[int, Field]:
    """The boxes to tick that words stand beside, to their right or else to their left, by where the words begin."""
    found: dict[int, Field] = {}
    for side in (_right_of, _left_of):
        for field in fields:
            if field.kind not in TICKED or field in found.values():
                continue
            near = [
                (gap, line.first)
                for line in lines
                if line.first not in found
                and not line.turn
                and line.box.bottom - 2 < (field.box.bottom + field.box.top) / 2 < line.box.top + 2
                and -3 < (gap := side(field.box, line.box)) < _FAR * line.size
            ]
            if near:
                found[min(near)[1]] = field
    return found


def _right_of(field: Box, words: Box) -> float:
    return words.left - field.right


def _left_of(field: Box, words: Box) -> float:
    return field.left - words.right


def box(field: Field, page: int) -> Atom:
    """The box to tick that a field is, on a page by its number."""
    control = Control(field.kind, field.name, checked=field.checked, required=field.required, form=0)
    return Atom("☒" if field.checked else "☐", page, 0, field.box, own=False, control=control)


def written(field: Field, page: int) -> Sequence[Atom]:
    """What a field says by itself: the value of one to write in, else what a box without words is called."""
    if field.kind not in TICKED:
        return [Atom(field.value.strip(), page, 0, field.box, own=False)] if field.value.strip() else []
    words = field.label.strip()
    return [box(field, page), Atom(f" {words}", page, 0, field.box, own=False)] if words else []
