"""Files of strangers, read with care: only files, never more than was said, one message for each reason why not."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

LARGEST_FILE = 20_000_000
"""Bytes of a file of copy that is read; rules and settings have their own bounds."""

_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class Files(Protocol):
    """Where files are read from: the disk, or what git keeps of it."""

    def read_bytes(self, path: str | Path, most: int = LARGEST_FILE) -> bytes:
        """What the file at `path` holds; raises UnreadableError."""

    def is_file(self, path: str | Path) -> bool:
        """Whether there is a file at `path`."""

    def is_below(self, path: str | Path, folder: str | Path) -> bool:
        """Whether `path`, wherever links lead, lies in `folder`."""


class UnreadableError(Exception):
    """Why a file is not read, and what to do."""


class TooLargeError(UnreadableError):
    """A file of more bytes than are read."""


def read_bytes(path: str | Path, most: int = LARGEST_FILE) -> bytes:
    """What the file at `path` holds now; raises UnreadableError for one of more than `most` bytes, or none at all."""
    try:
        _must_be_file(_mode(path))
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(number, "rb") as file:
            state = os.fstat(number)
            _must_be_file(state.st_mode)
            data = file.read(min(state.st_size, most) + 1)
            if len(data) > state.st_size:  # it has grown, or tells no size, as those below /proc
                data += file.read(most + 1 - len(data))
    except FileNotFoundError as error:
        raise UnreadableError("no such file; check the spelling of the path") from error
    except OSError as error:
        raise UnreadableError(f"cannot be read: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:
        raise UnreadableError("no file can have this name; check the spelling of the path") from error
    return within(data, most)


def within(data: bytes, most: int = LARGEST_FILE) -> bytes:
    """`data`, which is no more than `most` bytes; raises TooLargeError."""
    if len(data) > most:
        raise TooLargeError(f"too large: only files of up to {most:,} bytes are read; split it, or leave it out")
    return data


def whole(path: str | Path) -> Path:
    """The path from the root, without `..`; links stay as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def is_file(path: str | Path) -> bool:
    """Whether there is a file at `path`, whatever is wrong with the path."""
    return _is(path, stat.S_ISREG)


def is_folder(path: str | Path) -> bool:
    """Whether there is a folder at `path`, whatever is wrong with the path."""
    return _is(path, stat.S_ISDIR)


def is_there(path: str | Path) -> bool:
    """Whether there is anything at `path`."""
    return _is(path, lambda _: True)


def size_of(path: str | Path) -> int:
    """How many bytes the file at `path` has; 0 where there is none."""
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def _is(path: str | Path, is_kind: Callable[[int], bool]) -> bool:
    try:
        return is_kind(_mode(path))
    except (OSError, ValueError):
        return False


def _mode(path: str | Path) -> int:
    if not str(path):
        raise FileNotFoundError
    return Path(path).stat().st_mode


def _must_be_file(mode: int) -> None:
    for is_kind, what in _KINDS:
        if is_kind(mode):
            raise UnreadableError(f"this is {what}, not a file; put its words in a file, or on standard input (-)")


class Disk:
    """The files as they stand now."""

    read_bytes = staticmethod(read_bytes)
    is_file = staticmethod(is_file)

    @staticmethod
    def is_below(path: str | Path, folder: str | Path) -> bool:
        """Whether `path`, wherever links lead, lies in `folder`."""
        try:
            return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
        except ValueError:
            return False


DISK: Files = Disk()
