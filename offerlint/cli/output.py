"""Where a report goes, as options: the screen in one format, files in others."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from offerlint.app import Checked
from offerlint.cli.file import write
from offerlint.cli.options import gathered
from offerlint.cli.step_summary import append_summary
from offerlint.reports import FORMATS
from offerlint.text.frozen import dataclass

ENDINGS = {"htm": "html", "txt": "text", "md": "markdown"}
"""Endings of files that are not the names of their formats."""

SUMMARISED = ("github", "markdown")
"""Formats which, on the screen of a GitHub workflow, also write its summary."""


@dataclass(frozen=True, slots=True)
class Output:
    """The options, as they were given; `outputs` are formats and files."""

    format_: str | None
    outputs: tuple[tuple[str, Path], ...]
    quiet: bool
    statistics: bool
    show_personal_data: bool
    colour: bool | None

    def give(self, checked: Checked, fail_on: str) -> None:
        """Writes every file that was asked for, and prints unless only files were.

        Nothing is written before all of it is ready.
        """
        written = [(file, self._render(kind, checked, fail_on)) for kind, file in self.outputs]
        shown = self.format_ or ("" if self.outputs else "text")
        words = self._render(shown, checked, fail_on, colour=_colour(self.colour)) if shown else ""
        for file, text in written:
            write(file, text)
        if shown in SUMMARISED:
            append_summary(words if shown == "markdown" else self._render("markdown", checked, fail_on))
        if words:
            _print(words)

    def _render(self, kind: str, checked: Checked, fail_on: str, *, colour: bool = False) -> str:
        return FORMATS[kind](
            checked.report,
            checked.documents.texts() if kind == "text" else checked.documents,
            show_personal_data=self.show_personal_data,
            colour=colour,
            statistics=self.statistics,
            quiet=self.quiet,
            fail_on=fail_on,
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


def _print(words: str) -> None:
    """Prints; a reader who has seen enough and closed the pipe changes nothing about the run."""
    try:
        click.echo(words, nl=False, color=True)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _colour(asked: bool | None) -> bool:
    if asked is not None:
        return asked
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


output_options = gathered(
    "output",
    Output,
    click.option(
        "--format",
        "format_",
        type=click.Choice(tuple(FORMATS)),
        metavar="FORMAT",
        help="On the screen: text, json, html, sarif, github, gitlab, junit, checkstyle, markdown, csv.",
    ),
    click.option(
        "--output",
        "outputs",
        multiple=True,
        callback=_targets,
        metavar="[FORMAT=]FILE",
        help="Write to a file; may be repeated.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Text of findings and problems only, or nothing."),
    click.option("--statistics", is_flag=True, help="Add to the text how often each rule found something."),
    click.option("--show-personal-data", is_flag=True, help="Do not mask excerpts that may hold personal data."),
    click.option("--color/--no-color", "colour", default=None, help="Colour, or none (on a terminal only)."),
)
