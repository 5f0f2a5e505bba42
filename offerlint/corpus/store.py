"""The folder of what a run found: its manifest, the parts written so far, and the tables that they become."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

MANIFEST, PARTS, BUILDING, LOCK = "manifest.json", ".parts", ".building", ".lock"
COMPRESSION = "zstd"


class StoreError(Exception):
    """Why a folder cannot take what a run finds, and what to do."""


class Store:
    """The folder of one run. Whatever happens, its manifest says `complete` only once every table in it is whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def manifest(self) -> dict[str, Any] | None:
        """What the manifest says; None where there is none. Raises StoreError for one that is not ours."""
        file = self.folder / MANIFEST
        try:
            found = json.loads(file.read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise StoreError(f"{file}: cannot be read; name another folder with -o") from error
        if not isinstance(found, dict) or found.get("offerlint") != "corpus":
            raise StoreError(f"{file}: not a manifest of offerlint corpus; name another folder with -o")
        return found

    def begin(self, manifest: Mapping[str, Any]) -> None:
        """Takes the folder for a run; raises StoreError where it holds anything else."""
        others = self._others()
        if others:
            raise StoreError(f"{self.folder} holds {others[0]}, which no run wrote there; name another folder with -o")
        (self.folder / PARTS).mkdir(parents=True, exist_ok=True)
        self._say(manifest)

    def empty(self) -> None:
        """Takes away what an earlier run wrote; raises StoreError where the folder holds anything else."""
        others = self._others()
        if others:
            raise StoreError(
                f"{self.folder} holds {others[0]}, which no run wrote there; move it, or name another folder"
            )
        (self.folder / MANIFEST).unlink(missing_ok=True)
        self.tidy()
        for one in tables(self.folder):
            shutil.rmtree(one)

    def _others(self) -> list[str]:
        """What the folder holds that no run wrote; tables without a manifest are among it."""
        if not self.folder.is_dir():
            return []
        ours = {LOCK, PARTS, BUILDING}
        if self.manifest() is not None:
            ours |= {MANIFEST, *(one.name for one in tables(self.folder))}
        return sorted(one.name for one in self.folder.iterdir() if one.name not in ours)

    def part(self, table: int, chunk: int) -> Path:
        """Where the records of a chunk go."""
        return self.folder / PARTS / f"{table:05}-{chunk:07}.parquet"

    def parts(self) -> list[Path]:
        """The parts that are whole, in the order of tables and chunks."""
        return sorted((self.folder / PARTS).glob("*.parquet"))

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A folder for the tables; when all went well they are put in the place of those that stood there before."""
        new = self.folder / BUILDING
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        yield new
        for one in tables(self.folder):
            shutil.rmtree(one)
        for one in sorted(new.iterdir()):
            one.replace(self.folder / one.name)
        new.rmdir()

    def end(self, manifest: Mapping[str, Any]) -> None:
        """Says that the run is complete; what it needed on its way goes."""
        self._say(manifest)
        self.tidy()

    def tidy(self) -> None:
        """Takes away what only a run on its way needs."""
        for name in (PARTS, BUILDING):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def _say(self, manifest: Mapping[str, Any]) -> None:
        text = json.dumps({"offerlint": "corpus", **manifest}, ensure_ascii=True, indent=2) + "\n"
        with replaced(self.folder / MANIFEST) as partial:
            partial.write_text(text, encoding="utf-8")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps another run from writing here. A run that was killed keeps nobody.

        Raises StoreError while one does, and where the folder cannot be written to.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._lock():
                yield
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            raise StoreError(f"{self.folder}: cannot be written: {why}; mend that, and run the same again") from error

    @contextmanager
    def _lock(self) -> Iterator[None]:
        try:
            import fcntl
        except ModuleNotFoundError:  # Windows, where two runs are the user's to keep apart
            yield
            return
        number = os.open(self.folder / LOCK, os.O_CREAT | os.O_RDWR, 0o644)
        try:
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StoreError(f"{self.folder}: another run is writing here; wait for it, or stop it") from error
            try:
                yield
            finally:  # by the run that holds it only, or the next one would be let in beside it
                with suppress(OSError):
                    (self.folder / LOCK).unlink()
        finally:
            os.close(number)


def tables(folder: Path) -> list[Path]:
    """The folders of tables in what a run wrote."""
    return sorted(one for one in folder.iterdir() if one.is_dir() and _is_table(one.name)) if folder.is_dir() else []


def _is_table(name: str) -> bool:
    return name in ("rows", "problems") or name.startswith("ruleset=")


def write_part(file: Path, records: pa.RecordBatch) -> None:
    """Writes the records of a chunk in one step: the file is whole, or it is not there."""
    with replaced(file) as partial:
        pq.write_table(pa.Table.from_batches([records]), partial, compression=COMPRESSION)


@contextmanager
def replaced(file: Path) -> Iterator[Path]:
    """A file to write, which then takes the place of `file`, on the disk and whole."""
    partial = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        yield partial
        with partial.open("rb+") as stream:
            os.fsync(stream.fileno())
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
