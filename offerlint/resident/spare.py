"""A child of the resident process that waits for the next run, with all of its memory touched."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Callable, Sequence

from offerlint.resident.child import Request, Run, run_as
from offerlint.resident.message import STREAMS, is_whole


class Spare:
    """The child `process`, to be told of its run over `line`; it ends when that is closed."""

    def __init__(self, process: int, line: socket.socket) -> None:
        self.process, self._line = process, line

    def take(self, said: bytes, files: Sequence[int]) -> bool:
        """Hands a request over; False if the child is not ready yet, or no more."""
        try:
            if not self._line.recv(1, socket.MSG_DONTWAIT):
                return False
            sent = socket.send_fds(self._line, [said], files)
            if sent < len(said):  # a child that has all may be gone by now, and to send it nothing would fail
                self._line.sendall(said[sent:])
        except OSError:
            return False
        self._line.close()
        return True


def fork_spare(
    in_child: Callable[[], object], warm: Callable[[], object], run: Run, is_same: Callable[[], bool]
) -> Spare:
    """A new spare child, which first lets go of what is not its own (`in_child`) and then warms up.

    Raises OSError where no process can be had.
    """
    ours, its = socket.socketpair()
    with its:
        try:
            process = os.fork()
        except OSError:
            ours.close()
            raise
        if not process:
            ours.close()
            in_child()
            run_as(lambda: _told(its, warm), run, is_same)
    return Spare(process, ours)


def _told(line: socket.socket, warm: Callable[[], object]) -> Request:
    """The request that comes once this is warm; ends the process if none will."""
    warm()
    gc.freeze()
    line.send(b"\0")
    said, files, *_ = socket.recv_fds(line, 1 << 16, STREAMS + 1)
    while not is_whole(said):
        more = line.recv(1 << 16)
        if not more:
            os._exit(0)
        said += more
    line.close()
    return said, files
