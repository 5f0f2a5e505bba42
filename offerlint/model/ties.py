"""What is known of a template's conditions besides their own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from offerlint.model.block import Literal
from offerlint.text.frozen import dataclass

_NONE = frozenset[int]()


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties conditions together.

    `values` are all that a name can be, as it is written in conditions without quotes. `always` are
    literals that hold whatever is chosen (`a and not b` with "no"). `asked` says of the name of a condition in
    which choices of the template, by their numbers, it is asked, and `inside` which choices these are or stand in.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    always: tuple[Literal, ...] = ()
    asked: Mapping[str, frozenset[int]] = field(default_factory=dict)
    inside: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def are_nested(self, one: str, other: str) -> bool:
        """Whether one choice asks for both, or a choice that asks for one stands in one that asks for the other."""
        pairs = ((one, other), (other, one))
        return any(not self.asked.get(a, _NONE).isdisjoint(self.inside.get(b, _NONE)) for a, b in pairs)


NO_TIES = Ties()
