"""The command line: one group, one file a command."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from collections.abc import Callable
from typing import NoReturn

import click

from offerlint.version import __version__

_COLLECTED = 100_000
"""Objects made between two collections of garbage, of which a run of this program leaves hardly any."""


class Commands(click.Group):
    """Commands imported when they are called, so that a hook pays for one only."""

    MODULES = (
        "annotate",
        "audit",
        "baseline",
        "check",
        "config",
        "corpus",
        "diff",
        "explain",
        "flow",
        "init",
        "lsp",
        "rules",
        "schema",
        "server",
    )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.MODULES:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"offerlint.cli.{cmd_name}").command
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="offerlint")
def cli() -> None:
    """Checks marketing copy, call scripts and offer templates against UK rules for fair selling.

    \b
    offerlint check ads/ scripts/          lint folders, print the findings
    offerlint check --output html=r.html . write a report to read in a browser
    offerlint explain RULE                 why a rule exists, and good wording
    offerlint flow call.yaml --mermaid     the paths of a call as a chart
    offerlint audit report audit.db        what runs recorded with check --record tell
    offerlint baseline                     from now on, fail only on what is new
    offerlint corpus lint ads.parquet -o f copy in tables, by the million
    offerlint diff OLD.json NEW.json       what changed between two reports
    offerlint config show FILE             what applies to a file, and where each setting comes from
    offerlint init                         write offerlint.yaml and the hook
    offerlint lsp                          findings in an editor as you type
    offerlint server start                 keep all ready, so that checks answer at once

    Exit codes: 0 clean; 1 findings; 2 something could not be read or was mistaken; 3 a fault of ours;
    130 interrupted.
    """


def main(leave: Callable[[int], NoReturn] = os._exit) -> None:
    """Runs the command line and exits with the documented code, never with a traceback for a user's mistake.

    `leave` ends the process where nothing is left to do.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    gc.set_threshold(_COLLECTED)
    try:
        _run(leave)
    except click.ClickException as mistake:
        mistake.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("offerlint: interrupted; no file is half written.", err=True)
        sys.exit(130)
    except Exception as error:  # noqa: BLE001
        if isinstance(error, OSError) and error.filename is None:
            sys.exit(_unwritten(error))
        import traceback

        traceback.print_exc()
        click.echo(f"offerlint: a fault of ours, please report it: {type(error).__name__}: {error}", err=True)
        sys.exit(3)


def _run(leave: Callable[[int], NoReturn]) -> NoReturn:
    """Runs the command and ends the process once all that it said has left.

    Taking the values of a run to pieces one by one, as an ordinary exit does, takes a tenth of a short run's time.
    """
    try:
        code = cli.main(prog_name="offerlint", standalone_mode=False)
    except SystemExit as ended:
        code = ended.code
    sys.stdout.flush()
    atexit._run_exitfuncs()
    sys.stderr.flush()
    leave(code or 0)


def _unwritten(error: OSError) -> int:
    """Gives up standard output, which an error that names no file is about; a reader who went away needs no word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if error.errno == errno.EPIPE:
        return 1
    click.echo(f"offerlint: standard output cannot be written: {(error.strerror or str(error)).lower()}", err=True)
    return 2
