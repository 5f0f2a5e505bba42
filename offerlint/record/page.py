"""An audit as one page that opens anywhere, asks no network and runs nothing."""

from __future__ import annotations

from importlib.resources import files
from urllib.parse import urlsplit

from offerlint.record import charts, words
from offerlint.record.audit import Audit, Trend
from offerlint.reports.sealed_page import policy, templates
from offerlint.reports.wording import long_date, number
from offerlint.version import __version__

MOST_RUNS, MOST_RULES = 25, 40
"""How many of each the page shows; the export has all."""


def render(audit: Audit) -> str:
    """The audit as one HTML document, with its style inside."""
    from markupsafe import Markup

    style = _asset("page.css")
    environment = templates({"page": _asset("page.html.j2")})
    environment.filters.update(date=long_date, link=_link)
    return environment.get_template("page").render(
        audit=audit,
        words=words,
        number=number,
        charts=charts,
        bars=charts.stacked([(trend.name, trend.points) for trend in audit.severities]),
        highest=charts.highest(_totals(audit.severities)),
        trends=[("team", audit.teams), ("ruleset", audit.rulesets), ("topic", audit.topics)],
        recent=[*reversed(audit.runs)][:MOST_RUNS],
        rules=audit.rules[:MOST_RULES],
        version=__version__,
        policy=policy(style),
        style=Markup(style),  # noqa: S704 - our own file
    )


def _totals(trends: tuple[Trend, ...]) -> list[int]:
    return [sum(points) for points in zip(*(trend.points for trend in trends), strict=True)]


def _asset(name: str) -> str:
    return files("offerlint.record").joinpath(name).read_text(encoding="utf-8")


def _link(address: str) -> str:
    """The address of a pipeline's run if it is one of the web, else nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""
