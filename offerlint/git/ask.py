"""Questions to git that only read, whatever the settings of a repository say."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

LONGEST = 120
"""How long git may take over one question, in seconds."""

COMMAND = (
    "git", "--no-pager", "--literal-pathspecs",
    "-c", "core.fsmonitor=false",  # a repository's own settings must not make git run a program of its choosing,
    "-c", f"core.hooksPath={os.devnull}",
    "-c", "protocol.allow=never",  # nor fetch what a partial clone has left out
)  # fmt: skip

SETTINGS = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


class GitError(Exception):
    """Why git gave no answer, and what to do."""


def ask(folder: Path, *question: str, longest: int = LONGEST) -> bytes:
    """What git answers, within `longest` seconds, to a question asked in `folder`; raises GitError."""
    try:
        done = subprocess.run(  # noqa: S603
            [*COMMAND, *question], cwd=folder, env={**os.environ, **SETTINGS}, capture_output=True, check=False,
            timeout=longest,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise GitError("git is not installed, or not where programs are looked for; install it") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(f"git does not answer: {error}") from error
    if done.returncode:
        raise GitError(_why(done.stderr.decode("utf-8", "replace").strip()))
    return done.stdout


def _why(said: str) -> str:
    """Git's own words, without what is only said to a person at its own prompt."""
    first = next((line for line in said.splitlines() if line.startswith(("fatal:", "error:"))), said)
    return first.removeprefix("fatal: ").removeprefix("error: ") or "git gives no reason"
