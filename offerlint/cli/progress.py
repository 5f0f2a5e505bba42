"""A bar that tells how far a long run is, to somebody who watches it at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import click

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds for which nobody wonders."""


def told(things: Sequence[T], *, patience: float = PATIENCE) -> Iterable[T]:
    """The things one after the other, with a bar on standard error once that has taken longer than `patience`.

    Where standard error is no terminal, there is never a bar.
    """
    return _with_bar(things, patience) if sys.stderr.isatty() else things


def _with_bar(things: Sequence[T], patience: float) -> Iterator[T]:
    begun = time.monotonic()
    done = 0
    while done < len(things) and time.monotonic() - begun < patience:
        yield things[done]
        done += 1
    if done < len(things):
        with click.progressbar(length=len(things), label="Checking", show_pos=True, file=sys.stderr) as bar:
            bar.update(done)
            for thing in things[done:]:
                yield thing
                bar.update(1)
