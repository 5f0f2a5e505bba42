"""The snippets of the page of editors are well formed and start a command that there is."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from offerlint.cli.main import Commands

GUIDE = (Path(__file__).parents[2] / "docs" / "editors.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_snippets_parse() -> None:
    assert [json.loads(block)["main"] for block in blocks("json")] == ["./extension.js"]
    tables = [tomllib.loads(block) for block in blocks("toml")]
    assert [next(iter(table)) for table in tables] == ["language-server", "id", "package"]


def test_each_editor_starts_the_server() -> None:
    starts = re.findall(r'"offerlint", "lsp"|args = \["lsp"\]|args: \["lsp"\]|vec!\["lsp"\.into\(\)\]', GUIDE)
    assert len(starts) == 5
    assert "lsp" in Commands.MODULES
