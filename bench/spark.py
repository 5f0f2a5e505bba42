"""What Spark costs over a local run of the same rows on the same two cores.

    python -m bench.spark [ROWS ...]

Each run is the whole command, so that of one row tells what it takes to start; Java is needed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.rows_made import write_rows
from bench.timing import Command, run

ROWS = (1, 4_000)
ENGINES = {
    "local": ("--jobs", "2"),
    "spark": ("--engine", "spark", "--master", "local-cluster[2,1,1024]"),
}


def seconds(folder: Path, table: str, engine: str) -> float:
    """How long a run takes by the clock."""
    line = [
        sys.executable, "-m", "offerlint", "corpus", "lint", table, "-o", f"{table}-{engine}", "--restart",
        "--as-of", "2026-11-28", "--quiet", "--fail-on", "never", *ENGINES[engine],
    ]  # fmt: skip
    return run(Command(line, folder, environment={"OFFERLINT_CACHE": str(folder / ".cache")})).clock


def main(rows: tuple[int, ...]) -> None:
    """Prints a line for each number of rows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in rows:
            table = f"{count}.parquet"
            write_rows(folder / table, count, count)
            took = {engine: seconds(folder, table, engine) for engine in ENGINES}
            told = ", ".join(f"{engine} {clock:.0f} s" for engine, clock in took.items())
            print(f"{count:,} different rows on 2 cores: {told}; {took['spark'] - took['local']:.0f} s more on Spark")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or ROWS)
