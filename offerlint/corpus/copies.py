"""What became of copy that was linted, on disk for all processes of a run, so that the same copy is linted once."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any
from weakref import finalize

from offerlint.batches.lint import Remembered
from offerlint.batches.records import Record

MOST_BYTES = 8 << 30
"""How large the file may grow; copy that comes later is remembered by the process that met it."""
_PATIENCE = 60
"""Seconds to wait for another process that writes."""


class Copies(Remembered):
    """Copy that any process of the run has linted, in the file at `path`; the latest of it in memory.

    A file that cannot be used is as good as none.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._new: list[tuple[bytes, bytes]] = []
        self._base: sqlite3.Connection | None = None
        with suppress(sqlite3.Error):
            base = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            finalize(self, base.close)
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = OFF")
            base.execute("CREATE TABLE IF NOT EXISTS copies (digest BLOB PRIMARY KEY, records BLOB) WITHOUT ROWID")
            self._base = base

    def get(self, digest: str) -> Sequence[Record] | None:
        """The records of this copy, whichever process made them."""
        found = super().get(digest)
        if found is None and self._base is not None:
            with suppress(sqlite3.Error, zlib.error, ValueError):
                row = self._base.execute(
                    "SELECT records FROM copies WHERE digest = ?", (bytes.fromhex(digest),)
                ).fetchone()
                if row:
                    found = _read(row[0])
                    super().keep(digest, found)
        return found

    def keep(self, digest: str, records: Sequence[Record]) -> None:
        """Remembers the records of some copy; the others hear of it after `save`."""
        super().keep(digest, records)
        if self._base is not None:
            self._new.append((bytes.fromhex(digest), _written(records)))

    def save(self) -> None:
        """Hands what is new on to the other processes."""
        new, self._new = self._new, []
        if self._base is None or not new:
            return
        with suppress(sqlite3.Error, OSError):
            if self._path.stat().st_size < MOST_BYTES:
                self._base.execute("BEGIN IMMEDIATE")
                self._base.executemany("INSERT OR IGNORE INTO copies VALUES (?, ?)", new)
                self._base.execute("COMMIT")


def _written(records: Sequence[Record]) -> bytes:
    return zlib.compress(json.dumps(records, default=date.isoformat).encode("ascii"), 1)


def _read(data: bytes) -> list[Record]:
    return [_record(one) for one in json.loads(zlib.decompress(data))]


def _record(values: dict[str, Any]) -> Record:
    """A record as it was before JSON, which has neither days nor pairs."""
    for held in (values, values.get("allowed") or {}):
        for key in ("as_of", "until"):
            if held.get(key):
                held[key] = date.fromisoformat(held[key])
    if values.get("exposed_by"):
        values["exposed_by"] = [[(name, value) for name, value in choices] for choices in values["exposed_by"]]
    return values
