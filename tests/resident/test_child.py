"""A run as a child: what it leaves to those who asked."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import NoReturn

import pytest

from offerlint.resident import child
from offerlint.resident.message import request

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be forked here")


def test_who_reads_what_a_run_says_need_not_wait_for_its_process_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["offerlint", "check"])
    said, (ours, its), (reading, writing) = request(), socket.socketpair(), os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        monkeypatch.setattr(os, "_exit", lambda _: time.sleep(60))
        files = [os.open(os.devnull, os.O_RDONLY), writing, os.open(os.devnull, os.O_WRONLY), its.fileno()]
        child.run_as(lambda: (said, files), _tells, lambda: True)
    os.close(writing)
    try:
        assert ours.recv(1) == b"\1"
        with os.fdopen(reading, "rb") as told:
            assert told.read() == b"told\n"
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        ours.close()
        its.close()


def _tells(leave: Callable[[int], NoReturn]) -> None:
    sys.stdout.write("told\n")
    sys.stdout.flush()
    leave(1)
