"""The same work on many things, in several processes where that pays, in the order of the things."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from offerlint.text.frozen import dataclass

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

Start = Callable[[], Callable[[T], R]]
"""What a process calls once to have the work it does."""

WORTH_SHARING = 300_000
"""Bytes of files from which on it pays to start further processes."""


def each(
    start: Start[T, R], things: Iterable[T], jobs: int, lost: Callable[[T], R], by: Literal["fork", "spawn"] = "fork"
) -> Iterator[R]:
    """What the work makes of each thing; an exception that it raises is raised here.

    For a thing whose process came to its end, as one does that takes all memory, it is what `lost` makes of it; the
    others go on in a new process. Processes that are forked have what this one has, and what the work gives must be
    picklable; for those that are spawned `start` and the things must be, too. Where a process cannot be forked, as on
    Windows, all is done in this one.
    """
    if jobs < 2 or (by == "fork" and not hasattr(os, "fork")):
        yield from map(start(), things)
        return
    crew = _Crew(start, by)
    left = enumerate(things)
    done: dict[int, R] = {}
    due = 0
    try:
        idle = [crew.join() for _ in range(jobs)]
        busy: dict[Connection[Any, Any], tuple[_Worker, int, T]] = {}
        while True:
            while idle and (task := next(left, None)):
                number, thing = task
                worker = idle.pop()
                worker.hand(thing)
                busy[worker.line] = worker, number, thing
            while due in done:
                yield done.pop(due)
                due += 1
            if not busy:
                return
            for line in crew.ready(list(busy)):
                worker, number, thing = busy.pop(line)
                try:
                    done[number] = worker.made()
                except (EOFError, ConnectionError):
                    done[number] = lost(thing)
                    worker = crew.replace(worker)
                idle.append(worker)
    finally:
        crew.end()


# There is one pipe to each process and nothing that they share. A queue has a lock, and a process that is killed
# while it holds it leaves the others, and the run, waiting for ever.
@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    line: Connection[Any, Any]

    def hand(self, thing: Any) -> None:
        """Gives it a thing to work on. That it is gone shows when its answer is awaited."""
        try:
            self.line.send(thing)
        except ConnectionError:
            return

    def made(self) -> Any:
        """What it made of the thing. Raises EOFError or ConnectionError where it is gone, and what the work raised."""
        result, error = self.line.recv()
        if error:
            raise error
        return result


class _Crew:
    """The processes of a run."""

    def __init__(self, start: Start[Any, Any], by: Literal["fork", "spawn"]) -> None:
        from multiprocessing import connection, get_context

        self._context: Any = get_context(by)
        self._wait = connection.wait
        self._start = start
        self._inherits = by == "fork"
        self._workers: list[_Worker] = []

    def join(self) -> _Worker:
        """One process more."""
        line, its_end = self._context.Pipe()
        not_its = [line, *(worker.line for worker in self._workers)] if self._inherits else []
        process = self._context.Process(target=_work, args=(its_end, not_its, self._start), daemon=True)
        process.start()
        its_end.close()
        self._workers.append(worker := _Worker(process, line))
        return worker

    def replace(self, gone: _Worker) -> _Worker:
        """A process for one that came to its end."""
        self._workers.remove(gone)
        gone.line.close()
        gone.process.join()
        return self.join()

    def ready(self, lines: Sequence[Connection[Any, Any]]) -> list[Any]:
        """Of the lines, at least one, those that have an answer, or whose process is gone."""
        return self._wait(lines)

    def end(self) -> None:
        """Ends all processes, whatever they are at."""
        for worker in self._workers:
            worker.line.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()


def _work(line: Connection[Any, Any], not_mine: Sequence[Connection[Any, Any]], start: Start[Any, Any]) -> None:
    """Works on what comes over the line until it is closed. An interrupt is for the process at its other end."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in not_mine:
        other.close()
    do = start()
    answer: tuple[Any, Exception | None]
    while True:
        try:
            thing = line.recv()
        except (EOFError, ConnectionError):
            return
        try:
            answer = do(thing), None
        except Exception as error:  # noqa: BLE001 - it is raised at the other end
            answer = None, error
        line.send(answer)
