"""Figures of rules that a team may set."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from offerlint.app import Item, Terms, check
from offerlint.config.settings import Config
from offerlint.model.vocabulary import Severity
from offerlint.rules.load import Rulebook, load_rules
from offerlint.rules.parameter import ParameterError, with_parameters
from offerlint.rules.stored import restored
from offerlint.rules.storing import stored

RULE = """\
title: A sentence is long
topic: readability
severity: advice
why: It is hard to follow.
authority: {body: House, instrument: Style}
parameters:
  longest: {default: 4, unit: words, about: the longest that is fine}
  shortest: {default: 1, unit: words}
check:
  limit: {measure: sentence-words, at_most: "{longest}", at_least_words: "{shortest}"}
message: "This has {measured} words; {limit} is the most."
suggest: Cut it.
examples:
  bad:
    - {text: One two three four five., flags: One two three four five.}
    - {text: Six two three four five., flags: Six two three four five.}
  good:
    - {text: One two.}
    - {text: One two three four., name: near miss}
"""


def loaded(folder: Path, text: str = RULE) -> Rulebook:
    (folder / "house").mkdir()
    (folder / "house/long.yaml").write_text(text, "utf-8")
    return load_rules([folder / "house"])


def messages(rulebook: Rulebook, copy: str, config: Config | None = None) -> list[str]:
    config = config or Config()
    terms = Terms(rulebook, config, config.selection(), date(2026, 11, 24))
    return [finding.message for finding in check([Item("a.txt", copy.encode())], terms).report.findings]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, ["This has 5 words; 4 is the most."]),
        ({"house/long": {"longest": 3}}, ["This has 5 words; 3 is the most."]),
        ({"house/long": {"longest": 5}}, []),
        ({"house/long": {"shortest": 9}}, []),
    ],
)
@pytest.mark.parametrize("again", [False, True], ids=["read", "restored"])
def test_a_value_takes_the_place_of_the_default(
    tmp_path: Path, values: dict[str, dict[str, float]], found: list[str], again: bool
) -> None:
    rulebook = loaded(tmp_path)
    assert rulebook.problems == ()
    rulebook = restored(stored(rulebook)) if again else rulebook
    assert messages(with_parameters(rulebook, values), "One two three four five.") == found


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"house/lon": {"longest": 3}}, r"no rule is called “house/lon”; did you mean “house/long”\?"),
        ({"else": {"longest": 3}}, "these have parameters: house/long"),
        ({"house/long": {"longst": 3}}, r"the rule house/long has no parameter “longst”; did you mean “longest”\?"),
    ],
)
def test_what_cannot_be_set_is_said(tmp_path: Path, values: dict[str, dict[str, float]], said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        with_parameters(loaded(tmp_path), values)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('"{longest}"', '"{longst}"', "no parameter is called “longst”; did you mean “longest”"),
        ('"{longest}"', "4", "nothing in the check is “{longest}”; use it there, or delete it"),
        ("default: 4, ", "", "needs “default”"),
        ("longest:", "Longest:", "is no name; a parameter is named in small letters"),
        ("unit: words, ", "unit: words, units: w, ", "did you mean “unit”"),
        ("default: 4", "default: four", "a number is expected here, not “four”"),
    ],
)
def test_a_rule_with_a_mistake_is_a_problem(tmp_path: Path, was: str, now: str, said: str) -> None:
    (problem,) = loaded(tmp_path, RULE.replace(was, now, 1)).problems
    assert said in problem.message


@pytest.mark.parametrize(
    ("severity", "told"),
    [
        ({"house": Severity.REVIEW}, Severity.REVIEW),
        ({"readability": Severity.WARNING, "house": Severity.REVIEW}, Severity.WARNING),
        ({"house": Severity.REVIEW, "house/long": Severity.ERROR, "readability": Severity.WARNING}, Severity.ERROR),
        ({}, Severity.ADVICE),
    ],
)
def test_the_narrowest_name_gives_the_severity(tmp_path: Path, severity: dict[str, Severity], told: Severity) -> None:
    config = Config(severity=severity)
    terms = Terms(loaded(tmp_path), config, config.selection(), date(2026, 11, 24))
    (finding,) = check([Item("a.txt", b"One two three four five.")], terms).report.findings
    assert finding.severity is told


def test_a_rule_made_graver_passes_the_level(tmp_path: Path) -> None:
    rulebook, copy = loaded(tmp_path), "One two three four five."
    assert messages(rulebook, copy, Config(level="minimum")) == []
    assert len(messages(rulebook, copy, Config(level="minimum", severity={"house/long": Severity.ERROR}))) == 1
