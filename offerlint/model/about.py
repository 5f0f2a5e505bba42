"""What a document is: the facts that decide which rules bind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from offerlint.model import vocabulary as words
from offerlint.text.frozen import dataclass

CLOSED: Mapping[str, tuple[str, ...]] = {
    "kind": words.KINDS,
    "channel": words.CHANNELS,
    "audience": words.AUDIENCES,
    "subscriber": words.SUBSCRIBERS,
    "products": words.PRODUCTS,
    "purpose": words.PURPOSES,
    "basis": words.BASES,
    "stage": words.STAGES,
    "direction": words.DIRECTIONS,
}
"""The keys whose values come from a closed list."""


@dataclass(frozen=True, slots=True)
class About:
    """What a document is; None or an empty tuple means unknown.

    `inferred` names the keys that nobody declared, `evident` those of them whose values the document shows.
    """

    kind: str = "copy"
    channel: str | None = None
    audience: str = "consumer"
    subscriber: str | None = None
    products: tuple[str, ...] = ()
    purpose: str | None = None
    basis: str | None = None
    stage: str | None = None
    direction: str | None = None
    recorded: bool | None = None
    complete: bool | None = None
    provider: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None
    contract_from: date | None = None
    lang: str = "en"
    offers: tuple[str, ...] = ()
    inferred: frozenset[str] = frozenset()
    evident: frozenset[str] = frozenset()
