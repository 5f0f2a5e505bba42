"""A run over Parquet tables by the executors of a Spark cluster, to the folder that a local run writes."""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from offerlint.corpus.asked import Corpus
from offerlint.corpus.inputs import InputsError
from offerlint.corpus.run import completed
from offerlint.corpus.store import PARTS, Store, write_part
from offerlint.corpus.work import broken_records
from offerlint.spark.frame import lint_dataframe

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ORDER = ("id", "copy", "record", "field", "start", "rule", "fingerprint", "message")
"""The columns that records are in the order of."""
PARTITIONS_A_CORE, MOST_ROWS_OF_A_TASK = 4, 20_000
"""Into how many tasks a table is divided: enough for the cores to finish together, and small if one is lost."""
_DONE = "_SUCCESS"
"""What Spark writes beside files that are all there."""


def must_be_parquet(corpus: Corpus) -> None:
    """Raises InputsError for a table that Spark would read otherwise than a local run."""
    for table in corpus.tables:
        if table.format != "parquet":
            said = "the Spark engine reads Parquet only; write it as Parquet, or leave out --engine spark"
            raise InputsError(f"{table.path}: {said}")


def lint_on_spark(corpus: Corpus, store: Store, session: SparkSession, *, anew: bool = False) -> dict[str, Any]:
    """Lints the tables into the store, table by table; those that an earlier run has done are not done again.

    Every executor must see the tables and the store under the same paths. Raises StoreError where the store cannot take
    it, or an earlier run was held to something else.
    """

    def parts() -> list[Path]:
        return [part for number in range(len(corpus.tables)) for part in _parts(corpus, number, store, session)]

    return completed(corpus, store, parts, anew=anew)


def _parts(corpus: Corpus, number: int, store: Store, session: SparkSession) -> list[Path]:
    """The files with the records of one table, in order."""
    path = corpus.tables[number].path
    folder = store.folder / PARTS / f"spark-{number:05}"
    if path in corpus.problems:
        folder.mkdir(parents=True, exist_ok=True)
        write_part(folder / "part-0.parquet", broken_records(path, [(None, corpus.problems[path])]))
    elif not (folder / _DONE).exists():
        opened = corpus.opened[path]
        enough = max(
            PARTITIONS_A_CORE * session.sparkContext.defaultParallelism, opened.most_rows // MOST_ROWS_OF_A_TASK
        )
        rows = session.read.parquet(Path(path).absolute().as_uri())
        rules = corpus.rules[corpus.rules_of[path]]
        found = lint_dataframe(rows, rules, corpus.named, corpus.labels, partitions=enough)
        # Spark would look at every row twice to sort them, so what was linted is written first.
        raw = folder.with_name(f"{folder.name}-raw")
        _write(found, raw)
        _write(session.read.parquet(raw.absolute().as_uri()).sort(*ORDER), folder)
        rmtree(raw)
    return sorted(folder.glob("part-*.parquet"))


def _write(records: DataFrame, folder: Path) -> None:
    """Writes records; a task that is done again, because its executor was lost, counts once."""
    writer = records.write.mode("overwrite").option("mapreduce.fileoutputcommitter.algorithm.version", "1")
    writer.parquet(folder.absolute().as_uri())
