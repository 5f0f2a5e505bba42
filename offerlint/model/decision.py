"""What people decided about findings, and what of it a run can judge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from offerlint.text.frozen import dataclass
from offerlint.text.glob import is_glob, matches
from offerlint.text.span import Span

ACCEPT, NOT_A_FAULT, FIX = "accept", "not-a-fault", "fix"
DECISIONS = (ACCEPT, NOT_A_FAULT, FIX)
"""accept: it is a fault, and stays until a day; not-a-fault: it is none; fix: somebody promised to mend it."""

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Waiver:
    """An entry of the register of waivers.

    It speaks of findings of `rule` with this `fingerprint`, else with this `excerpt`, else of all; at `path`,
    a path or glob from the register's folder, or anywhere when that is empty. It holds up to and on `until`.
    `place` is where the register names the rule.
    """

    rule: str
    decision: str
    reason: str
    by: str
    on: date
    until: date | None = None
    path: str = ""
    fingerprint: str = ""
    excerpt: str = ""
    place: Span = NOWHERE

    @property
    def waives(self) -> bool:
        """Whether what it covers stands no longer; a promise to mend waives nothing."""
        return self.decision != FIX


@dataclass(frozen=True, slots=True)
class Register:
    """The waivers of a file, in order, with its words; `path` is what reports call it."""

    path: str
    text: str
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """Who said that a finding will be mended, when, until when, and what they said."""

    by: str
    on: date
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Owed:
    """Findings that stood when the baseline was written: `count` alike in one file."""

    path: str
    rule: str
    fingerprint: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """Old debt, in order; `path` is what reports call its file."""

    path: str
    owed: tuple[Owed, ...] = ()


@dataclass(frozen=True, slots=True)
class Debt:
    """What became of a baseline: how many findings of it are `left`, and what of it stands no more."""

    path: str
    left: int
    gone: tuple[Owed, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run looked at; it judges nothing else.

    Paths are written as registers write them: from the folder of the configuration; `names` gives that for
    the paths of the report. `rules` are the ids of those that bound each file, `known` the present id of every
    rule under any id it has had. `whole`: everything below that folder was looked at. `missing` are the paths
    of registers at which there is no file any more.
    """

    names: Mapping[str, str]
    rules: Mapping[str, frozenset[str]]
    known: Mapping[str, str]
    whole: bool = False
    missing: frozenset[str] = frozenset()

    def name(self, path: str) -> str:
        return self.names.get(path, path)

    def judges(self, rule: str, path: str) -> bool:
        """Whether findings of `rule` at `path` (a glob, or empty for anywhere) would have been found by this run."""
        if path in self.rules:
            return self._bound(rule, self.rules[path])
        if not self.whole:
            return False
        if path in self.missing or not path:
            return any(self._bound(rule, bound) for bound in self.rules.values())
        return is_glob(path) and any(self._bound(rule, bound) for at, bound in self.rules.items() if matches(at, path))

    def _bound(self, rule: str, bound: frozenset[str]) -> bool:
        """Whether a rule was active; one that is no more can have no findings."""
        return rule not in self.known or self.known[rule] in bound
