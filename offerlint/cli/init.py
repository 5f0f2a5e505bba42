"""offerlint init: a first configuration and the lines for pre-commit."""

from __future__ import annotations

from pathlib import Path

import click

from offerlint.cli.file import write
from offerlint.cli.schema import schema
from offerlint.config.find import FILE
from offerlint.version import __version__

SCHEMA = Path(".offerlint/config.schema.json")
"""Where editors find what an offerlint.yaml may hold."""

CONFIG = """\
# yaml-language-server: $schema=.offerlint/config.schema.json
# offerlint: what is checked here, and what each file is.
# What you declare is certain; what you leave out is inferred from the words, and findings that rest on it
# are softened from errors to warnings.

profile: uk-telecoms        # or uk-general, uk-finance
level: full                 # start small with minimum (errors only) or standard (and warnings)

files:                      # later entries override earlier ones
  - match: ["**/*.html", "**/*.html.j2"]
    kind: copy
    channel: web
    audience: consumer      # consumer, small-business or large-business
  - match: ["emails/**", "email/**"]
    kind: copy
    channel: email
    audience: consumer
  - match: ["sms/**", "**/*sms*.txt"]
    kind: copy
    channel: sms
    audience: consumer
  - match: ["scripts/**", "calls/**"]
    kind: script
    channel: call
    audience: consumer
  - match: ["training/**", "internal/**"]
    kind: internal

# exclude: ["drafts/**"]    # never read
# ignore: [readability]     # rules, rulesets or topics left out
# severity: {uk-green: warning}
# rules: [house-rules]      # folders of your own rules
# extends: ../offerlint.yaml
# fail_on: error            # error, warning, review, advice or never
# provider: {price_model: fixed}
"""

HOOK = """\
repos:
  - repo: https://git.example/offerlint   # where your team keeps offerlint
    rev: v{version}
    hooks:
      - id: offerlint
        # args: [--server=auto]   # leave a process behind from which the next checks start at once
"""


@click.command("init")
@click.option("--force", is_flag=True, help="Replace an offerlint.yaml that is there.")
def command(force: bool) -> None:
    """Write a commented offerlint.yaml here, and .pre-commit-config.yaml or, where there is one, print its lines."""
    path = Path(FILE)
    if path.exists() and not force:
        raise click.UsageError(f"{FILE} is there already; edit it, or start again with --force")
    SCHEMA.parent.mkdir(exist_ok=True)
    write(SCHEMA, schema("config"))
    write(path, CONFIG)
    click.echo(f"Wrote {FILE}: open it and say what your files are.")
    click.echo(f"Wrote {SCHEMA.as_posix()}: with it, editors check and complete {FILE}.\n")
    hook = Path(".pre-commit-config.yaml")
    if hook.exists():
        click.echo(f"Add this to {hook}:\n")
        click.echo(HOOK.format(version=__version__))
    else:
        write(hook, HOOK.format(version=__version__))
        click.echo(f"Wrote {hook}: set repo to your copy of offerlint, then run: pre-commit install")
