"""offerlint check: lint files and report."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from offerlint.app import Item, Terms, check, find
from offerlint.cli.choices import as_date, load_config, load_register, load_rulebook
from offerlint.config import Config
from offerlint.model.finding import Report
from offerlint.model.vocabulary import Severity
from offerlint.reports import FORMATS
from offerlint.rules.load import Rulebook
from offerlint.rules.select import Selection, unknown_names

WRITABLE = tuple(FORMATS)


@click.command("check")
@click.argument("paths", nargs=-1)
@click.option("--format", "format_", type=click.Choice(WRITABLE), help="How to print to the screen (text).")
@click.option("--output", "outputs", multiple=True, metavar="[FORMAT=]FILE", help="Write to a file; may be repeated.")
@click.option(
    "--fail-on",
    type=click.Choice([*map(str, Severity), "never"]),
    help="Gravest severity that still passes is below this (error).",
)
@click.option("--select", multiple=True, metavar="NAME", help="Only these rules, rulesets or topics; may be repeated.")
@click.option("--ignore", multiple=True, metavar="NAME", help="Not these rules, rulesets or topics.")
@click.option("--profile", metavar="NAME", help="The set of rules: uk-telecoms, uk-general or uk-finance.")
@click.option("--level", metavar="NAME", help="Start small: minimum (errors), standard (and warnings), full.")
@click.option("--as-of", metavar="DATE", help="The day the copy is live, YYYY-MM-DD (today).")
@click.option("--config", "config_path", type=click.Path(dir_okay=False), help="Use this configuration.")
@click.option("--rules", "rule_folders", multiple=True, type=click.Path(), help="A folder of your own rules as well.")
@click.option("--force-exclude", is_flag=True, help="Leave out what folders leave out, even if named (for hooks).")
@click.option("--stdin-filename", metavar="PATH", help="What the text on standard input (-) is called.")
@click.option("--show-personal-data", is_flag=True, help="Do not mask excerpts that may hold personal data.")
@click.option("--color/--no-color", "colour", default=None, help="Colour, or none (colour on a terminal only).")
def command(
    paths: tuple[str, ...],
    format_: str | None,
    outputs: tuple[str, ...],
    fail_on: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    level: str | None,
    as_of: str | None,
    config_path: str | None,
    rule_folders: tuple[str, ...],
    force_exclude: bool,
    stdin_filename: str | None,
    show_personal_data: bool,
    colour: bool | None,
) -> None:
    """Lint copy, scripts and templates. PATHS are files or folders, or - for standard input.

    \b
    offerlint check spring.html scripts/
    cat sms.txt | offerlint check - --stdin-filename sms.txt
    """
    config = load_config(config_path)
    rulebook = load_rulebook(config, rule_folders)
    selection = _selection(config, rulebook, select, ignore, profile, level)
    day = as_date(as_of or config.as_of or None)
    terms = Terms(rulebook, config, selection, day, load_register(config, rulebook))
    targets = [_parse_output(output) for output in outputs]
    items = _items(paths or (".",), stdin_filename, config, force_exclude=force_exclude)
    checked = check(items, terms, may_be_none=force_exclude)
    for kind, file in targets:
        _write(file, FORMATS[kind](checked.report, checked.documents, show_personal_data=show_personal_data))
    if format_ or not targets:
        words = FORMATS[format_ or "text"](
            checked.report,
            checked.documents,
            colour=_colour(colour),
            show_personal_data=show_personal_data,
        )
        click.echo(words.rstrip("\n"), color=True)
    sys.exit(exit_code(checked.report, fail_on or config.fail_on))


def exit_code(report: Report, fail_on: str) -> int:
    """0 clean, 1 findings at or above `fail_on`, 2 problems; the highest that holds."""
    if any(problem.fatal for problem in report.problems):
        return 2
    if fail_on != "never" and any(finding.severity.at_least(Severity(fail_on)) for finding in report.findings):
        return 1
    return 0


def _selection(
    config: Config,
    rulebook: Rulebook,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    level: str | None,
) -> Selection:
    selection = Selection(
        profile=profile or config.profile,
        level=level or config.level,
        select=select or config.select,
        ignore=(*config.ignore, *ignore),
    )
    for mistake in unknown_names(rulebook, selection):
        raise click.UsageError(mistake)
    return selection


def _items(paths: tuple[str, ...], stdin_filename: str | None, config: Config, *, force_exclude: bool) -> list[Item]:
    items = []
    for path in paths:
        if path == "-":
            items.append(Item(stdin_filename or "stdin.txt", sys.stdin.buffer.read()))
        else:
            items += find([path], config, force_exclude=force_exclude)
    return items


def _parse_output(output: str) -> tuple[str, Path]:
    """FORMAT=FILE, or a FILE whose ending says the format."""
    kind, equals, file = output.partition("=")
    if not equals:
        kind, file = {"htm": "html", "txt": "text"}.get(output.rsplit(".", 1)[-1], output.rsplit(".", 1)[-1]), output
    if kind not in WRITABLE or not file:
        raise click.UsageError(f"--output {output}: write FORMAT=FILE with a format of {', '.join(WRITABLE)}")
    return kind, Path(file)


def _write(file: Path, words: str) -> None:
    """Replaces `file` in one step, so that a reader never sees half of it."""
    partial = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        partial.write_text(words, encoding="utf-8", newline="\n")
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise click.UsageError(
            f"--output {file}: cannot be written: {(error.strerror or str(error)).lower()}"
        ) from error


def _colour(asked: bool | None) -> bool:
    if asked is not None:
        return asked
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
