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
    soon = run("rules", "list", "--upcoming", "--as-of", "2026-04-01").stdout
    assert "2026-04-08  begins  wait-for-dispute-resolution: wait before" in soon
    assert "2027-04-01  ends    missed-visit: no figure from 2027-04-01\n" in soon
    assert "missed-visit" not in run("rules", "list", "--upcoming", "--as-of", "2027-04-01").stdout


def test_stale_authorities_are_listed(run: Run) -> None:
    assert run("rules", "stale", "--as-of", "2027-11-24").returncode == 0
    late = run("rules", "stale", "--as-of", "2027-11-25")
    assert late.returncode == 1
    assert f"2026-11-24  {RULE}: Ofcom General Conditions C1" in late.stdout
    assert "2026-11-24  figure missed-visit: Ofcom Automatic Compensation Scheme\n" in late.stdout


def test_the_page_of_a_rule_tells_the_figures_that_its_words_name(run: Run) -> None:
    page = run("explain", "uk-service-levels/compensation-rate-of-next-year").stdout
    assert "£32.31 (1 April 2026 to 31 March 2027); none is on file from 2027-04-01\n" in page
    page = run("explain", "uk-complaints/scheme-unnamed").stdout
    assert "[wait before a telecoms complaint" in page
    assert "8 weeks (1 October 2018 to 7 April 2026), 6 weeks (since 8 April 2026)\n" in page


def test_a_file_of_figures_or_a_shared_list_is_tested_by_the_rules_beside_it(run: Run, tmp_path: Path) -> None:
    run("rules", "new", "our-brand/cheapest-claim")
    figures = tmp_path / "rules" / "figures.yaml"
    shared = tmp_path / "rules" / "phrases" / "ours.yaml"
    shared.parent.mkdir()
    shared.write_text("title: Ours\nphrases: [ours]\n", "utf-8")
    value = "{title: T, unit: pounds, authority: {body: B, instrument: I}, values: [{from: 2026-01-01, value: 1}]}"
    figures.write_text(f"figures: {{fee: {value}}}\n", "utf-8")
    assert run("rules", "test", "rules/figures.yaml").stdout == "1 rule, 4 examples, 0 problems\n"
    assert run("rules", "test", "rules/phrases/ours.yaml").stdout == "1 rule, 4 examples, 0 problems\n"
    figures.write_text(figures.read_text("utf-8").replace("pounds", "pound"), "utf-8")
    done = run("rules", "test", "rules/figures.yaml")
    assert done.returncode == 2
    assert "rules/figures.yaml:1: column 33: no such unit: “pound”; did you mean “pounds”?" in done.stderr


def test_a_new_rule_passes_its_own_test_as_written(run: Run, tmp_path: Path) -> None:
    assert run("rules", "new", "our-brand/cheapest-claim").returncode == 0
    done = run("rules", "test", "rules")
    assert "1 rule, 4 examples, 0 problems" in done.stdout
    assert run("rules", "new", "our-brand/cheapest-claim").returncode == 2
    assert "small letters" in run("rules", "new", "Our Brand").stderr


def test_a_rule_that_misses_its_example_fails(run: Run, tmp_path: Path) -> None:
    run("rules", "new", "our-brand/cheapest-claim")
    path = tmp_path / "rules" / "our-brand" / "cheapest-claim.yaml"
    path.write_text(path.read_text("utf-8").replace("(cheapest|lowest-priced)", "cheapest"), "utf-8")
    done = run("rules", "test", "rules")
    assert done.returncode == 2
    assert "cheapest-claim.yaml" in done.stderr


def test_slow_patterns_are_listed(run: Run, tmp_path: Path) -> None:
    assert len(run("rules", "list", "--slow").stdout.splitlines()) < 10
    run("rules", "new", "our-brand/cheapest-claim")
    file = tmp_path / "rules" / "our-brand" / "cheapest-claim.yaml"
    phrase = "phrase: [\"(UK's|Britain's) (cheapest|lowest-priced)\"]"
    written = file.read_text("utf-8")
    assert phrase in written
    file.write_text(written.replace(phrase, phrase + "\n    regex: ['[a-z]+ain.s [a-z-]+', '[^a-z][^0-9]']"), "utf-8")
    (tmp_path / "offerlint.yaml").write_text("rules: [rules]\n", "utf-8")
    told = run("rules", "list", "--slow").stdout
    assert "our-brand/cheapest-claim: [^a-z][^0-9]\n" in told
    assert "ain.s" not in told
