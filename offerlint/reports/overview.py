"""What the first page of a report counts: by ruleset, by document, what is allowed and on what grounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from offerlint.model.decision import ACCEPT, NOT_A_FAULT
from offerlint.model.finding import Allowed, Report
from offerlint.model.vocabulary import Severity
from offerlint.reports import wording
from offerlint.reports.page import DocumentPage
from offerlint.reports.segments import Card
from offerlint.text.frozen import dataclass

WORST = 8
"""How many documents the first page names."""

BAR = 240
"""The length of the longest bar, in pixels."""

SOON = 30
"""Days before its end in which something agreed is said to end soon."""

GROUNDS: Mapping[str, str] = {
    "waiver": "Waived",
    "evidence": "Proved by evidence",
    "allow": "Allowed in the file",
    "baseline": "In the baseline",
}
"""The ways in which a finding can be allowed, and what they are called."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar, in pixels: the findings of one severity."""

    severity: Severity
    count: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Bar:
    """What `name` has: findings by severity, gravest first, drawn to a common scale. `link` is a name in the page."""

    name: str
    link: str
    total: int
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that allows findings: how, in words, and by whom; why, until when, and the cards of those findings.

    `state` is "" or says in words that it ends soon.
    """

    by: str
    how: str
    reason: str
    until: date | None
    state: str
    cards: Sequence[Card]


def by_severity(report: Report) -> Bar:
    """All findings that stand, as one bar."""
    return _bars([("", "", Counter(finding.severity for finding in report.findings))])[0]


def by_ruleset(report: Report) -> list[Bar]:
    """The rulesets that found something, those with most errors first."""
    groups: dict[str, Counter[Severity]] = {}
    for finding in report.findings:
        groups.setdefault(finding.rule.split("/", maxsplit=1)[0], Counter())[finding.severity] += 1
    return ranked([(group, "findings", own) for group, own in groups.items()])


def worst(pages: Sequence[DocumentPage]) -> list[Bar]:
    """The documents to start with: those with most errors, then warnings and so on; no more than WORST."""
    rows = [(page.path, page.name, Counter(card.finding.severity for card in page.standing)) for page in pages]
    return ranked([row for row in rows if row[2]])[:WORST]


def grounds(cards: Iterable[Card], as_of: date) -> list[Ground]:
    """What allows findings, in the order of GROUNDS, then as they come in the report."""
    found: dict[tuple[str, str, str, date | None], list[Card]] = {}
    for card in cards:
        if one := card.allowed:
            found.setdefault((one.by, _how(one), one.reason, one.until), []).append(card)
    order = list(GROUNDS)
    return [
        Ground(*key, _state(key[-1], as_of), own)
        for key, own in sorted(found.items(), key=lambda item: order.index(item[0][0]))
    ]


def _how(one: Allowed) -> str:
    if one.decided_on is None:
        return GROUNDS[one.by]
    decided = {ACCEPT: "Accepted", NOT_A_FAULT: "Found to be no fault"}.get(one.decision, GROUNDS[one.by])
    return f"{decided} by {one.decided_by} on {wording.long_date(one.decided_on)}"


def rulesets(report: Report) -> list[tuple[str, list[str]]]:
    """The rules that bound any of the files, by ruleset, in order."""
    found: dict[str, list[str]] = {}
    for rule in report.active:
        ruleset, _, slug = rule.partition("/")
        found.setdefault(ruleset, []).append(slug)
    return sorted(found.items())


def _state(until: date | None, as_of: date) -> str:
    left = (until - as_of).days if until else SOON + 1
    if left > SOON:
        return ""
    return "ends today" if left <= 0 else f"ends in {wording.number(left, 'day')}"


Row = tuple[str, str, Mapping[Severity, int]]
"""What a bar is of: its name, its link, and how many findings of each severity."""


def ranked(rows: Sequence[Row]) -> list[Bar]:
    """The bars, those with most errors first, then warnings and so on."""
    return _bars(sorted(rows, key=lambda row: ([-row[2].get(severity, 0) for severity in Severity], row[0])))


def _bars(rows: Sequence[Row]) -> list[Bar]:
    longest = max((sum(own.values()) for _, _, own in rows), default=0) or 1
    return [Bar(name, link, sum(own.values()), _parts(own, BAR / longest)) for name, link, own in rows]


def _parts(counts: Mapping[Severity, int], scale: float) -> list[Part]:
    made: list[Part] = []
    start = 0.0
    for severity in Severity:
        count = counts.get(severity, 0)
        if count:
            length = round(count * scale, 2)
            made.append(Part(severity, count, round(start, 2), length))
            start += length
    return made
