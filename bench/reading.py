"""What a reader of documents takes beside plain extraction with the same library."""

from __future__ import annotations

from pathlib import Path

from bench import reading_office, reading_strings, reading_texts
from bench.copy_made import Writer
from bench.reading_made import Made
from bench.table import Part, Row
from bench.timing import Command, in_turn
from bench.within import within

MOST = 3.0
"""How many times as long as plain extraction a reader may take, for its map and blocks."""
FORMATS: Made = {**reading_office.FORMATS, **reading_texts.FORMATS, **reading_strings.FORMATS}


def measure(folder: Path, megabytes: float, runs: int) -> Part:
    """A file of a twentieth of the megabytes in each format."""
    rows: list[Row] = []
    for format, (make, read, extractions) in FORMATS.items():
        name, size = f"offers.{format}", int(megabytes * 1e6 / 20)
        (folder / name).write_bytes(make(Writer(1, 0.05), size))
        programs = {"": read, **extractions}
        commands = {what: Command(program.line(name), folder) for what, program in programs.items()}
        whole = {what: took.processor for what, took in in_turn(commands, runs).items()}
        inside = within(programs, name, folder, runs)
        for what in programs:
            figure = f"{whole[what] * 1e3:.0f} ms; within a process {inside[what] * 1e3:.1f} ms"
            if not what:
                rows.append(Row(f"offerlint reads .{format} ({size / 1e6:.1f} MB of words)", figure))
                continue
            times = whole[""] / whole[what], inside[""] / inside[what]
            ratio = f"offerlint {times[0]:.1f}× as long; within a process {times[1]:.1f}×"
            rows.append(Row(what, figure, ratio, f"both ≤ {MOST:.0f}×", max(times) <= MOST))
    return Part(
        "Reading: documents beside plain extraction, of the processor",
        tuple(rows),
        ("A whole process pays for its imports; within a process they are paid for, and what stays is the reading.",),
    )
