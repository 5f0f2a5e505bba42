"""Where the settings of a run are."""

from __future__ import annotations

from pathlib import Path

from offerlint.disk import UnreadableError, is_file, read_bytes

FILE = "offerlint.yaml"
PROJECT = "pyproject.toml"
LARGEST = 1_000_000
"""Bytes that a configuration may have."""


class ConfigError(Exception):
    """A mistake in a configuration, with its file, line and column, and the remedy."""


def find_config(start: Path) -> Path | None:
    """The nearest configuration at or above the folder `start`."""
    for folder in (start, *start.parents):
        if is_file(folder / FILE):
            return folder / FILE
        project = folder / PROJECT
        if is_file(project) and _is_ours(project):
            return project
    return None


def _is_ours(project: Path) -> bool:
    """Whether a pyproject.toml speaks of offerlint; one that cannot be read is some other program's matter."""
    try:
        return b"[tool.offerlint" in read_bytes(project, LARGEST)
    except UnreadableError:
        return False
