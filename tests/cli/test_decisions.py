"""Waivers, baseline and diff, as a reviewer and a pipeline call them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

Run = Callable[..., subprocess.CompletedProcess[str]]

RULE = "uk-price-rises/inflation-linked-rise"
HOW = ("--select", RULE, "--as-of", "2026-12-01")
FAULT = (
    "<!-- offerlint: kind=copy audience=consumer products=broadband -->\n\nPrices rise each March by CPI plus 3.9%.\n"
)
WAIVER = """\
waivers:
  - rule: {rule}
    fingerprint: '{fingerprint}'
    decision: {decision}
    reason: This page explains the ban
    by: A. Reviewer
    on: 2026-11-28
    until: 2027-01-31
"""
REPORT = json.loads((files("offerlint") / "schemas" / "report.json").read_text("utf-8"))
SCHEMA = Draft202012Validator(REPORT)
CHANGE = Draft202012Validator({"$ref": "#/$defs/change", "$defs": REPORT["$defs"]})


@pytest.fixture
def fingerprint(run: Run, tmp_path: Path) -> str:
    """Of the one finding in ad.md."""
    (tmp_path / "ad.md").write_text(FAULT, "utf-8")
    (finding,) = json.loads(run("check", "ad.md", *HOW, "--format", "json").stdout)["findings"]
    return str(finding["fingerprint"])


def test_a_waiver_beside_the_configuration_is_shown_in_every_format(run: Run, tmp_path: Path, fingerprint: str) -> None:
    (tmp_path / "offerlint.yaml").write_text("profile: uk-telecoms\n", "utf-8")
    text = WAIVER.format(rule=RULE, fingerprint=fingerprint, decision="accept")
    (tmp_path / "waivers.yaml").write_text(text, "utf-8")
    done = run("check", ".", *HOW, "--format", "text", "--output", "r.json", "--output", "r.html")
    assert done.returncode == 0
    said = "accepted by A. Reviewer on 28 November 2026: This page explains the ban (until 31 January 2027)"
    assert said in " ".join(done.stdout.split())
    assert said in (tmp_path / "r.html").read_text("utf-8")
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    SCHEMA.validate(report)
    (allowed,) = report["allowed"]
    assert (allowed["by"], allowed["decision"], allowed["decided_by"], allowed["decided_on"]) == (
        "waiver", "accept", "A. Reviewer", "2026-11-28",
    )  # fmt: skip


def test_the_file_may_be_named_and_is_shown_as_it_is_found(run: Run, tmp_path: Path, fingerprint: str) -> None:
    text = WAIVER.format(rule=RULE, fingerprint=fingerprint, decision="fix")
    (tmp_path / "legal").mkdir()
    (tmp_path / "legal" / "w.yaml").write_text(text, "utf-8")
    (tmp_path / "offerlint.yaml").write_text("waivers: legal/w.yaml\n", "utf-8")
    (tmp_path / "sub").mkdir()
    promised = run("check", "ad.md", *HOW)
    assert promised.returncode == 1
    assert "Promised: A. Reviewer said on 28 November 2026 that it will be mended" in promised.stdout
    late = run("check", "../ad.md", "--select", RULE, "--as-of", "2027-02-01", cwd=tmp_path / "sub")
    assert "../legal/w.yaml:2:11: warning offerlint/expired-waiver" in late.stdout
    named = run("check", "ad.md", *HOW, "--waivers", "legal/w.yaml", "--format", "json")
    SCHEMA.validate(json.loads(named.stdout))
    assert json.loads(named.stdout)["findings"][0]["promise"]["until"] == "2027-01-31"


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--waivers", "waivers:\n  - {rule: a}\n", "x.yaml:2:5: a waiver needs “decision”"),
        ("--baseline", "baseline:\n  - {path: a}\n", "x.yaml:2:5: an entry of the baseline needs “rule”"),
        ("--waivers", None, "x.yaml: no such file"),
        ("--baseline", None, "x.yaml: no such file"),
    ],
)
def test_a_mistake_in_them_is_told_with_its_place(run: Run, tmp_path: Path, option: str, text: str, said: str) -> None:
    if text:
        (tmp_path / "x.yaml").write_text(text, "utf-8")
    done = run("check", ".", option, "x.yaml")
    assert done.returncode == 2
    assert said in done.stderr


def test_a_baseline_makes_only_what_is_new_fail(run: Run, tmp_path: Path, fingerprint: str) -> None:
    wrote = run("baseline", *HOW)
    assert (wrote.returncode, wrote.stdout) == (0, "Wrote offerlint-baseline.yaml: 1 finding in 1 file.\n")
    baseline = (tmp_path / "offerlint-baseline.yaml").read_text("utf-8")
    assert f"{{path: \"ad.md\", rule: {RULE}, fingerprint: '{fingerprint}', count: 1}}" in baseline
    assert "CPI" not in baseline
    passed = run("check", ".", *HOW)
    assert passed.returncode == 0
    assert "1 finding of offerlint-baseline.yaml is left." in passed.stdout
    (tmp_path / "ad.md").write_text("Good morning.\n", "utf-8")
    (tmp_path / "new.md").write_text(FAULT.replace("3.9", "4.9"), "utf-8")
    failed = run("check", ".", *HOW, "--output", "r.json", "--format", "text")
    assert failed.returncode == 1
    assert f"gone: ad.md: {RULE}\n  Strike out what is gone with: offerlint baseline --prune" in failed.stdout
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    SCHEMA.validate(report)
    assert report["debt"]["left"] == 0
    assert "there were 1" in run("baseline", "--prune", *HOW).stdout
    assert (tmp_path / "offerlint-baseline.yaml").read_text("utf-8").endswith("baseline: []\n")
    assert run("check", ".", *HOW).returncode == 1


def test_a_baseline_of_what_cannot_be_read_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_bytes(b"\x00\x01\x02\xff" * 50)
    done = run("baseline", *HOW)
    assert done.returncode == 2
    assert "bad.html" in done.stderr
    assert run("baseline", "--prune", "--baseline", "none.yaml").returncode == 2


def test_personal_data_is_waived_and_kept_in_a_baseline_without_its_words(run: Run, tmp_path: Path) -> None:
    rule, number = "uk-confidentiality/mobile-number-shown", "07812 345678"
    how = ("--select", rule, "--as-of", "2026-12-01")
    (tmp_path / "ad.md").write_text(f"Any trouble, ring Sam on {number}.\n", "utf-8")
    (finding,) = json.loads(run("check", ".", *how, "--format", "json").stdout)["findings"]
    text = WAIVER.format(rule=rule, fingerprint=finding["fingerprint"], decision="not-a-fault")
    (tmp_path / "w.yaml").write_text(text, "utf-8")
    waived = run("check", ".", *how, "--waivers", "w.yaml", "--format", "json")
    assert [one["by"] for one in json.loads(waived.stdout)["allowed"]] == ["waiver"]
    assert run("baseline", *how).returncode == 0
    old = run("check", ".", *how, "--format", "json", "--output", "html=r.html")
    assert [one["by"] for one in json.loads(old.stdout)["allowed"]] == ["baseline"]
    for words in (waived.stdout, old.stdout, *(path.read_text("utf-8") for path in tmp_path.glob("[or]*.*"))):
        assert number[-6:] not in words


def test_diff(run: Run, tmp_path: Path, fingerprint: str) -> None:
    (tmp_path / "old.md").write_text(FAULT.replace("CPI", "RPI"), "utf-8")
    run("check", ".", *HOW, "--output", "a.json")
    (tmp_path / "ad.md").rename(tmp_path / "renamed.md")
    (tmp_path / "old.md").write_text("Good morning.\n", "utf-8")
    (tmp_path / "new.md").write_text(FAULT.replace("3.9", "4.9"), "utf-8")
    run("check", ".", *HOW, "--output", "b.json")
    text = run("diff", "a.json", "b.json")
    assert text.returncode == 1
    assert text.stdout.splitlines()[-1] == (
        "1 new, 1 fixed and 1 still there (1 moved), compared with the report of 1 December 2026."
    )
    assert "; it was at ad.md, line 3, column 27" in text.stdout
    markdown = run("diff", "a.json", "b.json", "--format", "markdown", "--fail-on", "never")
    assert markdown.returncode == 0
    assert "**New**\n\n- **error** new.md, line 3, column 27: " in markdown.stdout
    assert "<summary>Fixed (1)</summary>" in markdown.stdout
    wire = json.loads(run("diff", "a.json", "b.json", "--format", "json").stdout)
    CHANGE.validate(wire)
    assert [one["path"] for one in wire["new"]] == ["new.md"]
    assert run("diff", "b.json", "b.json").returncode == 0
    assert run("diff", "a.json", "ad.md").returncode == 2


KILLED = """
import os, signal, sys
from pathlib import Path
from offerlint.cli import file

