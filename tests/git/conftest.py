"""Real repositories of git, with no one's settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Larkline", "GIT_AUTHOR_EMAIL": "copy@larkline.example",
    "GIT_COMMITTER_NAME": "Larkline", "GIT_COMMITTER_EMAIL": "copy@larkline.example",
}  # fmt: skip


class Repo:
    """A folder that is a repository, whose files tests write and commit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.folder, check=True, capture_output=True, encoding="utf-8")
        return done.stdout.strip()

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_bytes(text.encode())

    def commit(self, files: dict[str, str]) -> None:
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "As it stands")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """An empty repository, which is the folder of the test."""
    for name in [one for one in os.environ if one.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in NOBODY.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    made = Repo(tmp_path)
    made.git("init", "-q", "-b", "main")
    return made
