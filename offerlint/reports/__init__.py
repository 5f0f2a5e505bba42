"""Reports: what a run found, as text, JSON or a page, each by one pure function."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from offerlint.model.document import Document
from offerlint.model.finding import Report


class Render(Protocol):
    """Renders a report; `documents` are the files read, by path, for their words.

    Findings come out in the order in which they stand in the report, all of them.
    Personal data is masked unless `show_personal_data`. `colour` is for text on a terminal;
    the other formats take no notice of it.
    """

    def __call__(
        self,
        report: Report,
        documents: Mapping[str, Document],
        *,
        show_personal_data: bool = False,
        colour: bool = False,
    ) -> str: ...


def _text(report: Report, documents: Mapping[str, Document], **how: bool) -> str:
    from offerlint.reports import text

    return text.render(report, documents, **how)


def _json(report: Report, documents: Mapping[str, Document], **how: bool) -> str:
    from offerlint.reports import json

    return json.render(report, documents, show_personal_data=how.get("show_personal_data", False))


def _html(report: Report, documents: Mapping[str, Document], **how: bool) -> str:
    from offerlint.reports import html

    return html.render(report, documents, show_personal_data=how.get("show_personal_data", False))


FORMATS: Mapping[str, Render] = {"text": _text, "json": _json, "html": _html}
"""The formats of `--format`, each by its name."""
