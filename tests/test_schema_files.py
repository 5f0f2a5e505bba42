"""The schemas for editors are those of the shapes, and take what the readers take."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from offerlint.schema_files import FOLDER, as_text, schemas

FIGURES = """
figures:
  late-fee:
    {title: T, unit: GB, authority: {body: B, instrument: I}, values: [{from: '2026-01-01', until: null, value: 9.50}]}
"""


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_in_the_package_is_current(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == as_text(schemas()[name])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("offers.json", "offers: {sim: {name: Roam 40, monthly: 16, data_gb: unlimited, valid: {to: '2027-01-31'}}}"),
        ("figures.json", FIGURES),
        ("evidence.json", "evidence: [{claim: fastest, document: SS-14, owner: Legal}]"),
        ("config.json", "{profile: uk-telecoms, offers: facts/offers.yaml, files: [{match: a.md, offers: [sim]}]}"),
    ],
)
def test_a_schema_takes_a_file_and_other_keys_only_in_a_catalogue(name: str, text: str) -> None:
    validator = jsonschema.Draft202012Validator(schemas()[name])
    value = yaml.safe_load(text)
    assert list(validator.iter_errors(value)) == []
    assert (list(validator.iter_errors({**value, "other": 1})) == []) is (name == "offers.json")
    assert json.loads(as_text(schemas()[name])) == schemas()[name]
