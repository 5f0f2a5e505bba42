"""offerlint config show, offerlint schema, and settings that hold for some files only."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml

from offerlint.cli.schema import NAMES

Run = Callable[..., subprocess.CompletedProcess[str]]

COPY = "---\nofferlint: {audience: consumer}\n---\n\nPrices rise each March by CPI plus 3.9%.\n"
RULE = "uk-price-rises/inflation-linked-rise"
CONFIG = f"""\
extends: house.yaml
as_of: 2026-11-24
files:
  - {{match: "**/*.md", kind: copy, channel: web, products: broadband}}
  - {{match: old/**, severity: {{{RULE}: advice}}}}
"""


def test_what_holds_for_a_file_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ads").mkdir()
    (tmp_path / "ads/a.md").write_text(COPY, "utf-8")
    (tmp_path / "offerlint.yaml").write_text(CONFIG, "utf-8")
    (tmp_path / "house.yaml").write_text("ignore: [readability]\n", "utf-8")
    (tmp_path / ".offerlintignore").write_text("/ads/\n", "utf-8")
    done = run("config", "show", "a.md", cwd=tmp_path / "ads")
    rows = [line.split("  ") for line in done.stdout.splitlines()]
    told = [tuple(cell.strip() for cell in row if cell) for row in rows]
    assert ("left out of folders", "yes", "a .gitignore or .offerlintignore") in told
    assert ("ignore", "readability", "../house.yaml:1") in told
    assert ("channel", "web", "../offerlint.yaml:4") in told
    assert ("audience", "consumer", "the file itself") in told
    assert ("as_of", "2026-11-24", "../offerlint.yaml:2") in told
    assert any(row[0] == "rules that bind" and row[1].endswith(" on 2026-11-24") for row in told)


def test_how_a_file_is_read_is_told_with_its_place(run: Run, tmp_path: Path) -> None:
    glob = "files:\n  - {match: a.csv, format: csv, columns: {words: body}}\njinja: {trim_blocks: true}\n"
    (tmp_path / "offerlint.yaml").write_text(glob, "utf-8")
    (tmp_path / "a.csv").write_text("words\nFast broadband for all\n", "utf-8")
    told = [" ".join(line.split()) for line in run("config", "show", "a.csv").stdout.splitlines()]
    assert {"format csv offerlint.yaml:2", "columns words body offerlint.yaml:2"} <= set(told)
    assert "jinja trim_blocks: yes offerlint.yaml:3" in told


@pytest.mark.parametrize(
    ("file", "said"), [("none.md", "no such file"), ("a.bin", "not a format that is read; say its `format:`")]
)
def test_a_file_that_is_not_read_is_said(run: Run, tmp_path: Path, file: str, said: str) -> None:
    (tmp_path / "a.bin").write_bytes(b"x")
    done = run("config", "show", file)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_severity_holds_for_the_files_of_its_entry(run: Run, tmp_path: Path) -> None:
    for name in ("new/a.md", "old/a.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(COPY, "utf-8")
    (tmp_path / "offerlint.yaml").write_text(CONFIG, "utf-8")
    (tmp_path / "house.yaml").write_text("{}\n", "utf-8")
    done = run("check", ".", "--format", "json", "--select", RULE)
    found = {one["path"]: one["severity"] for one in json.loads(done.stdout)["findings"]}
    assert found == {"new/a.md": "error", "old/a.md": "advice"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "ignore:\n- free\n- readabilty\n",
            "offerlint.yaml:3: “readabilty” is no rule, ruleset or topic",
        ),
        ("files:\n- {match: a, severity: {fre: error}}\n", "offerlint.yaml:2: “fre” is no rule"),
        (
            "parameters:\n  plain-language/long-sentence: {longst: 3}\n",
            "offerlint.yaml:2: the rule plain-language/",
        ),
    ],
)
def test_a_name_that_no_rule_bears_is_told_with_its_place(run: Run, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "offerlint.yaml").write_text(text, "utf-8")
    (tmp_path / "a.md").write_text("Hello.\n", "utf-8")
    done = run("check", "a.md")
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_printed(run: Run, name: str) -> None:
    done = run("schema", name)
    jsonschema.Draft202012Validator.check_schema(json.loads(done.stdout))


def test_a_first_configuration_names_its_schema_for_editors_and_keeps_to_it(run: Run, tmp_path: Path) -> None:
    run("init")
    text = (tmp_path / "offerlint.yaml").read_text("utf-8")
    head, named = text.splitlines()[0].split("$schema=")
    assert head == "# yaml-language-server: "
    schema = json.loads((tmp_path / named).read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(yaml.safe_load(text))) == []
