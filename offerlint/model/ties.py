"""What is known of a template's conditions besides their own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from offerlint.model.block import Literal
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Ties:
    """What ties conditions together.

    `values` are all that a name can be, as it is written in conditions without quotes. `always` are
    literals that hold whatever is chosen (`a and not b` with "no"). `nested` says of the name of a condition
    inside which others it stands somewhere in the template.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    always: tuple[Literal, ...] = ()
    nested: Mapping[str, frozenset[str]] = field(default_factory=dict)


NO_TIES = Ties()
