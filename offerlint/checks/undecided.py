"""What to say when a template has too many conditions to decide whether a rule is kept."""

from __future__ import annotations

from offerlint.checks.said import Said
from offerlint.model.document import Problem
from offerlint.model.passage import Lens


def undecided(found: Said, lens: Lens) -> Problem:
    """The words whose finding hangs on more conditions than can be tried."""
    block = found.places[0].block
    words = " ".join(block.text.split())[:60]
    runs = block.view.map.runs(found.places[0].span) if found.places[0].span else ()
    source = lens.document.sources[runs[0].source if runs else 0]
    line = source.lines.position(runs[0].start).line if runs else None
    return Problem(source.path, f"too many conditions to decide about “{words}”", line, fatal=False)
