"""How long one short run takes: `offerlint check` on 3 KB of Markdown against Python doing nothing."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PARAGRAPH = (
    "Our fibre comes to your street in spring. Tell us where you live and we will write to you when it is ready.\n\n"
)
MARKDOWN = "# Larkline Fibre\n\n" + PARAGRAPH * 28
NOTHING = [sys.executable, "-c", "pass"]
CHECK = [sys.executable, "-m", "offerlint", "check", "spring.md"]


def seconds(command: list[str], folder: Path) -> float:
    """The wall-clock time of one run; raises CalledProcessError when it does not end well."""
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Measures and prints; the first run of each is not counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="measured runs of each, in turn (default: 15)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "spring.md").write_text(MARKDOWN, encoding="utf-8")
        for command in (NOTHING, CHECK):
            seconds(command, folder)
        pairs = [(seconds(NOTHING, folder), seconds(CHECK, folder)) for _ in range(runs)]
    nothing, check = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"python -c pass    {nothing * 1000:6.0f} ms")
    print(f"offerlint check   {check * 1000:6.0f} ms   {check / nothing:.1f} times as long (medians of {runs})")


if __name__ == "__main__":
    main()
