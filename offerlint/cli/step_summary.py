"""The summary of a GitHub workflow: Markdown that is shown on the page of the run."""

from __future__ import annotations

import os
from pathlib import Path

import click

VARIABLE = "GITHUB_STEP_SUMMARY"

LIMIT = 1_000_000
"""The most octets that we add; GitHub shows nothing at all of a step with more than 1 MiB."""

_MORE = "\n\nThere is more than can be shown here: see the log, or write a report with --output.\n"


def append_summary(words: str) -> None:
    """Adds `words` to the file that GitHub names, if it names one; that it cannot be written is said and no more."""
    file = os.environ.get(VARIABLE)
    if not file:
        return
    try:
        with Path(file).open("a", encoding="utf-8", newline="\n") as summary:
            summary.write("\n" + cut(words))
    except OSError as error:
        click.echo(f"{VARIABLE}: {file}: cannot be written: {(error.strerror or str(error)).lower()}", err=True)


def cut(words: str, limit: int = LIMIT) -> str:
    """`words` up to the last line that leaves them within `limit` octets; that something is missing is said."""
    octets = words.encode("utf-8")
    if len(octets) <= limit:
        return words
    kept = octets[: limit - len(_MORE)]
    return kept[: kept.rfind(b"\n") + 1].decode("utf-8").rstrip("\n") + _MORE
