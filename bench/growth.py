"""How time grows with text, files, findings, rules and the conditions of a template: 1×, 2×, 4×, 8×."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.copy_made import FORMATS, write_corpus, write_file
from bench.offerlint_run import Offerlint
from bench.table import Part, Row
from bench.template_made import SHAPES
from bench.timing import FailedError, in_turn

NOISE = 1.35
"""How steep the last doubling may be beside what came before it and still be taken for linear; a square has 2.4."""
LEAST = 1.0
"""Seconds that the largest step must take for a bend to be more than noise."""
RULESETS = Path(__file__).parents[1] / "rulesets"
SHARED = ("phrases", "figures.yaml")
"""What stands beside the rulesets and is found by their copies too."""


def measure(folder: Path, megabytes: float, steps: Sequence[int], runs: int) -> Part:
    """Seconds of the processor for each step beyond the start, and whether the last doubling was the steepest."""
    offerlint = Offerlint(folder)
    scale = megabytes / 2
    kinds: Mapping[str, Callable[[int], list[str]]] = {
        "text, Markdown": lambda times: _file(folder, "Markdown", times, 50_000 * scale),
        "text, plain": lambda times: _file(folder, "text", times, 50_000 * scale),
        "text, HTML": lambda times: _file(folder, "HTML", times, 50_000 * scale),
        "text, template": lambda times: _file(folder, "template", times, 30_000 * scale),
        "files": lambda times: _files(folder, times, 50_000 * scale),
        "findings": lambda times: _faults(folder, times, 5_000 * scale),
        **{f"conditions, {shape}": _conditions(folder, shape, scale) for shape in SHAPES},
        "rules": lambda times: _rules(folder, offerlint, times, 30_000 * scale),
    }
    rows: list[Row] = []
    notes: list[str] = []
    for kind, make in kinds.items():
        commands = {str(times): offerlint.fresh(*make(times)) for times in steps}
        try:
            taken = in_turn({"": offerlint.fresh(".first.txt"), **commands}, runs, warm=False)
        except FailedError as error:
            notes.append(f"NOT MEASURED: {kind}: {error}")
            continue
        start = taken.pop("").processor
        seconds = [max(took.processor - start, 1e-3) for took in taken.values()]
        rows.append(_row(kind, seconds, steps))
    heading = f"Growth at {', '.join(f'{times}×' for times in steps)}: seconds of processor beyond the start"
    return Part(heading, tuple(rows), tuple(notes))


def _row(kind: str, seconds: Sequence[float], steps: Sequence[int]) -> Row:
    figure = "  ".join(f"{one:.2f}" for one in seconds)
    grown, linear = seconds[-1] / seconds[0], steps[-1] / steps[0]
    if kind == "rules":
        free = 1 + (linear - 1) / 4
        return Row(kind, figure, f"{grown:.2f}× for {linear:.0f}×", f"≤ {free:.2f}×: nearly free", grown <= free)
    if seconds[-1] < LEAST:
        return Row(kind, figure, "too short to judge", f"bend ≤ {NOISE}")
    bent = bend(seconds, steps)
    return Row(kind, figure, f"{grown:.1f}× for {linear:.0f}×; bend {bent:.2f}", f"bend ≤ {NOISE}", bent <= NOISE)


def bend(seconds: Sequence[float], steps: Sequence[int]) -> float:
    """How much steeper the last doubling is than what came before it: 1 when linear, whatever is paid once."""
    if len(steps) < 3:
        return seconds[-1] / seconds[0] / (steps[-1] / steps[0])
    first, middle, last = ((steps[at], seconds[at]) for at in (0, -2, -1))
    before = max((middle[1] - first[1]) / (middle[0] - first[0]), 1e-4)
    return (last[1] - middle[1]) / (last[0] - middle[0]) / before


def _file(folder: Path, format: str, times: int, size: float) -> list[str]:
    name = f"grown-{times}{FORMATS[format][0]}"
    write_file(folder / name, format, int(size * times), faults=0.02)
    return [name]


def _files(folder: Path, times: int, size: float) -> list[str]:
    write_corpus(folder / f"files-{times}", ("Markdown", "HTML"), int(size * times), each=3_000)
    return [f"files-{times}"]


def _faults(folder: Path, times: int, size: float) -> list[str]:
    name = f"faults-{times}.md"
    write_file(folder / name, "Markdown", int(size * times), faults=1)
    return [name]


def _conditions(folder: Path, shape: str, scale: float) -> Callable[[int], list[str]]:
    def make(times: int) -> list[str]:
        name = f"{shape}-{times}.html.j2"
        (folder / name).write_text(SHAPES[shape](max(2, int(15 * scale)) * times), encoding="utf-8")
        return [name]

    return make


def _rules(folder: Path, offerlint: Offerlint, times: int, size: float) -> list[str]:
    """Every ruleset so many times over, on copy with no fault: what rules cost that have nothing to say."""
    rules, config = folder / f"rules-{times}", folder / f"offerlint-{times}.yaml"
    rules.mkdir()
    for number in range(2, times + 1):
        for ruleset in sorted(RULESETS.iterdir()):
            if ruleset.name not in SHARED:
                shutil.copytree(ruleset, rules / f"copy{number}-{ruleset.name}")
    config.write_text(f"rules: [{rules.name}]\n" if times > 1 else "profile: uk-telecoms\n", encoding="utf-8")
    write_file(folder / "faultless.md", "Markdown", int(size), faults=0)
    offerlint.compile("--config", config.name)
    return ["--config", config.name, "faultless.md"]
