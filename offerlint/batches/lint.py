"""Batches of rows linted one after the other; copy that stands in many rows is linted once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from offerlint.batches.columns import Columns, columns_of
from offerlint.batches.records import Record, problem_record, records_of
from offerlint.batches.rows import Row, rows_of, strings_of
from offerlint.batches.rules import InUse, Rules, in_use
from offerlint.batches.schema import SCHEMA

MOST_REMEMBERED = 20_000
"""Records of copy that was linted already which are kept, in case it comes again."""

_WITHOUT_ID = "this row has no id, so nothing could be told of it"


def lint_batches(
    batches: Iterable[pa.RecordBatch],
    rules: Rules,
    columns: Mapping[str, str] | None = None,
    labels: Sequence[str] = (),
) -> Iterator[pa.RecordBatch]:
    """For each batch of rows one of records of SCHEMA, in the order of the rows; what cannot be read is a problem.

    `columns` gives the column for `id`, `text` and whatever else a column may hold, where it has another name; `labels`
    are columns that are handed on. Raises ColumnsError where the columns are not there.
    """
    known = Remembered()
    for batch in batches:
        yield lint_batch(batch, in_use(rules), columns_of(batch.schema, columns or {}, labels), known)


class Remembered:
    """What became of copy that was linted, the latest of it."""

    def __init__(self) -> None:
        self._records: OrderedDict[str, Sequence[Record]] = OrderedDict()
        self._count = 0

    def get(self, digest: str) -> Sequence[Record] | None:
        """The records of this copy, if it is remembered."""
        found = self._records.get(digest)
        if found is not None:
            self._records.move_to_end(digest)
        return found

    def keep(self, digest: str, records: Sequence[Record]) -> None:
        """Remembers the records of some copy, and forgets what has not been asked for longest."""
        self._records[digest] = records
        self._count += len(records)
        while self._count > MOST_REMEMBERED:
            self._count -= len(self._records.popitem(last=False)[1])


def lint_batch(batch: pa.RecordBatch, rules: InUse, columns: Columns, known: Remembered) -> pa.RecordBatch:
    """The records of the rows of one batch; what `known` remembers is not found out again."""
    ids = strings_of(batch.column(columns.id))
    made: list[Record] = []
    own: dict[str, range] = {}
    taken: list[int] = []
    of_row: list[int] = []
    for number, row in enumerate(rows_of(batch, columns)):
        digest = row.digest()
        key = digest if ids[number] is not None else f"no id {digest}"
        if key not in own:
            records = _records(row, digest, rules, known) if key == digest else [problem_record(digest, _WITHOUT_ID)]
            own[key] = range(len(made), len(made) + len(records))
            made += records
        taken += own[key]
        of_row += [number] * len(own[key])
    return _handed_out(made, taken, {"id": pa.array(ids, pa.string()), "labels": _labels(batch, columns)}, of_row)


def _records(row: Row, digest: str, rules: InUse, known: Remembered) -> Sequence[Record]:
    records = known.get(digest)
    if records is None:
        records = records_of(row, digest, rules)
        known.keep(digest, records)
    return records


def _handed_out(
    made: Sequence[Record], taken: Sequence[int], own: Mapping[str, pa.Array], of_row: Sequence[int]
) -> pa.RecordBatch:
    """The records of copy, `taken` once for each row that has it, with what is that row's `own`."""
    records = _batch(made).take(pa.array(taken, pa.int64()))
    rows = pa.array(of_row, pa.int64())
    arrays = [own[name].take(rows) if name in own else records.column(name) for name in SCHEMA.names]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _batch(made: Sequence[Record]) -> pa.RecordBatch:
    try:
        return pa.RecordBatch.from_pylist(made, SCHEMA)
    except UnicodeEncodeError:  # half of a character, which an escape may stand for, cannot be in a table
        return pa.RecordBatch.from_pylist(_whole_characters(made), SCHEMA)


def _whole_characters(value: Any) -> Any:
    """The value, what cannot be encoded in its words as question marks."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _whole_characters(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(_whole_characters, value))
    return value


def _labels(batch: pa.RecordBatch, columns: Columns) -> pa.Array:
    """The labels of each row, none where no column is handed on."""
    held = [(name, strings_of(batch.column(name))) for name in columns.labels]
    rows = [[(name, values[i]) for name, values in held] if held else None for i in range(batch.num_rows)]
    return pa.array(rows, SCHEMA.field("labels").type)
