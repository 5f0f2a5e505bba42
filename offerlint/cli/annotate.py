"""offerlint annotate: the same document with each finding as a comment on its words."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from offerlint.annotate import ANNOTATORS, annotate
from offerlint.app import Item, check
from offerlint.cli.file import from_here, write
from offerlint.cli.judging import Judging, judging_options
from offerlint.disk import UnreadableError, read_bytes
from offerlint.reading.errors import ReadError
from offerlint.reports import wording


@click.command("annotate")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="IN")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="OUT")
@click.option("--force", is_flag=True, help="Write over OUT if it is there, even if it is IN.")
@judging_options
def command(file: Path, output: Path, force: bool, judging: Judging) -> None:
    """Write the Word file or PDF IN to OUT with each finding as a comment by “offerlint” on the very words.

    \b
    offerlint annotate spring.docx -o spring-checked.docx
    offerlint annotate leaflet.pdf -o leaflet-checked.pdf

    Nothing else in it is changed. Comments that an earlier run wrote are taken out first.
    """
    if output.exists() and not force:
        raise click.UsageError(f"{output}: is there already; give another name, or say --force to write over it")
    terms = judging.terms()
    path = from_here(file)
    try:
        data = read_bytes(file)
    except UnreadableError as error:
        raise click.UsageError(f"{file}: {error}") from error
    checked = check([Item(path, data)], terms)
    for problem in checked.report.problems:
        click.echo(f"{wording.place(problem)}: {problem.message}", err=True)
    document = checked.documents.get(path)
    if document is None or document.format not in ANNOTATORS:
        formats = ", ".join(f".{format}" for format in ANNOTATORS)
        raise click.UsageError(f"{file}: comments can be written into {formats} only")
    own = [finding for finding in checked.report.findings if finding.path == path]
    try:
        made = annotate(data, document.format, own, terms.config.declared(path))
    except ReadError as error:
        raise click.UsageError(f"{file}: {error}") from error
    write(output, made)
    click.echo(f"{output}: {wording.number(len(own), 'comment')} written", err=True)
    sys.exit(3 if any(one.trace for one in checked.report.problems) else 2 if checked.report.problems else 0)
