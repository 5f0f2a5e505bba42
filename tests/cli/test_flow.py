"""offerlint flow shows a call as text or as a chart, and says so when there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

CALL = """\
recorded: true
start: hello
steps:
  hello: {say: "Hello.", next: pay}
  pay: {do: take_payment, say: "Your card number, please.", next: bye}
  bye: {say: "Bye.", do: end}
"""


def test_a_call_is_shown_with_the_path_that_breaks_a_rule(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "call.yaml").write_text(CALL, encoding="utf-8")
    shown = run("flow", "call.yaml", "--mermaid", "--as-of", "2026-11-24")
    assert shown.returncode == 0
    assert shown.stdout.startswith("flowchart TD\n")
    assert "%% error uk-payment-security/card-taken-while-recording: hello > pay" in shown.stdout
    assert run("flow", "call.yaml").stdout.startswith("hello (line 4, the call starts here)\n    go to pay\n")


def test_json_of_other_programs_is_passed_over(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "copy.md").write_text("Hello.", encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "x"}', encoding="utf-8")
    (tmp_path / "cache.json").write_bytes(b"\x00\x01\xff\xfe\x00")
    assert run("check", ".").returncode == 0
    assert run("check", "cache.json").returncode == 2


def test_the_rules_of_offerlint_itself_are_explained(run: Callable) -> None:
    assert "# The last day of a waiver has passed" in run("explain", "offerlint/expired-waiver").stdout
    explained = run("explain", "offerlint/dead-end")
    assert explained.returncode == 0
    assert "## What to do" in explained.stdout
    assert "## Authority" not in explained.stdout
    shown = run("rules", "show", "offerlint/dead-end")
    assert shown.returncode == 2
    assert "offerlint explain offerlint/dead-end" in shown.stderr


def test_what_is_no_call_is_a_mistake(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Hello.", encoding="utf-8")
    refused = run("flow", "page.md")
    assert refused.returncode == 2
    assert "there is no call in it" in refused.stderr
    assert "no such file" in run("flow", "nowhere.yaml").stderr
