"""The resident process: it has everything ready, and each run is a child of it that starts from there."""

from __future__ import annotations

import gc
import os
import selectors
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import cast

from offerlint.resident.child import run_as
from offerlint.resident.message import ALONE, OTHER, is_whole
from offerlint.resident.place import folder, is_ours, place
from offerlint.text.frozen import dataclass

_LONGEST = 10_000_000
"""Bytes of a request."""
_STREAMS = 3


class CannotServeError(Exception):
    """Why there can be no resident process."""


def serve(run: Callable[[], object], is_same: Callable[[], bool], ready: Iterator[object], idle: float) -> None:
    """Does runs for those who ask, each in a child, until nobody has asked for `idle` seconds.

    `run` does a run and ends its process; once the program on disk is no longer what it was (`is_same`), this ends.
    What `ready` yields is made step by step while nobody asks. Raises CannotServeError.
    """
    with _listening() as listener, selectors.DefaultSelector() as selector, _deaths(selector):
        selector.register(listener, selectors.EVENT_READ)
        _Serving(listener, selector, run, is_same).until_idle(ready, idle)


@contextmanager
def _listening() -> Iterator[socket.socket]:
    """The socket of this user's resident process, which is the only one."""
    import fcntl

    where = place()
    if where is None:
        raise CannotServeError("this system has no resident process: it can fork none, or its temporary folder is deep")
    with suppress(FileExistsError):
        Path(folder()).mkdir(mode=0o700, parents=True)
    if not is_ours(folder()):
        raise CannotServeError(f"{folder()} must be a folder that is yours and that nobody else can read; remove it")
    with ExitStack() as closing:
        lock = closing.enter_context(Path(f"{where}.lock").open("a"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotServeError("there is a resident process already") from error
        Path(where).unlink(missing_ok=True)
        listener = closing.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        listener.bind(where)
        closing.callback(Path(where).unlink, missing_ok=True)
        listener.listen(64)
        listener.setblocking(False)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield listener


@contextmanager
def _deaths(selector: selectors.BaseSelector) -> Iterator[None]:
    """Wakes the selector when a child comes to its end."""
    woken, waking = socket.socketpair()
    with woken, waking:
        for end in (woken, waking):
            end.setblocking(False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
        selector.register(woken, selectors.EVENT_READ)
        yield


@dataclass(slots=True)
class _Caller:
    """Who asks: its line, what of its request has come with which open files, and the child that answers."""

    line: socket.socket
    said: bytes = b""
    files: tuple[int, ...] = ()
    child: int = 0


class _Serving:
    def __init__(
        self,
        listener: socket.socket,
        selector: selectors.BaseSelector,
        run: Callable[[], object],
        is_same: Callable[[], bool],
    ) -> None:
        self._listener, self._selector, self._run, self._is_same = listener, selector, run, is_same
        self._callers: dict[socket.socket, _Caller] = {}
        self._ends = False

    def until_idle(self, ready: Iterator[object], idle: float) -> None:
        """Serves until nobody has asked for `idle` seconds, or it is told to end; what runs then still ends first."""
        signal.signal(signal.SIGTERM, lambda *_: self._end())
        is_ready = False
        while self._callers or not self._ends:
            events = self._selector.select(None if self._callers else idle if is_ready else 0)
            if not events and is_ready:
                return
            if not events:
                is_ready = next(ready, self) is self
                gc.freeze()
            for key, _ in events:
                self._attend(cast("socket.socket", key.fileobj))
            self._bury()

    def _end(self) -> None:
        if not self._ends:
            self._ends = True
            self._selector.unregister(self._listener)

    def _attend(self, line: socket.socket) -> None:
        """Does what a line that has something asks for."""
        if line is self._listener:
            with suppress(OSError):
                asking, _ = line.accept()
                asking.setblocking(False)
                self._callers[asking] = _Caller(asking)
                self._selector.register(asking, selectors.EVENT_READ)
        elif caller := self._callers.get(line):
            self._hear(caller)
        else:
            line.recv(4096)

    def _hear(self, caller: _Caller) -> None:
        """Takes in what a caller says; that it says no more is an interrupt for its run."""
        try:
            said, files, *_ = socket.recv_fds(caller.line, 1 << 16, _STREAMS)
        except OSError:
            said, files = b"", []
        caller.said += said
        caller.files += tuple(files)
        if caller.child:
            self._selector.unregister(caller.line)
            os.kill(caller.child, signal.SIGINT)
        elif not said or len(caller.said) > _LONGEST:
            self._leave(caller)
        elif is_whole(caller.said):
            self._start(caller)

    def _start(self, caller: _Caller) -> None:
        """Has a child answer; where none can be had, the caller does without."""
        try:
            caller.child = os.fork()
        except OSError:
            with suppress(OSError):
                caller.line.send(bytes([ALONE]))
            self._leave(caller)
            return
        if caller.child:
            self._close(caller)
            return
        self._selector.close()
        self._listener.close()
        for other in self._callers:
            other.close()
        run_as(caller.said, caller.files, self._run, self._is_same)

    def _bury(self) -> None:
        """Tells callers with what code the runs ended that did."""
        for caller in [caller for caller in self._callers.values() if caller.child]:
            child, status = os.waitpid(caller.child, os.WNOHANG)
            if child:
                code = os.waitstatus_to_exitcode(status)
                if code == OTHER:
                    self._end()
                with suppress(OSError):
                    caller.line.send(bytes([code if code >= 0 else 128 - code]))
                self._leave(caller)

    def _close(self, caller: _Caller) -> None:
        """Closes the files of a caller, which a child has of its own."""
        for file in caller.files:
            os.close(file)
        caller.files = ()

    def _leave(self, caller: _Caller) -> None:
        self._close(caller)
        with suppress(KeyError):
            self._selector.unregister(caller.line)
        del self._callers[caller.line]
        caller.line.close()
