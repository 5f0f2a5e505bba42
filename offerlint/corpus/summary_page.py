"""A summary as one page: the overview of the HTML report, for rows of tables."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from offerlint.corpus import summary_text
from offerlint.corpus.summary import Share, Summary
from offerlint.model.vocabulary import Severity
from offerlint.reports import html, overview, wording
from offerlint.reports.sealed_page import policy, templates
from offerlint.version import __version__

MOST_BARS, MOST_RULES = 12, 40


def render(summary: Summary) -> str:
    """The summary as one HTML document that asks no network and runs nothing, with its style inside."""
    from markupsafe import Markup

    own = files("offerlint.corpus")
    style = html.style_of("base", "overview", "print") + own.joinpath("summary.css").read_text("utf-8")
    page = own.joinpath("summary.html.j2").read_text("utf-8")
    environment = templates({**html.web_templates(), "summary.html.j2": page})
    environment.globals.update(wording=wording, overview=overview, text=summary_text, severities=list(Severity))
    written: str = environment.get_template("summary.html.j2").render(
        summary=summary,
        charts=[
            ("topic", "Findings by topic", _bars(summary.topics)),
            ("ruleset", "Findings by ruleset", _bars(summary.rulesets)),
        ],
        groups=[*summary.by.items(), (f"{summary.period}, over time", summary.over_time)],
        rules=summary.rules[:MOST_RULES],
        policy=policy(style),
        style=Markup(style),  # noqa: S704 - our own files
        version=__version__,
    )
    return written


def _bars(shares: Sequence[Share]) -> list[overview.Bar]:
    return overview.ranked([(share.name, "", share.counts()) for share in shares])[:MOST_BARS]
