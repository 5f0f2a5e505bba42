"""A summary as plain text, for a terminal or a mail, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from offerlint.corpus.summary import Share, Summary
from offerlint.model.vocabulary import NOT_LEGAL_ADVICE, Severity
from offerlint.reports.characters import safe
from offerlint.reports.json import as_text
from offerlint.reports.wording import counted, long_date, number
from offerlint.version import __version__

NOT_SAID = "(not said)"
_LONGEST = 60
_MOST_RULES = 20


def render_text(summary: Summary) -> str:
    """The summary, a section for each question, with a newline at its end."""
    sections = [
        [headline(summary), rates(summary.whole), f"The rules are those of {long_date(summary.as_of)}."],
        _titled("By topic", _shares(summary.topics)),
        _titled("By rule", _shares(summary.rules[:_MOST_RULES])),
        *(_titled(f"By {name}", _groups(shares)) for name, shares in summary.by.items()),
        _titled(f"Over time, by {summary.period}", _groups(summary.over_time)),
        _titled("Words found most often", _excerpts(summary)),
        _titled("Could not be checked", [f"{count:>9,}  {safe(words)}" for words, count in summary.problems]),
        [NOT_LEGAL_ADVICE],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def headline(summary: Summary) -> str:
    """What was found, in how many rows."""
    found = [counted(severity, count) for severity, count in summary.whole.counts().items() if count]
    rows = number(summary.counts["rows"], "row")
    different = (
        f" ({summary.counts['copies']:,} different)" if summary.counts["copies"] != summary.counts["rows"] else ""
    )
    return f"{rows}{different}: {', '.join(found) or 'nothing found'}."


def rates(share: Share) -> str:
    """How many rows have a finding, and how many an error."""
    return f"{percent(share.rate)} of the rows have a finding, {percent(share.error_rate)} an error."


def percent(rate: float) -> str:
    """`3.2 %`; what is not quite nothing, or not quite all, does not look like it."""
    shown = f"{100 * rate:.1f}"
    if rate > 0 and shown == "0.0":
        return "<0.1 %"
    return ">99.9 %" if rate < 1 and shown == "100.0" else f"{shown} %"


def _titled(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return [title, *(f"  {line}".rstrip() for line in found)] if found else []


def _shares(shares: Sequence[Share]) -> list[str]:
    heads = ("", "rows", "of all", "findings", "different copy", *map(str, Severity))
    return _table(
        heads,
        [
            (safe(one.name), f"{one.rows:,}", percent(one.rate), *_counts(one.findings, one.copies, *one.severities))
            for one in shares
        ],
    )


def _counts(*counts: int) -> tuple[str, ...]:
    return tuple(f"{count:,}" for count in counts)


def _groups(shares: Sequence[Share]) -> list[str]:
    heads = ("", "rows", "with a finding", "with an error", *map(str, Severity))
    return _table(
        heads,
        [
            (
                safe(one.name) or NOT_SAID,
                *_counts(one.of),
                percent(one.rate),
                percent(one.error_rate),
                *_counts(*one.severities),
            )
            for one in shares
        ],
    )


def _excerpts(summary: Summary) -> list[str]:
    heads = ("words", "rows", "different copy", "severity", "rule", "such as row")
    lines = [
        (cut(safe(one.excerpt)), f"{one.rows:,}", f"{one.copies:,}", one.severity, one.rule, safe(one.id))
        for one in summary.excerpts
    ]
    return _table(heads, lines, words=(3, 4, 5))


def cut(words: str) -> str:
    """The words on one line, not too long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], words: Sequence[int] = ()) -> list[str]:
    """Columns of one width; the first and those of `words` begin on the left, numbers end on the right."""
    if not rows:
        return []
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    return [
        "  ".join(
            cell.ljust(width) if i == 0 or i in words else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (heads, *rows)
    ]


def render_json(summary: Summary) -> str:
    """The summary as JSON, version 1."""
    return as_text(
        {
            "version": 1,
            "tool": {"name": "offerlint", "version": __version__},
            "as_of": summary.as_of.isoformat(),
            "counts": dict(summary.counts),
            "all": _wire(summary.whole),
            "topics": [_wire(one) for one in summary.topics],
            "rulesets": [_wire(one) for one in summary.rulesets],
            "rules": [_wire(one) for one in summary.rules],
            "by": {name: [_wire(one) for one in shares] for name, shares in summary.by.items()},
            "period": summary.period,
            "over_time": [_wire(one) for one in summary.over_time],
            "excerpts": [
                {"rule": one.rule, "severity": one.severity, "excerpt": one.excerpt, "rows": one.rows}
                | {"copies": one.copies, "id": one.id}
                for one in summary.excerpts
            ],
            "problems": [{"message": words, "count": count} for words, count in summary.problems],
        }
    )


def _wire(share: Share) -> dict[str, Any]:
    return {
        "name": share.name,
        "of_rows": share.of,
        "rows": share.rows,
        "rate": round(share.rate, 6),
        "rows_with_errors": share.with_errors,
        "error_rate": round(share.error_rate, 6),
        "findings": share.findings,
        "copies": share.copies,
        **{str(severity): count for severity, count in share.counts().items()},
    }
