"""The files of a commit or of the index, read as if they stood on disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from offerlint.disk import LARGEST_FILE, Files, UnreadableError, whole, within
from offerlint.git.ask import GitError
from offerlint.git.repository import Repository
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The `blobs` of a repository's files by their paths from its top."""

    repository: Repository
    blobs: Mapping[str, str]

    def read_bytes(self, path: str | Path, most: int = LARGEST_FILE) -> bytes:
        """What the file at `path` held, as it was committed; raises UnreadableError."""
        blob = self.blob_at(path)
        if blob is None:
            raise UnreadableError("git has no such file")
        try:
            return within(self.repository.blob(blob), most)
        except GitError as error:
            raise UnreadableError(str(error)) from error

    def is_file(self, path: str | Path) -> bool:
        """Whether there was a file at `path`."""
        return self.blob_at(path) is not None

    def is_below(self, path: str | Path, folder: str | Path) -> bool:
        """Whether `path` lies in `folder`; what git has of links is not followed."""
        return whole(path).is_relative_to(whole(folder))

    def blob_at(self, path: str | Path) -> str | None:
        """The blob of the file at `path`; None where there was none."""
        name = name_in(self.repository, path)
        return None if name is None else self.blobs.get(name)


def name_in(repository: Repository, path: str | Path) -> str | None:
    """`path`, seen from here, as git names it; None where it lies outside of the repository."""
    try:
        place = Path(os.path.realpath(path))
    except ValueError:
        return None
    return place.relative_to(repository.top).as_posix() if place.is_relative_to(repository.top) else None


def holds(blob: str | None, path: str | Path, files: Files) -> bool:
    """Whether the file at `path` now holds what `blob` does; None stands for no file. Line ends make no difference."""
    if isinstance(files, Snapshot):
        return files.blob_at(path) == blob
    if blob is None or not files.is_file(path):
        return blob is None and not files.is_file(path)
    data = files.read_bytes(path)
    return blob in (_named(data, blob), _named(data.replace(b"\r\n", b"\n"), blob))


def _named(data: bytes, like: str) -> str:
    """What git calls a blob with this data, in the kind of name that `like` is."""
    kind = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return kind(b"blob %d\0" % len(data) + data).hexdigest()
