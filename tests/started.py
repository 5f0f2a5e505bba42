"""Processes that a test starts and leaves running: none outlives the test, whatever becomes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

LISTENING = None if os.name == "nt" else lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
"""Has a process listen to an interrupt, even where the tests themselves were started to ignore them."""


@contextmanager
def started(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """A process in a session of its own, listening; what is left of it and of those it started ends with the block."""
    process = subprocess.Popen(command, start_new_session=True, preexec_fn=LISTENING, **options)  # noqa: PLW1509
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[Any]) -> None:
    """Ends a process and those of its session, and closes what was read from it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            with suppress(OSError):
                stream.close()
    process.wait()


def wait(process: subprocess.Popen[Any], holds: Callable[[], Any]) -> None:
    """Waits until something holds, which must come about while the process runs."""
    while not holds():
        assert process.poll() is None, "it ended too soon"
        time.sleep(0.02)
