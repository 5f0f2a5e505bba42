"""The JSON Schemas that editors use, written into the package from the shapes: `python -m offerlint.schema_files`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from offerlint.config.shape import SHAPE
from offerlint.registers.baseline import BASELINE
from offerlint.registers.evidence import evidence_shape
from offerlint.registers.waivers import WAIVERS
from offerlint.rules.schema import figures_schema, offers_schema, phrases_schema, rule_schema, whole
from offerlint.rules.shape import Schema
from offerlint.rules.writing import Writing

FOLDER = Path(__file__).resolve().parent / "schemas"


def schemas() -> Mapping[str, Schema]:
    """The schema of each file of `FOLDER` that is made from a shape, by the file's name."""
    return {
        "rule.json": rule_schema(),
        "phrases.json": phrases_schema(),
        "figures.json": figures_schema(),
        "offers.json": offers_schema(),
        "evidence.json": whole("An offerlint evidence register", evidence_shape(Writing()).schema()),
        "waivers.json": whole("An offerlint register of waivers", WAIVERS.schema()),
        "baseline.json": whole("The old debt of a team that uses offerlint", BASELINE.schema()),
        "config.json": whole("The configuration of offerlint", SHAPE.schema()),
    }


def as_text(schema: Schema) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write() -> None:
    """Writes every schema."""
    for name, schema in schemas().items():
        (FOLDER / name).write_text(as_text(schema), "utf-8")


if __name__ == "__main__":
    write()
