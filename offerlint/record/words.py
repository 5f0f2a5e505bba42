"""What an audit says in words, the same on the page and in a terminal."""

from __future__ import annotations

from datetime import date

from offerlint.model.vocabulary import Severity
from offerlint.record.audit import OFTEN, SHARE, Audit, Ending
from offerlint.record.run import Decision, Origin
from offerlint.reports.wording import counted, listed, long_date, number

NONE = "none named"
"""What is said in place of a name that nobody gave."""

REPAIR = (
    f"A rule may want repair when a person waived it {OFTEN} times or more, and {SHARE:.0%} or more of what it found."
)


def chain(audit: Audit) -> str:
    """Whether the record is whole."""
    verdict = audit.verdict
    if not verdict.why:
        return f"The record is whole: {number(verdict.runs, 'run')}, the last with the hash {verdict.head}."
    at = f"run {verdict.misfit} does not fit: " if verdict.misfit else ""
    return f"The record was tampered with or damaged: {at}{verdict.why}. Do not rely on what follows."


def scope(audit: Audit) -> str:
    """Which runs count."""
    if not audit.runs:
        return "No run was recorded up to that day."
    first, last = (long_date(day) for day in (min(_dates(audit)), max(_dates(audit))))
    when = f"on {first}" if first == last else f"from {first} to {last}"
    places = [_line(repository, branch) for repository, branch in sorted(audit.branches.items())]
    return f"{number(len(audit.runs), 'run')} {when}. What follows is told of {listed(places)}."


def _line(repository: str, branch: str) -> str:
    """What runs are told of: a branch of a repository, as far as either has a name."""
    of = f" of {repository}" if repository else ""
    return f"branch {branch}{of}" if branch else f"runs on no branch{of}"


def _dates(audit: Audit) -> list[date]:
    return [run.at.date() for _, run in audit.runs]


PLURALS = {"error": "errors", "warning": "warnings", "review": "to review", "advice": "of advice"}
"""What stands under a number of findings of each severity."""


def standing(audit: Audit) -> str:
    """What stands now, by severity."""
    now = {Severity(trend.name): trend.standing for trend in audit.severities}
    said = [counted(severity, count) for severity, count in now.items() if count]
    return f"{listed(said)} {'stands' if sum(now.values()) == 1 else 'stand'}" if said else "Nothing stands"


def days(count: float | None) -> str:
    """`under a day`, `1 day`, `2.5 days`, or a dash."""
    if count is None:
        return "–"
    return "under a day" if count < 1 else f"{count:g} day{'' if count == 1 else 's'}"


def ending(one: Ending) -> str:
    """When a decision ends, and that it has."""
    return f"ended {long_date(one.until)}" if one.is_over else f"ends {long_date(one.until)}"


def by(decision: Decision) -> str:
    """By what it was decided, how and by whom."""
    how = f"{decision.by} ({decision.decision})" if decision.decision else decision.by
    return f"{how} by {decision.who}" if decision.who else how


def commit(origin: Origin) -> str:
    """The commit, short, and whether files differed from it."""
    return f"{origin.commit[:10]}{' with changes' if origin.changed else ''}" if origin.commit else "–"


def outcome(exit_code: int) -> str:
    """What an exit code means for the copy."""
    return {0: "passed", 1: "failed", 2: "not all read"}.get(exit_code, "a fault of offerlint")
