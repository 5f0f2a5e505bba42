"""Inline allows: what they allow, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from offerlint.model.document import Allow, Document
from offerlint.model.finding import Allowed, Finding
from offerlint.rules.own import about_decision
from offerlint.text.frozen import dataclass
from offerlint.text.span import Span


@dataclass(frozen=True, slots=True)
class Judged:
    """What is left after the allows: findings that stand (about allows too), and those allowed."""

    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...]


def judge(
    findings: Sequence[Finding],
    document: Document,
    *,
    as_of: date,
    known: Mapping[str, str],
    active: Collection[str],
) -> Judged:
    """Applies the document's allows to its findings.

    `known` maps every rule id, old ones too, to the rule's present id. An allow is unused only
    when its rule is in `active`: a run judges only what it saw. One in a file that this document
    includes may serve another.
    """
    stands, allowed, used = [], [], set()
    for finding in findings:
        by = next((i for i, a in enumerate(document.allows) if _covers(a, finding, document, known, as_of)), None)
        if by is None:
            stands.append(finding)
        else:
            used.add(by)
            allow = document.allows[by]
            allowed.append(Allowed(finding, "allow", allow.reason, allow.until))
    for i, allow in enumerate(document.allows):
        unused = i not in used and allow.place.source == 0
        fault = _fault(allow, as_of, known, unused=unused, active=active)
        if fault:
            place = allow.place
            source = document.sources[place.source]
            stands.append(about_decision(*fault, source, Span(place.start, place.end)))
    return Judged(tuple(stands), tuple(allowed))


def _covers(allow: Allow, finding: Finding, document: Document, known: Mapping[str, str], as_of: date) -> bool:
    if not allow.reason or known.get(allow.rule) not in (finding.rule, *finding.also):
        return False
    if allow.until is not None and allow.until < as_of:
        return False
    if document.sources[allow.place.source].path != finding.path:
        return False
    reach = allow.reach
    return reach is None or any(Span(reach.start, reach.end).overlaps(run) for run in finding.runs)


def _fault(
    allow: Allow, as_of: date, known: Mapping[str, str], *, unused: bool, active: Collection[str]
) -> tuple[str, str, str] | None:
    """The housekeeping rule an allow breaks, the message and the remedy."""
    if allow.rule not in known:
        return (
            "offerlint/unknown-allow",
            f"No rule is called “{allow.rule}”, so this allow does nothing.",
            "Correct the rule's name (offerlint rules list), or delete the comment.",
        )
    if not allow.reason:
        return (
            "offerlint/reasonless-allow",
            f"This allow of {allow.rule} gives no reason, so it does nothing.",
            f"Write: offerlint: allow {allow.rule} because ... and say why.",
        )
    if allow.until is not None and allow.until < as_of:
        return (
            "offerlint/expired-allow",
            f"This allow of {allow.rule} ended on {allow.until.isoformat()}.",
            "Mend the words it covers, or agree a new end date and reason.",
        )
    if unused and known[allow.rule] in active:
        return (
            "offerlint/unused-allow",
            f"Nothing here breaks {allow.rule} any more.",
            "Delete the comment.",
        )
    return None
