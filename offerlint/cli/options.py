"""Options that belong together and arrive at a command as one value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any

Command = Callable[..., Any]
Decorator = Callable[[Command], Command]


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
