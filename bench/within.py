"""What a piece of work takes within one process, once its imports are paid for."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

_TIMED = """
import resource, statistics, time
def spent():
    below = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + below.ru_utime + below.ru_stime
work()
taken = []
while len(taken) < 5 or sum(taken) < 0.3:
    began = spent()
    work()
    taken.append(spent() - began)
print(statistics.median(taken))
"""


class Program(NamedTuple):
    """Lines of Python: what is imported and defined, and the work on the file called `name`."""

    head: str
    work: str

    def line(self, name: str, *, timed: bool = False) -> list[str]:
        """The command that does the work once; `timed`, that does it over and over and prints the median of seconds."""
        head = f"import pathlib, sys\nname = sys.argv[1]\n{self.head}\n"
        program = f"{head}def work():\n{indent(self.work, '    ')}\n{_TIMED if timed else 'work()'}"
        return [sys.executable, "-c", program, name]


def within(programs: Mapping[str, Program], name: str, folder: Path, runs: int) -> dict[str, float]:
    """Seconds of the processor, children included, that each takes when it has run once: the median of so many runs."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    taken: dict[str, list[float]] = {what: [] for what in programs}
    for _ in range(runs):
        for what, program in programs.items():
            line = program.line(name, timed=True)
            done = subprocess.run(line, cwd=folder, env=environment, capture_output=True, check=True, text=True)
            taken[what].append(float(done.stdout))
    return {what: statistics.median(every) for what, every in taken.items()}
