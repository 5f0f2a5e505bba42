"""offerlint rules: list them, show a rule's file, test rules against their own examples."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from offerlint.cli.choices import load_config, load_rulebook, rule_called
from offerlint.rules.load import bundled, load_rules


@click.group("rules")
def command() -> None:
    """List, show and test rules."""


@command.command("list")
@click.option("--config", "config_path", type=click.Path(dir_okay=False), help="Use this configuration.")
def list_(config_path: str | None) -> None:
    """A line a rule: id, severity, title."""
    rulebook = load_rulebook(load_config(config_path))
    width = max((len(rule.id) for rule in rulebook.rules), default=0)
    for rule in rulebook.rules:
        status = "" if rule.status == "active" else f" ({rule.status})"
        click.echo(f"{rule.id:{width}}  {rule.severity:7}  {rule.title}{status}")


@command.command()
@click.argument("rule")
@click.option("--config", "config_path", type=click.Path(dir_okay=False), help="Use this configuration.")
def show(rule: str, config_path: str | None) -> None:
    """Print the file of RULE as it stands."""
    found = rule_called(rule, load_rulebook(load_config(config_path)))
    click.echo(Path(found.path).read_text("utf-8"), nl=False)


@command.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
def test(paths: tuple[str, ...]) -> None:
    """Check that rules flag their bad examples exactly and leave the good ones alone.

    PATHS are rule files or folders of rulesets; the bundled rulesets when none is named.
    """
    from offerlint.rule_test import test_rule

    rulebook = load_rules([bundled(), *(Path(path) for path in paths)])
    chosen = [rule for rule in rulebook.rules if not paths or _under(rule.path, paths)]
    problems = [*rulebook.problems, *(problem for rule in chosen for problem in test_rule(rule))]
    for problem in problems:
        click.echo(f"{problem.path}{f':{problem.line}' if problem.line else ''}: {problem.message}", err=True)
    examples = sum(len(rule.good) + len(rule.bad) for rule in chosen)
    click.echo(f"{len(chosen)} rules, {examples} examples, {len(problems)} problems")
    if not chosen and not problems:
        raise click.UsageError("no rule file there; name a rule file or a folder of rulesets")
    sys.exit(2 if problems else 0)


def _under(path: str, paths: tuple[str, ...]) -> bool:
    return any(Path(path).resolve().is_relative_to(Path(one).resolve()) for one in paths)
