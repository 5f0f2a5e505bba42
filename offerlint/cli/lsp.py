"""offerlint lsp: findings in an editor as one types."""

from __future__ import annotations

from pathlib import Path

import click

from offerlint.app import Terms
from offerlint.cli.file import from_here
from offerlint.cli.judging import Judging, judging_options


@click.command("lsp")
@judging_options
def command(judging: Judging) -> None:
    """Serve an editor over standard input and output. Editors start this themselves; see docs/editors.md.

    \b
    offerlint lsp
    offerlint lsp --level minimum
    """
    from dataclasses import replace

    try:
        from offerlint.lsp.answers import make
        from offerlint.lsp.projects import MistakeError
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs"):
            raise
        raise click.UsageError('install offerlint[lsp] to serve editors: pip install "offerlint[lsp]"') from error

    def load(config: Path | None) -> Terms:
        path = judging.config_path or (from_here(config) if config else None)
        try:
            return replace(judging, config_path=path).terms()
        except click.ClickException as mistake:
            raise MistakeError(mistake.format_message()) from mistake

    make(load).start_io()
