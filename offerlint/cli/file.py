"""Files that commands read and write: a mistake is told with its file, and no reader ever sees half of one."""

from __future__ import annotations

import os
from pathlib import Path

import click

from offerlint.disk import UnreadableError, read_bytes

STRANGE = "backslashreplace"
"""How characters that UTF-8 does not have, as file names may, are written."""
LARGEST = 200_000_000
"""Bytes of a report or register that is read again."""


def from_here(path: str | Path) -> str:
    """`path` as seen from the folder we are in, so that no report tells where on this machine that is."""
    named = Path(path)
    if not named.is_absolute():
        return str(path)
    try:
        return Path(os.path.relpath(named.parent.resolve() / named.name, Path.cwd().resolve())).as_posix()
    except ValueError:  # another drive
        return str(path)


def read(file: Path) -> str:
    """The words of a file in UTF-8; one that cannot be read ends the command."""
    try:
        return read_bytes(file, LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file}: cannot be read: it is not UTF-8") from error
    except UnreadableError as error:
        raise click.UsageError(f"{file}: {error}") from error


def write(file: Path, words: str | bytes) -> None:
    """Replaces `file` in one step: whatever happens meanwhile, what stands there is the old words or the new.

    A link stays one; the words go to the file that it names. What is no file, such as a pipe, is written to.
    """
    data = words if isinstance(words, bytes) else words.encode("utf-8", STRANGE)
    if file.exists() and not file.is_file():
        _pour(file, data)
    else:
        _replace(file, data)


def replace_bytes(file: Path, before: bytes, after: bytes) -> None:
    """Replaces `file` in one step, unless somebody changed it since it held `before`; its mode stays."""
    try:
        now = read_bytes(file)
    except UnreadableError as error:
        raise click.UsageError(f"{file}: {error}") from error
    if now != before:
        raise click.UsageError(f"{file}: changed while it was being checked; nothing is written to it. Run this again")
    _replace(file, after)


def _replace(file: Path, data: bytes) -> None:
    """Writes beside the file that `file` names, and puts the new one in its place."""
    target = Path(os.path.realpath(file))
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            partial.chmod(target.stat().st_mode & 0o777)
        partial.replace(target)
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be written: {_why(error)}") from error
    finally:
        partial.unlink(missing_ok=True)


def _pour(file: Path, data: bytes) -> None:
    """Writes to a pipe or a device, which keeps nothing that could be left half."""
    try:
        with file.open("wb") as stream:
            stream.write(data)
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be written: {_why(error)}") from error


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
