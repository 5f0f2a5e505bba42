"""The guide to writing rules is true: its rule works, and its phrases and checks are ones that load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from offerlint.model.vocabulary import SCOPES
from offerlint.rule_test import test_rule as held
from offerlint.rules.check_shape import check
from offerlint.rules.load import bundled, load_rules
from offerlint.rules.phrase_compile import compile_phrase
from offerlint.rules.phrase_lists import PhraseLists
from offerlint.rules.writing import Writing
from offerlint.rules.yaml_tree import Table, tree

GUIDE = (Path(__file__).parents[1] / "docs" / "rule-writing.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
LISTS = load_rules([bundled() / "phrases"]).lists
UNITS = {name: figure.unit for name, figure in load_rules([bundled() / "figures.yaml"]).figures.items()}
PHRASES = {name: [p.text for guard in one.guards for p in guard.patterns] for name, one in LISTS.items()}


def test_the_rule_in_ten_lines_loads_and_keeps_its_examples(tmp_path):
    path = tmp_path / "uk-advertising" / "cheapest-claim.yaml"
    path.parent.mkdir()
    path.write_text(BLOCKS[0], "utf-8")
    book = load_rules([bundled() / "phrases", tmp_path])
    assert book.problems == ()
    assert [held(rule, book.figures) for rule in book.rules] == [[]]


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.startswith("check:")])
def test_the_checks_load(block):
    node = tree(block)
    assert isinstance(node, Table)
    writing = Writing(PhraseLists(PHRASES, UNITS), {name: one.guards for name, one in LISTS.items()})
    assert check(writing).read(node.nodes["check"])


def test_the_phrases_of_the_tables_are_phrases():
    table = GUIDE[GUIDE.index("## Phrases") : GUIDE.index("### Regular expressions")]
    cells = [line.split(" | ")[0] for line in table.replace(r"\|", "\0").splitlines() if line.startswith("| `")]
    phrases = [one.replace("\0", "|") for cell in cells for one in re.findall("`([^`]+)`", cell)]
    assert len(phrases) > 15
    for phrase in phrases:
        assert compile_phrase(phrase, PhraseLists(PHRASES, UNITS)).text


def test_every_scope_is_named_and_every_named_guard_exists():
    assert [scope for scope in SCOPES if scope not in GUIDE] == []
    named = re.findall(r"^\| `@([a-z-]+)` \| (?!any phrase)", GUIDE, re.MULTILINE)
    assert named
    assert set(named) <= set(LISTS)
