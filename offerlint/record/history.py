"""The life of each finding over the runs: when it was first seen, how it was decided, and how it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from offerlint.record.run import Decision, Found, Ruleset, Run

STANDING, DECIDED, MENDED, LAPSED, LEFT = "standing", "decided", "mended", "lapsed", "left"
"""How a finding is: it stands, or someone decided that it may; or it is gone: its words were changed while it stood
(mended), it was allowed, its rule is no more or the file reads as before (lapsed), or its file went (left)."""

WAIVED_BY = ("allow", "waiver")
"""The decisions by which a person says that a rule is wrong here; proof and a baseline say no such thing."""


@dataclass(slots=True)
class Life:
    """A finding in one place; `changes` are the days on which it came to be as it then was, the first when it came.

    `found` is how it was last seen, in text with `digest`. `waivers` are the decisions that waived it.
    """

    repository: str
    found: Found
    digest: str
    changes: list[tuple[datetime, str]]
    waivers: list[Decision] = field(default_factory=list)

    @property
    def state(self) -> str:
        return self.changes[-1][1]

    @property
    def is_open(self) -> bool:
        return self.state in (STANDING, DECIDED)

    @property
    def took(self) -> timedelta | None:
        """From first seen to mended."""
        return self.changes[-1][0] - self.changes[0][0] if self.state == MENDED else None

    def stood_on(self, day: date) -> bool:
        """Whether it stood when the day ended."""
        until = [state for at, state in self.changes if at.date() <= day]
        return bool(until) and until[-1] == STANDING

    def see(self, at: datetime, found: Found, digest: str) -> None:
        """It was found again, and stands or is decided."""
        state = DECIDED if found.decision else STANDING
        if state != self.state:
            self.changes.append((at, state))
        if found.decision and found.decision.by in WAIVED_BY and found.decision not in self.waivers:
            self.waivers.append(found.decision)
        self.found, self.digest = found, digest


def main_branches(runs: Iterable[Run]) -> dict[str, str]:
    """The branch of each repository with most runs; of equals, the one that was first."""
    counts: dict[str, dict[str, int]] = {}
    for run in runs:
        branches = counts.setdefault(run.origin.repository, {})
        branches[run.origin.branch] = branches.get(run.origin.branch, 0) + 1
    return {repository: max(branches, key=lambda name: branches[name]) for repository, branches in counts.items()}


def follow(runs: Iterable[Run], rulesets: Mapping[str, Ruleset]) -> list[Life]:
    """The lives of all findings, in the order in which they were first seen.

    A run judges only what it read, by the rules it had: what it did not look at stays as it was.
    """
    followed = _Followed(rulesets)
    for run in runs:
        followed.add(run)
    return followed.lives


class _Followed:
    """The lives so far, those that are open by repository, path and fingerprint."""

    def __init__(self, rulesets: Mapping[str, Ruleset]) -> None:
        self.lives: list[Life] = []
        self._rulesets = rulesets
        self._open: dict[str, dict[str, dict[str, Life]]] = {}
        self._now = datetime.min.replace(tzinfo=UTC)

    def add(self, run: Run) -> None:
        """Follows one run; its clock may be behind the one before."""
        self._now = max(self._now, run.at)
        paths = self._open.setdefault(run.origin.repository, {})
        found: dict[str, dict[str, Found]] = {}
        for one in run.found:
            found.setdefault(one.path, {})[one.fingerprint] = one
        digests = {source.path: source.digest for source in run.sources}
        left = self._close(run, paths, found, digests)
        for path, by_fingerprint in found.items():
            here = paths.setdefault(path, {})
            for fingerprint, one in by_fingerprint.items():
                known = [here.pop(name) for name in (fingerprint, *one.former) if name in here]
                life = next(iter(known), None) or left.pop(fingerprint, None)
                if life is None:
                    life = Life(run.origin.repository, replace(one, decision=None), "", [(self._now, STANDING)])
                    if one.decision:
                        life.changes = [(self._now, DECIDED)]
                    self.lives.append(life)
                here[fingerprint] = life
                life.see(self._now, one, digests.get(path, ""))

    def _close(
        self,
        run: Run,
        paths: dict[str, dict[str, Life]],
        found: Mapping[str, Mapping[str, Found]],
        digests: Mapping[str, str],
    ) -> dict[str, Life]:
        """Ends the lives that the run shows to be over; those that went with their file, by fingerprint."""
        rules = self._rulesets.get(run.ruleset)
        unread = set(run.unread)
        left: dict[str, Life] = {}
        for path, lives in paths.items():
            if path in unread:
                continue
            is_gone = path not in digests and path not in found and _covers(run.asked, path)
            here = {name for one in found.get(path, {}).values() for name in (one.fingerprint, *one.former)}
            for fingerprint, life in list(lives.items()):
                if is_gone:
                    life.changes.append((self._now, LEFT))
                    left[fingerprint] = lives.pop(fingerprint)
                elif path in digests and fingerprint not in here and not _was_left_out(life, rules):
                    mended = life.state == STANDING and digests[path] != life.digest and _is_in_force(life, rules)
                    life.changes.append((self._now, MENDED if mended else LAPSED))
                    del lives[fingerprint]
        return left


def _is_in_force(life: Life, rules: Ruleset | None) -> bool:
    """Whether a run with these rules would have found it; what offerlint finds of itself, any run would."""
    return life.found.ruleset == "offerlint" or (rules is not None and life.found.rule in rules.rules)


def _was_left_out(life: Life, rules: Ruleset | None) -> bool:
    """Whether the choice of a run left its rule out, so that the run says nothing of it; else the rule is no more."""
    return not _is_in_force(life, rules) and (rules is None or life.found.rule in rules.left_out)


def _covers(asked: Iterable[str], path: str) -> bool:
    """Whether a folder that was asked for would have held the file."""
    return any(folder == "." or path.startswith(f"{folder}/") for folder in asked)
