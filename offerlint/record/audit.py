"""What a record tells: trends, time to fix, waivers about to end, and rules that may want repair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median

from offerlint.model.vocabulary import Severity
from offerlint.record.chain import Verdict
from offerlint.record.history import DECIDED, STANDING, WAIVED_BY, Life, follow, main_branches
from offerlint.record.run import Decision, Found, Ruleset, Run
from offerlint.text.frozen import dataclass

STEPS = ((1, "day"), (7, "week"), (30, "30 days"), (91, "quarter"), (365, "year"))
"""How far apart the points of a trend may be, in days."""
MOST_POINTS = 53

OFTEN, SHARE = 3, 0.25
"""A rule may want repair when it was waived so often, and in so large a part of what it found."""

SPANS = ((1, "within a day"), (7, "2 to 7 days"), (30, "8 to 30 days"), (90, "31 to 90 days"), (None, "longer"))
"""How long a fix may take, up to so many days."""


@dataclass(frozen=True, slots=True)
class Trend:
    """How many findings of one team, ruleset or topic stood on each of the days, and what became of the rest.

    `now` counts those that stand, by severity. `days` is the median time to fix.
    """

    name: str
    points: tuple[int, ...]
    now: Mapping[str, int]
    mended: int
    waived: int
    days: float | None

    @property
    def standing(self) -> int:
        return sum(self.now.values())


@dataclass(frozen=True, slots=True)
class FixTime:
    """How long findings of one severity took from first seen to mended, in days: half, and nine of ten, took no longer.

    `oldest` is the age of the oldest that still stands; all are None where there is none.
    """

    severity: str
    mended: int
    half: float | None
    nine_of_ten: float | None
    standing: int
    oldest: float | None


@dataclass(frozen=True, slots=True)
class Ending:
    """A decision that ends soon, or has ended and was not looked at since."""

    until: date
    found: Found
    decision: Decision
    is_over: bool


@dataclass(frozen=True, slots=True)
class RuleUse:
    """How often a rule fired, and how often a person then waived it."""

    rule: str
    fired: int
    standing: int
    mended: int
    waived: int
    wants_repair: bool

    @property
    def share(self) -> float:
        return self.waived / self.fired


@dataclass(frozen=True, slots=True)
class Audit:
    """What a record tells up to `as_of`; `runs` are all of them by number, the trends those of one branch a repository.

    `days` are the days of the trends' points, a `step` apart. `spans` counts how long fixes took. `open_ended` counts
    the waivers without an end.
    """

    verdict: Verdict
    as_of: date
    within: int
    runs: tuple[tuple[int, Run], ...]
    branches: Mapping[str, str]
    days: tuple[date, ...]
    step: str
    severities: tuple[Trend, ...]
    teams: tuple[Trend, ...]
    rulesets: tuple[Trend, ...]
    topics: tuple[Trend, ...]
    times: tuple[FixTime, ...]
    spans: Mapping[str, int]
    endings: tuple[Ending, ...]
    open_ended: int
    rules: tuple[RuleUse, ...]


def audit(
    runs: Iterable[Run],
    rulesets: Mapping[str, Ruleset],
    verdict: Verdict,
    *,
    as_of: date,
    within: int,
    branch: str = "",
) -> Audit:
    """What the runs up to the end of `as_of` tell; `within` so many days a waiver is about to end.

    Only runs of `branch` count in what is told over time, else those of each repository's branch with most runs.
    """
    numbered = [(number, run) for number, run in enumerate(runs, 1) if run.at.date() <= as_of]
    branches = main_branches(run for _, run in numbered)
    if branch:
        branches = dict.fromkeys(branches, branch)
    chosen = [run for _, run in numbered if branches[run.origin.repository] == run.origin.branch]
    lives = follow(chosen, rulesets)
    days, step = _days([run.at.date() for run in chosen])
    by_severity = {str(each): [one for one in lives if one.found.severity == each] for each in Severity}
    return Audit(
        verdict=verdict,
        as_of=as_of,
        within=within,
        runs=tuple(numbered),
        branches=branches,
        days=days,
        step=step,
        severities=tuple(_trend(name, group, days) for name, group in by_severity.items()),
        teams=_trends(lives, days, lambda one: one.found.team),
        rulesets=_trends(lives, days, lambda one: one.found.ruleset),
        topics=_trends(lives, days, lambda one: one.found.topic),
        times=tuple(_times(name, group, as_of) for name, group in by_severity.items()),
        spans=_spans(lives),
        endings=_endings(lives, as_of, within),
        open_ended=sum(one.until is None and one.by in WAIVED_BY for one in _decisions(lives)),
        rules=_rules(lives),
    )


def _days(dates: Sequence[date]) -> tuple[tuple[date, ...], str]:
    """The days of a trend's points, the last that of the last run, and how far apart they are."""
    if not dates:
        return (), STEPS[0][1]
    first, last = min(dates), max(dates)
    length = (last - first).days
    step, name = next((one for one in STEPS if length // one[0] < MOST_POINTS), STEPS[-1])
    return tuple(last - timedelta(days=back) for back in range(length // step * step, -1, -step)), name


def _trends(lives: Sequence[Life], days: Sequence[date], key: Callable[[Life], str]) -> tuple[Trend, ...]:
    """A trend for each name, those with most findings standing first."""
    made = [_trend(name, group, days) for name, group in _grouped(lives, key).items()]
    return tuple(sorted(made, key=lambda one: (-one.standing, -max(one.points), one.name)))


def _grouped(lives: Iterable[Life], key: Callable[[Life], str]) -> dict[str, list[Life]]:
    groups: dict[str, list[Life]] = {}
    for life in lives:
        groups.setdefault(key(life), []).append(life)
    return groups


def _trend(name: str, lives: Sequence[Life], days: Sequence[date]) -> Trend:
    standing = [life.found.severity for life in lives if life.state == STANDING]
    took = _took(lives)
    return Trend(
        name=name,
        points=tuple(sum(life.stood_on(day) for life in lives) for day in days),
        now={str(each): standing.count(each) for each in Severity},
        mended=len(took),
        waived=sum(bool(life.waivers) for life in lives),
        days=round(median(took), 1) if took else None,
    )


def _took(lives: Iterable[Life]) -> list[float]:
    """How long each fix took, in days, the quickest first."""
    return sorted(life.took / timedelta(days=1) for life in lives if life.took is not None)


def _times(severity: str, lives: Sequence[Life], as_of: date) -> FixTime:
    took = _took(lives)
    stand = [(as_of - life.changes[0][0].date()).days for life in lives if life.state == STANDING]
    return FixTime(
        severity=severity,
        mended=len(took),
        half=round(median(took), 1) if took else None,
        nine_of_ten=round(took[-(-len(took) * 9 // 10) - 1], 1) if took else None,
        standing=len(stand),
        oldest=float(max(stand)) if stand else None,
    )


def _spans(lives: Iterable[Life]) -> dict[str, int]:
    counts = {name: 0 for _, name in SPANS}
    for days in _took(lives):
        counts[next(name for most, name in SPANS if most is None or days <= most)] += 1
    return counts


def _decisions(lives: Iterable[Life]) -> list[Decision]:
    return [life.found.decision for life in lives if life.state == DECIDED and life.found.decision]


def _endings(lives: Iterable[Life], as_of: date, within: int) -> tuple[Ending, ...]:
    """The decisions and promises in force whose last day is near, soonest first."""
    made = []
    for life in lives:
        decision = life.found.decision or life.found.promise
        if life.is_open and decision and decision.until and decision.until <= as_of + timedelta(days=within):
            made.append(Ending(decision.until, life.found, decision, decision.until < as_of))
    return tuple(sorted(made, key=lambda one: (one.until, one.found.path, one.found.rule, one.found.fingerprint)))


def _rules(lives: Iterable[Life]) -> tuple[RuleUse, ...]:
    """Every rule that fired: those that want repair first, then by how often they were waived and fired."""
    made = []
    for rule, group in _grouped(lives, lambda one: one.found.rule).items():
        waived = sum(bool(life.waivers) for life in group)
        made.append(
            RuleUse(
                rule=rule,
                fired=len(group),
                standing=sum(life.state == STANDING for life in group),
                mended=sum(life.took is not None for life in group),
                waived=waived,
                wants_repair=waived >= OFTEN and waived >= SHARE * len(group),
            )
        )
    return tuple(sorted(made, key=lambda one: (not one.wants_repair, -one.waived, -one.fired, one.rule)))
