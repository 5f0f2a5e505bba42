"""A hook run on one short file must not pay for what that file does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "jinja2", "textstat", "nltk", "docx", "openpyxl", "pptx", "odf", "pypdf", "pdfminer", "networkx",
    "graphviz", "lxml", "numpy", "pandas", "rich", "liquid", "jsonschema", "setuptools", "pathspec", "tree_sitter",
}  # fmt: skip
PARAGRAPH = (
    "Our fibre comes to your street in spring. Tell us where you live and we will write to you when it is ready.\n\n"
)
MARKDOWN = "# Larkline Fibre\n\n" + PARAGRAPH * 28


def imported(command: list[str], folder: Path) -> set[str]:
    """The top names of all modules that `python -m offerlint` has imported when it ends."""
    outcome = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "offerlint", *command],
        cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert outcome.returncode in (0, 1), outcome.stdout + outcome.stderr[-2000:]
    lines = (line for line in outcome.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize("name", ["spring.md", "spring.txt"])
def test_a_short_file_imports_nothing_heavy(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(MARKDOWN, encoding="utf-8")
    assert 3000 <= len(MARKDOWN) <= 3200
    modules = imported(["check", name], tmp_path)
    assert {"offerlint", "click"} <= modules
    assert not modules & HEAVY


def test_a_template_does_import_jinja2(tmp_path: Path) -> None:
    """Proof that the measure sees what it looks for."""
    (tmp_path / "spring.md.j2").write_text("# Hello {{ name }}\n", encoding="utf-8")
    assert "jinja2" in imported(["check", "spring.md.j2"], tmp_path)
