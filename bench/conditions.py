"""How long a template of many conditions takes with every ruleset on, and how much memory: figures, no verdict.

python -m bench.conditions [--profile] [COUNT]
"""

from __future__ import annotations

import cProfile
import pstats
import resource
import sys
import time
from datetime import date

from bench.template_made import SHAPES
from offerlint.engine import Bindings, lint
from offerlint.model.source import Source
from offerlint.reading.reader import read
from offerlint.rules.load import Rulebook, bundled, load_rules
from offerlint.rules.select import Selection

AS_OF = date(2026, 11, 24)


def run(shape: str, count: int, rulebook: Rulebook) -> tuple[float, float, int, int]:
    """Seconds of the processor to read and to lint, the number of findings and of what was not decided."""
    start = time.process_time()
    document = read(Source(f"{shape}.html.j2", SHAPES[shape](count)), "jinja+html", {"kind": "copy", "channel": "web"})
    middle = time.process_time()
    outcome = lint(document, Bindings(rulebook, AS_OF, Selection()))
    end = time.process_time()
    return middle - start, end - middle, len(outcome.findings), len(outcome.problems)


def main() -> None:
    """Prints a line for each shape."""
    count = next((int(word) for word in sys.argv[1:] if word.isdigit()), 100)
    rulebook = load_rules([bundled()])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} conditions; {len(rulebook.rules)} rules, loaded in {before:.0f} MB")
    for shape in SHAPES:
        profile = cProfile.Profile()
        if "--profile" in sys.argv:
            profile.enable()
        reading, linting, findings, left = run(shape, count, rulebook)
        profile.disable()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{shape:8}  read {reading:6.2f} s  lint {linting:6.2f} s  {findings} findings, {left} left  {peak:.0f} MB"
        )
        if "--profile" in sys.argv:
            pstats.Stats(profile).sort_stats("cumulative").print_stats(30)


if __name__ == "__main__":
    main()
