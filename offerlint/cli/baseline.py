"""offerlint baseline: what stands today no longer fails; what is new does."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from offerlint.app import Checked, Terms, check
from offerlint.cli.choices import items
from offerlint.cli.file import from_here, write
from offerlint.cli.judging import Judging, judging_options
from offerlint.model.decision import Owed
from offerlint.model.finding import Finding
from offerlint.owe import owed, without
from offerlint.registers import BASELINE_FILE
from offerlint.registers.baseline import baseline_text
from offerlint.reports import wording


@click.command("baseline")
@click.argument("paths", nargs=-1)
@judging_options
@click.option("--prune", is_flag=True, help="Only strike out what is gone; add nothing.")
def command(paths: tuple[str, ...], judging: Judging, prune: bool) -> None:
    """Write down the findings that stand today, so that later runs fail only on new ones.

    \b
    offerlint baseline                 everything here
    offerlint baseline ads/            ads/ anew; the rest of the baseline stays as it is
    offerlint baseline --prune         strike out what has been mended since

    The file is offerlint-baseline.yaml beside offerlint.yaml, or what --baseline or the configuration names.
    It has fingerprints and no words of the copy. Exit codes: 0 written; 2 something could not be read.
    """
    terms = judging.terms(new_baseline=True)
    file = judging.baseline or terms.config.folder / (terms.config.baseline or BASELINE_FILE)
    old = terms.decisions.baseline.owed if terms.decisions.baseline else ()
    if prune and terms.decisions.baseline is None:
        raise click.UsageError(f"{from_here(file)}: there is no baseline to prune; write one with: offerlint baseline")
    checked = check(items(paths or (".",), None, terms.config), terms)
    debt = checked.report.debt
    now = without(old, debt.gone) if prune and debt else owed(_standing(checked, terms), old, checked.seen)
    write(file, baseline_text(now))
    click.echo(f"Wrote {from_here(file)}: {_counted(now)}{f'; there were {_count(old):,}' if old else ''}.")
    unread = wording.unread(checked.report)
    for problem in unread:
        click.echo(f"{wording.place(problem)}: {problem.message}", err=True)
    sys.exit(2 if unread else 0)


def _standing(checked: Checked, terms: Terms) -> list[Finding]:
    """The findings about copy that nobody allowed, old and new; those about waivers are no debt."""
    register = terms.decisions.waivers
    new = [one for one in checked.report.findings if register is None or one.path != register.path]
    return [*new, *(one.finding for one in checked.report.allowed if one.by == "baseline")]


def _counted(owed: Sequence[Owed]) -> str:
    files = len({one.path for one in owed})
    return f"{wording.number(_count(owed), 'finding')} in {wording.number(files, 'file')}"


def _count(owed: Sequence[Owed]) -> int:
    return sum(one.count for one in owed)
