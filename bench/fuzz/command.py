"""The whole command for fuzzing: words and files that are made up, in a folder of their own."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from offerlint.cli.main import cli

WORDS = (
    "check", "a.md", ".", "-", "--format", "json", "html", "text", "sarif", "--output", "html=r.html", "r.json",
    "--fix", "--diff", "--unsafe", "--select", "uk-price-rises", "--ignore", "house/x", "--as-of", "2026-11-28",
    "--record", "audit.db", "--fail-on", "never", "--no-cache", "--quiet", "--statistics", "--color", "--set",
    "kind=copy", "--jobs=1", "--config", "offerlint.yaml", "baseline", "--prune", "diff", "a.json", "explain", "flow",
    "call.yaml", "--mermaid", "rules", "list", "show", "--slow", "config", "audit", "verify", "report", "--help",
    "--version", "", "\0", "£", "\udcff", "--", "--no-such", "9" * 30, "../nowhere/a.md",
)  # fmt: skip
"""What a command line is made of. None of it writes outside of the folder, waits or starts processes."""

FILES = ("a.md", "a.json", "call.yaml", "offerlint.yaml", "waivers.yaml", "offerlint-baseline.yaml")


@cache
def _cache() -> TemporaryDirectory[str]:
    """Where rules are kept ready for all runs of this process."""
    return TemporaryDirectory()


def run(data: bytes) -> None:
    """Any bytes are a command line, a word for each byte of the first line, and what a file of the folder holds."""
    line, _, words = data.partition(b"\n")
    arguments = [WORDS[byte % len(WORDS)] for byte in line[1:13]]
    before = Path.cwd()
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for number, name in enumerate(FILES):
                if line[:1] and line[0] % len(FILES) == number:
                    Path(name).write_bytes(words)
            environment = {"COLUMNS": "80", "OFFERLINT_CACHE": _cache().name}
            result = CliRunner(env=environment).invoke(cli, arguments, input=words)
        finally:
            os.chdir(before)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code in (0, 1, 2), (arguments, result.output)


def line_of(file: str, *words: str) -> bytes:
    """The first line that stands for these words, and for that file."""
    return bytes([FILES.index(file), *map(WORDS.index, words)])
