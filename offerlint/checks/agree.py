"""The verb `agree`: figures that must agree with the offer, or with one another."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.checks.agreement import AGREEMENTS
from offerlint.checks.agreement.disagreement import Disagreement
from offerlint.checks.excuse import unexcused
from offerlint.checks.falsify import UndecidedError
from offerlint.checks.prominence import stands_in
from offerlint.checks.said import Said
from offerlint.checks.undecided import undecided
from offerlint.model.block import Emphasis
from offerlint.model.check import Match
from offerlint.model.check_agree import Agree
from offerlint.model.document import Problem
from offerlint.model.finding import Hit
from offerlint.model.lens import Lens


def check(spec: Agree, lens: Lens) -> Iterator[Hit | Problem]:
    """A hit for each figure that does not agree and that nothing excuses, in reading order, the first of its like."""
    told: set[tuple[str, str, str]] = set()
    for one in AGREEMENTS[spec.what or f"sum {spec.sum}"](spec, lens):
        block = one.place.block
        if block.emphasis is Emphasis.HIDDEN or not stands_in(block, spec.where):
            continue
        found = _said(one, lens)
        try:
            choices = unexcused(found, spec.unless, lens, one.beside)
        except UndecidedError:
            yield undecided(found, lens)
            continue
        key = (one.said, one.meant, one.offer)
        if choices is not None and not (one.once and key in told):
            told.add(key)
            exposed = tuple(filter(None, choices)) or one.exposed_by
            yield Hit((one.place,), one.found, one.related, exposed, guessed=one.guessed)


def _said(one: Disagreement, lens: Lens) -> Said:
    """The figure as guards see it."""
    stream, span = lens.stream, one.place.span
    number = stream.number(one.place.block)
    under = stream.words_under(number, span) if span else stream.words_of(number)
    return Said((one.place,), stream, Match(under.start, under.stop, under.start, under.stop))
