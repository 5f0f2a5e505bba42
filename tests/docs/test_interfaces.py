"""The pages for programs: the Python shown runs, and the wire format names every key of its schema."""

from __future__ import annotations

import json

import pytest

from tests.docs.pages import ROOT, blocks

SHOWN = [text for language, text in blocks(ROOT / "docs" / "python.md") if language == "python"]
SCHEMA = json.loads((ROOT / "offerlint" / "schemas" / "report.json").read_text("utf-8"))


@pytest.mark.parametrize("shown", SHOWN)
def test_the_python_runs(shown: str) -> None:
    names: dict[str, object] = {}
    exec(compile(shown, "docs/python.md", "exec"), names)
    assert names["report"].findings  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", [*SCHEMA["properties"], *SCHEMA["$defs"]["finding"]["properties"]])
def test_the_page_names_every_key(key: str) -> None:
    assert f"`{key}`" in (ROOT / "docs" / "wire-format.md").read_text("utf-8")
