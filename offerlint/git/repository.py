"""A repository: which files a commit and the index hold, and what is in them."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, cast

from offerlint.git.ask import COMMAND, SETTINGS, GitError, ask

FILE_MODES = frozenset((b"100644", b"100755"))
"""What is a file; links and submodules are none."""


@dataclass
class Repository:
    """The repository whose files lie below the folder `top`."""

    top: Path

    def commit(self, revision: str) -> str:
        """The name of the commit that a revision means; raises GitError."""
        try:
            if revision.startswith("-"):
                raise GitError("no revision begins so")
            return ask(self.top, "rev-parse", "--verify", f"{revision}^{{commit}}").decode().strip()
        except GitError as error:
            remedy = "name a branch, a tag or a commit that is here (a shallow clone has few: fetch more)"
            raise GitError(f"git knows no revision “{revision}”; {remedy}") from error

    def head(self) -> str | None:
        """The commit that is checked out; None before the first."""
        try:
            return self.commit("HEAD")
        except GitError:
            return None

    def files(self, commit: str | None) -> dict[str, str]:
        """The blobs of the files of a commit, by path from the top; none without a commit."""
        if commit is None:
            return {}
        listed = ask(self.top, "ls-tree", "-r", "-z", "--full-tree", commit)
        entries = (entry.partition(b"\t") for entry in listed.split(b"\0") if entry)
        return {
            os.fsdecode(path): head.split()[2].decode() for head, _, path in entries if head.split()[0] in FILE_MODES
        }

    def index(self) -> dict[str, str]:
        """The blobs of the files that the next commit would hold; raises GitError while a merge is undecided."""
        found = {}
        for entry in ask(self.top, "ls-files", "--stage", "-z", "--full-name").split(b"\0"):
            head, _, path = entry.partition(b"\t")
            if head and head.split()[2] != b"0":
                raise GitError(f"{os.fsdecode(path)} is in conflict; settle the merge and add it first")
            if head and head.split()[0] in FILE_MODES:
                found[os.fsdecode(path)] = head.split()[1].decode()
        return found

    def renamed(self, commit: str | None) -> dict[str, str]:
        """The former paths of the files that the index has under another name than a commit, by the new ones."""
        if commit is None:
            return {}
        asked = (
            "diff-index",
            "--cached",
            "-z",
            "-M",
            "--diff-filter=R",
            "--no-ext-diff",
            "--no-textconv",
            commit,
            "--",
        )
        parts = [os.fsdecode(part) for part in ask(self.top, *asked).split(b"\0") if part]
        return {new: old for old, new in zip(parts[1::3], parts[2::3], strict=True)}

    def blob(self, name: str) -> bytes:
        """What a blob holds, as it was committed; raises GitError."""
        reader, writer = cast("IO[bytes]", self._cat.stdout), cast("IO[bytes]", self._cat.stdin)
        try:
            writer.write(name.encode() + b"\n")
            writer.flush()
            head = reader.readline().split()
            data = reader.read(int(head[2])) if len(head) == 3 else None
            reader.read(1)
        except OSError as error:
            raise GitError(f"git does not answer: {error}") from error
        if data is None:
            raise GitError("git does not have what the file held; a partial clone may lack it: fetch it")
        return data

    @cached_property
    def _cat(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            [*COMMAND, "cat-file", "--batch"], cwd=self.top, env={**os.environ, **SETTINGS},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def close(self) -> None:
        """Ends what was asked; nothing can be read from the repository after that."""
        if "_cat" in self.__dict__:
            self._cat.communicate()
            del self.__dict__["_cat"]


def repository(folder: Path) -> Repository:
    """The repository that `folder` lies in; raises GitError."""
    try:
        top = ask(folder, "rev-parse", "--show-toplevel")
    except GitError as error:
        if "not a git repository" in str(error) or "must be run in a work tree" in str(error):
            raise GitError("this folder is in no git repository; go to one, or check without git") from error
        raise
    return Repository(Path(os.path.realpath(os.fsdecode(top.rstrip(b"\r\n")))))
