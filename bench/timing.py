"""What whole processes take: by the clock, of the processor, and of memory at their peak."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_A_MEGABYTE = 1024 if sys.platform != "darwin" else 1024 * 1024
"""Of the unit in which the system tells the peak of memory."""


class FailedError(RuntimeError):
    """A command that did not end as it should, with the last line that it said."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock and of the processor, children that were waited for included; the peak in MB.

    The peak is that of the largest single process.
    """

    clock: float
    processor: float
    peak: float


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, the folder and the environment it runs in; `codes` are the exit codes it may end with.

    None allows any, as of tools that answer with the number of their findings. `before` is called
    ahead of each run and is not measured.
    """

    line: Sequence[str]
    folder: Path
    codes: Collection[int] | None = (0, 1)
    environment: Mapping[str, str] | None = None
    before: Callable[[], object] | None = None


def run(command: Command) -> Took:
    """What one run takes; raises FailedError."""
    if command.before is not None:
        command.before()
    said = command.folder / ".said"
    with said.open("wb") as errors:
        began = time.perf_counter()
        process = subprocess.Popen(
            command.line,
            cwd=command.folder,
            env={**environment(), **(command.environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        _, status, usage = os.wait4(process.pid, 0)
        clock = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode < 0 or (command.codes is not None and process.returncode not in command.codes):
        last = said.read_text("utf-8", "replace").strip().splitlines()[-1:] or ["no word of why"]
        raise FailedError(f"{Path(command.line[0]).name} ended with {process.returncode}: {last[0]}")
    return Took(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _A_MEGABYTE)


def in_turn(commands: Mapping[str, Command], runs: int, *, warm: bool = True) -> dict[str, Took]:
    """The median of so many runs of each, one after the other in turn; with `warm`, after one that does not count."""
    if warm:
        for command in commands.values():
            run(command)
    taken: dict[str, list[Took]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(run(command))
    return {name: _median(every) for name, every in taken.items()}


def _median(every: Sequence[Took]) -> Took:
    return Took(
        statistics.median(one.clock for one in every),
        statistics.median(one.processor for one in every),
        max(one.peak for one in every),
    )


def environment() -> dict[str, str]:
    """Ours, except that Python keeps what it has compiled, as it does for everyone."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
