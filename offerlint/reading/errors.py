"""The error a reader raises when a file cannot be read at all."""

from __future__ import annotations

from pathlib import PurePosixPath


class ReadError(Exception):
    """A file that cannot be read: what is wrong and what to do, and the 1-based line where known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def not_installed(error: ModuleNotFoundError, extra: str, path: str) -> ReadError:
    """What to do when the library that reads a file is missing; raises `error` again where it is a module of ours."""
    if (error.name or "").partition(".")[0] == "offerlint":
        raise error
    return ReadError(f'install offerlint[{extra}] to read {PurePosixPath(path).name}: pip install "offerlint[{extra}]"')
