"""Git is asked only to read, and what it cannot answer is said."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from offerlint.disk import DISK, TooLargeError, UnreadableError
from offerlint.git.ask import GitError
from offerlint.git.repository import repository
from offerlint.git.snapshot import Snapshot, holds
from offerlint.since import change
from tests.git.conftest import Repo

pytestmark = pytest.mark.needs_git


@pytest.mark.parametrize("revision", ["nope", "-x", "--output=x", "", "HEAD:a.md", "HEAD..HEAD", "a b"])
def test_a_revision_that_is_none_is_said(repo: Repo, revision: str) -> None:
    repo.commit({"a.md": "x"})
    with pytest.raises(GitError, match=f"git knows no revision “{revision}”; name a branch"):
        repository(repo.folder).commit(revision)
    assert not (repo.folder / "x").exists()


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitError, match="this folder is in no git repository"):
        repository(tmp_path)


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed"):
        repository(tmp_path)


def test_a_merge_that_is_not_settled(repo: Repo) -> None:
    repo.commit({"a.md": "one\n"})
    repo.git("switch", "-q", "-c", "other")
    repo.commit({"a.md": "two\n"})
    repo.git("switch", "-q", "main")
    repo.commit({"a.md": "three\n"})
    with pytest.raises(subprocess.CalledProcessError):
        repo.git("merge", "-q", "other")
    with pytest.raises(GitError, match=r"a\.md is in conflict; settle the merge"):
        repository(repo.folder).index()


def test_no_program_of_the_repository_is_run(repo: Repo) -> None:
    """Hooks, filters, external diffs, text conversion, a file watcher: each would leave its mark."""
    mark = repo.folder / "ran"
    program = repo.folder / "program.sh"
    program.write_text(f"#!/bin/sh\necho ran >> {mark}\ncat\n", "utf-8")
    program.chmod(0o755)
    repo.commit({".gitattributes": "*.md filter=own diff=own\n", "a.md": "one\ntwo\nthree\n"})
    for hook in ("post-index-change", "post-checkout", "fsmonitor-watchman", "reference-transaction"):
        (repo.folder / ".git/hooks" / hook).write_text(program.read_text("utf-8"), "utf-8")
        (repo.folder / ".git/hooks" / hook).chmod(0o755)
    programs = "filter.own.clean filter.own.smudge filter.own.process diff.own.textconv diff.own.command diff.external"
    for key in (*programs.split(), "core.fsmonitor", "core.pager", "core.sshCommand", "core.alternateRefsCommand"):
        repo.git("config", key, str(program))
    mark.unlink(missing_ok=True)
    (repo.folder / "a.md").rename(repo.folder / "b.md")
    (repo.folder / "b.md").write_text("one\ntwo\nfour\n", "utf-8")
    found = repository(repo.folder)
    for staged in (False, True):
        changed = change(found, "HEAD", staged=staged)
        assert changed.then.read_bytes("a.md") == b"one\ntwo\nthree\n"
        assert changed.touches("b.md") is not staged
    found.close()
    assert not mark.exists()


def test_what_a_snapshot_holds(repo: Repo) -> None:
    (repo.folder / "link.md").symlink_to("a.md")
    repo.commit({"a.md": "one\n", "big.md": "x" * 100, "d/c.md": ""})
    found = repository(repo.folder)
    then = Snapshot(found, found.files(found.head()))
    assert sorted(then.blobs) == ["a.md", "big.md", "d/c.md"]
    assert (then.read_bytes("a.md"), then.read_bytes("d/../d/c.md")) == (b"one\n", b"")
    with pytest.raises(TooLargeError):
        then.read_bytes("big.md", 99)
    with pytest.raises(UnreadableError, match="git has no such file"):
        then.read_bytes("../a.md")
    assert then.is_below("d/c.md", "d")
    assert not then.is_below("d/../a.md", "d")
    found.close()


@pytest.mark.parametrize(("text", "same"), [("one\ntwo\n", True), ("one\r\ntwo\r\n", True), ("one\ntwo", False)])
def test_what_is_the_same_on_disk(repo: Repo, text: str, same: bool) -> None:
    repo.commit({"a.md": "one\ntwo\n"})
    repo.write({"a.md": text})
    found = repository(repo.folder)
    assert holds(found.files("HEAD")["a.md"], "a.md", DISK) is same
    assert not holds(None, "a.md", DISK)
    assert holds(None, "none.md", DISK)


def test_blobs_of_a_repository_with_other_names(tmp_path: Path, repo: Repo) -> None:
    other = Repo(tmp_path / "other")
    other.folder.mkdir()
    other.git("init", "-q", "--object-format=sha256")
    other.commit({"a.md": "one\n"})
    found = repository(other.folder)
    assert holds(found.files("HEAD")["a.md"], other.folder / "a.md", DISK)
