"""What is known of a template besides its own words."""

from __future__ import annotations

from collections.abc import Callable

from offerlint.model.source import Source
from offerlint.model.ties import NO_TIES, Ties
from offerlint.reading.template.jinja_signs import JINJA, Signs
from offerlint.text.frozen import dataclass

Find = Callable[[str], Source | None]
"""The file that a template means by a name, if there is one."""


def nowhere(_: str) -> Source | None:
    """Finds no file."""
    return None


@dataclass(frozen=True, slots=True)
class Known:
    """Where a template's other files are, what ties its conditions, how Jinja is written, and fields by their names."""

    find: Find = nowhere
    ties: Ties = NO_TIES
    signs: Signs = JINJA
    fields: frozenset[str] = frozenset()


NOTHING = Known()
