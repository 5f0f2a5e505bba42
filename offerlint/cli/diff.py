"""offerlint diff: what changed between two reports."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from offerlint.change import compare
from offerlint.cli.choices import load_report
from offerlint.model.vocabulary import Severity
from offerlint.reports.change import CHANGE_FORMATS

_REPORT = click.Path(path_type=Path, dir_okay=False)


@click.command("diff")
@click.argument("old", type=_REPORT)
@click.argument("new", type=_REPORT)
@click.option("--format", "format_", type=click.Choice(tuple(CHANGE_FORMATS)), default="text", help="How to print it.")
@click.option(
    "--fail-on",
    type=click.Choice([*map(str, Severity), "never"]),
    default="error",
    show_default=True,
    help="Gravest severity of a new finding that still passes is below this.",
)
@click.option("--show-personal-data", is_flag=True, help="Do not mask excerpts that may hold personal data.")
def command(old: Path, new: Path, format_: str, fail_on: str, show_personal_data: bool) -> None:
    """Say what is new, fixed and moved between two reports that check wrote as JSON.

    \b
    offerlint check --output before.json ads/     then, after the change:
    offerlint check --output after.json ads/
    offerlint diff before.json after.json --format markdown

    Exit codes: 0 nothing new; 1 new findings at or above --fail-on; 2 a file that is no report.
    """
    change = compare(load_report(old), load_report(new))
    words = CHANGE_FORMATS[format_](change, show_personal_data=show_personal_data)
    click.echo(words.rstrip("\n"))
    failing = fail_on != "never" and any(one.severity.at_least(Severity(fail_on)) for one in change.new)
    sys.exit(1 if failing else 0)
