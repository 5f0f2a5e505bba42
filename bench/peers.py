"""The other linters of prose, put into a folder of their own by pip and npm."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / ".venv-peers"
"""Where they are kept from one run to the next; git knows nothing of it."""

NODE = (
    "alex@11.0.1",
    "write-good@1.0.8",
    "textlint@15.8.0",
    "textlint-plugin-html@1.0.1",
    "textlint-rule-common-misspellings@1.0.1",
    "textlint-rule-en-max-word-count@1.0.2",
    "textlint-rule-terminology@5.2.16",
    "textlint-rule-write-good@2.0.0",
)
TEXTLINT = {
    "plugins": {"html": True},
    "rules": {"common-misspellings": True, "en-max-word-count": True, "terminology": True, "write-good": True},
}
"""textlint alone has no rules; these look for words and phrases in English prose, as ours do."""

PYTHON = ("proselint==0.16.0",)
_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Peer:
    """A linter that is there: how it is run on files, and how it answers.

    `reads` are the formats it understands; of others it checks the bare text, markup and all. Any exit code is good
    when it `counts`, that is, answers with the number of its findings.
    """

    name: str
    line: tuple[str, ...]
    html: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("Markdown", "text")
    counts: bool = False

    def on(self, format: str, files: Sequence[str]) -> list[str]:
        """The command line for files of a format."""
        return [*self.line, *(self.html if format == "HTML" else ()), *files]


def peers() -> tuple[list[Peer], list[str]]:
    """Those that could be installed, and what to say, loudly, of the others."""
    FOLDER.mkdir(exist_ok=True)
    there, missing = [], []
    for names, ready in ((PYTHON, _python), (NODE, _node)):
        try:
            there += list(ready())
        except (OSError, subprocess.SubprocessError) as error:
            names_said = ", ".join(name for name in names if "-rule-" not in name and "-plugin-" not in name)
            missing.append(f"NOT MEASURED: {names_said}: {_reason(error)}")
    return there, missing


def _python() -> Iterator[Peer]:
    folder = FOLDER / "python"
    python = folder / "bin" / "python"
    if not _is_ready(folder, PYTHON):
        _quietly([sys.executable, "-m", "venv", "--clear", str(folder)])
        _quietly([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PYTHON])
        _mark(folder, PYTHON)
    yield Peer("proselint", (str(python), "-m", "proselint", "check"))


def _node() -> Iterator[Peer]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise FileNotFoundError("node and npm are not installed")
    folder = FOLDER / "node"
    if not _is_ready(folder, NODE):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        _quietly([npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--no-save", *NODE])
        _mark(folder, NODE)
    modules, settings = folder / "node_modules", folder / "textlint.json"
    settings.write_text(json.dumps(TEXTLINT), encoding="utf-8")
    yield Peer("alex", (node, str(modules / "alex" / "cli.js"), "--quiet"), ("--html",), ("Markdown", "text", "HTML"))
    yield Peer("write-good", (node, str(modules / "write-good" / "bin" / "write-good.js")), counts=True)
    textlint = (node, str(modules / "textlint" / "bin" / "textlint.js"), "--no-color", "--config", str(settings))
    rooted = (*textlint, "--rules-base-directory", str(modules))
    yield Peer("textlint", rooted, reads=("Markdown", "text", "HTML"))


def _is_ready(folder: Path, names: Sequence[str]) -> bool:
    mark = folder / ".installed"
    return mark.is_file() and mark.read_text("utf-8").split() == list(names)


def _mark(folder: Path, names: Sequence[str]) -> None:
    (folder / ".installed").write_text("\n".join(names) + "\n", encoding="utf-8")


def _quietly(line: Sequence[str]) -> None:
    subprocess.run(line, check=True, capture_output=True, timeout=60 * _MINUTES)


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        return said[-1] if said else str(error)
    return str(error)
