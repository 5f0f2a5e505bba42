"""An audit as plain text, for a terminal or a mail."""

from __future__ import annotations

from collections.abc import Sequence

from offerlint.record import words
from offerlint.record.audit import Audit, Trend
from offerlint.reports.characters import safe
from offerlint.reports.wording import long_date, number

MOST_RULES = 15


def render(audit: Audit) -> str:
    """The audit, a section for each question, with a newline at its end."""
    sections = [
        [
            f"Audit of copy up to {long_date(audit.as_of)}",
            words.chain(audit),
            words.scope(audit),
            f"{words.standing(audit)}.",
        ],
        _titled("Time to fix", _times(audit)),
        *(
            _titled(f"By {name}", _trends(trends))
            for name, trends in (("team", audit.teams), ("ruleset", audit.rulesets), ("topic", audit.topics))
        ),
        _titled(f"Decisions that end within {number(audit.within, 'day')}", _endings(audit)),
        _titled("Rules that fire and are waived", [*_rules(audit), words.REPAIR]),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def _titled(title: str, lines: Sequence[str]) -> list[str]:
    return [title, *(f"  {line}" for line in lines)]


def _times(audit: Audit) -> list[str]:
    rows = [
        (
            one.severity,
            str(one.mended),
            words.days(one.half),
            words.days(one.nine_of_ten),
            str(one.standing),
            words.days(one.oldest),
        )
        for one in audit.times
    ]
    return _table(("severity", "mended", "half within", "9 of 10 within", "standing", "oldest"), rows)


def _trends(trends: Sequence[Trend]) -> list[str]:
    rows = [
        (
            safe(one.name) or words.NONE,
            str(one.standing),
            str(one.points[0]),
            str(one.mended),
            str(one.waived),
            words.days(one.days),
        )
        for one in trends
    ]
    return _table(("", "standing", "at first", "mended", "waived", "half mended within"), rows)


def _endings(audit: Audit) -> list[str]:
    told = [
        f"{words.ending(one)}: {one.found.rule} in {safe(one.found.path)}, {safe(words.by(one.decision))}: "
        f"{safe(one.decision.reason) or 'no reason'}"
        for one in audit.endings
    ]
    open_ended = [f"{number(audit.open_ended, 'waiver')} without an end."] if audit.open_ended else []
    return [*(told or ["None."]), *open_ended]


def _rules(audit: Audit) -> list[str]:
    rows = [
        (
            one.rule,
            str(one.fired),
            str(one.waived),
            f"{one.share:.0%}",
            str(one.mended),
            "may want repair" if one.wants_repair else "",
        )
        for one in audit.rules[:MOST_RULES]
    ]
    more = len(audit.rules) - len(rows)
    return _table(("", "fired", "waived", "share", "mended", ""), rows) + (
        [f"and {number(more, 'rule')} more."] if more > 0 else []
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows in columns, words to the left and the rest to the right."""
    if not rows:
        return ["None."]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        first, *rest = zip(cells, widths, strict=True)
        return "  ".join([f"{first[0]:{first[1]}}", *(f"{cell:>{width}}" for cell, width in rest)]).rstrip()

    return [line(heads), *map(line, rows)]
