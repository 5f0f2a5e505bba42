"""The recipes for CI: each keeps to the schema of its service, and the action does what it says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.docs.pages import ROOT, WRITTEN, blocks

SNIPPETS = [text for page in WRITTEN for language, text in blocks(page) if language == "yaml"]
SCHEMAS = {".github/workflows": "vendor.github-workflows", ".gitlab-ci.yml": "vendor.gitlab-ci"}


def keeps_to(schema: str, document: object, folder: Path) -> None:
    """Has an outside program hold a document to the schema that it brings; nothing is fetched."""
    path = folder / "document.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_block_of_yaml_can_be_read() -> None:
    assert all(yaml.safe_load(text) for text in SNIPPETS if not text.startswith("# yaml-language-server"))


def test_workflows_and_pipelines_keep_to_the_schemas_of_their_services(tmp_path: Path) -> None:
    held = 0
    for text in SNIPPETS:
        first = text.partition("\n")[0]
        for file, schema in SCHEMAS.items():
            if file in first:
                # YAML 1.1 reads the key `on` as a truth value; the service does not
                document = {"on" if key is True else key: value for key, value in yaml.safe_load(text).items()}
                keeps_to(schema, document, tmp_path)
                held += 1
    assert held >= 4


def test_the_action_keeps_to_its_schema(tmp_path: Path) -> None:
    keeps_to("vendor.github-actions", yaml.safe_load((ROOT / "action.yml").read_text("utf-8")), tmp_path)


def test_the_component_keeps_to_the_schema_of_a_pipeline(tmp_path: Path) -> None:
    spec, job = yaml.safe_load_all((ROOT / "templates" / "offerlint.yml").read_text("utf-8"))
    keeps_to("vendor.gitlab-ci", job, tmp_path)
    asked = set(re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", json.dumps(job)))
    assert asked == set(spec["spec"]["inputs"])


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("never", 0)])
def test_the_action_annotates_and_leaves_sarif(tmp_path: Path, fail_on: str, code: int) -> None:
    (tmp_path / "ads of spring").mkdir()
    (tmp_path / "ads of spring" / "sms.md").write_text(
        "<!-- offerlint: kind=copy channel=sms audience=consumer products=broadband -->\n\n"
        "Broadband for £30 a month. Prices rise each March by CPI.\n",
        encoding="utf-8",
    )
    (tmp_path / "*.md").write_text("Hello.\n", encoding="utf-8")
    shim = tmp_path / "bin" / "offerlint"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m offerlint "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    step = next(step for step in action["runs"]["steps"] if step.get("name") == "Check")
    inputs = {"PATHS": "ads of spring\n*.md\n", "FAIL_ON": fail_on, "SINCE": "", "SARIF": "out file.sarif"}
    assert set(step["env"]) == set(inputs)
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        env={**os.environ, **inputs, "PATH": f"{shim.parent}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == code, done.stderr
    assert "::error file=ads of spring/sms.md,line=3," in done.stdout
    results = json.loads((tmp_path / "out file.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert "uk-price-rises/inflation-linked-rise" in {result["ruleId"] for result in results}
