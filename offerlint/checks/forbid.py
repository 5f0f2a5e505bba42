"""The verb `forbid`: what must not be said."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.checks.excuse import unexcused
from offerlint.checks.exposure import UndecidedError
from offerlint.checks.said import Said, apart, said
from offerlint.checks.undecided import undecided
from offerlint.model.check import Forbid
from offerlint.model.document import Problem
from offerlint.model.finding import Hit
from offerlint.model.passage import Lens


def check(spec: Forbid, lens: Lens) -> Iterator[Hit | Problem]:
    """A hit for each saying that nothing excuses, in reading order; of overlapping ones the longest."""
    left: list[Said] = []
    chosen = {}
    for one in said(spec.saying, lens):
        try:
            choices = unexcused(one, spec.saying.unless, lens)
        except UndecidedError:
            yield undecided(one, lens)
            continue
        if choices is not None:
            left.append(one)
            chosen[id(one)] = choices
    for one in apart(left):
        yield Hit(one.places, exposed_by=tuple(choice for choice in chosen[id(one)] if choice))
