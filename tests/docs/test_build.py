"""What docs/ says of the rules is what the rules say, and every requirement is covered or has its reason."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from offerlint import load_rules

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_fresh(build: ModuleType) -> None:
    assert build.stale() == []


def test_rules_cover_only_requirements_that_exist(build: ModuleType) -> None:
    rules = load_rules().rules
    known = set(build.requirements())
    assert {rule.id: sorted(set(rule.covers) - known) for rule in rules if set(rule.covers) - known} == {}


def test_every_requirement_has_a_rule_or_a_reason(build: ModuleType) -> None:
    covered = {entry for rule in load_rules().rules for entry in rule.covers}
    reasons = build.requirements()
    assert [entry for entry, reason in reasons.items() if entry not in covered and not reason] == []
    assert [entry for entry, reason in reasons.items() if entry in covered and reason] == []
