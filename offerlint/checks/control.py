"""The verb `control`: a form control that must not be as described."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.checks.excuse import unexcused
from offerlint.checks.exposure import UndecidedError
from offerlint.checks.said import said
from offerlint.checks.undecided import undecided
from offerlint.model.block import Place
from offerlint.model.check import FormControl
from offerlint.model.document import Problem
from offerlint.model.finding import Hit
from offerlint.model.lens import Lens


def check(spec: FormControl, lens: Lens) -> Iterator[Hit | Problem]:
    """A hit for each such control: its own tag, related to the words of its label."""
    seen = set()
    for one in said(spec.saying, lens):
        block = one.blocks[0]
        if id(block) in seen:
            continue
        try:
            choices = unexcused(one, spec.saying.unless, lens)
        except UndecidedError:
            yield undecided(one, lens)
            continue
        if choices is None:
            continue
        seen.add(id(block))
        label = tuple((place, "What its label says") for place in one.places if place.span)
        yield Hit((Place(block),), related=label, exposed_by=tuple(choice for choice in choices if choice))
