"""One look at the text of an open file: what was found, and where it stands in the editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types

from offerlint.app import Item, Terms, check
from offerlint.lsp.positions import Positions
from offerlint.model.document import Document
from offerlint.model.finding import Allowed, Finding, Report
from offerlint.text.span import Span
from offerlint.walk import find


@dataclass(frozen=True, slots=True)
class Open:
    """A file as it stands in the editor; `path` is as messages name it, `uri` as the editor does."""

    uri: str
    path: str
    version: int
    text: str
    on_disk: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """What one look gave; `document` is None when the file is none of ours."""

    file: Open
    terms: Terms
    report: Report | None
    document: Document | None
    positions: Positions

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those that stand in the file itself, rather than in one that it includes."""
        every = self.report.findings if self.report else ()
        return tuple(finding for finding in every if finding.path == self.file.path and finding.runs)

    @property
    def allowed(self) -> tuple[Allowed, ...]:
        return self.report.allowed if self.report else ()

    def under(self, span: Span) -> list[Finding]:
        """The findings that touch a stretch of the text, or an empty one's place."""
        return [
            finding
            for finding in self.findings
            if any(run.start <= span.end and span.start <= run.end for run in finding.runs)
        ]

    def range(self, runs: Sequence[Span]) -> types.Range:
        """From the first word to the last."""
        return self.positions.range(min(run.start for run in runs), max(run.end for run in runs))


def look(file: Open, terms: Terms, encoding: str) -> Look:
    """Lints the text; a file that a walk would leave out is left out."""
    data = file.text.encode("utf-8", "surrogatepass")
    positions = Positions(file.text, encoding)
    if file.on_disk and Path(file.path).is_file() and not list(find([file.path], terms.config, force_exclude=True)):
        return Look(file, terms, None, None, positions)
    item = Item(file.path, data, named=False, on_disk=file.on_disk)
    checked = check([item], terms, may_be_none=True)
    return Look(file, terms, checked.report, checked.documents.get(file.path), positions)
