"""Other numbers: the quantities left when every other family has taken its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from offerlint.facts.ground import ALONE, NUMBER, Draft, Ground
from offerlint.text.late import late

_QUANTITY = late(rf"{ALONE}(?<!\[)(?<!\d-)(?P<n>{NUMBER})(?![\w%/:]|[.,:/-]\d|[-–][a-z])")
_UNCOUNTED = frozenset({"one", "zero"})


def quantities(ground: Ground) -> Iterator[Draft]:
    """Numbers that stand alone; times, versions, fractions, codes and bare fields are none."""
    for match in _QUANTITY.finditer(ground.figures):
        value = ground.number(match, "n")
        if isinstance(value, Decimal) and ground.text[match.start() : match.end()] not in _UNCOUNTED:
            yield Draft("quantity", match.start(), match.end(), value)
