"""--record: adds a run to the audit record, with what only the clock, the environment and git can say."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from offerlint.app import Checked, Terms


def record(path: Path, checked: Checked, terms: Terms, asked: Sequence[str], *, fail_on: str, code: int) -> bool:
    """Adds the run to the record at `path` and says so on standard error, or why it could not; whether it did.

    The hash that it says stands in the log of a pipeline, where nobody who alters the record can reach it.
    """
    from offerlint.record.checkout import look
    from offerlint.record.keep import Circumstances, keep
    from offerlint.record.origin import origin
    from offerlint.record.run import Ruleset
    from offerlint.record.store import RecordError, append
    from offerlint.record.wire import write_ruleset, write_run
    from offerlint.rules.digest import left_out, list_digests, rule_digests
    from offerlint.version import __version__

    config = terms.config
    rulebook = terms.rulebook
    selections = {config.selection_of(path, terms.selection) for path in checked.documents} or {terms.selection}
    ruleset = Ruleset(
        __version__, rule_digests(rulebook, selections), list_digests(rulebook), left_out(rulebook, selections)
    )
    circumstances = Circumstances(
        at=datetime.now(UTC).replace(microsecond=0),
        origin=origin(os.environ, look(Path.cwd())),
        ruleset=ruleset,
        asked=tuple(asked),
        fail_on=fail_on,
        exit=code,
    )
    run = keep(
        checked.report, checked.documents, circumstances, lambda name: (config.relative(name), config.team_of(name))
    )
    try:
        added = append(path, write_run(run), write_ruleset(ruleset))
    except RecordError as error:
        click.echo(f"offerlint: this run is not recorded: {error}", err=True)
        return False
    click.echo(f"offerlint: recorded in {path} as run {added.number}, hash {added.hash}", err=True)
    return True
