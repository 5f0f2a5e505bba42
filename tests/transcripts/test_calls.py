"""Made-up calls, as speech recognition writes them down: every planted fault is found, and nothing else is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import offerlint

HERE = Path(__file__).parent
RULES = offerlint.load_rules()
FOLDERS = [HERE / "calls", HERE / "more"]


def expected(folder: Path) -> Mapping[str, list[dict[str, str]]]:
    found: Mapping[str, list[dict[str, str]]] = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def report() -> Mapping[str, list[dict[str, Any]]]:
    """The findings of the real command on both folders, by file."""
    command = [
        sys.executable,
        "-m",
        "offerlint",
        "check",
        "--format",
        "json",
        "--as-of",
        "2026-11-28",
        "--fail-on",
        "never",
    ]
    done = subprocess.run([*command, *map(str, FOLDERS)], capture_output=True, text=True, check=True, cwd=HERE)
    answer = json.loads(done.stdout)
    assert answer["problems"] == []
    assert {file["kind"] for file in answer["files"]} == {"transcript"}
    found: dict[str, list[dict[str, Any]]] = {file["path"]: [] for file in answer["files"]}
    for finding in answer["findings"]:
        found[finding["path"]].append(finding)
    return found


def tells(finding: Mapping[str, Any], fault: Mapping[str, str], text: str) -> bool:
    """Whether a finding is of the fault's rule, or ruleset, and stands on its words."""
    rules = [finding["rule"], *finding["also"]]
    named = any(rule == fault["rule"] or rule.startswith(fault["rule"] + "/") for rule in rules)
    places = [match.span() for match in re.finditer(re.escape(fault["words"]), text)]
    assert places, f"{fault['words']} does not stand in the call"
    return named and any(low < end and start < high for low, high in places for start, end in finding["runs"])


CALLS = [(folder, name) for folder in FOLDERS for name in expected(folder)]


@pytest.mark.parametrize(("folder", "name"), CALLS, ids=[name for _, name in CALLS])
def test_every_planted_fault_and_no_other(folder: Path, name: str, report: Mapping[str, list[dict[str, Any]]]) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    found = report[f"{folder.name}/{name}"]
    faults = expected(folder)[name]
    for fault in faults:
        assert any(tells(one, fault, text) for one in found) != ("missed" in fault), fault
    for one in found:
        same = [f for f in faults if one["rule"].startswith(f["rule"]) or f["rule"] in one["also"]]
        assert same, f"nobody planted this: {one['rule']} “{one['excerpt']}”"


def test_every_call_is_judged() -> None:
    for folder in FOLDERS:
        assert {path.name for path in folder.iterdir()} - {"expected.yaml"} == set(expected(folder))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([name for folder, name in CALLS if folder.name == "calls" and name.endswith(".txt")]), st.randoms()
)
def test_fillers_and_repeats_change_no_finding(name: str, random: Any) -> None:
    text = (HERE / "calls" / name).read_text(encoding="utf-8")
    lines = []
    for line in text.splitlines():
        label, colon, words = line.partition(": ")
        said = words.split()
        for _ in range(len(said) // 4):
            at = random.randrange(1, len(said)) if len(said) > 1 else 0
            said.insert(at, random.choice(["er", "um", "erm", "uh"]))
        lines.append(f"{label}{colon}{' '.join(said)}")
    assert kinds("\n".join(lines), name) == kinds(text, name)


def kinds(text: str, name: str) -> list[tuple[str, tuple[str, ...]]]:
    """The rules that find something, in the order of their places."""
    found = offerlint.lint(text, filename=name, as_of=date(2026, 11, 28), rules=RULES).findings
    return [(finding.rule, finding.also) for finding in found]
