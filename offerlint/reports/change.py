"""What changed between two reports, as text, as Markdown for a comment on a change, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from offerlint.model.finding import Change, Finding, Standing
from offerlint.reports import wording
from offerlint.reports.characters import safe
from offerlint.reports.json import as_text, change_wire
from offerlint.reports.markdown import plain
from offerlint.reports.mask import mask_change

MOST = 50
"""Findings of a kind that a comment shows; services refuse long comments."""


class RenderChange(Protocol):
    """Renders a change; personal data is masked unless `show_personal_data`."""

    def __call__(self, change: Change, *, show_personal_data: bool = False) -> str: ...


def text(change: Change, *, show_personal_data: bool = False) -> str:
    """A line for each finding that is new, fixed, moved, allowed or unread, then a summary."""
    change = change if show_personal_data else mask_change(change)
    lines = []
    for title, findings in _kinds(change):
        lines += [title, *(f"  {_line(one)}" for one in findings), ""]
    if change.moved:
        lines += ["Moved", *(f"  {_line(one.now)}; it was at {_at(one)}" for one in change.moved), ""]
    return "\n".join([*lines, wording.changed(change)]) + "\n"


def markdown(change: Change, *, show_personal_data: bool = False) -> str:
    """A comment for a pull request: the summary, the new findings, and the others folded away."""
    change = change if show_personal_data else mask_change(change)
    lines = ["### offerlint", "", wording.changed(change), ""]
    for title, findings in _kinds(change):
        shown = [*map(_item, findings[:MOST]), *_rest(len(findings))]
        lines += [f"**{title}**", "", *shown, ""] if title == "New" else _folded(title, len(findings), shown)
    if change.moved:
        moved = [f"{_item(one.now)}; it was at {plain(_at(one))}" for one in change.moved[:MOST]]
        lines += _folded("Moved", len(change.moved), [*moved, *_rest(len(change.moved))])
    return "\n".join([*lines, f"_{wording.NOT_LEGAL_ADVICE}_"]) + "\n"


def wire(change: Change, *, show_personal_data: bool = False) -> str:
    """The change as JSON; the shape is `change` of the schema of reports."""
    return as_text(change_wire(change if show_personal_data else mask_change(change)))


def _kinds(change: Change) -> Iterator[tuple[str, Sequence[Finding]]]:
    """The kinds of findings that there are, but for those moved."""
    kinds = {
        "New": change.new,
        "Fixed": change.fixed,
        "Allowed since": change.allowed,
        "In files that were not read": change.unread,
    }
    yield from ((title, findings) for title, findings in kinds.items() if findings)


def _line(finding: Finding) -> str:
    return safe(f"{finding.path}, {finding.where}: {finding.severity} {finding.rule}: {finding.message}")


def _item(finding: Finding) -> str:
    said = plain(finding.message)
    return f"- **{finding.severity}** {plain(f'{finding.path}, {finding.where}')}: {said} ({plain(finding.rule)})"


def _at(standing: Standing) -> str:
    return safe(f"{standing.before.path}, {standing.before.where}")


def _folded(title: str, count: int, lines: Sequence[str]) -> list[str]:
    return ["<details>", f"<summary>{title} ({count:,})</summary>", "", *lines, "", "</details>", ""]


def _rest(count: int) -> list[str]:
    return [f"- and {count - MOST:,} more"] if count > MOST else []


CHANGE_FORMATS: Mapping[str, RenderChange] = {"text": text, "markdown": markdown, "json": wire}
"""The formats of `offerlint diff --format`, each by its name."""
