"""What a run is held to, as its manifest says it, and whether an earlier run was held to the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from offerlint.batches.rules import Rules
from offerlint.batches.schema import SCHEMA_VERSION
from offerlint.corpus.asked import Corpus
from offerlint.corpus.store import StoreError
from offerlint.corpus.tables import MOST_ROWS
from offerlint.version import __version__

VERSION = 1
"""Of the manifest."""


def held_to(corpus: Corpus) -> dict[str, Any]:
    """What the findings depend on, and nothing else: no hour, no machine, no number of processes."""
    return {
        "version": VERSION,
        "schema": SCHEMA_VERSION,
        "tool": {"name": "offerlint", "version": __version__},
        "as_of": corpus.rules[0].as_of.isoformat(),
        "rules": [_rules(rules) for rules in corpus.rules],
        "shows_personal_data": corpus.rules[0].shows_personal_data,
        "columns": dict(corpus.named),
        "labels": list(corpus.labels),
        "rows_of_a_batch": MOST_ROWS,
        "inputs": [
            {
                **table.wire(),
                "rules": corpus.rules_of.get(table.path),
                "problem": corpus.problems.get(table.path),
            }
            for table in corpus.tables
        ],
    }


def _rules(rules: Rules) -> dict[str, Any]:
    """The rules by their digest, the choice of them, and what is said of every row."""
    chosen = rules.selection
    return {
        "sha256": rules.digest,
        "profile": chosen.profile,
        "level": chosen.level,
        "select": list(chosen.select),
        "ignore": list(chosen.ignore),
        "severity": {name: str(severity) for name, severity in chosen.severity},
        "about": {key: _word(value) for key, value in sorted(rules.says.items())},
        "held_to": rules.besides(),
    }


def _word(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _word(held) for key, held in value.items()}
    return [str(one) for one in value] if isinstance(value, list | tuple) else str(value)


def must_be_the_same(earlier: Mapping[str, Any], held: Mapping[str, Any], folder: Path) -> None:
    """Raises StoreError, with what is different, where a run in `folder` was held to anything else."""
    changed = next(_changes(earlier, held), "")
    if changed:
        done = "holds the findings of another run" if earlier.get("complete") else "holds a run that was begun"
        remedy = "name another folder with -o, or --restart to take those away and begin anew"
        raise StoreError(f"{folder} {done}, and since then {changed}; {remedy}")


def _changes(earlier: Mapping[str, Any], held: Mapping[str, Any]) -> Iterator[str]:
    """What is different, in words."""
    before, now = ({one["path"]: one for one in each.get("inputs", ())} for each in (earlier, held))
    for path in sorted({*before, *now}):
        if path not in now:
            yield f"{path} has gone from what is to be linted"
        elif path not in before:
            yield f"{path} has come to what is to be linted"
        elif before[path]["sha256"] != now[path]["sha256"]:
            yield f"{path} has changed ({before[path]['bytes']:,} bytes then, {now[path]['bytes']:,} now)"
    for key, what in (
        ("tool", "offerlint is another version"),
        ("version", "offerlint writes its manifest otherwise"),
        ("schema", "offerlint writes findings otherwise"),
    ):
        if earlier.get(key) != held[key]:
            yield what
    if earlier.get("as_of") != held["as_of"]:
        yield f"the day is another (it was --as-of {earlier.get('as_of')}, now {held['as_of']})"
    digests = [[one.get("sha256") for one in each.get("rules", ())] for each in (earlier, held)]
    if digests[0] != digests[1]:
        yield "the rules have changed"
    if earlier.get("rules") != held["rules"]:
        yield "the choice of rules, or the configuration, has changed"
    for key, value in held.items():
        if earlier.get(key) != value:
            yield f"{key.replace('_', ' ')}: {earlier.get(key)} then, {value} now"
