"""Waivers: what they waive or promise, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from offerlint.model.decision import Promise, Register, Seen, Waiver
from offerlint.model.finding import Allowed, Finding
from offerlint.model.source import Source
from offerlint.rules.own import about_decision
from offerlint.text.fold import fold
from offerlint.text.frozen import dataclass
from offerlint.text.glob import is_glob, matches
from offerlint.text.nearest import nearest

MOST = 5
"""As many findings as one waiver may waive before somebody should look whether that was meant."""


@dataclass(frozen=True, slots=True)
class Waived:
    """What is left after the waivers: findings that stand, those waived, and what is wrong with waivers."""

    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...]
    about_waivers: tuple[Finding, ...]


def waive(
    findings: Sequence[Finding], allowed: Sequence[Allowed], register: Register, seen: Seen, as_of: date
) -> Waived:
    """Applies a register to the findings of a run; the first waiver that holds on `as_of` decides.

    A waiver of what is `allowed` by other means already is not orphaned.
    """
    stands, waived = [], []
    of_rule: dict[str | None, list[int]] = {}
    for number, waiver in enumerate(register.waivers):
        of_rule.setdefault(seen.known.get(waiver.rule), []).append(number)
    covered = [0] * len(register.waivers)

    def covering(finding: Finding) -> list[Waiver]:
        numbers = sorted({number for rule in (finding.rule, *finding.also) for number in of_rule.get(rule, ())})
        found = [number for number in numbers if _covers(register.waivers[number], finding, seen)]
        for number in found:
            covered[number] += 1
        return [register.waivers[number] for number in found]

    for one in allowed:
        covering(one.finding)
    for finding in findings:
        held = [waiver for waiver in covering(finding) if _holds(waiver, as_of)]
        by = next((waiver for waiver in held if waiver.waives), None)
        if by:
            waived.append(_allowed(finding, by))
        else:
            stands.append(_promised(finding, held))
    source = Source(register.path, register.text)
    about = [
        about_decision(*fault, source, waiver.place)
        for waiver, count in zip(register.waivers, covered, strict=True)
        if (fault := _fault(waiver, count, seen, as_of))
    ]
    return Waived(tuple(stands), tuple(waived), tuple(about))


def _covers(waiver: Waiver, finding: Finding, seen: Seen) -> bool:
    """Whether a waiver of the finding's rule speaks of its words, where they stand."""
    return _same_words(waiver, finding) and _reaches(waiver, seen.name(finding.path), seen)


def _same_words(waiver: Waiver, finding: Finding) -> bool:
    if waiver.fingerprint:
        return waiver.fingerprint in (finding.fingerprint, *finding.former)
    return not waiver.excerpt or _folded(waiver.excerpt) == _folded(finding.excerpt)


def _folded(words: str) -> str:
    return fold(words).text.strip()


def _reaches(waiver: Waiver, at: str, seen: Seen) -> bool:
    """Whether a waiver reaches a file: the one it names, or any that has its words when that one is gone."""
    if not waiver.path or waiver.path == at:
        return True
    if is_glob(waiver.path):
        return matches(at, waiver.path)
    return bool(waiver.fingerprint) and waiver.path in seen.missing


def _holds(waiver: Waiver, as_of: date) -> bool:
    return waiver.until is None or as_of <= waiver.until


def _allowed(finding: Finding, waiver: Waiver) -> Allowed:
    return Allowed(
        finding, "waiver", waiver.reason, waiver.until, decision=waiver.decision, decided_by=waiver.by,
        decided_on=waiver.on,
    )  # fmt: skip


def _promised(finding: Finding, held: Iterable[Waiver]) -> Finding:
    waiver = next(iter(held), None)
    if waiver is None:
        return finding
    return replace(finding, promise=Promise(waiver.by, waiver.on, waiver.until, waiver.reason))


def _fault(waiver: Waiver, covered: int, seen: Seen, as_of: date) -> tuple[str, str, str] | None:
    """The housekeeping rule a waiver breaks, the message and the remedy."""
    if waiver.rule not in seen.known:
        close = nearest(waiver.rule, seen.known)
        meant = f"Did you mean {close}?" if close else "Correct the rule's name (offerlint rules list)."
        return (
            "offerlint/unknown-waiver",
            f"No rule is called “{waiver.rule}”, so this waiver does nothing.",
            f"{meant} Or delete the waiver.",
        )
    if not covered and seen.judges(waiver.rule, waiver.path):
        return (
            "offerlint/orphaned-waiver",
            f"Nothing that this waiver speaks of breaks {waiver.rule} any more: its words have changed or are gone.",
            "Delete it, or decide again about the words as they are now.",
        )
    if not _holds(waiver, as_of):
        ended = f"This waiver of {waiver.rule} ended on {waiver.until}; {waiver.by} decided it."
        broken = f"{waiver.by} promised to mend what breaks {waiver.rule} by {waiver.until}; it is still there."
        return (
            "offerlint/expired-waiver",
            ended if waiver.waives else broken,
            "Mend the words it covers, or agree a new end date and reason.",
        )
    if waiver.waives and not waiver.fingerprint and not waiver.excerpt:
        return (
            "offerlint/broad-waiver",
            f"This waiver names no words, so it waives whatever breaks {waiver.rule} where it reaches, now and later.",
            "Give the fingerprint of the finding, from a report, or its words as excerpt.",
        )
    if waiver.waives and covered > MOST:
        return (
            "offerlint/broad-waiver",
            f"This waiver of {waiver.rule} waives {covered} findings at once.",
            "Look whether all of them were meant; narrow its path, or waive each by its fingerprint.",
        )
    return None
