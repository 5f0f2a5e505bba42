"""offerlint schema: the JSON Schemas of what offerlint reads and writes."""

from __future__ import annotations

from importlib.resources import files

import click

NAMES = (
    "config", "rule", "phrases", "figures", "offers", "evidence", "waivers", "baseline", "flow", "report",
)  # fmt: skip


def schema(name: str) -> str:
    """The schema of that name, as its file in the package holds it."""
    return (files("offerlint") / "schemas" / f"{name}.json").read_text("utf-8")


@click.command("schema")
@click.argument("name", type=click.Choice(NAMES), metavar="NAME")
def command(name: str) -> None:
    """Print the JSON Schema of NAME, for an editor or a validator.

    NAME is config, rule, phrases, figures, offers, evidence, waivers, baseline, flow (a call flow) or report.

    \b
    offerlint schema config > .offerlint/config.schema.json
    # and then, as the first line of offerlint.yaml:
    # yaml-language-server: $schema=.offerlint/config.schema.json
    """
    click.echo(schema(name), nl=False)
