"""The reference of the command line, as the commands themselves tell it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from offerlint.cli.main import cli


def reference() -> str:
    """A page of Markdown: each command with its usage, its help and its options."""
    context = click.Context(cli, info_name="offerlint", **cli.context_settings)
    return "\n\n".join(["# Command line", *_told(cli, context, 2)]) + "\n"


def _told(command: click.Command, context: click.Context, depth: int) -> Iterator[str]:
    yield f"{'#' * depth} {context.command_path}"
    yield f"```text\n{' '.join([context.command_path, *command.collect_usage_pieces(context)])}\n```"
    yield from map(_paragraph, re.split(r"\n\s*\n", inspect.cleandoc(command.help or "")))
    if rows := list(_rows(command, context)):
        yield "\n".join(["| option | |", "|---|---|", *rows])
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if (below := command.get_command(context, name)) and not below.hidden:
                yield from _told(below, click.Context(below, info_name=name, parent=context), min(depth + 1, 4))


def _paragraph(text: str) -> str:
    """A paragraph of click's help; one that click must not wrap is a table of examples."""
    if text.startswith("\b"):
        return f"```text\n{text.removeprefix(chr(8)).strip(chr(10))}\n```"
    return _escaped(" ".join(text.split()))


def _rows(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        if record := parameter.get_help_record(context):
            option, said = record
            if said:
                yield f"| `{option.replace('|', '/')}` | {_escaped(said)} |"


def _escaped(text: str) -> str:
    return re.sub(r"([*_<>|\[\]])", r"\\\1", text)
