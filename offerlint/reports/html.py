"""The report as one page that opens anywhere, asks no network and runs nothing that a file says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from offerlint.model.document import Document
from offerlint.model.finding import Report
from offerlint.model.vocabulary import Severity
from offerlint.reports import overview, wording
from offerlint.reports.call_chart import chart
from offerlint.reports.page import cards_of, document_pages
from offerlint.reports.reading_order import choices
from offerlint.reports.sealed_page import policy, templates
from offerlint.reports.segments import Card
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
    "body.super": "On screen",
    "body.voice": "Spoken",
    "body.ad-headline": "Headline",
    "body.ad-long-headline": "Long headline",
    "body.ad-description": "Description",
    "body.ad-path": "Path",
    "body.social-text": "Primary text",
    "body.social-headline": "Headline",
    "body.social-description": "Description",
    "footer.smallprint": "Small print",
    "form.select": "Choice from a list",
    "form.field": "Field",
    "script.agent": "Agent",
    "script.customer": "Customer",
    "script.note": "Stage note",
}
"""What a scope is called where its look alone does not say it."""

STYLES = ("base", "overview", "findings", "document", "words", "card", "call", "print")
SCRIPTS = ("start", "route", "filter", "step", "choices", "call", "decide", "waivers", "run")
"""The files that make the style and the script of the page, in order.

Before the script, early.js hides all but the first view while the page is read, or a large one would be laid out whole.
"""


def render(report: Report, documents: Mapping[str, Document]) -> str:
    """The report as one HTML document, with its style and its script inside."""
    from markupsafe import Markup

    documents = dict(documents)  # what is read again when it is asked for is read once
    cards = cards_of(report)
    style = style_of(*STYLES)
    early = _asset("early.js")
    script = "".join(['"use strict";\n(() => {\n', *(_asset(f"{name}.js") for name in SCRIPTS), "})();\n"])
    pages = document_pages(report, documents, cards)
    written: str = _template().render(
        report=report,
        rules={rule.id: rule for rule in report.rules},
        cards=cards,
        pages=pages,
        homes={card.name: page for page in pages for card in page.cards},
        facets=_facets(cards),
        counts=wording.counts(report),
        key=_key(report, cards),
        policy=policy(style, [early, script]),
        style=Markup(style),  # noqa: S704 - our own files
        early=Markup(early),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704 - our own files
    )
    return written


def style_of(*names: str) -> str:
    """The styles of these names, of STYLES, one after another."""
    return "".join(_asset(f"{name}.css") for name in names)


def web_templates() -> dict[str, str]:
    """The templates of the page by their names, for other pages that show the same things."""
    return {path.name: path.read_text("utf-8") for path in _WEB.iterdir() if path.name.endswith(".j2")}


@cache
def _template() -> Any:
    environment = templates(web_templates())
    environment.filters.update(lang=_lang, link=wording.address, plain=_plain)
    environment.globals.update(
        wording=wording,
        overview=overview,
        labels=LABELS,
        severities=list(Severity),
        version=__version__,
        choices=choices,
        chart=chart,
    )
    return environment.get_template("page.html.j2")


_WEB = files("offerlint.reports").joinpath("web")


@cache
def _asset(name: str) -> str:
    return _WEB.joinpath(name).read_text("utf-8")


def _key(report: Report, cards: Sequence[Card]) -> str:
    """What the decisions on this report are kept under: the same for the same findings on the same day."""
    said = "\n".join([report.as_of.isoformat(), *sorted(f"{card.name} {card.finding.rule}" for card in cards)])
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _facets(cards: Iterable[Card]) -> dict[str, list[str]]:
    """What findings can be chosen by, besides severity and document: names in order."""
    found: dict[str, set[str]] = {"ruleset": set(), "topic": set(), "authority": set()}
    for card in cards:
        found["ruleset"].add(card.finding.rule.split("/", maxsplit=1)[0])
        found["topic"].add(card.finding.topic)
        found["authority"].update(one.body for one in card.finding.authority)
    return {name: sorted(values) for name, values in found.items()}


def _plain(maps: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    return [dict(one) for one in maps]


def _lang(tag: str) -> str:
    """`tag` if it can be a language tag, else nothing."""
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag) else ""
