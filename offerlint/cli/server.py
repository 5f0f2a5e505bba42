"""offerlint server: a resident process, from which checks start at once."""

from __future__ import annotations

from time import sleep

import click

MINUTES = 30


@click.group("server")
def command() -> None:
    """Keep offerlint ready, so that a check by hook answers at once.

    While a server runs, each check is done by a child of it, with the same outcome. With --server=off a check does
    without it, and with --server=auto it starts one when there is none; OFFERLINT_SERVER says the same for all checks.
    It listens to nobody but you.

    \b
    offerlint server start
    offerlint server status
    offerlint server stop
    """


_idle = click.option(
    "--idle", type=click.IntRange(1), default=MINUTES, metavar="MINUTES", show_default=True,
    help="End after so many minutes in which nothing was checked.",
)  # fmt: skip


@command.command("start")
@_idle
def start(idle: int) -> None:
    """Start a server, if none is running, and wait until it answers."""
    from offerlint.resident.lifecycle import begin, running

    if (process := running()) is None:
        begun = begin("--idle", str(idle))
        while (process := running()) is None:
            if begun.poll() is not None:
                raise click.ClickException("it ended at once; offerlint server run says why")
            sleep(0.02)
    click.echo(f"A server is running: process {process}. It is fully ready within some seconds.")


@command.command("status")
def status() -> None:
    """Say whether a server is running."""
    from offerlint.resident.lifecycle import running

    process = running()
    click.echo("No server is running." if process is None else f"A server is running: process {process}.")


@command.command("stop")
def stop() -> None:
    """End the server, once it has done what it was asked to do."""
    from offerlint.resident.lifecycle import end, running

    process = running()
    if process is None:
        click.echo("No server is running.")
    else:
        end(process)
        click.echo("The server has ended.")


@command.command("run")
@_idle
def run(idle: int) -> None:
    """Be the server, here in the foreground."""
    import offerlint.cli.check  # noqa: F401 - for the children, which need not import it
    from offerlint.cache import is_same_program, program_state
    from offerlint.cli.main import main
    from offerlint.resident.ready import made_ready, warm
    from offerlint.resident.serve import CannotServeError, Served, serve

    program_state()  # before anything else of it is read
    try:
        serve(Served(main, is_same_program, made_ready(), warm), 60.0 * idle)
    except CannotServeError as error:
        raise click.ClickException(str(error)) from error
