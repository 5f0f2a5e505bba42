"""The record as an SQLite file, to which runs are added one by one and from which nothing is taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from offerlint.record.chain import Link, digest, link

FORMAT = 1
"""The user_version of a record."""

PATIENCE = 60.0
"""How long to wait for others who record at the same time, in seconds."""


def _refuse(table: str, change: str) -> str:
    return (
        f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'a record is only ever added to'); END"
    )


_RUN = "number INTEGER PRIMARY KEY AUTOINCREMENT, previous TEXT NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL UNIQUE"

SCHEMA = (
    f"CREATE TABLE runs ({_RUN})",
    "CREATE TABLE rulesets (version TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL)",
    *(_refuse(table, change) for table in ("runs", "rulesets") for change in ("UPDATE", "DELETE")),
)


class RecordError(Exception):
    """A record that cannot be read or added to: what is wrong and what to do."""


def append(path: Path, body: str, ruleset: str) -> Link:
    """Adds a run, and its ruleset when it is new, whole or not at all; raises RecordError.

    Runs of several processes wait for one another, so each follows the one before it.
    """
    with _opened(path, f"{path.resolve().as_uri()}?mode=rwc") as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("BEGIN IMMEDIATE")
        _prepare(connection, path)
        row = connection.execute("SELECT number, previous, body, hash FROM runs ORDER BY number DESC").fetchone()
        added = link(Link(*row) if row else None, body)
        connection.execute("INSERT OR IGNORE INTO rulesets VALUES (?, ?)", (digest(ruleset), ruleset))
        connection.execute(
            "INSERT INTO runs VALUES (?, ?, ?, ?)", (added.number, added.previous, added.body, added.hash)
        )
        connection.execute("COMMIT")
    return added


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Makes the tables of a new file; refuses a file of anything else."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == FORMAT:
        return
    if version or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise RecordError(f"{path}: a database of something else; name a new file, or a record of offerlint")
    for statement in SCHEMA:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {FORMAT}")


class Reader:
    """An open record, read as it stood when it was opened."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def links(self) -> Iterator[Link]:
        """The rows in order of their numbers."""
        for number, previous, body, own in self._connection.execute(
            "SELECT number, previous, body, hash FROM runs ORDER BY number"
        ):
            yield Link(number, str(previous), str(body), str(own))

    def rulesets(self) -> dict[str, str]:
        """The body of each ruleset by its version."""
        return {str(version): str(body) for version, body in self._connection.execute("SELECT * FROM rulesets")}

    def last(self) -> int:
        """The highest number that was ever given out."""
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'runs'").fetchone()
        return int(row[0]) if row else 0

    def is_guarded(self) -> bool:
        """Whether what refuses changes is as it was made."""
        held = self._connection.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%'")
        return {row[0] for row in held} == set(SCHEMA)


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Opens a record to read; raises RecordError when it is none or is damaged, whenever that shows."""
    if not path.is_file():
        raise RecordError(f"{path}: no such file; check the spelling of the path")
    with _opened(path, f"{path.resolve().as_uri()}?mode=rw") as connection:
        connection.execute("BEGIN")
        if connection.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            raise RecordError(f"{path}: not a record of offerlint, or one of a later version")
        yield Reader(connection)


@contextmanager
def _opened(path: Path, address: str) -> Iterator[sqlite3.Connection]:
    """A connection that rolls back what was not committed, its errors in plain words."""
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            yield connection
    except sqlite3.Error as error:
        raise RecordError(f"{path}: {_in_words(error)}") from error


_WORDS = {
    "unable to open": "cannot be opened; check that the folder is there and may be written to",
    "readonly": "may not be written to; check its permissions",
    "is full": "the disk is full, so nothing was added; make room and run again",
    "disk i/o": "the disk refuses to be written to (is it full?), so nothing was added",
    "is locked": "another program has held it for too long; run again",
    "not a database": "not a record of offerlint; name a new file",
    "malformed": "damaged, no longer a whole database; keep it as it is and restore a copy",
}


def _in_words(error: sqlite3.Error) -> str:
    said = str(error)
    return next((words for part, words in _WORDS.items() if part in said.lower()), said)
