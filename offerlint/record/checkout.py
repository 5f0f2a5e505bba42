"""What git says of the folder that is checked; nothing is written and no network is asked."""

from __future__ import annotations

from pathlib import Path

from offerlint.git.ask import GitError, ask
from offerlint.record.origin import Checkout

LONGEST = 20
"""How long git may take over one question, in seconds."""


def look(folder: Path) -> Checkout:
    """The checkout that `folder` lies in; an empty one where there is none, or no git."""
    commit = _said(folder, "rev-parse", "--verify", "HEAD")
    return Checkout(
        commit=commit,
        branch=_said(folder, "symbolic-ref", "--quiet", "--short", "HEAD"),
        remote=_said(folder, "config", "--get", "remote.origin.url"),
        user=_said(folder, "config", "--get", "user.email") or _said(folder, "config", "--get", "user.name"),
        changed=bool(commit and _said(folder, "status", "--porcelain", "--untracked-files=no")),
    )


def _said(folder: Path, *question: str) -> str:
    """The answer of git, empty where it has none."""
    try:
        return ask(folder, *question, longest=LONGEST).decode("utf-8", "replace").strip()
    except GitError:
        return ""
