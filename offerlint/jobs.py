"""The same work on many things, in several processes where that pays, in the order of the things."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AT_ONCE = 8
"""Things that a process is handed at a time."""

WORTH_SHARING = 300_000
"""Bytes of files from which on it pays to start further processes."""

_work: list[Callable[[Any], Any]] = []


def each(start: Callable[[], Callable[[T], R]], things: Sequence[T], jobs: int) -> Iterator[R]:
    """What the work makes of each thing; every process calls `start` once to have the work it does.

    What work gives must be picklable. Where a process cannot be forked, as on Windows, all is done in this one.
    """
    if jobs < 2 or not hasattr(os, "fork"):
        yield from map(start(), things)
        return
    import multiprocessing

    with multiprocessing.get_context("fork").Pool(jobs, _begin, (start,)) as pool:
        yield from pool.imap(_do, things, chunksize=max(1, min(_AT_ONCE, len(things) // jobs)))


def _begin(start: Callable[[], Callable[[Any], Any]]) -> None:
    _work[:] = [start()]


def _do(thing: Any) -> Any:
    return _work[0](thing)
