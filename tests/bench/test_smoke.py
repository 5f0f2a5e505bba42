"""The benches run, on very little; what they measure is not judged here."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

from bench.copy_made import FORMATS, write_corpus
from bench.growth import bend
from bench.reading import FORMATS as READ
from bench.table import Part, Row, as_markdown, printed

ROOT = Path(__file__).parents[2]
ROWS = {
    "start": [
        "python -c pass",
        "offerlint, Markdown, changed since",
        "offerlint, HTML, changed since, resident process",
    ],
    "throughput": [
        *(f"offerlint, {format}, one file" for format in FORMATS),
        "--jobs 2",
        "nothing to find, run again unchanged",
    ],
    "reading": [
        "offerlint reads .tsx",
        "its text and strings with tree-sitter",
        "offerlint reads .pdf",
        "its text with pypdfium2",
        "its text and a box a letter",
        *(f"offerlint reads .{format}" for format in READ),
    ],
    "growth": ["text, Markdown", "files", "findings", "conditions, mixed", "rules"],
    "corpus": [
        "15 rows, all different, --jobs 2",
        "a million different rows",
        "30 rows of 10",
        "summary of 30 rows",
    ],
    "memory": ["one line of text", "files of 5 KB", "one Markdown file", "one HTML file"],
}


@pytest.mark.slow
@pytest.mark.parametrize("parts", [("start", "throughput", "memory"), ("growth", "reading", "corpus")], ids=" ".join)
def test_a_small_run_fills_every_row(parts: tuple[str, ...], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before\n<!-- measured -->\nold\n<!-- end of measured -->\nAfter\n", "utf-8")
    little = ["--no-peers", "--megabytes", "0.02", "--runs", "1", "--steps", "1", "--only", *parts]
    little += ["--different", "15", "--rows", "20", "30", "--repeated", "10", "--calm", "40"]
    done = subprocess.run(
        [sys.executable, "-m", "bench", *little, "--page", str(page)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    assert re.findall("NOT MEASURED: .*", done.stdout) == ["NOT MEASURED: peers, as asked"]
    for name in chain.from_iterable(map(ROWS.__getitem__, parts)):
        assert re.search(rf"^  .*{re.escape(name)}.*\d", done.stdout, re.MULTILINE), name
        assert re.search(rf"^\|.*{re.escape(name)}.*\d.*\|$", page.read_text("utf-8"), re.MULTILINE), name
    assert page.read_text("utf-8").startswith("Before\n<!-- measured -->\n")
    assert page.read_text("utf-8").endswith("<!-- end of measured -->\nAfter\n")
    assert "old" not in page.read_text("utf-8").split()


def test_the_same_seed_writes_the_same_corpus(tmp_path: Path) -> None:
    sizes = [write_corpus(tmp_path / name, tuple(FORMATS), 30_000) for name in ("one", "other")]
    read = [{path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "other")]
    assert read[0] == read[1]
    assert sizes == [sum(map(len, read[0].values()))] * 2
    assert {name.partition(".")[2] for name in read[0]} == {ending[1:] for ending, *_ in FORMATS.values()}


def test_a_bend_tells_a_line_from_a_square() -> None:
    steps = (1, 2, 4, 8)
    assert bend([one + 5 for one in steps], steps) == pytest.approx(1)
    assert bend([one * one for one in steps], steps) == pytest.approx(2.4)


def test_a_figure_that_misses_its_target_stands_out() -> None:
    part = Part("Start", (Row("one", "2 ms", "1×", "≤ 1", False), Row("other | two", "3 ms")), ("NOT MEASURED: three",))
    assert list(printed([part])) == [
        "Start",
        "  what         figure  ratio  target  met",
        "  one          2 ms    1×     ≤ 1     NO",
        "  other | two  3 ms",
        "  NOT MEASURED: three",
        "",
    ]
    assert "| other \\| two | 3 ms |  |  |  |" in as_markdown([part])
