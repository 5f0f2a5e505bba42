"""A run as a child of the resident process: it becomes what the one that asked for it is, and then does the same."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from typing import NoReturn

from offerlint.resident.message import ALONE, OTHER, become


def run_as(said: bytes, streams: Sequence[int], run: Callable[[], object], is_same: Callable[[], bool]) -> NoReturn:
    """Does the run that was asked for on these three streams, and ends this process with its code."""
    code: object = 3
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if not is_same():
            os._exit(OTHER)
        _take(streams)
        become(said)
        time.tzset()
        run()
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
        os._exit(code if isinstance(code, int) else 1)


def _take(streams: Sequence[int]) -> None:
    """Makes these the standard streams."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
