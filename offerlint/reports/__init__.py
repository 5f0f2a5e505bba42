"""Reports: what a run found, in each of the formats that people and their programs read, by one pure function each."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

from offerlint.model.document import Document
from offerlint.model.finding import Report
from offerlint.reports.mask import mask
from offerlint.text.frozen import dataclass


class Render(Protocol):
    """Renders a report; `documents` are the files read, by path, for their words.

    Findings come out in the order in which they stand in the report, all of them.
    Personal data is masked unless `show_personal_data`. `colour`, `statistics` (counts by rule)
    and `quiet` (findings and problems only) are for text on a terminal; `fail_on`, the least severity that
    fails a run, is for tests that pass or fail. The other formats take no notice of these.
    """

    def __call__(
        self,
        report: Report,
        documents: Mapping[str, Document],
        *,
        show_personal_data: bool = False,
        colour: bool = False,
        statistics: bool = False,
        quiet: bool = False,
        fail_on: str = "error",
    ) -> str: ...


@dataclass(frozen=True, slots=True)
class _Format:
    """The `render` of a module of this room, which is imported when it is first called; all mask alike."""

    module: str
    takes: tuple[str, ...] = ()
    """What it takes beside the report; that and the documents are masked before it sees them."""

    def __call__(
        self,
        report: Report,
        documents: Mapping[str, Document],
        *,
        show_personal_data: bool = False,
        **how: bool | str,
    ) -> str:
        if not show_personal_data:
            report, documents = mask(report, documents)
        render = import_module(f"offerlint.reports.{self.module}").render
        offered = {"documents": documents, **how}
        written: str = render(report, **{name: offered[name] for name in self.takes if name in offered})
        return written


FORMATS: Mapping[str, Render] = {
    "text": _Format("text", ("documents", "colour", "statistics", "quiet")),
    "json": _Format("json"),
    "html": _Format("html", ("documents",)),
    "sarif": _Format("sarif", ("documents",)),
    "github": _Format("github"),
    "gitlab": _Format("gitlab"),
    "junit": _Format("junit", ("fail_on",)),
    "checkstyle": _Format("checkstyle"),
    "markdown": _Format("markdown"),
    "csv": _Format("csv"),
}
"""The formats of `--format`, each by its name."""
