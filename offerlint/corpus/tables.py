"""Tables in files as record batches, in the same chunks each time; a line that cannot be read is a problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from offerlint.batches.columns import Columns, columns_of
from offerlint.corpus.inputs import Table
from offerlint.corpus.lines import first_line, json_batches
from offerlint.reading.csv_table import parting_sign
from offerlint.text.frozen import dataclass

MOST_ROWS = 500
"""Rows of a chunk."""
MOST_BYTES = 16 << 20
"""Bytes of a chunk of several rows."""
LONGEST_LINE = 24 << 20
"""Bytes of a line of text; no row of more than 20 MB is read."""

BrokenLine = tuple[int | None, str]
"""A line that cannot be read, by its number if that is known, and why."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows that stand one after another, and what of the table could not be read there."""

    rows: pa.RecordBatch
    broken: tuple[BrokenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A table that can be read: which columns hold what, and how many rows it has at most."""

    table: Table
    columns: Columns
    most_rows: int


def open_table(table: Table, named: Mapping[str, str], labels: Sequence[str]) -> Opened:
    """The table, if it can be read; raises ColumnsError, or ValueError or OSError for a file that is none."""
    if table.format == "jsonl":
        first = next(json_batches(table.path, MOST_ROWS, LONGEST_LINE), None)
        schema = first[0].schema if first else pa.schema([])
    elif table.format == "csv":
        schema = pa.schema([(name, pa.binary()) for name in _head(table)[1]])
    else:
        schema = pq.read_schema(table.path)
    columns = columns_of(schema, named, labels)
    rows = pq.read_metadata(table.path).num_rows if table.format == "parquet" else table.lines
    return Opened(table, columns, rows)


def chunks(opened: Opened) -> Iterator[Chunk]:
    """The rows of a table in order, in chunks of bounded size; what stops the reading is told in the last one."""
    names = opened.columns.names
    broken: list[BrokenLine] = []
    done = 0
    empty = pa.record_batch({name: [] for name in names})
    try:
        for batch in _batches(opened.table, names, broken):
            for rows in _divided(batch):
                yield Chunk(rows, tuple(broken))
                broken.clear()
                done += rows.num_rows
    except (pa.ArrowException, OSError, ValueError) as error:
        said = " ".join(str(error).split())
        broken.append((None, f"cannot be read on after {done:,} rows: {said}; mend the file, or write it anew"))
    if broken:
        yield Chunk(empty, tuple(broken))


def unread(why: str) -> Iterator[Chunk]:
    """What stands in the place of a table that cannot be read."""
    yield Chunk(pa.record_batch({}), ((None, why),))


def _batches(table: Table, names: Sequence[str], broken: list[BrokenLine]) -> Iterator[pa.RecordBatch]:
    if table.format == "jsonl":
        for batch, wrong in json_batches(table.path, MOST_ROWS, LONGEST_LINE):
            broken += wrong
            yield _with(batch, names)
        return
    data = _dataset(table, broken)
    broken.clear()  # what was met while the columns were made out is met again
    yield from data.to_batches(
        columns=list(names), batch_size=_fitting(table), batch_readahead=1, fragment_readahead=1, use_threads=False
    )


def _with(batch: pa.RecordBatch, names: Sequence[str]) -> pa.RecordBatch:
    """The batch with these columns; one that it has not is null."""
    null = pa.nulls(batch.num_rows)
    return pa.record_batch({name: batch[name] if name in batch.schema.names else null for name in names})


def _fitting(table: Table) -> int:
    """How many rows to read at once, so that they are within MOST_BYTES."""
    if table.format != "parquet":
        return MOST_ROWS
    file = pq.read_metadata(table.path)
    size: int = sum(file.row_group(i).total_byte_size for i in range(file.num_row_groups))
    each: int = size // max(1, file.num_rows)
    return max(1, min(MOST_ROWS, MOST_BYTES // max(1, each)))


def _divided(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """A batch in parts of no more than MOST_ROWS and, if they have several rows, about MOST_BYTES."""
    if batch.num_rows > 1 and (batch.num_rows > MOST_ROWS or batch.nbytes > MOST_BYTES):
        half = min(batch.num_rows // 2 if batch.nbytes > MOST_BYTES else MOST_ROWS, MOST_ROWS)
        yield from _divided(batch.slice(0, half))
        yield from _divided(batch.slice(half))
    elif batch.num_rows:
        yield _alone(batch)


def _alone(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch without the rows around it, which a slice holds on to, and takes along to another process."""
    written = pa.BufferOutputStream()
    with pa.ipc.new_stream(written, batch.schema) as stream:
        stream.write_batch(batch)
    return pa.ipc.open_stream(written.getvalue()).read_next_batch()


def _dataset(table: Table, broken: list[BrokenLine]) -> ds.Dataset:
    if table.format == "parquet":
        return ds.dataset(table.path, format="parquet")

    def note(row: arrow_csv.InvalidRow) -> str:
        had, wanted = row.actual_columns, row.expected_columns
        broken.append((None, f"row {row.number or '?'} has {had} cells where {wanted} stand at the head; mend it"))
        return "skip"

    parting, names = _head(table)
    parse = arrow_csv.ParseOptions(delimiter=parting, newlines_in_values=True, invalid_row_handler=note)
    convert = arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.binary()), strings_can_be_null=True, null_values=[""],
        quoted_strings_can_be_null=False,
    )  # fmt: skip
    read = arrow_csv.ReadOptions(block_size=LONGEST_LINE, use_threads=False)
    format = ds.CsvFileFormat(parse_options=parse, convert_options=convert, read_options=read)
    return ds.dataset(table.path, format=format)


def _head(table: Table) -> tuple[str, list[str]]:
    """What parts the cells of a CSV, and the names of its columns."""
    head = first_line(table.path, LONGEST_LINE)
    parting = "\t" if table.path.lower().endswith(".tsv") else parting_sign(head)
    names = arrow_csv.read_csv(
        pa.BufferReader(head.encode("utf-8", "surrogateescape") + b"\n"),
        arrow_csv.ReadOptions(use_threads=False),
        arrow_csv.ParseOptions(delimiter=parting),
    ).column_names
    return parting, names
