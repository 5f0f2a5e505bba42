"""The work on one chunk, whichever process does it: lint its rows, write the records as a part."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
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


_workers: list[Worker] = []


def begin(rules: Sequence[Rules]) -> None:
    """Makes this process a worker, which ends when the process that started it does."""
    import gc
    import signal
    import threading
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000)
    _workers[:] = [Worker(rules)]
    if parent := parent_process():

        def leave() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=leave, daemon=True).start()


def do(task: Task) -> Counter[str]:
    """Does the task in the worker that this process is."""
    return _workers[0].do(task)
