"""What is kept of a run: who ran it on what, by which rules, what was found and decided; no word of the copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime

from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Who ran it and where; empty where nobody says.

    `system` is github, gitlab, ci (another pipeline) or local. `changed`: files of the checkout differ from
    `commit`. `link` is the address of the pipeline's run.
    """

    by: str = ""
    system: str = "local"
    repository: str = ""
    branch: str = ""
    commit: str = ""
    changed: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The rules in force: the SHA-256 of each rule's file and of each shared list's, by name.

    Rules of offerlint itself have the tool's version in place of a digest. `left_out` are the rules that the choice
    of the run left out.
    """

    tool: str
    rules: Mapping[str, str]
    phrases: Mapping[str, str]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRead:
    """A text that was read: the SHA-256 of its words, and the team it belongs to."""

    path: str
    digest: str
    team: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of a finding: `by` is allow, waiver, baseline or evidence; `who` decided it, on which day."""

    by: str
    reason: str = ""
    who: str = ""
    on: date | None = None
    until: date | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding without its words; allowed where there is a `decision`, and standing where there is none.

    `promise`: it stands, and somebody said that it will be mended. `former` are the fingerprints that it had under
    the former ids of its rule.
    """

    fingerprint: str
    rule: str
    topic: str
    severity: str
    path: str
    team: str = ""
    decision: Decision | None = None
    promise: Decision | None = None
    former: tuple[str, ...] = ()

    @property
    def ruleset(self) -> str:
        return self.rule.split("/", maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Run:
    """One recorded run; `at` is in UTC.

    Paths are relative to the folder of the configuration. `asked` are the files and folders that were to be
    checked, `unread` the files with problems. `ruleset` is the version of the rules in force. `exit` is the
    exit code of the check itself.
    """

    at: datetime
    tool: str
    origin: Origin
    ruleset: str
    as_of: date
    fail_on: str
    exit: int
    asked: tuple[str, ...] = ()
    sources: tuple[SourceRead, ...] = ()
    unread: tuple[str, ...] = ()
    found: tuple[Found, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def standing(self) -> tuple[Found, ...]:
        return tuple(one for one in self.found if one.decision is None)
