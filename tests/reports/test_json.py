"""The wire format: every golden file keeps to the schema that is shipped."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from offerlint.reports import FORMATS

SCHEMA = json.loads(files("offerlint").joinpath("schemas/report.json").read_text(encoding="utf-8"))
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))


def objects(schema: Any) -> list[dict[str, Any]]:
    """Every schema of an object of named properties, wherever it stands."""
    if isinstance(schema, list):
        return [one for item in schema for one in objects(item)]
    if not isinstance(schema, dict):
        return []
    own = [schema] if schema.get("type") == "object" and "required" in schema else []
    return own + [one for value in schema.values() for one in objects(value)]


def test_the_schema_is_one_and_its_objects_are_closed() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert all(one["additionalProperties"] is False for one in objects(SCHEMA))


@pytest.mark.parametrize("story", ["campaign", "clean", "hostile"])
def test_golden(story: str, request: pytest.FixtureRequest, golden: Any) -> None:
    golden(f"{story}.json", FORMATS["json"](*request.getfixturevalue(story)))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_golden_files_keep_to_the_schema(path: Path) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 2}, "1 was expected"),
        ({"more": 1}, "unexpected"),
        ({"as_of": "24/11/2026"}, "does not match"),
        ({"summary": {"error": 0}}, "required"),
        ({"problems": [{"path": "a", "line": 0, "rule": None, "message": "m"}]}, "less than the minimum"),
    ],
)
def test_the_schema_refuses(change: dict[str, Any], said: str, clean: Any) -> None:
    wire = json.loads(FORMATS["json"](*clean)) | change
    assert any(said in error.message for error in Draft202012Validator(SCHEMA).iter_errors(wire))


def test_a_place_without_lines_has_no_runs(campaign: Any) -> None:
    wire = json.loads(FORMATS["json"](*campaign))
    cell = wire["findings"][-1]
    assert (cell["start"], cell["end"], cell["runs"]) == (None, None, [])
    wire["findings"][-1]["runs"] = [[1, 2]]
    assert list(Draft202012Validator(SCHEMA).iter_errors(wire))


def test_excerpts_are_masked_unless_asked_for(campaign: Any) -> None:
    assert "4929" not in FORMATS["json"](*campaign)
    assert "4929 1234 5678 9012" in FORMATS["json"](*campaign, show_personal_data=True)


def test_it_can_be_printed_and_read_back(hostile: Any) -> None:
    written = FORMATS["json"](*hostile)
    assert "\u202e" not in written
    assert "\x1b" not in written
    assert "\u202e" in json.loads(written)["findings"][0]["message"]
