"""offerlint check: lint files and report."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from offerlint.change import compare
from offerlint.cli.choices import STDIN, config_file, load_report
from offerlint.cli.fixes import Fixes, fix_options, show
from offerlint.cli.judging import Judging, judging_options
from offerlint.cli.output import Output, output_options
from offerlint.cli.recording import record
from offerlint.cli.scope import Scope, scope_options
from offerlint.cli.trace import with_traces
from offerlint.cli.verbose import Account
from offerlint.model.finding import Report
from offerlint.model.vocabulary import Severity
from offerlint.resident.ask import OPTION, WISHES


@click.command("check")
@click.argument("paths", nargs=-1)
@output_options
@click.option(
    "--fail-on",
    type=click.Choice([*map(str, Severity), "never"]),
    metavar="SEVERITY",
    help="Fail from here on: error, warning, review, advice; or never (error).",
)
@judging_options
@fix_options
@click.option("-v", "--verbose", is_flag=True, help="Say on standard error what is read, from where, how long.")
@click.option(
    OPTION,
    type=click.Choice(WISHES),
    expose_value=False,  # who asks has looked at it before anything was imported
    help="auto: leave a process from which the next checks start at once; off: do without.",
)
@scope_options
@click.option(
    "--compare",
    "compared",
    metavar="OLD.json",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A JSON report of an earlier run; what changed since is said.",
)
@click.option(
    "--record",
    "record_path",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Add this run to the audit record at PATH, which is made if need be.",
)
def command(
    paths: tuple[str, ...],
    output: Output,
    fail_on: str | None,
    judging: Judging,
    fixes: Fixes,
    verbose: bool,
    scope: Scope,
    compared: Path | None,
    record_path: Path | None,
) -> None:
    """Lint copy, scripts and templates. PATHS are files or folders, or - for standard input.

    \b
    offerlint check spring.html scripts/
    offerlint check --format github --output sarif=offerlint.sarif .
    offerlint check --fix --diff ads/
    offerlint check --since main              only what your branch brought
    cat sms.txt | offerlint check - --stdin-filename sms.txt
    """
    account = Account(verbose)
    scope.must_be_whole(*(["--record"] if record_path else []), *(["--compare"] if compared else []))
    earlier = load_report(compared) if compared else None
    terms = judging.terms()
    fail_on = fail_on or terms.config.fail_on
    account.before(terms, config_file(judging.config_path))
    asked = paths or (".",)
    if fixes.are_asked_for:
        outcome = fixes.of(scope.items(asked, terms), terms, may_be_none=scope.force_exclude)
        checked = with_traces(outcome.checked)
        if fixes.diff:
            show(outcome.mended)
            sys.exit(max(exit_code(checked.report, "never"), 1 if outcome.mended else 0))
    else:
        checked = with_traces(scope.check(asked, terms, shows_progress=not output.quiet))
    if earlier:
        checked = replace(checked, report=replace(checked.report, change=compare(earlier, checked.report)))
    code = exit_code(checked.report, fail_on)
    account.after(checked)
    kept = record_path is None or record(
        record_path, checked, terms, _asked(paths, scope.stdin_filename), fail_on=fail_on, code=code
    )
    output.give(checked, fail_on)
    sys.exit(code if kept else max(code, 2))


def exit_code(report: Report, fail_on: str) -> int:
    """0 clean, 1 findings at or above `fail_on`, 2 problems, 3 a fault of ours; the highest that holds."""
    if any(problem.trace for problem in report.problems):
        return 3
    if any(problem.fatal for problem in report.problems):
        return 2
    if fail_on != "never" and any(finding.severity.at_least(Severity(fail_on)) for finding in report.findings):
        return 1
    return 0


def _asked(paths: tuple[str, ...], stdin_filename: str | None) -> list[str]:
    return [(stdin_filename or STDIN) if path == "-" else path for path in paths or (".",)]
