"""offerlint corpus: lint tables of copy, and sum up what was found."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from offerlint.asked import Terms
from offerlint.cli.choices import register_words
from offerlint.cli.judging import Judging, judging_options
from offerlint.cli.options import FormatAndFile, format_option
from offerlint.model.vocabulary import Severity
from offerlint.reports.characters import safe
from offerlint.reports.wording import counted, number

if TYPE_CHECKING:
    from offerlint.corpus.asked import Corpus
    from offerlint.corpus.store import Store

_NEEDED = {
    **dict.fromkeys(("pyarrow", "duckdb"), ("corpus", "lint tables")),
    **dict.fromkeys(("pyspark", "py4j", "pandas"), ("spark", "lint on Spark")),
}
"""The extra that a library comes with, and what for."""


@click.group("corpus")
def command() -> None:
    """Lint copy that stands in tables, by the million, and sum up what was found.

    Needs pip install "offerlint[corpus]".
    """


@command.command("lint")
@click.argument("inputs", nargs=-1, required=True)
@click.option("-o", "--output", "folder", type=click.Path(file_okay=False, path_type=Path), required=True,
              help="The folder that the findings go to.")  # fmt: skip
@click.option("--columns", multiple=True, metavar="NAME=COLUMN,...",
              help="Which column holds the id, the text, the channel ...: id=ad_id,text=copy.")  # fmt: skip
@click.option("--label", "labels", multiple=True, metavar="COLUMN", help="A column to hand on; may be repeated.")
@click.option(
    "--fail-on", type=click.Choice([*map(str, Severity), "never"]), metavar="SEVERITY",
    help="Fail from here on: error, warning, review, advice; or never (error).",
)  # fmt: skip
@judging_options
@click.option("-j", "--jobs", type=click.IntRange(1), help="Work in so many processes (as many as there are cores).")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", metavar="ENGINE",
              help="Work on this machine (local) or on the executors of a Spark cluster (spark).")  # fmt: skip
@click.option("--master", metavar="URL", help="The Spark cluster: spark://host:7077, yarn, local[4].")
@click.option("--restart", is_flag=True, help="Take away what an earlier run wrote to the folder, and begin anew.")
@click.option("--show-personal-data", is_flag=True, help="Do not mask excerpts that may be personal data.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on the screen but mistakes.")
def lint(
    inputs: tuple[str, ...],
    folder: Path,
    columns: tuple[str, ...],
    labels: tuple[str, ...],
    fail_on: str | None,
    judging: Judging,
    jobs: int | None,
    engine: str,
    master: str | None,
    restart: bool,
    show_personal_data: bool,
    quiet: bool,
) -> None:
    """Lint tables. INPUTS are Parquet, CSV or JSONL files, folders of them, or globs.

    A run that was stopped goes on when the same is run again. Exit codes are those of check.

    \b
    offerlint corpus lint ads.parquet -o findings/
    offerlint corpus lint 'calls/2027-*.jsonl' --columns id=call_id,text=transcript -o findings/
    offerlint corpus lint /mnt/ads/ --engine spark --master yarn -o /mnt/findings/
    """
    with _installed():
        from offerlint.corpus.inputs import InputsError
        from offerlint.corpus.run import WorkerDiedError, lint_corpus
        from offerlint.corpus.store import Store, StoreError
    import os

    if master and engine != "spark":
        raise click.UsageError("--master is for --engine spark")
    store = Store(folder)
    try:
        terms = _day_kept(judging, None if restart else store.manifest()).terms()
        corpus = _corpus(inputs, folder, _named(columns), labels, terms, shows_personal_data=show_personal_data)
        if engine == "spark":
            manifest = _on_spark(corpus, store, master, anew=restart)
        else:
            with _progress(corpus, shows=not quiet) as told:
                manifest = lint_corpus(corpus, store, jobs or os.cpu_count() or 1, told, anew=restart)
    except (InputsError, StoreError) as error:
        raise click.UsageError(safe(str(error))) from error
    except WorkerDiedError as error:
        raise click.ClickException(str(error)) from error
    if not quiet:
        click.echo("\n".join(_closing(manifest, folder)))
    for path, problem in corpus.problems.items():
        click.echo(f"{safe(path)}: {safe(problem)}", err=True)
    sys.exit(exit_code(manifest["counts"], fail_on or terms.config.fail_on))


@command.command("summary")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@format_option("text", "json", "html")
@click.option("--by", multiple=True, metavar="NAME",
              help="Sum up by channel, audience, product, kind or a label (channel, audience, product).")  # fmt: skip
@click.option("--period", type=click.Choice(["day", "week", "month", "quarter", "year"]), default="month",
              metavar="PERIOD", help="Over time by day, week, month, quarter or year (month).")  # fmt: skip
@click.option("--top", type=click.IntRange(1), default=20, help="So many of the words found most often (20).")
def summary(folder: Path, output: FormatAndFile, by: tuple[str, ...], period: str, top: int) -> None:
    """Sum up the findings in FOLDER: by topic, rule, channel ..., over time, the words found most often.

    Exit codes: 0, or 2 where there is no complete run.

    \b
    offerlint corpus summary findings/
    offerlint corpus summary findings/ --by campaign --output html=summary.html
    """
    with _installed():
        from offerlint.corpus.store import StoreError
        from offerlint.corpus.summary import USUAL, sum_up
    from importlib import import_module

    from offerlint.cli.file import write

    kind, file = output
    try:
        found = sum_up(folder, by or USUAL, period, top)
    except StoreError as error:
        raise click.UsageError(safe(str(error))) from error
    module, name = RENDERERS[kind]
    words: str = getattr(import_module(module), name)(found)
    if file:
        write(file, words)
    else:
        click.echo(words, nl=False)


RENDERERS = {
    "text": ("offerlint.corpus.summary_text", "render_text"),
    "json": ("offerlint.corpus.summary_text", "render_json"),
    "html": ("offerlint.corpus.summary_page", "render"),
}
"""The module and function that write a summary in a format."""


def exit_code(counts: Mapping[str, int], fail_on: str) -> int:
    """0 clean, 1 findings at or above `fail_on`, 2 problems, 3 a fault of ours; the highest that holds."""
    if counts["faults"]:
        return 3
    if counts["problems"]:
        return 2
    grave = [severity for severity in Severity if fail_on != "never" and severity.at_least(Severity(fail_on))]
    return 1 if any(counts[severity] for severity in grave) else 0


def _on_spark(corpus: Corpus, store: Store, master: str | None, *, anew: bool) -> dict[str, Any]:
    """The manifest of a run on a Spark cluster."""
    with _installed():
        from offerlint.spark.run import lint_on_spark, must_be_parquet
        from offerlint.spark.session import NoJavaError, session_on
    must_be_parquet(corpus)
    try:
        with _installed(), session_on(master) as session:
            return lint_on_spark(corpus, store, session, anew=anew)
    except NoJavaError as error:
        raise click.UsageError(str(error)) from error


@contextmanager
def _installed() -> Iterator[None]:
    """Ends the command with what to install, where an import within lacks it."""
    try:
        yield
    except ModuleNotFoundError as error:
        needed = _NEEDED.get((error.name or "").partition(".")[0])
        if needed is None:
            raise
        extra, what = needed
        said = f'install offerlint[{extra}] to {what}: pip install "offerlint[{extra}]"'
        raise click.UsageError(said) from error


def _named(columns: tuple[str, ...]) -> dict[str, str]:
    """The columns that were named: NAME=COLUMN, several with commas between."""
    named: dict[str, str] = {}
    for one in columns:
        for part in one.split(","):
            name, equals, column = part.partition("=")
            if not equals and named:  # a comma of the name before it
                named[list(named)[-1]] += f",{part}"
            elif not equals or not name or not column:
                raise click.UsageError(f"--columns {one}: write NAME=COLUMN, such as id=ad_id,text=copy")
            else:
                named[name.strip()] = column
    return named


def _day_kept(judging: Judging, manifest: Mapping[str, Any] | None) -> Judging:
    """The options; where they name no day, that of the run which goes on."""
    if judging.as_of or not manifest or manifest.get("complete"):
        return judging
    return replace(judging, as_of=manifest["as_of"])


def _corpus(
    inputs: tuple[str, ...],
    folder: Path,
    named: Mapping[str, str],
    labels: tuple[str, ...],
    terms: Terms,
    *,
    shows_personal_data: bool,
) -> Corpus:
    """The tables that are named, opened, with the rules that each is held to."""
    from offerlint.cli.file import from_here
    from offerlint.corpus.asking import corpus_of, rules_of
    from offerlint.corpus.inputs import find

    if terms.decisions.waivers or terms.decisions.baseline:
        click.echo("Waivers and the baseline are about files; no row is held to them.", err=True)
    paths = find([from_here(name) for name in inputs], folder)
    _, evidence = register_words(terms.config)
    rules = rules_of(terms, paths, evidence, shows_personal_data=shows_personal_data)
    return corpus_of(paths, named, labels, rules)


@contextmanager
def _progress(corpus: Corpus, *, shows: bool) -> Iterator[Any]:
    """What hears of the chunks, and shows them as a bar to somebody who watches at a terminal."""
    if not shows or not sys.stderr.isatty():
        yield lambda _rows, _counts: None
        return
    with click.progressbar(length=corpus.most_rows, label="Linting rows", show_pos=True, file=sys.stderr) as bar:

        def told(rows: int, _counts: Counter[str]) -> None:
            bar.update(rows)

        yield told


def _closing(manifest: Mapping[str, Any], folder: Path) -> Iterator[str]:
    counts = manifest["counts"]
    found = [counted(severity, counts[severity]) for severity in Severity if counts[severity]]
    copies = f" ({counts['copies']:,} different)" if counts["copies"] != counts["rows"] else ""
    yield f"{number(counts['rows'], 'row')}{copies}: {', '.join(found) or 'nothing found'}."
    for key, what in (
        ("allowed", "allowed finding"),
        ("problems", "problem"),
        ("not_checked", "note of what was left"),
    ):
        if counts[key]:
            yield f"{number(counts[key], what)}."
    yield f"The findings are in {folder}; sum them up with: offerlint corpus summary {folder}"
