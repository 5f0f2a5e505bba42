"""How long one short run takes: 3 KB of Markdown and of HTML, against Python doing nothing and against the peers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.copy_made import FORMATS, write_file
from bench.offerlint_run import Offerlint
from bench.peers import Peer
from bench.table import Part, Row
from bench.timing import Command, FailedError, Took, in_turn

SIZE = 3_000
TARGETS = {"Markdown": 9.0, "HTML": 12.0}
"""How many times as long as Python doing nothing it may take."""
NOTHING = "python -c pass"


WAYS = ("changed since", "changed since, resident process", "unchanged since")
"""How a run of ours may stand to the one before."""


def measure(folder: Path, peers: Sequence[Peer], runs: int) -> Part:
    """Interleaved runs of whole processes. What a resident process does is measured by the clock."""
    offerlint = Offerlint(folder)
    commands = {NOTHING: Command([sys.executable, "-c", "pass"], folder)}
    with offerlint.resident() as resident:
        makers: Sequence[Callable[..., Command]] = (offerlint.fresh, resident, offerlint.again)
        for format in TARGETS:
            name = f"start{FORMATS[format][0]}"
            write_file(folder / name, format, SIZE, faults=0)
            for way, made in zip(WAYS, makers, strict=True):
                commands[f"offerlint, {format}, {way}"] = made(name)
            for peer in peers:
                if format in peer.reads:
                    line = peer.on(format, [name])
                    commands[f"{peer.name}, {format}"] = Command(line, folder, None if peer.counts else (0, 1))
        taken, notes = _all_that_run(commands, runs)
    nothing = taken[NOTHING]
    rows = [Row(NOTHING, _figure(nothing))]
    for name, took in taken.items():
        if name == NOTHING:
            continue
        who, format, *ways = name.split(", ", 2)
        if who == "offerlint":
            within = TARGETS[format]
            by_clock = took.clock / nothing.clock
            ratio = by_clock if ways == [WAYS[1]] else took.processor / nothing.processor
            rows.append(Row(name, _figure(took), _times(took, nothing), f"≤ {within:.0f}×", ratio <= within))
        else:
            changed, resident_too, _ = (taken[f"offerlint, {format}, {way}"] for way in WAYS)
            said = f"{_times(took, nothing)}; offerlint {_against(changed, took)}, {_against(resident_too, took)}"
            rows.append(Row(name, _figure(took), said, "offerlint faster", resident_too.clock < took.clock))
    return Part(f"Start: one file of 3 KB, rules compiled by an earlier run (medians of {runs})", tuple(rows), notes)


def _all_that_run(commands: dict[str, Command], runs: int) -> tuple[dict[str, Took], tuple[str, ...]]:
    """Medians of the commands that end as they should, and a loud note of each that does not."""
    good, notes = {}, []
    for name, command in commands.items():
        try:
            in_turn({name: command}, 1, warm=False)
            good[name] = command
        except FailedError as error:
            notes.append(f"NOT MEASURED: {name}: {error}")
            if name.startswith(("python", "offerlint")):
                raise
    return in_turn(good, runs), tuple(notes)


def _figure(took: Took) -> str:
    return f"{took.processor * 1000:.0f} ms of processor, {took.clock * 1000:.0f} ms by the clock"


def _times(took: Took, nothing: Took) -> str:
    return f"{took.processor / nothing.processor:.1f}× nothing ({took.clock / nothing.clock:.1f}× by the clock)"


def _against(ours: Took, theirs: Took) -> str:
    ratio = theirs.clock / ours.clock
    return f"{ratio:.1f}× faster" if ratio >= 1 else f"{1 / ratio:.1f}× slower"
