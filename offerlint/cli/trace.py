"""Tracebacks of faults of ours, in files that the report names; they are not printed."""

from __future__ import annotations

import hashlib
import os
import platform
from dataclasses import replace
from pathlib import Path

from offerlint.app import Checked
from offerlint.model.document import Problem
from offerlint.version import __version__


def with_traces(checked: Checked) -> Checked:
    """The report, each fault of ours in it with the file that its traceback was written to."""
    problems = tuple(_with_trace(one) if one.trace else one for one in checked.report.problems)
    return replace(checked, report=replace(checked.report, problems=problems))


def _with_trace(problem: Problem) -> Problem:
    said = f"offerlint {__version__}, Python {platform.python_version()}, {platform.platform()}"
    about = f"rule: {problem.rule}\n" if problem.rule else ""
    words = f"{said}\n{about}\n{problem.trace}"
    name = f"fault-{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:12]}.txt"
    for folder in _folders():
        try:
            path = _written(folder, name, words)
        except OSError:
            continue
        return replace(problem, message=f"{problem.message}; its traceback is in {path.as_posix()}")
    return replace(problem, message=f"{problem.message}; its traceback could not be written anywhere")


def _folders() -> tuple[Path, ...]:
    """Where a traceback may go: the user's folder of states, else that of temporary files."""
    import tempfile

    temporary = Path(tempfile.gettempdir()) / f"offerlint-{os.getpid()}"
    own = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        state = Path(own) if own else Path.home() / ".local" / "state"
    except RuntimeError:
        return (temporary,)
    return (state / "offerlint", temporary)


def _written(folder: Path, name: str, words: str) -> Path:
    """The path of `name` in `folder`, with these words; only its owner can read it. Raises OSError."""
    import tempfile

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, partial = tempfile.mkstemp(dir=folder)
    with os.fdopen(number, "w", encoding="utf-8", errors="replace") as file:
        file.write(words)
    return Path(partial).replace(folder / name)
