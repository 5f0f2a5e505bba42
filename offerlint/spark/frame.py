"""A data frame linted where it lies: equal copy meets in one place, and is linted there once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from offerlint.batches.columns import columns_of
from offerlint.batches.lint import lint_batches
from offerlint.batches.rules import Rules
from offerlint.batches.schema import SCHEMA

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MOST_ROWS = 1_000
"""Rows that are linted at once, however many Spark hands over."""
_COPY = "offerlint copy"
"""The column that a row's copy goes by on its way."""


def lint_dataframe(
    frame: DataFrame,
    rules: Rules,
    columns: Mapping[str, str] | None = None,
    labels: Sequence[str] = (),
    *,
    partitions: int | None = None,
) -> DataFrame:
    """The records of `offerlint.batches.SCHEMA` for the rows of a data frame, in no order; worked out when asked for.

    `columns` and `labels` are those of `lint_batches`. Rows are spread over so many `partitions` by their copy (as many
    as Spark shuffles into), so that copy which stands in many rows is linted once; each row has its own records.
    Raises ColumnsError where the columns are not there.
    """
    from pyspark.sql.functions import xxhash64
    from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

    named = dict(columns or {})
    held = columns_of(to_arrow_schema(frame.schema), named, labels)
    number = partitions or int(frame.sparkSession.conf.get("spark.sql.shuffle.partitions") or 200)
    rows = (
        frame.select(*(_quoted(name) for name in held.names))
        .withColumn(_COPY, xxhash64(*(_quoted(name) for name in held.copy)))
        .repartition(number, _COPY)
        .sortWithinPartitions(_COPY)
        .drop(_COPY)
    )

    def lint(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return lint_batches(_divided(batches), rules, named, labels)

    return rows.mapInArrow(lint, from_arrow_schema(SCHEMA))


def _quoted(name: str) -> str:
    """The name of a column, whatever it has in it, as Spark looks it up."""
    return f"`{name.replace('`', '``')}`"


def _divided(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for at in range(0, batch.num_rows, MOST_ROWS):
            yield batch.slice(at, MOST_ROWS)
