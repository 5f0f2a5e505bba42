"""offerlint explain: why a rule exists, by whose authority, and good wording."""

from __future__ import annotations

import click

from offerlint.cli.choices import load_config, load_rulebook, rule_called
from offerlint.reports.rule_page import rule_page


@click.command("explain")
@click.argument("rule")
@click.option("--config", "config_path", type=click.Path(dir_okay=False), help="Use this configuration.")
def command(rule: str, config_path: str | None) -> None:
    """Say why RULE exists, by whose authority, since when, and how to word it well.

    \b
    offerlint explain uk-price-rises/inflation-linked-rise
    """
    rulebook = load_rulebook(load_config(config_path))
    click.echo(rule_page(rule_called(rule, rulebook), rulebook.figures), nl=False)
