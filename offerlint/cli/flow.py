"""offerlint flow: how a call was read, step by step, or as a chart with the paths that break a rule."""

from __future__ import annotations

import click

from offerlint.app import Item, Terms, check
from offerlint.cli.choices import as_date, load_config, load_register, load_rulebook
from offerlint.reports import wording
from offerlint.reports.mermaid import mermaid
from offerlint.reports.outline import outline


@click.command("flow")
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--mermaid", "chart", is_flag=True, help="A Mermaid flowchart, with the paths of findings marked.")
@click.option("--as-of", metavar="DATE", help="The day the copy is live, YYYY-MM-DD (today).")
@click.option("--config", "config_path", type=click.Path(dir_okay=False), help="Use this configuration.")
@click.option("--show-personal-data", is_flag=True, help="Do not mask words that may hold personal data.")
def command(file: str, chart: bool, as_of: str | None, config_path: str | None, show_personal_data: bool) -> None:
    """Show the steps of the call in FILE and where each leads.

    \b
    offerlint flow call.md                    as text, to see how a script was read
    offerlint flow call.yaml --mermaid        for a wiki or a pull request
    """
    config = load_config(config_path)
    rulebook = load_rulebook(config)
    day = as_date(as_of or config.as_of or None)
    terms = Terms(rulebook, config, config.selection(), day, load_register(config, rulebook))
    checked = check([Item(file)], terms)
    for problem in checked.report.problems:
        click.echo(f"{wording.place(problem)}: {problem.message}", err=True)
    document = next(iter(checked.documents.values()), None)
    if document is None:
        raise click.UsageError(f"{file}: not read, so there is no call to show")
    if document.flow is None:
        raise click.UsageError(f"{file}: there is no call in it; it was read as {document.format}")
    words = mermaid(checked.report, document, show_personal_data=show_personal_data) if chart else outline(document)
    click.echo(words, nl=False)
