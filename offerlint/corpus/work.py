"""The work on one chunk, whichever process does it: lint its rows, write the records as a part."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import field
from pathlib import Path

import pyarrow as pa

from offerlint.batches.columns import Columns
from offerlint.batches.lint import lint_batch
from offerlint.batches.rules import Rules, in_use
from offerlint.batches.schema import PROBLEM, SCHEMA
from offerlint.corpus.copies import Copies
from offerlint.corpus.gather import counts_of
from offerlint.corpus.store import write_part
from offerlint.corpus.tables import BrokenLine, Chunk
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Task:
    """A chunk of a table that `path` names, the columns and the rules (by number) for it, and the part it becomes."""

    path: str
    chunk: Chunk
    columns: Columns | None
    rules: int
    part: Path


@dataclass(slots=True)
class Worker:
    """What a process keeps between chunks: the rules, and by their numbers what copy was linted already."""

    rules: Sequence[Rules]
    known: dict[int, Copies] = field(default_factory=dict)

    def do(self, task: Task) -> Counter[str]:
        """Writes the part of a chunk; how many records it has of each kind."""
        records = broken_records(task.path, task.chunk.broken)
        if task.columns:
            if task.rules not in self.known:
                self.known[task.rules] = Copies(task.part.with_name(f"copies-{task.rules}"))
            known = self.known[task.rules]
            found = lint_batch(task.chunk.rows, in_use(self.rules[task.rules]), task.columns, known)
            known.save()
            records = pa.concat_batches([found, records])
        write_part(task.part, records)
        return counts_of(records)


def broken_records(path: str, broken: Sequence[BrokenLine]) -> pa.RecordBatch:
    """Records of problems for what could not be read of a table."""
    return pa.RecordBatch.from_pylist(
        [
            {"record": PROBLEM, "line": line, "message": f"{path}{f':{line}' if line else ''}: {message}"}
            for line, message in broken
        ],
        SCHEMA,
    )


def begin(rules: Sequence[Rules]) -> Callable[[Task], tuple[int, Counter[str]]]:
    """Does tasks; the rows and counts of each. A process that another started ends when that one does."""
    from multiprocessing import parent_process

    if parent := parent_process():
        import gc
        import threading

        def leave() -> None:
            parent.join()
            os._exit(1)

        gc.set_threshold(100_000)
        threading.Thread(target=leave, daemon=True).start()
    worker = Worker(rules)
    return lambda task: (task.chunk.rows.num_rows, worker.do(task))
