"""A run as a child of the resident process: it becomes what the one that asked for it is, and then does the same."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import NoReturn, TypeAlias

from offerlint.resident.message import ALONE, OTHER, STREAMS, become

Request: TypeAlias = tuple[bytes, Sequence[int]]
"""What was said, the three streams that came with it, and the line to who said it."""
Run: TypeAlias = Callable[[Callable[[int], NoReturn]], object]
"""Does a run, and then leaves with its code."""


def run_as(request: Callable[[], Request], run: Run, is_same: Callable[[], bool]) -> NoReturn:
    """Does the run that is asked for, says with what code it ended, and ends this process."""
    code: object = 3
    line = -1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever asks hears it, whatever the server was told
        said, (*streams, line) = request()
        if not is_same():
            os._exit(OTHER)
        _take(streams)
        become(said)
        time.tzset()
        run(partial(_leave, line))
        code = 0
    except SystemExit as ended:
        code = ended.code or 0
    except KeyboardInterrupt:
        code = 130
    except (OSError, ValueError):
        code = ALONE
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        _leave(line, code if isinstance(code, int) else 1)


def _leave(line: int, code: int) -> NoReturn:
    """Ends the process; who asked is told before, since taking the memory of a process apart takes a while.

    So are those who read what it said, to the end: who captures it waits for that.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stream in range(STREAMS):
        with suppress(OSError):
            os.close(stream)
    with suppress(OSError):
        os.write(line, bytes([code]))
    os._exit(code)


def _take(streams: Sequence[int]) -> None:
    """Makes these the standard streams."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
