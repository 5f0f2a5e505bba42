"""A rule: what must or must not be said, by whose authority, since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Any

from offerlint.model.later import Later
from offerlint.model.offer import Offer
from offerlint.model.remedy import Remedy
from offerlint.model.vocabulary import Severity
from offerlint.text.frozen import dataclass

if TYPE_CHECKING:
    from offerlint.model.check import Asked


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
    def is_of_advertising(self) -> bool:
        """Whether it is a code of advertising, which does not reach what is said on a live call."""
        return self.body in ("ASA", "CAP", "BCAP", "CAP and BCAP")

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

    `about` is declared for it; `offers` is the catalogue that it is held to; `fixed` is what the rule's fix
    makes of it.
    """

    text: str
    flags: tuple[str, ...] = ()
    name: str = ""
    format: str = "text"
    about: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None
    line: int = 0
    offers: tuple[Offer, ...] = ()
    fixed: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """What a rule says and looks for. `check` is the verb's own spec, made by the loader (see checks/)."""

    title: str
    why: str
    message: str
    suggest: str
    check: Any
    authority: tuple[Authority, ...] = ()
    covers: tuple[str, ...] = ()
    fix: Remedy | None = None


@dataclass(frozen=True, slots=True)
class Examples:
    """What a rule must not flag, and what it must."""

    good: tuple[Example, ...] = ()
    bad: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure of a rule that a team may set; `sets` are the fields of the check's spec that it fills.

    `value` is counted in `unit`.
    """

    name: str
    value: float
    unit: str
    about: str = ""
    sets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule file: by what it is chosen, and, read when first asked for, what it says.

    `applies_to` lists the values of `About` that it binds; an absent key binds every value. No document
    breaks it that has nothing of one of its `triggers`.
    """

    id: str
    topic: str
    severity: Severity
    verb: str
    body: Later[Body]
    examples: Later[Examples] = field(default_factory=lambda: Later(Examples))
    effective: Effective = Effective()
    status: str = "active"
    profiles: tuple[str, ...] = ()
    applies_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formerly: tuple[str, ...] = ()
    when_inferred: str = "soften"
    triggers: Later[Sequence[Asked]] = field(default_factory=lambda: Later(tuple))
    path: str = ""
    parameters: tuple[Parameter, ...] = ()

    @property
    def title(self) -> str:
        return self.body().title

    @property
    def why(self) -> str:
        return self.body().why

    @property
    def message(self) -> str:
        return self.body().message

    @property
    def suggest(self) -> str:
        return self.body().suggest

    @property
    def authority(self) -> tuple[Authority, ...]:
        return self.body().authority

    @property
    def covers(self) -> tuple[str, ...]:
        return self.body().covers

    @property
    def fix(self) -> Remedy | None:
        return self.body().fix

    @property
    def check(self) -> Any:
        return self.body().check

    @property
    def good(self) -> tuple[Example, ...]:
        return self.examples().good

    @property
    def bad(self) -> tuple[Example, ...]:
        return self.examples().bad
