"""What several commands ask for: a configuration, the rules, a date."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from offerlint.app import Item
from offerlint.cache import cache_folder, rules_of
from offerlint.cli.file import from_here, read
from offerlint.config.find import ConfigError, find_config
from offerlint.config.settings import Config
from offerlint.decisions import Decisions
from offerlint.disk import LARGEST_FILE, is_file
from offerlint.model.finding import Report
from offerlint.model.rule import Rule
from offerlint.registers import BASELINE_FILE, EVIDENCE_FILE, WAIVERS_FILE
from offerlint.rules.own import DECISION_RULES, OWN_RULES
from offerlint.rules.parameter import ParameterError, with_parameters
from offerlint.rules.rulebook import Rulebook, bundled
from offerlint.rules.select import unknown_names
from offerlint.text.nearest import nearest
from offerlint.walk import find

if TYPE_CHECKING:
    from offerlint.registers.evidence import Evidence

STDIN = "stdin.txt"
"""What standard input is called where nobody says."""

NO_CACHE = "offerlint.no_cache"
"""What a command's meta says where nothing that earlier runs kept is to be used."""

T = TypeVar("T")


def config_file(path: str | None) -> Path | None:
    """The named configuration, or the nearest one, as seen from here."""
    found = path or find_config(Path.cwd())
    return Path(from_here(found)) if found else None


def load_config(path: str | None) -> Config:
    """The named configuration, or the nearest one, or the defaults; a mistake in it ends the command."""
    found = config_file(path)
    if found is None:
        return Config()
    from offerlint.config.read import read_config

    try:
        return read_config(found)
    except ConfigError as error:
        raise click.UsageError(str(error)) from error


def load_rulebook(config: Config, folders: Sequence[str] = ()) -> Rulebook:
    """The bundled rules and the team's own, with the team's parameters, ready from an earlier run where they can be.

    A name in the configuration that no rule bears ends the command.
    """
    every = [bundled(), *config.rules, *(Path(from_here(folder)) for folder in folders)]
    rulebook = rules_of(every, cache())
    places = config.names()
    for name, mistake in unknown_names(rulebook, places).items():
        raise click.UsageError(f"{places[name]}: {mistake}" if places[name] else mistake)
    try:
        return with_parameters(rulebook, config.parameters)
    except ParameterError as error:
        raise click.UsageError(f"{config.places.get(('parameters', error.rule), '')}: {error}") from error


def cache() -> Path | None:
    """Where this user's runs keep what the next may need; None where nothing is to be kept."""
    return None if click.get_current_context().meta.get(NO_CACHE) else cache_folder(os.environ)


def load_register(config: Config, rulebook: Rulebook) -> tuple[Evidence, ...]:
    """The evidence register that the configuration names, or the evidence.yaml beside it."""
    path, words = register_words(config)
    if not words:
        return ()
    from offerlint.registers.evidence import read_evidence
    from offerlint.rules.yaml_tree import RuleError

    try:
        return read_evidence(words, rulebook.writing())
    except RuleError as error:
        raise click.UsageError(f"{path}:{error.line}:{error.column}: {error.message}") from error


def register_words(config: Config) -> tuple[Path, str]:
    """Where the evidence register is, and its words; none where there is no register."""
    path = config.folder / (config.evidence or EVIDENCE_FILE)
    return path, read(path) if config.evidence or is_file(path) else ""


def load_decisions(
    config: Config, waivers: Path | None, baseline: Path | None, *, new_baseline: bool = False
) -> Decisions:
    """The waivers and the baseline that options name, else the configuration, else those beside it.

    With `new_baseline`, the baseline need not be there yet.
    """
    register = _named(waivers, config, config.waivers) or _beside(config, WAIVERS_FILE)
    debt = _named(baseline, config, config.baseline) or _beside(config, BASELINE_FILE)
    if debt and new_baseline and not debt.exists():
        debt = None
    if not register and not debt:
        return Decisions(config.folder)
    from offerlint.registers.baseline import read_baseline
    from offerlint.registers.waivers import read_waivers

    waivers_read = _decided(register, read_waivers) if register else None
    return Decisions(config.folder, waivers_read, _decided(debt, read_baseline) if debt else None)


def _named(option: Path | None, config: Config, configured: str) -> Path | None:
    return option or (config.folder / configured if configured else None)


def _beside(config: Config, name: str) -> Path | None:
    return config.folder / name if is_file(config.folder / name) else None


def _decided(path: Path, make: Callable[[str, str], T]) -> T:
    from offerlint.rules.yaml_tree import RuleError

    try:
        return make(read(path), from_here(path))
    except RuleError as error:
        raise click.UsageError(f"{from_here(path)}:{error.line}:{error.column}: {error.message}") from error


def items(
    paths: Sequence[str],
    stdin_filename: str | None,
    config: Config,
    *,
    force_exclude: bool = False,
    ignores: bool = True,
) -> list[Item]:
    """What the paths of a command name; - is standard input."""
    found: list[Item] = []
    for path in paths:
        if path == "-":
            found.append(Item(from_here(stdin_filename or STDIN), sys.stdin.buffer.read(LARGEST_FILE + 1)))
        else:
            found += find([from_here(path)], config, force_exclude=force_exclude, ignores=ignores)
    return found


def load_report(path: Path) -> Report:
    """The report that an earlier run wrote as JSON."""
    from offerlint.reports.earlier import NotAReport, read_report

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
    known = {old: rule for rule in (*rulebook.rules, *OWN_RULES, *DECISION_RULES) for old in (*rule.formerly, rule.id)}
    if name in known:
        return known[name]
    close = nearest(name, known)
    hint = f"did you mean {close}?" if close else "offerlint rules list shows them all"
    raise click.UsageError(f"no rule is called {name}; {hint}")
