"""Rules about how words look, and about fields, hold for a PDF as for a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from offerlint.cli.main import cli
from tests.reading.drawn import both, drawn, lines

CONFIG = "files:\n  - {match: ['**'], channel: print, audience: consumer, products: [broadband]}\n"
OFFER = lines(
    "Full Fibre from Larkline", "", "Broadband for £30 a month.", "We fit it on a day that you choose.", y=760
)
TERM = "Minimum term 24 months."


def ticked(checked: bool) -> Callable[[Any], None]:
    def draw(canvas: Any) -> None:
        canvas.acroForm.checkbox(name="news", x=72, y=600, size=12, checked=checked, fieldFlags="")
        canvas.drawString(90, 602, "Yes, send me offers from Larkline by email")

    return both(OFFER, draw)


@pytest.mark.parametrize(
    ("draw", "rule", "is_found"),
    [
        (both(OFFER, lines(TERM, y=500, size=7)), "uk-contract-terms/minimum-term-in-small-print", True),
        (both(OFFER, lines(TERM, y=500, size=11)), "uk-contract-terms/minimum-term-in-small-print", False),
        (ticked(True), "uk-opt-in/pre-ticked-box", True),
        (ticked(False), "uk-opt-in/pre-ticked-box", False),
        (lines("Prices rise each March by CPI", "plus 3.9% as ever."), "uk-price-rises/inflation-linked-rise", True),
    ],
)
def test_a_rule_finds_what_it_looks_for(
    draw: Callable[[Any], None], rule: str, is_found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("offerlint.yaml").write_text(CONFIG, "utf-8")
    Path("leaflet.pdf").write_bytes(drawn(draw))
    done = CliRunner().invoke(cli, ["check", ".", "--format", "json", "--as-of", "2026-11-24", "--fail-on", "never"])
    report = json.loads(done.stdout)
    found = [one for one in report["findings"] if rule in (one["rule"], *one["also"])]
    assert bool(found) == is_found
    assert all(one["places"][0]["page"] == 1 for one in found)


def test_a_scan_fails_the_run_and_says_which_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pages = [OFFER, lambda canvas: [canvas.circle(72 + 5 * n, 700, 4) for n in range(60)]]
    Path("leaflet.pdf").write_bytes(drawn(*pages))
    done = CliRunner().invoke(cli, ["check", ".", "--format", "json"])
    assert done.exit_code == 2
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["message"].startswith("no text on page 2:")
    told = CliRunner().invoke(cli, ["check", ".", "--fail-on", "never"])
    assert "no text on page 2:" in told.output
