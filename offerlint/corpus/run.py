"""A run over tables: chunks handed to processes, parts gathered into tables, all of it resumable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from offerlint.batches.rules import Rules
from offerlint.corpus.asked import Corpus
from offerlint.corpus.gather import gather
from offerlint.corpus.held import held_to, must_be_the_same
from offerlint.corpus.store import Store
from offerlint.corpus.tables import chunks, unread
from offerlint.corpus.work import Task, begin
from offerlint.jobs import each


class WorkerDiedError(Exception):
    """That a process which linted came to its end, and what to do."""


Told = Callable[[int, Counter[str]], None]
"""Hears of each chunk: its rows, and how many records of each kind they brought."""


def lint_corpus(
    corpus: Corpus, store: Store, jobs: int, told: Told = lambda _rows, _counts: None, *, anew: bool = False
) -> dict[str, Any]:
    """Lints the tables into the store, or goes on where an earlier run stopped, if not `anew`; the manifest of all.

    Raises StoreError where the store cannot take it, or an earlier run was held to something else, and WorkerDiedError.
    """

    def parts() -> Sequence[Path]:
        for rows, counts in _done(_tasks(corpus, store, told), corpus.rules, jobs):
            told(rows, counts)
        return store.parts()

    return completed(corpus, store, parts, anew=anew)


def completed(corpus: Corpus, store: Store, parts: Callable[[], Sequence[Path]], *, anew: bool) -> dict[str, Any]:
    """The manifest of a run that makes `parts`, as far as an earlier one has not; of a complete one, the one it has.

    Raises StoreError where the store cannot take it, or an earlier run was held to something else.
    """
    with store.locked():
        held = held_to(corpus)
        if anew:
            store.empty()
        earlier = store.manifest()
        if earlier:
            must_be_the_same(earlier, held, store.folder)
            if earlier["complete"]:
                store.tidy()
                return earlier
        else:
            store.begin({"complete": False, **held})
        return _gathered(store, held, parts())


def _tasks(corpus: Corpus, store: Store, told: Told) -> Iterator[Task]:
    """The chunks that no earlier run has done, in order."""
    for number, table in enumerate(corpus.tables):
        opened = corpus.opened.get(table.path)
        for at, chunk in enumerate(chunks(opened) if opened else unread(corpus.problems[table.path])):
            part = store.part(number, at)
            if part.exists():
                told(chunk.rows.num_rows, Counter())
            else:
                yield Task(table.path, chunk, opened.columns if opened else None, corpus.rules_of[table.path], part)


def _done(tasks: Iterator[Task], rules: Sequence[Rules], jobs: int) -> Iterator[tuple[int, Counter[str]]]:
    """Does the tasks, as many at once as there are processes; the rows and counts of each."""
    # Spawned, not forked: pyarrow has threads, which no fork takes along.
    return each(partial(begin, rules), tasks, jobs, _lost, by="spawn")


def _lost(_task: Task) -> NoReturn:
    raise WorkerDiedError(
        "a process that lints was ended, perhaps for want of memory; run the same again to go on, with fewer --jobs"
    )


def _gathered(store: Store, held: Mapping[str, Any], parts: Sequence[Path]) -> dict[str, Any]:
    """Makes tables of the parts, and the manifest of all, with which the run is complete."""
    with store.building() as folder:
        files = gather(parts, folder)
    counts = _counts(store)
    manifest = {
        "complete": True,
        **held,
        "counts": dict(sorted(counts.items())),
        "files": [{"path": path, "records": count} for path, count in sorted(files.items())],
    }
    store.end(manifest)
    return manifest


def _counts(store: Store) -> Counter[str]:
    from offerlint.corpus.ask import Findings

    return Findings(store.folder).counts()
