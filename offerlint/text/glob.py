"""Globs over relative paths."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath


def is_glob(path: str) -> bool:
    """Whether a path stands for many."""
    return any(char in path for char in "*?[")


def matches(path: str, pattern: str) -> bool:
    """Whether a relative path matches a glob, in which `**` spans folders and a bare name any depth."""
    if "/" not in pattern.rstrip("/"):
        return any(fnmatchcase(part, pattern.rstrip("/")) for part in PurePosixPath(path).parts)
    return _parts_match(PurePosixPath(path).parts, tuple(pattern.strip("/").split("/")))


def _parts_match(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    reached = {0}
    for glob in pattern:
        if glob == "**":
            reached = set(range(min(reached), len(parts) + 1)) if reached else set()
        else:
            reached = {i + 1 for i in reached if i < len(parts) and fnmatchcase(parts[i], glob)}
    return len(parts) in reached
