"""How much memory a run takes at its peak, over many files and over one large one."""

from __future__ import annotations

from pathlib import Path

from bench.copy_made import FORMATS, write_corpus, write_file
from bench.offerlint_run import Offerlint
from bench.table import Part, Row
from bench.timing import run

MOST = 200
"""Megabytes for a corpus of 10 MB."""
TIMES = 25
"""How many times its size one large file may take."""
SMALL = 2.0
"""Megabytes of a file below which the program itself is most of what is measured, so that nothing is judged."""


def measure(folder: Path, megabytes: float) -> Part:
    """The peak of the largest process of a run, on one core."""
    offerlint = Offerlint(folder)
    least = run(offerlint.fresh(".first.txt")).peak
    corpus = write_corpus(folder / "heap", tuple(FORMATS), int(megabytes * 1e6)) / 1e6
    rows = [Row("one line of text", f"{least:.0f} MB")]
    peak = run(offerlint.fresh("heap")).peak
    asked = f"≤ {MOST} MB for 10 MB"
    met = peak <= MOST if corpus >= 10 else None
    rows.append(Row(f"files of 5 KB, {corpus:.1f} MB", f"{peak:.0f} MB", f"{peak / least:.1f}× one line", asked, met))
    for format in ("Markdown", "HTML"):
        name = f"large{FORMATS[format][0]}"
        size = write_file(folder / name, format, int(megabytes * 1e6)) / 1e6
        peak = run(offerlint.fresh(name)).peak
        ratio = f"{peak / size:.0f}× the file; {(peak - least) / size:.0f}× above one line"
        within = peak <= TIMES * size if size >= SMALL else None
        rows.append(Row(f"one {format} file, {size:.1f} MB", f"{peak:.0f} MB", ratio, f"≤ {TIMES}× the file", within))
    return Part("Memory: the peak of the largest process", tuple(rows))
