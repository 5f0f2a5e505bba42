"""The JSON Schema of rule files, lists, figures and catalogues, for editors; the loader itself goes by the shapes."""

from __future__ import annotations

import json
from typing import Any

from offerlint.rules.figure_shape import figures_shape
from offerlint.rules.guard_shape import shared_list
from offerlint.rules.offer_shape import catalogue_shape
from offerlint.rules.rule_shape import rule_shape
from offerlint.rules.shape import Schema
from offerlint.rules.writing import Writing

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_SMALL = 160
"""Characters up to which a schema is written out each time."""


def rule_schema() -> Schema:
    """The schema of a rule file; offerlint/schemas/rule.json holds it."""
    return whole("An offerlint rule", rule_shape("", "", Writing()).schema())


def phrases_schema() -> Schema:
    """The schema of a file of shared phrases; offerlint/schemas/phrases.json holds it."""
    return whole("A shared list of phrases", shared_list("", "", Writing()).schema())


def offers_schema() -> Schema:
    """The schema of a catalogue of offers; offerlint/schemas/offers.json holds it."""
    return whole("An offerlint catalogue of offers", catalogue_shape().schema())


def figures_schema() -> Schema:
    """The schema of a file of figures; offerlint/schemas/figures.json holds it."""
    return whole("Figures that change by date", figures_shape().schema())


def whole(title: str, schema: Schema) -> Schema:
    """The schema under its title, with what it says more than once written once, under $defs."""
    parts: dict[str, list[Schema]] = {}
    _collect(schema, parts)
    repeated = [text for text, same in parts.items() if len(same) > 1]
    names = {text: f"part-{number}" for number, text in enumerate(repeated, 1)}
    defs = {names[text]: _referring(parts[text][0], names, top=True) for text in repeated}
    return {"$schema": DRAFT, "title": title, **_referring(schema, names, top=True), "$defs": defs}


def _collect(value: Any, parts: dict[str, list[Schema]]) -> None:
    """Gathers the larger schemas within `value` by their text, in order."""
    if isinstance(value, list):
        for one in value:
            _collect(one, parts)
    elif isinstance(value, dict):
        text = json.dumps(value)
        if len(text) > _SMALL and ("type" in value or "anyOf" in value):
            parts.setdefault(text, []).append(value)
        for one in value.values():
            _collect(one, parts)


def _referring(value: Any, names: dict[str, str], *, top: bool = False) -> Any:
    """`value` with references for the parts that have names; at the `top` it stands for itself."""
    if isinstance(value, list):
        return [_referring(one, names) for one in value]
    if not isinstance(value, dict):
        return value
    name = names.get(json.dumps(value))
    if name and not top:
        return {"$ref": f"#/$defs/{name}"}
    return {key: _referring(one, names) for key, one in value.items()}
