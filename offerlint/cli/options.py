"""Options that belong together and arrive at a command as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from pathlib import Path
from typing import Any

import click

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]
FormatAndFile = tuple[str, Path | None]
"""What is written, and where to; None is the screen."""


def gathered(name: str, into: type[Any], *options: Decorator) -> Decorator:
    """Adds `options` to a command, which gets their values as one `into` called `name`.

    `into` is a dataclass with a field for each option, by the option's own name.
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(**values: Any) -> Any:
            chosen = into(**{field.name: values.pop(field.name) for field in fields(into)})
            return command(**values, **{name: chosen})

        for option in reversed(options):
            option(run)
        return run

    return decorate


def format_option(*formats: str) -> Decorator:
    """The option --output FORMAT or FORMAT=FILE, the first of the formats unless told."""

    def read(_context: click.Context, _option: click.Parameter, value: str) -> FormatAndFile:
        kind, equals, file = value.partition("=")
        if kind not in formats or (equals and not file):
            raise click.UsageError(
                f"--output {value}: write FORMAT or FORMAT=FILE with a format of {', '.join(formats)}"
            )
        return kind, Path(file) if file else None

    said = f"{', '.join(formats)}; to the screen unless a file is named ({formats[0]})."
    return click.option("--output", callback=read, default=formats[0], metavar="FORMAT[=FILE]", help=said)
