"""Whether every phrase and every guard of a rule is held by an example.

    python -m bench.mutants [RULE or RULESET ...]

Each phrase and each guard is left out in turn; a mutant that still passes the rule's own examples is a
survivor. Survivors with a written reason stand in bench/mutants.txt, one `rule: what | reason` a line, with
`every rule` for a rule where it holds for all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from offerlint.model.check import Guard
from offerlint.model.figure import Figure
from offerlint.model.later import Later
from offerlint.model.rule import Rule
from offerlint.rule_test import test_rule
from offerlint.rules.load import bundled, load_rules

REASONS = Path(__file__).with_name("mutants.txt")
"""Reasons for survivors that are let live."""


def without_one(spec: Any) -> Iterator[tuple[str, Any]]:
    """Each way to leave one phrase, need or guard out of a check, with its text."""
    if isinstance(spec, Guard) or not is_dataclass(spec) or isinstance(spec, type):
        return
    for field in fields(spec):
        value = getattr(spec, field.name)
        if isinstance(value, tuple):
            for i, one in enumerate(value):
                for text, changed in without_one(one):
                    yield text, replace(spec, **{field.name: (*value[:i], changed, *value[i + 1 :])})
            names = [getattr(one, "name", "") or getattr(one, "text", "") for one in value]
            for name in dict.fromkeys(filter(None, names)):
                rest = tuple(one for one, its in zip(value, names, strict=True) if its != name)
                if rest or field.name == "unless":
                    yield f"{field.name} {name}", replace(spec, **{field.name: rest})
        else:
            for text, changed in without_one(value):
                yield text, replace(spec, **{field.name: changed})


def _with_check(rule: Rule, spec: Any) -> Rule:
    return replace(rule, body=Later.of(replace(rule.body(), check=spec)))


def survivors(rule: Rule, figures: Mapping[str, Figure]) -> Iterator[str]:
    """What can be left out of `rule` without any of its examples noticing."""
    for text, changed in without_one(rule.check):
        if not test_rule(_with_check(rule, changed), figures):
            yield text


def main(arguments: list[str]) -> int:
    """Prints the survivors that have no reason; exits 1 when there are any."""
    lines = REASONS.read_text("utf-8").splitlines() if REASONS.is_file() else []
    reasons = {line.split(" | ", 1)[0] for line in lines if " | " in line}
    rulebook = load_rules([bundled()])
    rules, figures = rulebook.rules, rulebook.figures
    chosen = [r for r in rules if not arguments or r.id in arguments or r.id.split("/", maxsplit=1)[0] in arguments]
    alive = tried = 0
    for rule in chosen:
        tried += sum(1 for _ in without_one(rule.check))
        for text in survivors(rule, figures):
            if not {f"{rule.id}: {text}", f"every rule: {text}"} & reasons:
                alive += 1
                print(f"{rule.id}: {text}")
    print(f"{len(chosen)} rules, {tried} mutants, {alive} survivors without a reason")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
