"""offerlint config: which settings hold for a file, and where each comes from."""

from __future__ import annotations

import click

from offerlint.asked import Item
from offerlint.cli.choices import as_date, config_file, load_config, load_rulebook
from offerlint.cli.file import from_here
from offerlint.config.account import Row, account, with_formats_only
from offerlint.config.settings import Config
from offerlint.disk import UnreadableError
from offerlint.ignore import Ignoring
from offerlint.model.document import Document
from offerlint.opening import open_document
from offerlint.reading.errors import ReadError
from offerlint.reports.characters import safe
from offerlint.rules.own import OWN_RULES
from offerlint.rules.select import select


@click.group("config")
def command() -> None:
    """Show the configuration."""


@command.command()
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--config", "config_path", type=click.Path(dir_okay=False), help="Use this configuration.")
def show(file: str, config_path: str | None) -> None:
    """Say what applies to FILE and where each value comes from, as file:line.

    \b
    offerlint config show ads/spring.html
    """
    path = from_here(file)
    config = load_config(config_path)
    rulebook = load_rulebook(config)
    document, bare = _read(path, config), _read(path, with_formats_only(config))
    selection = config.selection_of(path, config.selection())
    today = document.about.as_of or as_date(config.as_of or None)
    bound = select((*rulebook.rules, *OWN_RULES), document.about, today, selection)
    is_ignored = Ignoring(config.folder).leaves_out(path)
    _print(
        [
            Row("configuration", str(config_file(config_path) or "none found"), ""),
            Row("read as", document.format, ""),
            *account(config, path, selection, document.about, bare.about),
            *([Row("left out of folders", "yes", "a .gitignore or .offerlintignore")] if is_ignored else []),
            Row("rules that bind", f"{len(bound)} on {today.isoformat()}", ""),
        ]
    )


def _read(path: str, config: Config) -> Document:
    try:
        document = open_document(Item(path), config)
    except (ReadError, UnreadableError) as error:
        raise click.UsageError(f"{path}: {error}") from error
    if document is None:
        raise click.UsageError(f"{path}: not a format that is read; say its `format:` in an entry of `files:`")
    return document


def _print(rows: list[Row]) -> None:
    """Prints in columns; a long value does not push all places far to the right."""
    names = max(len(row.name) for row in rows)
    values = min(40, max(len(row.value) for row in rows))
    for name, value, place in rows:
        click.echo(f"{name:{names}}  {safe(value):{values}}  {safe(place)}".rstrip())
