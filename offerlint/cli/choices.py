"""What several commands ask for: a configuration, the rules, a date."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from offerlint.cache import cache_folder, rules_of
from offerlint.cli.file import read
from offerlint.config import Config, ConfigError, find_config, read_config
from offerlint.model.finding import Report
from offerlint.model.rule import Rule
from offerlint.registers.evidence import Evidence, read_evidence
from offerlint.reports.earlier import NotAReport, read_report
from offerlint.rules.load import Rulebook, bundled
from offerlint.rules.own import OWN_RULES
from offerlint.rules.yaml_tree import RuleError
from offerlint.text.nearest import nearest

EVIDENCE = "evidence.yaml"


def load_config(path: str | None) -> Config:
    """The named configuration, or the nearest one, or the defaults; a mistake in it ends the command."""
    found = Path(path) if path else find_config(Path.cwd())
    try:
        return read_config(found) if found else Config(folder=Path.cwd())
    except ConfigError as error:
        raise click.UsageError(str(error)) from error


def load_rulebook(config: Config, folders: Sequence[str] = ()) -> Rulebook:
    """The bundled rules and the team's own, ready from an earlier run where they can be."""
    every = [bundled(), *config.rules, *(Path(folder) for folder in folders)]
    return rules_of(every, cache_folder(os.environ, Path.home()))


def load_register(config: Config, rulebook: Rulebook) -> tuple[Evidence, ...]:
    """The evidence register that the configuration names, or the evidence.yaml beside it."""
    path = config.folder / (config.evidence or EVIDENCE)
    if not config.evidence and not path.is_file():
        return ()
    try:
        return read_evidence(read(path), rulebook.writing())
    except RuleError as error:
        raise click.UsageError(f"{path}:{error.line}:{error.column}: {error.message}") from error


def load_report(path: Path) -> Report:
    """The report that an earlier run wrote as JSON."""
    try:
        return read_report(read(path))
    except NotAReport as error:
        raise click.UsageError(f"{path}: {error}") from error


def as_date(words: str | None) -> date:
    """A date written YYYY-MM-DD, today when nothing is written."""
    if words is None:
        return date.today()  # noqa: DTZ011
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise click.UsageError(f"--as-of {words}: write a date as YYYY-MM-DD, such as 2027-01-31") from error


def rule_called(name: str, rulebook: Rulebook) -> Rule:
    """The rule of that id, present or former; a near miss is suggested."""
    known = {old: rule for rule in (*rulebook.rules, *OWN_RULES) for old in (*rule.formerly, rule.id)}
    if name in known:
        return known[name]
    close = nearest(name, known)
    hint = f"did you mean {close}?" if close else "offerlint rules list shows them all"
    raise click.UsageError(f"no rule is called {name}; {hint}")
