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

from offerlint.resident.child import Run, run_as
from offerlint.resident.message import ALONE, OTHER, STREAMS, is_whole
from offerlint.resident.place import folder, is_ours, place
from offerlint.resident.spare import Spare, fork_spare
from offerlint.text.frozen import dataclass

_LONGEST = 10_000_000
"""Bytes of a request."""


class CannotServeError(Exception):
    """Why there can be no resident process."""


@dataclass(frozen=True, slots=True)
class Served:
    """What is served: `run` is right as long as the program `is_same`.

    What `ready` yields is made step by step, for all runs; `warm` has a child touch what most runs need.
    """

    run: Run
    is_same: Callable[[], bool]
    ready: Iterator[object]
    warm: Callable[[], object]


def serve(served: Served, idle: float) -> None:
    """Does runs for those who ask, each in a child, until nobody has asked for `idle` seconds.

    Once the program on disk is no longer what it was, this ends. Raises CannotServeError.
    """
    with _listening() as listener, selectors.DefaultSelector() as selector, _deaths(selector):
        selector.register(listener, selectors.EVENT_READ)
        _Serving(listener, selector, served).until_idle(idle)


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
    def __init__(self, listener: socket.socket, selector: selectors.BaseSelector, served: Served) -> None:
        self._listener, self._selector, self._served = listener, selector, served
        self._callers: dict[socket.socket, _Caller] = {}
        self._is_ready = False
        self._spare: Spare | None = None
        self._ends = False

    def until_idle(self, idle: float) -> None:
        """Serves until nobody has asked for `idle` seconds, or it is told to end; what runs then still ends first."""
        signal.signal(signal.SIGTERM, lambda *_: self._end())
        is_done = False
        while self._callers or not self._ends:
            events = self._selector.select(None if self._callers else idle if is_done else 0)
            if not events and is_done:
                return
            if not events:
                is_done = self._prepare()
            for key, _ in events:
                is_done &= key.fileobj is not self._listener
                self._attend(cast("socket.socket", key.fileobj))
            self._bury()

    def _prepare(self) -> bool:
        """Does one step of what can be done before anybody asks; true if it was the last."""
        if not self._is_ready:
            self._is_ready = next(self._served.ready, self) is self
            gc.freeze()
            return False
        if self._spare is None:
            with suppress(OSError):
                self._spare = fork_spare(self._let_go, self._served.warm, self._served.run, self._served.is_same)
        return True

    def _let_go(self) -> None:
        """Closes, in a child, what belongs to this process."""
        self._selector.close()
        self._listener.close()
        for caller in self._callers:
            caller.close()

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
            said, files, *_ = socket.recv_fds(caller.line, 1 << 16, STREAMS)
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
        """Has a child answer, the spare one if it is ready; where none can be had, the caller does without."""
        files = (*caller.files, caller.line.fileno())
        if self._spare and self._spare.take(caller.said, files):
            caller.child, self._spare = self._spare.process, None
            self._close(caller)
            return
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
        del self._callers[caller.line]
        self._let_go()
        run_as(lambda: (caller.said, files), self._served.run, self._served.is_same)

    def _bury(self) -> None:
        """Takes note of the children that ended, and tells callers with what code their runs did."""
        while child := _ended():
            process, code = child
            if self._spare and self._spare.process == process:
                self._spare = None
            for caller in [caller for caller in self._callers.values() if caller.child == process]:
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


def _ended() -> tuple[int, int] | None:
    """A child that came to its end, and its exit code."""
    try:
        process, status = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return None
    return (process, os.waitstatus_to_exitcode(status)) if process else None
