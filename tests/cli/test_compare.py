"""offerlint check --compare: what changed since an earlier report."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

RULE = "uk-price-rises/inflation-linked-rise"
DAY = ("--as-of", "2026-11-24")
FAULT = (
    "<!-- offerlint: kind=copy audience=consumer products=broadband -->\n\nPrices rise each March by CPI plus 3.9%.\n"
)

Run = Callable[..., subprocess.CompletedProcess[str]]


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / name.replace("__", ".")).write_text(text, "utf-8")


def test_the_report_says_what_is_new_fixed_and_still_there(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ad__md=FAULT, old__md=FAULT.replace("3.9%", "4%"))
    run("check", ".", "--select", RULE, *DAY, "--output", "before.json")
    write(tmp_path, ad__md="Good morning.\n\n" + FAULT, old__md="Good morning.\n", more__md=FAULT.replace("3.9%", "5%"))
    done = run("check", ".", "--select", RULE, *DAY, "--compare", "before.json")
    assert "1 new, 1 fixed and 1 still there (1 moved), compared with the report of 24 November 2026." in done.stdout
    assert f"fixed: old.md, line 3, column 27: {RULE}" in done.stdout
    assert done.returncode == 1


def test_a_report_that_cannot_be_read_ends_the_run_before_it_begins(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ad__md=FAULT, x__json=json.dumps({"version": 1}))
    for name, said in (("x.json", "is not a report of offerlint"), ("none.json", "no such file")):
        done = run("check", "ad.md", "--compare", name)
        assert done.returncode == 2
        assert said in done.stderr
        assert done.stdout == ""
