"""How many megabytes a second: many files and one large file of each format, beside the peers, and run again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.copy_made import FORMATS, write_calm, write_corpus, write_file
from bench.offerlint_run import Offerlint
from bench.peers import Peer
from bench.table import Part, Row
from bench.timing import Command, FailedError, Took, in_turn, run

TARGETS = {"Markdown": 2.0, "text": 2.0, "HTML": 1.0, "template": None}
"""Megabytes a second of the processor, end to end."""
AGAIN, CALM_FILES = 0.4, 2_000
"""Seconds in which a second run must end over so many unchanged files with nothing to find."""
SAMPLE = 400_000
"""Bytes of a corpus on which the peers are run, and offerlint beside them; some would take hours over more."""
CORES = os.cpu_count() or 1
"""On which offerlint works, as it does unasked; the peers work on one."""
EACH = 5_000


def measure(folder: Path, peers: Sequence[Peer], megabytes: float, calm: int) -> Part:
    """Per format: a corpus of a quarter of the megabytes, one file, the peers on a smaller corpus; and `calm` files."""
    offerlint = Offerlint(folder)
    rows: list[Row] = []
    notes: list[str] = []
    for format in FORMATS:
        rows += _of_format(folder, offerlint, format, megabytes)
        for peer in peers:
            if format in peer.reads:
                rows += _beside(folder, offerlint, peer, format, min(SAMPLE, int(megabytes * 1e6 / 4)), notes)
    rows += _many_files(folder, offerlint, megabytes)
    rows.append(_calm(folder, offerlint, calm))
    return Part("Throughput: whole runs, rules compiled by an earlier run, no results kept", tuple(rows), tuple(notes))


def _of_format(folder: Path, offerlint: Offerlint, format: str, megabytes: float) -> Iterator[Row]:
    corpus, single = f"many-{format}", f"single-{format}{FORMATS[format][0]}"
    sizes = {
        corpus: write_corpus(folder / corpus, (format,), int(megabytes * 1e6 / 4), each=EACH),
        single: write_file(folder / single, format, int(min(1.0, megabytes / 4) * 1e6)),
    }
    taken = in_turn({name: offerlint.fresh(name) for name in sizes}, 1, warm=False)
    target = TARGETS[format]
    for what, (name, took) in zip(("files of 5 KB", "one file"), taken.items(), strict=True):
        speed = _speed(sizes[name], took)
        yield Row(
            f"offerlint, {format}, {what} ({sizes[name] / 1e6:.1f} MB)",
            f"{speed:.3f} MB/s of processor",
            f"{speed / target:.2f} of the target" if target else "",
            f"≥ {target:.0f} MB/s" if target else "",
            speed >= target if target else None,
        )


def _beside(folder: Path, offerlint: Offerlint, peer: Peer, format: str, size: int, notes: list[str]) -> Iterator[Row]:
    """A peer and offerlint on the same few files, one after the other."""
    corpus = f"sample-{format}"
    if not (folder / corpus).is_dir():
        write_corpus(folder / corpus, (format,), size, each=EACH)
    files = sorted(path.relative_to(folder).as_posix() for path in (folder / corpus).iterdir())
    written = sum((folder / file).stat().st_size for file in files)
    theirs = Command(peer.on(format, files), folder, None if peer.counts else (0, 1))
    try:
        taken = in_turn({"ours": offerlint.fresh(corpus, jobs=CORES), "theirs": theirs}, 1, warm=False)
    except FailedError as error:
        notes.append(f"NOT MEASURED: {peer.name}, {format}: {error}")
        return
    ours, other = taken["ours"], taken["theirs"]
    yield Row(
        f"{peer.name}, {format}, files of 5 KB ({written / 1e6:.1f} MB)",
        f"{_speed(written, other):.3f} MB/s of processor, {written / other.clock / 1e6:.3f} by clock",
        f"offerlint {_speed(written, ours):.3f}: {other.processor / ours.processor:.2f}×; on {CORES} cores, by clock "
        f"{written / ours.clock / 1e6:.3f}: {other.clock / ours.clock:.2f}×",
        "offerlint faster by the clock",
        ours.clock < other.clock,
    )


def _many_files(folder: Path, offerlint: Offerlint, megabytes: float) -> Iterator[Row]:
    """All formats together: on one core, on two, and again when nothing has changed; and that without a finding."""
    written = write_corpus(folder / "corpus", tuple(FORMATS), int(megabytes * 1e6), each=EACH)
    count = sum(1 for _ in (folder / "corpus").iterdir())
    what = f"offerlint, all formats, {count:,} files ({written / 1e6:.1f} MB)"
    one = run(offerlint.fresh("corpus"))
    yield Row(f"{what}, --jobs 1", f"{written / one.clock / 1e6:.3f} MB/s by the clock")
    two = run(offerlint.fresh("corpus", jobs=2))
    faster = f"{one.clock / two.clock:.2f}× by the clock, {two.processor / one.processor:.2f}× the processor"
    yield Row(f"{what}, --jobs 2", f"{written / two.clock / 1e6:.3f} MB/s by the clock", faster)
    yield _again(offerlint, "corpus", f"{what}, run again unchanged", one)


def _calm(folder: Path, offerlint: Offerlint, files: int) -> Row:
    write_calm(folder / "calm", files)
    one = run(offerlint.fresh("calm", jobs=CORES))
    what = f"offerlint, {files:,} files with nothing to find, run again unchanged"
    return _again(offerlint, "calm", what, one, AGAIN if files == CALM_FILES else None)


def _again(offerlint: Offerlint, folder: str, what: str, first: Took, target: float | None = None) -> Row:
    """A run that finds what the `first` has kept."""
    again = in_turn({"": offerlint.again(folder)}, 3)[""]
    took = f"{again.clock:.2f} s by the clock, {again.processor:.2f} s of processor"
    share = f"{again.processor / first.processor:.4f} of the first run"
    return Row(what, took, share, f"≤ {target} s" if target else "", again.clock <= target if target else None)


def _speed(size: int, took: Took) -> float:
    return size / took.processor / 1e6
