"""offerlint check --fix and --diff, on real files."""

from __future__ import annotations

import codecs
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

CHECK = ("check", "--as-of", "2026-11-24")
ABOUT = "<!-- offerlint: kind=copy audience=consumer products=landline -->\n"
BEFORE = "Landlines will be switched off in December 2025 – really.\n"
AFTER = "Landlines will be switched off in January 2027 – really.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BEFORE.encode(), AFTER.encode()),
        (codecs.BOM_UTF8 + BEFORE.encode(), codecs.BOM_UTF8 + AFTER.encode()),
        (BEFORE.encode("cp1252"), AFTER.encode("cp1252")),
        (BEFORE.encode("utf-16"), AFTER.encode("utf-16")),
        (codecs.BOM_UTF16_BE + BEFORE.encode("utf-16-be"), codecs.BOM_UTF16_BE + AFTER.encode("utf-16-be")),
        (BEFORE.replace("\n", "\r\n").encode(), AFTER.replace("\n", "\r\n").encode()),
        (BEFORE.rstrip().encode(), AFTER.rstrip().encode()),
    ],
    ids=["utf-8", "bom", "windows-1252", "utf-16", "utf-16-be", "crlf", "no newline at the end"],
)
def test_bytes_stay_but_for_the_words(run: Run, tmp_path: Path, before: bytes, after: bytes) -> None:
    file = tmp_path / "ad.txt"
    file.write_bytes(before)
    file.chmod(0o640)
    done = run(*CHECK, "--fix", ".")
    assert file.read_bytes() == after
    assert file.stat().st_mode & 0o777 == 0o640
    assert done.stderr == "Fixed 1 finding in 1 file.\n"
    assert done.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["ad.txt"]


def test_unsafe_fixes_are_made_when_asked_for_only(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ad.txt"
    file.write_text("Call us prior to that.\n")
    done = run(*CHECK, "--fix", ".")
    assert file.read_text() == "Call us prior to that.\n"
    assert done.stderr == "1 more can be fixed with --unsafe; read it first.\n"
    assert "Fix: “before” by --fix --unsafe, after reading it" in done.stdout
    done = run(*CHECK, "--fix", "--unsafe", ".")
    assert file.read_text() == "Call us before that.\n"
    assert "Nothing found" in done.stdout


def test_what_is_allowed_is_not_fixed(run: Run, tmp_path: Path) -> None:
    text = ABOUT + "<!-- offerlint: allow uk-safety/old-switch-off-date because of history -->\n\n" + BEFORE
    (tmp_path / "ad.md").write_text(text)
    done = run(*CHECK, "--fix", ".")
    assert (tmp_path / "ad.md").read_text() == text
    assert done.stderr == ""


def test_a_link_stays_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "real.txt").write_text(BEFORE)
    (tmp_path / "in" / "link.txt").symlink_to("real.txt")
    run(*CHECK, "--fix", "in/link.txt")
    assert (tmp_path / "in" / "link.txt").is_symlink()
    assert (tmp_path / "in" / "real.txt").read_text() == AFTER


@pytest.mark.needs_git
def test_a_diff_changes_nothing_and_git_applies_it(tmp_path: Path) -> None:
    texts = {"a.md": f"{ABOUT}\n{BEFORE}", "b.txt": BEFORE.rstrip(), "c.txt": f"Hi.\r\n{BEFORE}", "d.txt": "Fine.\n"}
    before = {name: text.encode() for name, text in texts.items()}
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-m", "offerlint", *CHECK, "--diff", *texts]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr == b"Would fix 3 findings in 3 files.\n"
    assert {name: (tmp_path / name).read_bytes() for name in texts} == before
    (tmp_path / "fixes.patch").write_bytes(done.stdout)
    subprocess.run(["git", "apply", "fixes.patch"], cwd=tmp_path, check=True)
    after = {name: data.replace(b"December 2025", b"January 2027") for name, data in before.items()}
    assert {name: (tmp_path / name).read_bytes() for name in texts} == after
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (again.returncode, again.stdout) == (0, b"")


def test_a_diff_of_standard_input(run: Run) -> None:
    done = run(*CHECK, "--diff", "-", "--stdin-filename", "ad.txt", stdin=BEFORE)
    assert done.returncode == 1
    assert f"--- a/ad.txt\n+++ b/ad.txt\n@@ -1 +1 @@\n-{BEFORE}+{AFTER}" == done.stdout
    done = run(*CHECK, "--fix", "-", stdin=BEFORE)
    assert done.returncode == 2
    assert "write --diff to see" in done.stderr


def test_unsafe_alone_is_a_mistake(run: Run) -> None:
    done = run(*CHECK, "--unsafe", ".")
    assert done.returncode == 2
    assert "--fix --unsafe" in done.stderr


def test_fixes_that_hide_behind_others_are_made_in_later_rounds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ad.txt").write_text("Utilise it!!! It is good, prior to tea.\n")
    done = run(*CHECK, "--fix", "--unsafe", ".")
    assert (tmp_path / "ad.txt").read_text() == "Use it! It is good, before tea.\n"
    assert done.stderr == "Fixed 3 findings in 1 file.\n"


def test_an_email_keeps_its_transfer_encoding(run: Run, tmp_path: Path) -> None:
    head = "From: a@example.com\nSubject: News\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    quoted = head + "Content-Transfer-Encoding: quoted-printable\n\nIt=E2=80=99s true: landlines switched off in {}.\n"
    base64 = head + "Content-Transfer-Encoding: base64\n\n"
    base64 += codecs.encode(BEFORE.encode(), "base64").decode()
    (tmp_path / "q.eml").write_text(quoted.format("December 2025"))
    (tmp_path / "b.eml").write_text(base64)
    done = run(*CHECK, "--fix", ".")
    assert (tmp_path / "q.eml").read_text() == quoted.format("January 2027")
    assert (tmp_path / "b.eml").read_text() == base64
    assert "old-switch-off-date" in done.stdout


def test_a_file_that_somebody_changed_meanwhile_is_left(tmp_path: Path) -> None:
    import click

    from offerlint.cli.file import replace_bytes

    file = tmp_path / "ad.txt"
    file.write_bytes(b"newer")
    with pytest.raises(click.UsageError, match="changed while it was being checked"):
        replace_bytes(file, b"older", b"fixed")
    assert file.read_bytes() == b"newer"
