"""What a run did, for who wonders: configuration, rules, each file and how it was read."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

import click

from offerlint.app import Checked, Terms
from offerlint.model.document import Document
from offerlint.reports import wording
from offerlint.reports.characters import safe
from offerlint.text.frozen import dataclass
from offerlint.version import __version__


@dataclass(frozen=True, slots=True)
class Account:
    """Tells, on standard error and only when `on`, what is done and how long it takes."""

    on: bool
    began: float = field(default_factory=time.perf_counter)

    def before(self, terms: Terms, config: Path | None) -> None:
        """What copy is held to."""
        python = ".".join(map(str, sys.version_info[:3]))
        self._say(f"offerlint {__version__} on Python {python}")
        self._say(f"configuration: {config or 'none found, so the defaults'}")
        rules = wording.number(len(terms.rulebook.rules), "rule")
        self._say(f"rules: {rules}, profile {terms.selection.profile}, level {terms.selection.level}")
        if terms.register:
            self._say(f"evidence: {wording.number(len(terms.register), 'entry', 'entries')}")

    def after(self, checked: Checked) -> None:
        """What was read, from where, and how long it took."""
        if not self.on:
            return
        for document in checked.documents.values():
            self._say(f"read {document.path}: {', '.join(_read(document))}")
        for problem in wording.unread(checked.report):
            self._say(f"not read {wording.place(problem)}: {problem.message}")
        files = wording.number(len(checked.report.files), "file")
        self._say(f"{files} in {time.perf_counter() - self.began:.1f} s")

    def _say(self, words: str) -> None:
        if self.on:
            click.echo(safe(words), err=True)


def _read(document: Document) -> Iterator[str]:
    about = document.about
    yield document.format
    if document.sources[0].encoding:
        yield document.sources[0].encoding
    for key in ("kind", "channel", "audience"):
        if value := getattr(about, key):
            yield f"{key} {value}{' (inferred)' if key in about.inferred else ''}"
    yield wording.number(len(document.variants), "variant")
    if len(document.sources) > 1:
        yield "with " + ", ".join(source.path.replace(os.sep, "/") for source in document.sources[1:])
