"""Which findings a change brought: those on lines that it touched, and those elsewhere that did not stand before."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import field

from offerlint.model.finding import Finding
from offerlint.model.vocabulary import Severity
from offerlint.text.frozen import dataclass
from offerlint.text.lines import LineIndex


@dataclass(frozen=True, slots=True)
class Edit:
    """A file, edited or not: its lines (of data, its paragraphs) `now`, and `then`, when it was at `path`.

    `stayed` has the former number of each line that stayed. A file that is new has none.
    """

    now: LineIndex
    then: LineIndex
    path: str
    stayed: Mapping[int, int] = field(default_factory=dict)


def brought(now: Sequence[Finding], then: Sequence[Finding], edits: Mapping[str, Edit]) -> tuple[Finding, ...]:
    """The findings of `now` that the edits brought; `then` are those before, `edits` are by the names of now.

    A finding stood before if no line that it lies on was touched, and then the same rule, no more mildly, pointed at
    the same words, in their place or by their fingerprint.
    """
    gravest: dict[Hashable, Severity] = {}
    former = {edit.path: edit.then for edit in edits.values()}
    for one in then:
        for key in _keys_then(one, former.get(one.path)):
            known = gravest.get(key, one.severity)
            gravest[key] = one.severity if one.severity.at_least(known) else known
    return tuple(one for one in now if not _stood(one, edits.get(one.path), gravest))


def _stood(finding: Finding, edit: Edit | None, gravest: Mapping[Hashable, Severity]) -> bool:
    path = edit.path if edit else finding.path
    keys: list[Hashable] = [(path, name) for name in (finding.fingerprint, *finding.former)]
    if edit and finding.runs:
        lines = {line for start, _, end, _ in _places(finding, edit.now) for line in range(start, end + 1)}
        if not lines <= edit.stayed.keys():
            return False
        places = tuple(
            (edit.stayed[start], column, edit.stayed[end], last)
            for start, column, end, last in _places(finding, edit.now)
        )
        keys.append((path, finding.rule, places))
    return any(key in gravest and gravest[key].at_least(finding.severity) for key in keys)


def _keys_then(finding: Finding, lines: LineIndex | None) -> Iterator[Hashable]:
    """By what a finding of before is known again."""
    yield finding.path, finding.fingerprint
    if lines and finding.runs:
        places = tuple(_places(finding, lines))
        yield from ((finding.path, rule, places) for rule in (finding.rule, *finding.also))


def _places(finding: Finding, lines: LineIndex) -> Iterator[tuple[int, int, int, int]]:
    """Line and column of the first and the last character of each run."""
    for run in finding.runs:
        first, last = lines.position(run.start), lines.position(max(run.start, run.end - 1))
        yield first.line, first.column, last.line, last.column
