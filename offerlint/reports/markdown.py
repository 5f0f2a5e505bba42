"""The report as a summary in Markdown, for the page of a pipeline or a comment on a change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from offerlint.model.finding import Finding, Report
from offerlint.model.rule import Authority
from offerlint.reports import wording
from offerlint.reports.characters import safe

HEAD = "| Where | | What is wrong | What to do | Why |\n|---|---|---|---|---|"


def render(report: Report) -> str:
    """A table a file, a row a finding, in the Markdown of GitHub and GitLab; nothing from a file acts as Markdown."""
    parts = ["## offerlint", f"**{plain(wording.summary(report))}** {plain(wording.as_of(report))}"]
    parts += [plain(wording.changed(report.change))] if report.change else []
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        parts += [f"### {plain(path)}", "\n".join([HEAD, *map(_row, findings)])]
    unread = [f"{wording.place(problem)}: {problem.message}" for problem in wording.unread(report)]
    parts += [*_section("Could not be checked", unread), *_section("Not checked", wording.not_checked(report))]
    told = (_allowed(one.finding, wording.allowed(one)) for one in report.allowed if one.by != "baseline")
    parts += [*_section("Allowed", told), *_section("Old debt", wording.debt(report))]
    return "\n\n".join([*parts, wording.NOT_LEGAL_ADVICE]) + "\n"


def plain(text: str) -> str:
    """Markdown that reads as `text`, on one line, in a paragraph, a heading, a list or a cell of a table.

    It calls nobody, as @name does on most services: a joiner that is not seen stands behind the sign.
    """
    shown = re.sub(r"([\\`*_\[\]|~$]|:(?=//)|(?<=www)\.)", r"\\\1", safe(text), flags=re.IGNORECASE)
    shown = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@&#8288;")
    return re.sub(r"^(\d*)([-+#=.)])", r"\1\\\2", shown)


def _section(title: str, lines: Iterable[str]) -> list[str]:
    items = "\n".join(f"- {plain(line)}" for line in lines)
    return [f"### {title}", items] if items else []


def _row(finding: Finding) -> str:
    sure = " (inferred)" if finding.scope_inferred else ""
    cells = (
        plain(finding.where),
        f"{finding.severity}{sure}",
        "<br>".join(_wrong(finding)),
        plain(finding.suggest),
        "<br>".join([plain(finding.rule), *map(_authority, finding.authority)]),
    )
    return f"| {' | '.join(cells)} |"


def _wrong(finding: Finding) -> Iterator[str]:
    yield plain(finding.message)
    if shows := wording.exposed(finding):
        yield plain(f"Shows {shows}.")
    if finding.path_through:
        yield plain(f"Path: {wording.path_through(finding)}")
    for related in finding.related:
        yield plain(f"See also {wording.see_also(finding, related)}")
    if promised := wording.promised(finding):
        yield plain(promised)


def _authority(authority: Authority) -> str:
    link = wording.address(authority).replace("&", "&amp;")
    return f"[{plain(authority.text)}](<{link}>)" if link else plain(authority.text)


def _allowed(finding: Finding, why: str) -> str:
    return f"{finding.path}, {finding.where}: {finding.rule}: {why}"
