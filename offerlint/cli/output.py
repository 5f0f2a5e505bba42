"""Where a report goes, as options: the screen in one format, files in others."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from offerlint.app import Checked
from offerlint.cli.file import write
from offerlint.cli.options import gathered
from offerlint.reports import FORMATS

ENDINGS = {"htm": "html", "txt": "text"}
"""Endings of files that are not the names of their formats."""


@dataclass(frozen=True, slots=True)
class Output:
    """The options, as they were given; `outputs` are formats and files."""

    format_: str | None
    outputs: tuple[tuple[str, Path], ...]
    show_personal_data: bool
    colour: bool | None

    def give(self, checked: Checked) -> None:
        """Writes every file that was asked for, and prints unless only files were."""
        for kind, file in self.outputs:
            write(file, self._render(kind, checked))
        if self.format_ or not self.outputs:
            words = self._render(self.format_ or "text", checked, colour=_colour(self.colour))
            click.echo(words.rstrip("\n"), color=True)

    def _render(self, kind: str, checked: Checked, *, colour: bool = False) -> str:
        return FORMATS[kind](
            checked.report, checked.documents, show_personal_data=self.show_personal_data, colour=colour
        )


def _targets(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, Path]]:
    return [_target(value) for value in values]


def _target(output: str) -> tuple[str, Path]:
    """FORMAT=FILE, or a FILE whose ending says the format."""
    kind, equals, file = output.partition("=")
    if not equals:
        ending = output.rsplit(".", 1)[-1]
        kind, file = ENDINGS.get(ending, ending), output
    if kind not in FORMATS or not file:
        raise click.UsageError(f"--output {output}: write FORMAT=FILE with a format of {', '.join(FORMATS)}")
    return kind, Path(file)


def _colour(asked: bool | None) -> bool:
    if asked is not None:
        return asked
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


output_options = gathered(
    "output",
    Output,
    click.option("--format", "format_", type=click.Choice(tuple(FORMATS)), help="How to print to the screen (text)."),
    click.option(
        "--output",
        "outputs",
        multiple=True,
        callback=_targets,
        metavar="[FORMAT=]FILE",
        help="Write to a file; may be repeated.",
    ),
    click.option("--show-personal-data", is_flag=True, help="Do not mask excerpts that may hold personal data."),
    click.option("--color/--no-color", "colour", default=None, help="Colour, or none (colour on a terminal only)."),
)
