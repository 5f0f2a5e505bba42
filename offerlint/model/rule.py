"""A rule: what must or must not be said, by whose authority, since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from offerlint.model.offer import Offer
from offerlint.model.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class Authority:
    """A text that stands behind a rule; `clause` is shown only where `seen` is V or V2."""

    body: str
    instrument: str
    clause: str = ""
    seen: str = "M"
    checked: date | None = None
    url: str = ""

    @property
    def text(self) -> str:
        """The citation as a reader sees it."""
        clause = self.clause if self.seen in ("V", "V2") else ""
        return " ".join(part for part in (self.body, self.instrument, clause) if part)


@dataclass(frozen=True, slots=True)
class Effective:
    """The law's dates: binds from `start`, and no longer on `until`; either may be open.

    `clock` says which day of the document counts: "copy" (it is live) or "contract" (it is made).
    """

    start: date | None = None
    until: date | None = None
    clock: str = "copy"

    def binds_on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Example:
    """A text that the rule must (`flags` not empty) or must not flag.

    `about` is declared for it; `offers` is the catalogue that it is held to.
    """

    text: str
    flags: tuple[str, ...] = ()
    name: str = ""
    format: str = "text"
    about: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None
    line: int = 0
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file. `check` is the verb's own spec, made by the loader (see checks/).

    `applies_to` lists the values of `About` that it binds; an absent key binds every value.
    """

    id: str
    title: str
    topic: str
    severity: Severity
    why: str
    verb: str
    check: Any
    message: str
    suggest: str
    authority: tuple[Authority, ...]
    effective: Effective = Effective()
    status: str = "active"
    profiles: tuple[str, ...] = ()
    applies_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    covers: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    when_inferred: str = "soften"
    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()
    path: str = ""
