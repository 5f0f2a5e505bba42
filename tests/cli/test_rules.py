"""offerlint rules, as rule authors call it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
RULE = "uk-price-rises/inflation-linked-rise"


def test_lists_shows_and_explains(run: Run) -> None:
    assert RULE in run("rules", "list").stdout
    assert "authority:" in run("rules", "show", RULE).stdout
    page = run("explain", RULE).stdout
    for heading in ("## Why", "## What to do", "## Authority", "## Avoid", "## Good wording"):
        assert heading in page


def test_upcoming_tells_what_begins_and_ends(run: Run) -> None:
    assert f"2025-01-17  begins  {RULE}" in run("rules", "list", "--upcoming", "--as-of", "2025-01-01").stdout
    assert RULE not in run("rules", "list", "--upcoming", "--as-of", "2025-01-17").stdout


def test_stale_authorities_are_listed(run: Run) -> None:
    assert run("rules", "stale", "--as-of", "2027-11-24").returncode == 0
    late = run("rules", "stale", "--as-of", "2027-11-25")
    assert late.returncode == 1
    assert f"2026-11-24  {RULE}: Ofcom General Conditions C1" in late.stdout


def test_a_new_rule_passes_its_own_test_as_written(run: Run, tmp_path: Path) -> None:
    assert run("rules", "new", "our-brand/cheapest-claim").returncode == 0
    done = run("rules", "test", "rules")
    assert "1 rules, 4 examples, 0 problems" in done.stdout
    assert run("rules", "new", "our-brand/cheapest-claim").returncode == 2
    assert "small letters" in run("rules", "new", "Our Brand").stderr


def test_a_rule_that_misses_its_example_fails(run: Run, tmp_path: Path) -> None:
    run("rules", "new", "our-brand/cheapest-claim")
    path = tmp_path / "rules" / "our-brand" / "cheapest-claim.yaml"
    path.write_text(path.read_text("utf-8").replace("(cheapest|lowest-priced)", "cheapest"), "utf-8")
    done = run("rules", "test", "rules")
    assert done.returncode == 2
    assert "cheapest-claim.yaml" in done.stderr
