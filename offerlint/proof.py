"""What the evidence register does to findings that ask for proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from offerlint.model.finding import Allowed, Finding, Hit
from offerlint.model.lens import Lens
from offerlint.model.vocabulary import Severity
from offerlint.registers.evidence import Evidence, supporting


def prove(finding: Finding, hit: Hit, lens: Lens, register: Sequence[Evidence], today: date) -> Finding | Allowed:
    """The finding as it stands, or as allowed where evidence that holds on `today` supports the claim.

    Evidence that has run out, or does not hold yet, makes it a warning that says so.
    """
    products = lens.document.about.products
    entries = [entry for entry in _entries(hit, lens, register) if entry.speaks_of(finding.rule, products)]
    for entry in entries:
        if entry.holds_on(today):
            return Allowed(finding, "evidence", f"{entry.document} ({entry.owner})", entry.until)
    if not entries:
        return finding
    entry = entries[0]
    when = f"ran out on {entry.until}" if entry.until and entry.until < today else f"holds only from {entry.start}"
    message = f"{finding.message} The evidence for it, {entry.document}, {when}; {entry.owner} answers for it."
    severity = min(finding.severity, Severity.WARNING, key=lambda one: one.rank)
    return replace(finding, severity=severity, message=message)


def _entries(hit: Hit, lens: Lens, register: Sequence[Evidence]) -> list[Evidence]:
    """The entries that support any of the words of a hit."""
    return [entry for place in hit.places for entry in supporting(register, place, lens.stream)]
