"""What to say when a rule cannot be decided: a template has too many conditions, or an expression takes too long."""

from __future__ import annotations

from offerlint.checks.said import Said
from offerlint.model.block import Place
from offerlint.model.check import OutOfTimeError
from offerlint.model.document import Problem
from offerlint.model.lens import Lens

MOST_SAID = 2_000
"""So many places of a document a rule speaks of; the document is then wrong, or no copy."""


def too_many(found: Said, lens: Lens) -> Problem:
    """That a rule speaks of more places than are looked at, from `found` on."""
    path, line, _ = _where(found.places[0], lens)
    message = f"the rule speaks of more than {MOST_SAID:,} places of this file; those from here on are not judged by it"
    return Problem(path, message, line, fatal=False)


def undecided(found: Said, lens: Lens) -> Problem:
    """The words whose finding hangs on more conditions than can be tried."""
    path, line, words = _where(found.places[0], lens)
    return Problem(path, f"too many conditions to decide about “{words}”", line, fatal=False)


def late(error: OutOfTimeError, lens: Lens) -> Problem:
    """The expression that took too long, and the words it took too long over."""
    path, line, words = _where(error.place, lens)
    message = f"the expression “{error.text[:60]}” takes too long on “{words}”; the rule was set aside for this file"
    return Problem(path, f"{message}: write it so that it can match in one way only", line, is_late=True)


def _where(place: Place, lens: Lens) -> tuple[str, int | None, str]:
    """The path and line of a place, and how its block begins."""
    words = " ".join(place.block.text[:400].split())[:60]
    runs = place.block.view.map.runs(place.span) if place.span else ()
    source = lens.document.sources[runs[0].source if runs else 0]
    line = source.line(runs[0].start) if runs else None
    return source.path, line, words
