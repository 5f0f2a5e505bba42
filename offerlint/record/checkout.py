"""What git says of the folder that is checked; nothing is written and no network is asked."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from offerlint.git.ask import COMMAND
from offerlint.record.origin import Checkout

LONGEST = 20
"""How long git may take over one question, in seconds."""


def look(folder: Path, environment: Mapping[str, str]) -> Checkout:
    """The checkout that `folder` lies in; an empty one where there is none, or no git."""
    answers = {**environment, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}

    def ask(*question: str) -> str:
        command = [*COMMAND, *question]
        try:
            done = subprocess.run(  # noqa: S603
                command, cwd=folder, env=answers, capture_output=True, check=False, timeout=LONGEST
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""

    commit = ask("rev-parse", "--verify", "HEAD")
    return Checkout(
        commit=commit,
        branch=ask("symbolic-ref", "--quiet", "--short", "HEAD"),
        remote=ask("config", "--get", "remote.origin.url"),
        user=ask("config", "--get", "user.email") or ask("config", "--get", "user.name"),
        changed=bool(commit and ask("status", "--porcelain", "--untracked-files=no")),
    )
