"""Old debt: which findings a baseline has, what is left of it, and how it is written anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from offerlint.model.decision import Baseline, Debt, Owed, Seen
from offerlint.model.finding import Allowed, Finding
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Sorted:
    """The findings that are new, and those that the baseline has, with what became of it."""

    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...]
    debt: Debt


def set_apart(findings: Sequence[Finding], baseline: Baseline, seen: Seen) -> Sorted:
    """Sets the findings that `baseline` has apart from the new ones; of each kind as many as it counts.

    An entry is for its own file, or, when that is there no more, for any that has its words.
    """
    left = [one.count for one in baseline.owed]
    old: set[int] = set()

    def settle(entries: dict[tuple[str, str], list[int]], at: Callable[[Finding], str]) -> None:
        for number, finding in enumerate(findings):
            keys = [(one, at(finding)) for one in (finding.fingerprint, *finding.former)]
            entry = next((i for key in keys for i in entries.get(key, ()) if left[i]), None)
            if entry is not None and number not in old:
                left[entry] -= 1
                old.add(number)

    settle(_by(baseline.owed, lambda one: one.path), lambda finding: seen.name(finding.path))
    moved = _by(baseline.owed, lambda one: "" if one.path in seen.missing else one.path)
    settle(moved, lambda _: "")
    gone = [
        replace(one, count=count)
        for one, count in zip(baseline.owed, left, strict=True)
        if count and seen.judges(one.rule, one.path)
    ]
    return Sorted(
        tuple(one for i, one in enumerate(findings) if i not in old),
        tuple(Allowed(one, "baseline", "") for i, one in enumerate(findings) if i in old),
        Debt(baseline.path, len(old), tuple(gone)),
    )


def _by(owed: Sequence[Owed], at: Callable[[Owed], str]) -> dict[tuple[str, str], list[int]]:
    entries: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(owed):
        entries.setdefault((one.fingerprint, at(one)), []).append(number)
    return entries


def owed(findings: Sequence[Finding], old: Sequence[Owed], seen: Seen) -> tuple[Owed, ...]:
    """What is owed now, in order: the findings of a run, and of `old` what the run could not judge."""
    unjudged = [one for one in old if not seen.judges(one.rule, one.path)]
    counts = Counter((seen.name(one.path), one.rule, one.fingerprint) for one in findings)
    known = set(counts)
    kept = [one for one in unjudged if (one.path, one.rule, one.fingerprint) not in known]
    return tuple(sorted([*(Owed(*key, count) for key, count in counts.items()), *kept], key=_order))


def without(old: Sequence[Owed], gone: Sequence[Owed]) -> tuple[Owed, ...]:
    """What is owed when that which is gone is struck out."""
    less = Counter({(one.path, one.rule, one.fingerprint): one.count for one in gone})
    left = [replace(one, count=one.count - less[one.path, one.rule, one.fingerprint]) for one in old]
    return tuple(sorted((one for one in left if one.count > 0), key=_order))


def _order(one: Owed) -> tuple[str, str, str]:
    return (one.path, one.rule, one.fingerprint)
