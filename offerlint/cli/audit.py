"""offerlint audit: whether the audit record is whole, what it tells, and its tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from offerlint.cli.choices import as_date
from offerlint.cli.file import write
from offerlint.cli.options import FormatAndFile, format_option
from offerlint.record import store
from offerlint.record.chain import Verdict, verify
from offerlint.record.run import Run
from offerlint.record.wire import read_run
from offerlint.reports.characters import safe
from offerlint.reports.wording import number

REPORTS = ("text", "json", "html")
TABLES = ("findings", "runs")


@click.group("audit")
def command() -> None:
    """Verify, report on and export the record that `check --record` keeps.

    Exit codes: 0 the record is whole; 1 a run in it does not fit; 2 it cannot be read, or something was mistaken.
    """


_path = click.argument("path", type=click.Path(dir_okay=False, path_type=Path))


@command.command("verify")
@_path
@click.option("--head", metavar="HASH", default="", help="The hash of a run, noted elsewhere: it must be there still.")
def verify_(path: Path, head: str) -> None:
    """Say whether the record at PATH is whole, or name the first run that does not fit.

    \b
    offerlint audit verify audit.db
    offerlint audit verify audit.db --head 6be96bc5885a    as a pipeline's log has it
    """
    if head and (len(head) < 12 or set(head.lower()) - set("0123456789abcdef")):
        raise click.UsageError(f"--head {head}: write the hash of a run, at least its first 12 digits")
    with _opened(path) as reader:
        verdict = _verdict(reader, head.lower())
    runs = number(verdict.runs, "run")
    if verdict.why:
        at = f"run {verdict.misfit} does not fit: " if verdict.misfit else ""
        click.echo(f"{path}: {at}{safe(verdict.why)}")
        click.echo(f"{runs} before it fit." if verdict.misfit else f"{runs} fit.")
    else:
        click.echo(f"{path}: {runs}, whole and in order.")
    click.echo(f"The last that fits has the hash {verdict.head}")
    if not verdict.why and not head:
        click.echo(
            "Keep it elsewhere: only --head with a kept hash shows runs cut off at the end, or all written anew."
        )
    sys.exit(1 if verdict.why else 0)


@command.command()
@_path
@format_option(*REPORTS)
@click.option("--as-of", metavar="DATE", help="Up to the end of that day, YYYY-MM-DD (today).")
@click.option(
    "--within",
    type=click.IntRange(min=0),
    default=30,
    show_default=True,
    help="Days in which a waiver is about to end.",
)
@click.option("--branch", default="", help="Tell of this branch (each repository's branch with most runs).")
def report(path: Path, output: FormatAndFile, as_of: str | None, within: int, branch: str) -> None:
    """Tell what the record at PATH says over time: by team, ruleset and topic, time to fix, waivers, rules to repair.

    \b
    offerlint audit report audit.db
    offerlint audit report audit.db --output html=audit.html
    """
    from offerlint.record import page, tables, text
    from offerlint.record.audit import audit
    from offerlint.record.wire import read_ruleset

    with _opened(path) as reader:
        verdict = _verdict(reader)
        runs = _runs(path, reader)
        rulesets = {}
        for version, body in reader.rulesets().items():
            try:
                rulesets[version] = read_ruleset(body)
            except ValueError:
                continue  # the verdict says so
    told = audit(runs, rulesets, verdict, as_of=as_date(as_of), within=within, branch=branch)
    kind, file = output
    _give({"text": text.render, "json": tables.as_json, "html": page.render}[kind](told), file)
    sys.exit(1 if verdict.why else 0)


@command.command()
@_path
@format_option("csv")
@click.option(
    "--table", type=click.Choice(TABLES), default=TABLES[0], show_default=True, help="A row for each of these."
)
def export(path: Path, output: FormatAndFile, table: str) -> None:
    """Write the record at PATH as a table for a spreadsheet; no cell is taken for a formula.

    \b
    offerlint audit export audit.db --output csv=findings.csv
    offerlint audit export audit.db --table runs --output csv=runs.csv
    """
    from offerlint.record.tables import EXPORTS

    with _opened(path) as reader:
        verdict = _verdict(reader)
        runs = list(enumerate(_runs(path, reader), 1))
    _give(EXPORTS[table](runs), output[1])
    if verdict.why:
        click.echo(f"{path}: not whole; see: offerlint audit verify {path}", err=True)
    sys.exit(1 if verdict.why else 0)


@contextmanager
def _opened(path: Path) -> Iterator[store.Reader]:
    """A record to read; one that cannot be read ends the command."""
    try:
        with store.reading(path) as reader:
            yield reader
    except store.RecordError as error:
        raise click.UsageError(str(error)) from error


def _verdict(reader: store.Reader, kept: str = "") -> Verdict:
    return verify(reader.links(), reader.rulesets(), last=reader.last(), guarded=reader.is_guarded(), kept=kept)


def _runs(path: Path, reader: store.Reader) -> list[Run]:
    """Every run of a record; one that is no run at all ends the command."""
    runs = []
    for link in reader.links():
        try:
            runs.append(read_run(link.body))
        except ValueError as error:
            raise click.UsageError(f"{path}: run {link.number} cannot be read: {safe(str(error))}") from error
    return runs


def _give(words: str, file: Path | None) -> None:
    if file:
        write(file, words)
    else:
        click.echo(words, nl=False)