def killed(*_): os.kill(os.getpid(), signal.SIGKILL)

when = sys.argv[1]
if when == "before the words are on disk":
    file.os.fsync = killed
elif when == "before the file is replaced":
    Path.replace = killed
words = "new\\n" * 500_000
if when == "in the midst of the words":
    class Half(str):
        pass
    real = Path.open
    def opened(self, *a, **k):
        stream = real(self, *a, **k)
        write = stream.write
        def half(text):
            write(text[: len(text) // 2]); stream.flush(); killed()
        return type("S", (), {"__enter__": lambda s: s, "__exit__": lambda s, *e: None, "write": staticmethod(half)})()
    Path.open = opened
file.write(Path(sys.argv[2]), words)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is of Unix")
@pytest.mark.parametrize(
    "when", ["in the midst of the words", "before the words are on disk", "before the file is replaced", "never"]
)
def test_killed_while_writing_it_leaves_the_old_file_or_the_new(tmp_path: Path, when: str) -> None:
    file = tmp_path / "offerlint-baseline.yaml"
    file.write_text("old\n" * 10, "utf-8")
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), when, str(file)], check=False, timeout=60)
    if when == "never":
        assert done.returncode == 0
        assert file.read_text("utf-8") == "new\n" * 500_000
        assert [path.name for path in tmp_path.iterdir()] == [file.name]
    else:
        assert done.returncode == -signal.SIGKILL
        assert file.read_text("utf-8") == "old\n" * 10


def test_a_link_stays_a_link_and_a_mode_a_mode(run: Run, tmp_path: Path, fingerprint: str) -> None:
    real = tmp_path / "debt" / "b.yaml"
    real.parent.mkdir()
    real.write_text("baseline: []\n", "utf-8")
    real.chmod(0o600)
    (tmp_path / "offerlint-baseline.yaml").symlink_to(real)
    assert run("baseline", *HOW).returncode == 0
    assert (tmp_path / "offerlint-baseline.yaml").is_symlink()
    assert fingerprint in real.read_text("utf-8")
    assert real.stat().st_mode & 0o777 == 0o600
