"""offerlint check --since and --staged, as a process in a real repository."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.git.conftest import NOBODY

pytestmark = pytest.mark.needs_git

Run = Callable[..., subprocess.CompletedProcess[str]]

SAYS = "---\nofferlint: {kind: copy, channel: web, audience: consumer, products: [broadband]}\n---\n\n"
OLD = SAYS + "Prices rise each March by CPI plus 3.9%.\n"
NEW = OLD + "\nYour bill will increase by RPI every April.\n"
ONLY = ("--select", "uk-price-rises/inflation-linked-rise", "--as-of", "2026-11-24")


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    for name, value in NOBODY.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    def call(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    call("init", "-q", "-b", "main")
    (tmp_path / "ad.md").write_text(OLD, "utf-8")
    call("add", "-A")
    call("commit", "-q", "-m", "One")
    return call


def test_only_what_the_branch_brought(run: Run, tmp_path: Path, git: Callable[..., None]) -> None:
    done = run("check", "--since", "main", *ONLY)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing changed since main; left out: 1 file that did not change" in done.stdout
    (tmp_path / "ad.md").write_text(NEW, "utf-8")
    done = run("check", "--since", "main", *ONLY)
    assert done.returncode == 1
    assert "ad.md:7:" in done.stdout
    assert "ad.md:5:" not in done.stdout
    assert "1 finding that stood before" in done.stdout


def test_what_would_be_committed(run: Run, tmp_path: Path, git: Callable[..., None]) -> None:
    (tmp_path / "ad.md").write_text(NEW, "utf-8")
    git("add", "-A")
    (tmp_path / "ad.md").write_text("Good morning.\n", "utf-8")
    assert run("check", "--staged", *ONLY).stdout.count("ad.md:") == 2
    assert "ad.md:7:" in run("check", "--staged", "--since", "HEAD", *ONLY, "ad.md").stdout
    assert run("check", *ONLY).returncode == 0


def test_the_words_as_committed_are_shown_and_recorded(run: Run, tmp_path: Path, git: Callable[..., None]) -> None:
    (tmp_path / "ad.md").write_text(NEW, "utf-8")
    git("add", "-A")
    (tmp_path / "ad.md").write_text("Good morning.\n", "utf-8")
    done = run("check", "--staged", *ONLY, "--record", "audit.db")
    assert "Your bill will increase by RPI every April." in done.stdout
    assert run("audit", "verify", "audit.db").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "nope"), "--since: git knows no revision “nope”"),
        (("--since=--output=x",), "--since: git knows no revision “--output=x”"),
        (("--staged", "-"), "--staged reads what git has; it cannot read standard input (-) too"),
        (("--since", "main", "--record", "audit.db"), "--record needs all findings of the files; leave out --since"),
        (("--since", "main", "--compare", "ad.md"), "--compare needs all findings of the files; leave out --since"),
        (("--since", "main", "--fix"), "--fix and --diff are about files as they stand"),
        (("--staged", "none.md"), "none.md: git has no such file"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, tmp_path: Path, git: Callable[..., None], arguments: tuple[str, ...], said: str
) -> None:
    done = run("check", *arguments)
    assert done.returncode == 2
    assert said in done.stdout + done.stderr
    assert not (tmp_path / "x").exists()


def test_outside_of_a_repository(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = run("check", "--staged")
    assert done.returncode == 2
    assert "--staged: this folder is in no git repository" in done.stderr


def test_ignored_files_on_demand(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".offerlintignore").write_text("ad.md\n", "utf-8")
    (tmp_path / "ad.md").write_text(OLD, "utf-8")
    (tmp_path / "b.md").write_text("Hello.\n", "utf-8")
    assert run("check", *ONLY).returncode == 0
    assert run("check", "--no-ignore", *ONLY).returncode == 1
    assert run("check", "--force-exclude", "ad.md", *ONLY).returncode == 0


def test_a_hook_of_ones_own_stops_a_commit_of_only_some_files(
    tmp_path: Path, git: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For `commit FILE`, git hands the hook an index of its own."""
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.write_text(f"#!/bin/sh\nexec {sys.executable} -m offerlint check --staged {' '.join(ONLY)}\n", "utf-8")
    hook.chmod(0o755)
    (tmp_path / "fine.md").write_text("Hello.\n", "utf-8")
    git("add", "fine.md")
    git("commit", "-q", "-m", "Sound copy", "fine.md")
    (tmp_path / "ad.md").write_text(NEW, "utf-8")
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        git("commit", "-q", "-m", "A fault", "ad.md")
    assert b"ad.md:7:" in stopped.value.stdout + stopped.value.stderr


def test_every_file_of_a_folder_reads_otherwise_when_its_catalogue_does(
    run: Run, tmp_path: Path, git: Callable[..., None]
) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(SAYS + "Fibre 90 for £26 a month.\n", "utf-8")
    offers = "offers:\n  fibre-90: {name: Fibre 90, monthly: 26.00, term_months: 18, setup_fee: 0}\n"
    (tmp_path / "offers.yaml").write_text(offers, "utf-8")
    git("add", "-A")
    git("commit", "-q", "-m", "Two")
    (tmp_path / "offers.yaml").write_text(offers.replace("26.00", "24.00"), "utf-8")
    done = run("check", "--since", "HEAD", "--select", "uk-pricing/price-differs-from-offer")
    assert [name in done.stdout for name in ("one.md:5:", "two.md:5:")] == [True, True]
