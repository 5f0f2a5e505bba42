"""offerlint rules: list them, show a rule's file, test rules against their own examples, begin one."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from offerlint.cache import rules_of
from offerlint.cli.choices import as_date, cache, load_config, load_rulebook, rule_called
from offerlint.config.find import FILE
from offerlint.reports.wording import number, place
from offerlint.rules.figure_words import changes as figure_changes
from offerlint.rules.load import FIGURES, PHRASES, Rulebook, bundled

SCAFFOLD = """\
title: A claim to be the cheapest needs proof      # what is wrong, as a sentence without a full stop
topic: comparative
severity: review                                   # error, warning, review or advice
why: Readers take "cheapest" as a fact about every rival, so proof must exist before the ad runs.
authority: {body: ASA, instrument: CAP Code section 3, seen: V, checked: 2026-11-24}
check:
  forbid:                                          # or require, evidence, order, control, limit
    phrase: ["(UK's|Britain's) (cheapest|lowest-priced)"]
    unless: ["@denied", "@quoted-as-bad"]
message: "{found} compares you with every rival; proof must be on file."
suggest: Say what was compared, with whom and when, or drop the claim.
examples:
  bad:
    - {text: "The UK's cheapest broadband.", flags: "UK's cheapest"}
    - {text: "Switch to Britain's lowest-priced SIM.", flags: "Britain's lowest-priced"}
  good:
    - {text: "Our cheapest broadband yet."}
    - {text: "We do not claim to be the UK's cheapest.", name: near miss}
"""

_config_option = click.option(
    "--config", "config_path", type=click.Path(dir_okay=False), help="Use this configuration."
)


@click.group("rules")
def command() -> None:
    """List, show, test and begin rules."""


@command.command("list")
@click.option("--upcoming", is_flag=True, help="Only the rules and figures that begin or end after --as-of, by date.")
@click.option("--as-of", metavar="DATE", help="The day to look from, YYYY-MM-DD (today).")
@click.option(
    "--slow", "is_slow", is_flag=True, help="Only what must be looked for in every passage, a line a pattern."
)
@_config_option
def list_(upcoming: bool, as_of: str | None, is_slow: bool, config_path: str | None) -> None:
    """A line a rule: id, severity, title."""
    rulebook = load_rulebook(load_config(config_path))
    if is_slow:
        from offerlint.rules.slow import slow

        for line in [f"{rule}: {text}" for rule, text in slow(rulebook)] or ["Every pattern names what it needs."]:
            click.echo(line)
        return
    if upcoming:
        for line in _changes(rulebook, as_date(as_of)) or ["No rule or figure begins or ends after that day."]:
            click.echo(line)
        return
    width = max((len(rule.id) for rule in rulebook.rules), default=0)
    for rule in rulebook.rules:
        status = "" if rule.status == "active" else f" ({rule.status})"
        click.echo(f"{rule.id:{width}}  {rule.severity:7}  {rule.title}{status}")


def _changes(rulebook: Rulebook, today: date) -> list[str]:
    """What begins and ends after `today`, in order of the days."""
    coming = figure_changes(rulebook.figures, today)
    changes = [(day, f"{day.isoformat()}  {what:6}  {words}") for day, what, words in coming]
    for rule in rulebook.rules:
        draft = ", a draft until the date is law" if rule.status == "draft" else ""
        for day, what in ((rule.effective.start, "begins"), (rule.effective.until, "ends")):
            if day and day > today and rule.status != "retired":
                changes.append((day, f"{day.isoformat()}  {what:6}  {rule.id}: {rule.title}{draft}"))
    return [line for _, line in sorted(changes)]


@command.command()
@click.option("--months", type=click.IntRange(min=0), default=12, show_default=True, help="How long is too long.")
@click.option("--as-of", metavar="DATE", help="The day to look from, YYYY-MM-DD (today).")
@_config_option
def stale(months: int, as_of: str | None, config_path: str | None) -> None:
    """List authorities, of rules and of figures, whose text nobody has read again for a while.

    Exits 1 when there are any, so that a pipeline can remind you.
    """
    today = as_date(as_of)
    first = today.year * 12 + today.month - months
    rulebook = load_rulebook(load_config(config_path))
    cited = [(rule.id, rule.authority) for rule in rulebook.rules]
    cited += [(f"figure {figure.name}", figure.authority) for figure in rulebook.figures.values()]
    old = [
        f"{one.checked.isoformat() if one.checked else 'never read'}  {name}: {one.text}"
        for name, authority in cited
        for one in authority
        if one.checked is None or (one.checked.year * 12 + one.checked.month, one.checked.day) < (first, today.day)
    ]
    for line in sorted(old) or [f"Every authority was read within {months} months."]:
        click.echo(line)
    sys.exit(1 if old else 0)


@command.command()
@click.argument("rule")
@click.option("--folder", default="rules", show_default=True, type=click.Path(path_type=Path), help="Where to put it.")
def new(rule: str, folder: Path) -> None:
    """Write a first file for RULE, such as our-brand/no-shouting, to fill in and test."""
    if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", rule):
        raise click.UsageError(f"{rule}: write ruleset/fault in small letters, such as our-brand/cheapest-claim")
    path = folder / f"{rule}.yaml"
    if path.exists():
        raise click.UsageError(f"{path} is there already; edit it, or choose another name")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SCAFFOLD, encoding="utf-8")
    click.echo(f"Wrote {path}. Fill it in, then: offerlint rules test {path}")
    click.echo(f"To have it checked, write in {FILE}: rules: [{folder.as_posix()}]")


@command.command()
@click.argument("rule")
@_config_option
def show(rule: str, config_path: str | None) -> None:
    """Print the file of RULE as it stands."""
    found = rule_called(rule, load_rulebook(load_config(config_path)))
    if not found.path:
        raise click.UsageError(f"{rule} is built in and has no file; see: offerlint explain {rule}")
    click.echo(Path(found.path).read_text("utf-8"), nl=False)


@command.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
def test(paths: tuple[str, ...]) -> None:
    """Check that rules flag their bad examples exactly and leave the good ones alone.

    PATHS are rule files or folders of rulesets; the bundled rulesets when none is named. For a shared list or a
    figures.yaml, the rules of the folder that it serves.
    """
    from offerlint.rule_test import test_rule

    served = [_served(Path(path)) for path in paths]
    rulebook = rules_of([bundled(), *served], cache())
    chosen = [rule for rule in rulebook.rules if not paths or _under(rule.path, served)]
    problems = [*rulebook.problems, *(problem for rule in chosen for problem in test_rule(rule, rulebook.figures))]
    for problem in problems:
        click.echo(f"{place(problem)}: {problem.message}", err=True)
    examples = sum(len(rule.good) + len(rule.bad) for rule in chosen)
    counts = number(len(chosen), "rule"), number(examples, "example"), number(len(problems), "problem")
    click.echo(", ".join(counts))
    if not chosen and not problems:
        raise click.UsageError("no rule file there; name a rule file or a folder of rulesets")
    sys.exit(2 if problems else 0)


def _served(path: Path) -> Path:
    """The folder of rulesets that a shared list or a file of figures serves; any other path itself."""
    if path.name == FIGURES:
        return path.parent
    return path.parent.parent if path.is_file() and path.parent.name == PHRASES else path


def _under(path: str, paths: Sequence[Path]) -> bool:
    return any(Path(path).resolve().is_relative_to(one.resolve()) for one in paths)
