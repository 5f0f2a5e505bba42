"""Which tables a run is asked to lint, and what each of them is."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from offerlint.disk import is_file, is_folder
from offerlint.text.frozen import dataclass

FORMATS = {
    ".parquet": "parquet", ".pq": "parquet", ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
"""The formats of tables, by the endings of their files."""

_AT_ONCE = 1 << 20


class InputsError(Exception):
    """Why there is nothing to lint, and what to do."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file that holds a table: its size and SHA-256, and of a text how many lines it has."""

    path: str
    format: str
    size: int
    digest: str
    lines: int = 0

    def wire(self) -> dict[str, Any]:
        """What the manifest says of it."""
        return {"path": self.path, "format": self.format, "bytes": self.size, "sha256": self.digest}


def find(named: Sequence[str], output: Path) -> list[str]:
    """The tables that are named, or stand in folders or match globs that are, in order of their paths.

    What stands in `output`, the folder of the findings, somewhere below a folder that is named, is left out.

    Raises InputsError for a name that leads to none, and for a file that was named and is no table.
    """
    found: set[str] = set()
    for name in named:
        own = list(_below(name, output)) if is_folder(name) else [name] if is_file(name) else _matched(name, output)
        if not own:
            endings = ", ".join(FORMATS)
            what = "no table in this folder" if is_folder(name) else "no such file, and nothing that matches"
            raise InputsError(f"{name}: {what}; tables are files that end in {endings}")
        found.update(own)
    wrong = next((name for name in sorted(found) if not format_of(name)), None)
    if wrong:
        raise InputsError(f"{wrong}: not a table; tables are files that end in {', '.join(FORMATS)}")
    return sorted(found)


def format_of(path: str) -> str:
    """The format of a table by the ending of its file; empty where it is none."""
    return FORMATS.get(Path(path).suffix.lower(), "")


def look(path: str) -> Table:
    """What the table at `path` is; raises OSError where it cannot be read."""
    format = format_of(path)
    digest, size, lines = sha256(), 0, 0
    with Path(path).open("rb") as file:
        while data := file.read(_AT_ONCE):
            digest.update(data)
            size += len(data)
            lines += data.count(b"\n") if format != "parquet" else 0
    return Table(path, format, size, digest.hexdigest(), lines)


def _below(folder: str, output: Path) -> Iterator[str]:
    """The tables in a folder and its folders; hidden ones, and those that programs keep for themselves, left out."""
    top, written = Path(folder).resolve(), output.resolve()
    for path in Path(folder).rglob("*"):
        inside = path.relative_to(folder).parts
        if not format_of(path.name) or any(part.startswith((".", "_")) for part in inside):
            continue
        if path.is_file() and (written == top or written not in top.joinpath(*inside).parents):
            yield path.as_posix()


def _matched(pattern: str, output: Path) -> Iterable[str]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no pattern from the root
    return [table for name in found for table in (_below(name, output) if is_folder(name) else [name])]
