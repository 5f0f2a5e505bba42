"""Hits, which know only the view, and findings, which know the source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from offerlint.model.about import About
from offerlint.model.block import Place
from offerlint.model.decision import Debt, Promise
from offerlint.model.document import Problem
from offerlint.model.figure import Figure
from offerlint.model.rule import Authority, Rule
from offerlint.model.source import PlaceWire
from offerlint.model.vocabulary import Severity
from offerlint.text.frozen import dataclass
from offerlint.text.lines import Position
from offerlint.text.span import Run, Span


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: places in view coordinates, and nothing about severity or files.

    `found` fills the message's placeholders besides `{found}`. `exposed_by` are sets of choices,
    any one of which shows it. `path_through` names the steps of a call. `run` points at the
    source directly, for acts without words. `guessed`: what it is held to was not declared.
    """

    places: tuple[Place, ...]
    found: Mapping[str, str] = field(default_factory=dict)
    related: tuple[tuple[Place, str], ...] = ()
    exposed_by: tuple[Mapping[str, str], ...] = ()
    path_through: tuple[str, ...] = ()
    run: Run | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace source code points `start` up to `end` by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding; `safety` is safe, unsafe or shown."""

    safety: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to the finding, and what it has to do with it."""

    path: str
    where: str
    runs: tuple[Span, ...]
    message: str
    places: tuple[PlaceWire, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place of one source, ready to report.

    `runs` lie in the text of the source and are exclusive at their ends; `where` says the place for every
    source. Where the source has no lines, `start` and `end` are None and `places` say it in its own terms.
    `former` are the fingerprints that it had under the former ids of its rule. `promise`: somebody said that
    it will be mended.
    """

    rule: str
    topic: str
    severity: Severity
    path: str
    where: str
    start: Position | None
    end: Position | None
    runs: tuple[Span, ...]
    excerpt: str
    message: str
    suggest: str
    authority: tuple[Authority, ...]
    fingerprint: str
    also: tuple[str, ...] = ()
    scope_inferred: bool = False
    exposed_by: tuple[Mapping[str, str], ...] = ()
    path_through: tuple[tuple[str, int | None], ...] = ()
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    former: tuple[str, ...] = ()
    promise: Promise | None = None
    places: tuple[PlaceWire, ...] = ()


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that someone allowed: `by` is allow, waiver, baseline or evidence.

    A waiver says which `decision` it was, and who took it when.
    """

    finding: Finding
    by: str
    reason: str
    until: date | None = None
    decision: str = ""
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class FileSummary:
    """A file that was read, and how."""

    path: str
    about: About
    variants: int
    words: int
    as_of: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding that stands still: as it was, and as it is."""

    before: Finding
    now: Finding

    @property
    def is_moved(self) -> bool:
        """Whether the same words stand on another line or in another file."""
        return (self.before.path, self.before.where) != (self.now.path, self.now.where)


@dataclass(frozen=True, slots=True)
class Change:
    """What is different since an earlier run, which held copy to the rules of the day `since`.

    `new`, and the later half of `standing`, are findings of the later run; the others are as the
    earlier one had them: `fixed` (gone), `allowed` (somebody allowed them since), `unread` (in
    files that the later run did not read, so nobody knows).
    """

    since: date
    new: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    standing: tuple[Standing, ...] = ()
    allowed: tuple[Finding, ...] = ()
    unread: tuple[Finding, ...] = ()

    @property
    def moved(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.standing if one.is_moved)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run; findings and problems are in order.

    `change` is None where no earlier run was named, `debt` where there is no baseline. `rules` are those that
    findings and allowed findings name, by id; a rule of the program itself may be missing. `figures` are those that
    rules may name, `active` the ids of those that bound any of the files.
    """

    findings: tuple[Finding, ...]
    files: tuple[FileSummary, ...]
    problems: tuple[Problem, ...]
    not_checked: tuple[str, ...]
    as_of: date
    allowed: tuple[Allowed, ...] = ()
    change: Change | None = None
    debt: Debt | None = None
    rules: tuple[Rule, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    active: tuple[str, ...] = ()
