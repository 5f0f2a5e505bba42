"""From the parts of a run to its tables: rows, problems, and a folder of findings for each ruleset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from offerlint.batches.schema import ALLOWED, FINDING, ROW, SCHEMA
from offerlint.corpus.store import COMPRESSION

MOST_HELD = 16 << 20
"""Bytes of records that wait to be written."""
MOST_RECORDS = 1_000_000
"""Records of a file."""


def gather(parts: Iterable[Path], folder: Path) -> Counter[str]:
    """Writes the records of the parts, in their order, into tables below `folder`; how many each file has."""
    tables: dict[str, _Table] = {}
    for part in parts:
        for name, records in _by_table(pq.ParquetFile(part).read().cast(SCHEMA)):
            if name not in tables:
                tables[name] = _Table(folder / name)
            tables[name].add(records)
        while sum(table.held for table in tables.values()) > MOST_HELD:
            max(tables.values(), key=lambda table: (table.held, table.folder.name)).flush()
    for table in tables.values():
        table.close()
    return Counter({f"{table.folder.name}/{file}": count for table in tables.values() for file, count in table.files})


def _by_table(records: pa.Table) -> Iterable[tuple[str, pa.Table]]:
    """The records by the table that they belong to, in the order of its name."""
    places: dict[str, list[int]] = {}
    for i, (record, rule) in enumerate(zip(records["record"].to_pylist(), records["rule"].to_pylist(), strict=True)):
        found = record in (FINDING, ALLOWED)
        name = f"ruleset={rule.partition('/')[0]}" if found else "rows" if record == ROW else "problems"
        places.setdefault(name, []).append(i)
    for name, own in sorted(places.items()):
        yield name, records.take(pa.array(own, pa.int64()))


class _Table:
    """A table that is being written, in files of a bounded number of records."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.held = folder, 0
        self.files: list[tuple[str, int]] = []
        self._waiting: list[pa.Table] = []
        self._writer: pq.ParquetWriter | None = None
        folder.mkdir()

    def add(self, records: pa.Table) -> None:
        """Takes records in, to be written soon."""
        self._waiting.append(records)
        self.held += records.nbytes

    def flush(self) -> None:
        """Writes what waits."""
        if not self._waiting:
            return
        records = pa.concat_tables(self._waiting)
        self._waiting, self.held = [], 0
        if self._writer is None or self.files[-1][1] >= MOST_RECORDS:
            self.close()
            name = f"part-{len(self.files):05}.parquet"
            self.files.append((name, 0))
            self._writer = pq.ParquetWriter(self.folder / name, SCHEMA, compression=COMPRESSION)
        self._writer.write_table(records)
        name, count = self.files[-1]
        self.files[-1] = (name, count + records.num_rows)

    def close(self) -> None:
        """Writes what waits and ends the file."""
        if self._waiting:
            self.flush()
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def counts_of(records: pa.RecordBatch) -> Counter[str]:
    """How many records of each kind there are, findings by severity, and faults of ours."""
    counts: Counter[str] = Counter(records["record"].to_pylist())
    found = records.filter(pc.equal(records["record"], FINDING))
    counts.update(found["severity"].to_pylist())
    counts["faults"] += records.num_rows - records["trace"].null_count
    return counts
