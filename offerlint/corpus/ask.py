"""Questions to what a run found, answered by DuckDB from the tables on disk."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from offerlint.batches.schema import SCHEMA
from offerlint.corpus.store import tables

MEMORY = "512MB"
"""What a question may take before it uses the disk, in the folder for what is passing."""


class Findings:
    """The tables below a folder as `rows`, `findings` (allowed ones apart, in `allowed`) and `problems`."""

    def __init__(self, folder: Path) -> None:
        passing = Path(tempfile.gettempdir()) / f"offerlint-corpus-{os.getpid()}"
        self._base = duckdb.connect(
            config={
                "memory_limit": MEMORY,
                "temp_directory": str(passing),
                "preserve_insertion_order": "false",
                "autoinstall_known_extensions": "false",
            }
        )
        self._nothing = SCHEMA.empty_table()
        found = tables(folder)
        self._view("rows", [one for one in found if one.name == "rows"])
        self._view("problems", [one for one in found if one.name == "problems"])
        self._view("told", [one for one in found if one.name.startswith("ruleset=")])
        self._base.execute("CREATE VIEW findings AS SELECT * FROM told WHERE record = 'finding'")
        self._base.execute("CREATE VIEW allowed_findings AS SELECT * FROM told WHERE record = 'allowed'")

    def ask(self, question: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """The lines of the answer."""
        yield from self._base.execute(question, list(values)).fetchall()

    def counts(self) -> Counter[str]:
        """How many rows, different copies and findings there are, by their names in a manifest."""
        counts: Counter[str] = Counter()
        ((counts["rows"], counts["copies"]),) = self.ask("SELECT count(*), count(DISTINCT copy) FROM rows")
        counts.update(dict.fromkeys(("findings", "error", "warning", "review", "advice"), 0))
        for severity, count in self.ask("SELECT severity, count(*) FROM findings GROUP BY 1"):
            counts[severity] = count
            counts["findings"] += count
        ((counts["allowed"],),) = self.ask("SELECT count(*) FROM allowed_findings")
        asked = "SELECT count(*) FILTER (record = 'problem'), count(*) FILTER (record = 'not-checked'), count(trace)"
        ((counts["problems"], counts["not_checked"], counts["faults"]),) = self.ask(f"{asked} FROM problems")
        return counts

    def _view(self, name: str, folders: Sequence[Path]) -> None:
        files = sorted(str(file) for folder in folders for file in folder.glob("*.parquet"))
        held = (
            self._base.read_parquet(files, hive_partitioning=False) if files else self._base.from_arrow(self._nothing)
        )
        held.create_view(name)
