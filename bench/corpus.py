"""Rows of tables: how many a second on one core and on two, what a million costs, whether memory stays flat."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copytree

from bench.offerlint_run import compiled
from bench.rows_made import write_rows
from bench.table import Part, Row
from bench.timing import Command, Took, run

SPEED_UP = 1.8
"""How many times faster two cores are to be than one."""
FLAT = 1.25
"""How much more memory than the fewest rows the most may take."""
LONG_ENOUGH = 20.0
"""Seconds beyond the start that a run must take on one core for the speed-up to be judged."""
A_MILLION = 1_000_000


def measure(folder: Path, different: int, rows: Sequence[int], repeated: int) -> Part:
    """A table of `different` rows on one core and two; tables of so many `rows`, which repeat some advertisements."""
    corpus = _Corpus(folder)
    every = [*_speed(corpus, different), *_memory(corpus, rows, repeated)]
    notes = (
        "Rows a second and the cost of a million are of different copy, the time to start taken off.",
        f"The tables for memory repeat {repeated:,} advertisements, so that most of their rows are not linted again.",
    )
    return Part("Rows of tables: whole runs of corpus lint, rules compiled by an earlier run", tuple(every), notes)


class _Corpus:
    """Runs of `offerlint corpus lint` in one folder, over tables that are made for them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        copytree(compiled(), folder / ".cache")
        write_rows(folder / "one.parquet", 1, 1)
        self.lint("one.parquet", 1)
        self._start = {jobs: self.lint("one.parquet", jobs) for jobs in (1, 2)}

    def table(self, rows: int, different: int) -> str:
        name = f"{rows}-{different}.parquet"
        write_rows(self._folder / name, rows, different)
        return name

    def lint(self, table: str, jobs: int) -> Took:
        line = [
            sys.executable, "-m", "offerlint", "corpus", "lint", table, "-o", f"found-{table}-{jobs}", "--restart",
            "--jobs", str(jobs), "--as-of", "2026-11-28", "--quiet",
        ]  # fmt: skip
        return run(Command(line, self._folder, environment={"OFFERLINT_CACHE": str(self._folder / ".cache")}))

    def beyond_start(self, took: Took, jobs: int) -> Took:
        """What a run took, less what one of a single row takes."""
        start = self._start[jobs]
        least = 1e-3
        return Took(max(took.clock - start.clock, least), max(took.processor - start.processor, least), took.peak)

    def sum_up(self, table: str) -> Took:
        line = [sys.executable, "-m", "offerlint", "corpus", "summary", f"found-{table}-2"]
        return run(Command(line, self._folder))


def _speed(corpus: _Corpus, different: int) -> Iterator[Row]:
    table = corpus.table(different, different)
    what = f"{different:,} rows, all different"
    taken = {jobs: corpus.beyond_start(corpus.lint(table, jobs), jobs) for jobs in (1, 2)}
    one, two = taken[1], taken[2]
    yield Row(f"{what}, --jobs 1", f"{different / one.clock:,.1f} rows a second by the clock")
    faster = one.clock / two.clock
    met = faster >= SPEED_UP if one.clock >= LONG_ENOUGH else None
    said = f"{faster:.2f}× by the clock, {two.processor / one.processor:.2f}× the processor"
    yield Row(
        f"{what}, --jobs 2", f"{different / two.clock:,.1f} rows a second by the clock", said, f"≥ {SPEED_UP}×", met
    )
    hours = one.processor / different * A_MILLION / 3600
    yield Row("a million different rows", f"{hours:.2f} hours of one core")


def _memory(corpus: _Corpus, rows: Sequence[int], repeated: int) -> Iterator[Row]:
    """The peak of the largest process, in tables that grow and repeat the same copy."""
    least: dict[int, float] = {}
    table = ""
    for count in rows:
        table = corpus.table(count, repeated)
        for jobs in (1, 2):
            took = corpus.lint(table, jobs)
            first = least.setdefault(jobs, took.peak)
            ratio = f"{took.peak / first:.2f}× {rows[0]:,} rows; {took.clock:.0f} s by the clock"
            met = took.peak <= FLAT * first if count > rows[0] else None
            what = f"{count:,} rows of {repeated:,} advertisements, --jobs {jobs}"
            yield Row(what, f"{took.peak:.0f} MB at the peak", ratio, f"≤ {FLAT}×" if count > rows[0] else "", met)
    summed = corpus.sum_up(table)
    yield Row(
        f"summary of {rows[-1]:,} rows", f"{summed.clock:.1f} s by the clock", f"{summed.peak:.0f} MB at the peak"
    )
