"""Every bench in one run and one table: `python -m bench`, or `make bench`.

Times are seconds of the processor, the system's work for the process included, since those hold still on a busy
machine; where the clock is meant, it is said. Every run is a process of its own. Runs that are compared are made in
turn.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench import corpus, growth, memory, reading, start, throughput
from bench.machine import machine
from bench.peers import peers
from bench.table import Part, as_markdown, printed

PARTS = ("start", "throughput", "memory", "growth", "reading", "corpus")
"""In this order, since a process counts what the one that started it held; the later parts import much."""
BEGIN, END = "<!-- measured -->\n", "<!-- end of measured -->\n"


def main() -> int:
    """Measures and prints; 0 whatever the figures are."""
    asked = _arguments()
    there, missing = ([], ["NOT MEASURED: peers, as asked"]) if asked.no_peers else peers()
    heading = [f"{machine()}; {datetime.now(UTC):%d %B %Y}; --megabytes {asked.megabytes:g}", *missing]
    print("\n".join(heading), end="\n\n", flush=True)
    measures: Mapping[str, Callable[[Path], Part]] = {
        "start": lambda folder: start.measure(folder, there, asked.runs),
        "throughput": lambda folder: throughput.measure(folder, there, asked.megabytes, asked.calm),
        "reading": lambda folder: reading.measure(folder, asked.megabytes, max(1, asked.runs // 3)),
        "growth": lambda folder: growth.measure(folder, asked.megabytes, asked.steps, max(1, asked.runs // 3)),
        "memory": lambda folder: memory.measure(folder, asked.megabytes),
        "corpus": lambda folder: corpus.measure(folder, asked.different, asked.rows, asked.repeated),
    }
    parts = []
    for name in asked.only:
        with tempfile.TemporaryDirectory() as folder:
            part = measures[name](Path(folder))
        print("\n".join(printed([part])), flush=True)
        parts.append(part)
    if asked.page:
        _rewrite(asked.page, "\n\n".join(heading) + "\n\n" + as_markdown(parts))
    for line in missing:
        print(line, file=sys.stderr)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--megabytes", type=float, default=2, help="of the corpus; the targets are set for 10 (2)")
    parser.add_argument("--runs", type=int, default=9, help="measured runs of each short command, in turn (9)")
    parser.add_argument("--steps", type=int, nargs="+", default=[1, 2, 4, 8], help="how many times as much (1 2 4 8)")
    parser.add_argument("--different", type=int, default=2_000, help="rows of tables, no two the same (2000)")
    parser.add_argument(
        "--rows", type=int, nargs="+", default=[10_000, 100_000], help="rows of tables that repeat copy (10000 100000)"
    )
    parser.add_argument("--repeated", type=int, default=500, help="advertisements that these repeat (500)")
    calm = throughput.CALM_FILES
    parser.add_argument("--calm", type=int, default=calm, help=f"files with nothing to find, run again ({calm})")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="these parts only")
    parser.add_argument("--no-peers", action="store_true", help="install and run no other linter")
    parser.add_argument("--page", type=Path, help="write the table into this page too, between its two marks")
    return parser.parse_args()


def _rewrite(page: Path, table: str) -> None:
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{page}: holds no {BEGIN.strip()} and {END.strip()} to write between")
    page.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
