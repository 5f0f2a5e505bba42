"""offerlint audit: whether the audit record is whole, what it tells, and its tables."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from offerlint.record import store
from offerlint.record.chain import Verdict, verify
from offerlint.reports.characters import safe


@click.group("audit")
def command() -> None:
    """Verify, report on and export the record that `check --record` keeps.

    Exit codes: 0 the record is whole; 1 a run in it does not fit; 2 it cannot be read, or something was mistaken.
    """


_path = click.argument("path", type=click.Path(dir_okay=False, path_type=Path))


def _verdict(reader: store.Reader, kept: str = "") -> Verdict:
    return verify(reader.links(), reader.rulesets(), last=reader.last(), guarded=reader.is_guarded(), kept=kept)


@command.command("verify")
@_path
@click.option("--head", metavar="HASH", default="", help="The hash of a run, noted elsewhere: it must be there still.")
def verify_(path: Path, head: str) -> None:
    """Say whether the record at PATH is whole, or name the first run that does not fit.

    \b
    offerlint audit verify audit.db
    offerlint audit verify audit.db --head 6be96bc5...   as a pipeline's log has it
    """
    if head and (len(head) < 12 or set(head.lower()) - set("0123456789abcdef")):
        raise click.UsageError(f"--head {head}: write the hash of a run, at least its first 12 digits")
    try:
        with store.reading(path) as reader:
            verdict = _verdict(reader, head.lower())
    except store.RecordError as error:
        raise click.UsageError(str(error)) from error
    runs = f"{verdict.runs} run{'' if verdict.runs == 1 else 's'}"
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
