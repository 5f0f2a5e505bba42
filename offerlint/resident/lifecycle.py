"""Starts a resident process and ends it, from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import sleep

from offerlint.resident.place import place


def begin(*options: str) -> subprocess.Popen[bytes]:
    """Starts a resident process that belongs to no terminal, and does not wait for it."""
    words = [sys.executable, "-m", "offerlint", "server", "run", *options]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(words, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: S603


def running() -> int | None:
    """The number of the resident process; None where there is none."""
    import fcntl

    where = place()
    try:
        with Path(f"{where}.lock").open("r+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return int(lock.read())
    except (OSError, ValueError):
        pass
    return None


def end(process: int) -> None:
    """Ends a resident process once it has done what it was asked to do, and waits for that."""
    with suppress(OSError):
        os.kill(process, signal.SIGTERM)
    while running() == process:
        sleep(0.02)
