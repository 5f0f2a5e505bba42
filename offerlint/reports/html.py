"""The report as one page that opens anywhere, asks no network and runs nothing that a file says."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from offerlint.model.document import Document
from offerlint.model.finding import Report
from offerlint.model.vocabulary import Severity
from offerlint.reports import wording
from offerlint.reports.characters import escaped, safe
from offerlint.reports.mask import mask
from offerlint.reports.page import cards_of, document_pages
from offerlint.version import __version__

LABELS: Mapping[str, str] = {
    "head.title": "Page title",
    "head.description": "Description",
    "head.social": "Social preview",
    "head.subject": "Subject",
    "head.preheader": "Preview line",
    "head.from": "From",
    "head.unsubscribe": "Header to unsubscribe by",
    "body.alt": "Image",
    "body.title": "Tooltip",
    "body.placeholder": "Placeholder",
    "body.footnote": "Note",
    "footer.smallprint": "Small print",
    "form.select": "Choice from a list",
    "form.field": "Field",
    "script.agent": "Agent",
    "script.customer": "Customer",
    "script.note": "Stage note",
}
"""What a scope is called where its look alone does not say it."""


def render(report: Report, documents: Mapping[str, Document], *, show_personal_data: bool = False) -> str:
    """The report as one HTML document, with its style and its small script inside."""
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    if not show_personal_data:
        report, documents = mask(report, documents)
    cards = cards_of(report.findings)
    style, script = _asset("page.css"), _asset("page.js")
    environment = Environment(
        loader=DictLoader({"page": _asset("page.html.j2")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(safely=safe, path=escaped, lang=_lang, link=wording.address)
    return environment.get_template("page").render(
        report=report,
        cards=cards,
        pages=document_pages(report, documents, cards),
        severities=list(Severity),
        counts=wording.counts(report),
        wording=wording,
        labels=LABELS,
        version=__version__,
        policy="; ".join(
            ["default-src 'none'", f"style-src {_digest(style)}", f"script-src {_digest(script)}", *_CLOSED]
        ),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
    )


_CLOSED = ("base-uri 'none'", "form-action 'none'")


@cache
def _asset(name: str) -> str:
    return files("offerlint.reports").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _lang(tag: str) -> str:
    """`tag` if it can be a language tag, else nothing."""
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else ""
