"""The error a reader raises when a file cannot be read at all."""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read: what is wrong and what to do, and the 1-based line where known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
