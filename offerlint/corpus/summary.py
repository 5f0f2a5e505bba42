"""What a run found, summed up: by topic and rule, by what rows are, over time, and the words found most often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from offerlint.corpus.ask import Findings
from offerlint.corpus.store import Store, StoreError
from offerlint.model.vocabulary import Severity
from offerlint.text.frozen import dataclass
from offerlint.text.nearest import did_you_mean

COLUMNS = {
    "channel": "channel",
    "audience": "audience",
    "kind": "kind",
    "product": "unnest(CASE WHEN len(products) > 0 THEN products ELSE [''] END)",
}
"""What findings are summed up by, besides labels, and how the table says it."""

USUAL = ("channel", "audience", "product")
PERIODS = ("day", "week", "month", "quarter", "year")

_ALIKE = "count(*) // count(DISTINCT fingerprint)"
"""How many rows have the same id and copy: each has the same findings, and each of these has a fingerprint."""
_OF_ROWS = ", ".join(
    ["count(*) AS findings", f"{_ALIKE} AS alike"]
    + [f"count(*) FILTER (severity = '{severity}') AS {severity}" for severity in Severity]
)
_COUNTS = ", ".join(
    ["sum(findings)", "sum(alike)", "count(DISTINCT copy)", "coalesce(sum(alike) FILTER (error > 0), 0)"]
    + [f"sum({severity})" for severity in Severity]
)


@dataclass(frozen=True, slots=True)
class Share:
    """What has `name`: findings, in so many rows and different copies, of `of` rows that there are.

    `with_errors` are the rows with an error; `severities` count the findings.
    """

    name: str
    of: int
    findings: int = 0
    rows: int = 0
    copies: int = 0
    with_errors: int = 0
    severities: tuple[int, ...] = (0, 0, 0, 0)

    @property
    def rate(self) -> float:
        """The share of the rows that have a finding."""
        return self.rows / self.of if self.of else 0.0

    @property
    def error_rate(self) -> float:
        """The share of the rows that have an error."""
        return self.with_errors / self.of if self.of else 0.0

    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        return dict(zip(Severity, self.severities, strict=True))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words that a rule found, in so many rows and different copies, and a row in which they stand."""

    rule: str
    severity: str
    excerpt: str
    rows: int
    copies: int
    id: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run found; `by` has the shares for each column or label that was asked for."""

    as_of: date
    counts: Mapping[str, int]
    whole: Share
    topics: Sequence[Share]
    rulesets: Sequence[Share]
    rules: Sequence[Share]
    by: Mapping[str, Sequence[Share]]
    period: str
    over_time: Sequence[Share]
    excerpts: Sequence[Excerpt]
    problems: Sequence[tuple[str, int]]


def sum_up(folder: Path, by: Sequence[str] = USUAL, period: str = "month", top: int = 20) -> Summary:
    """The summary of the run in `folder`; raises StoreError where there is none that is complete.

    `by` are names of COLUMNS, or labels that were handed on.
    """
    manifest = Store(folder).manifest()
    if manifest is None:
        raise StoreError(f"{folder}: no findings of offerlint corpus lint are here; name the folder that its -o named")
    if not manifest["complete"]:
        raise StoreError(f"{folder}: the run is not complete; run the same corpus lint again to go on with it")
    known = [*COLUMNS, *manifest["labels"]]
    wrong = next((name for name in by if name not in known), None)
    if wrong is not None:
        raise StoreError(f"nothing can be summed up by “{wrong}”; {did_you_mean(wrong, known)}")
    base = Findings(folder)
    rows = manifest["counts"]["rows"]
    shares = _Shares(base, rows)
    return Summary(
        as_of=date.fromisoformat(manifest["as_of"]),
        counts=manifest["counts"],
        whole=next(shares.of("''"), Share("", rows)),
        topics=list(shares.of("topic")),
        rulesets=list(shares.of("split_part(rule, '/', 1)")),
        rules=list(shares.of("rule")),
        by={name: list(shares.among(*_column(name))) for name in by},
        period=period,
        over_time=sorted(shares.among(f"strftime(date_trunc('{period}', as_of), '%Y-%m-%d')"), key=lambda s: s.name),
        excerpts=[Excerpt(*one) for one in base.ask(_EXCERPTS, [top])],
        problems=[(words, count) for words, count in base.ask(_PROBLEMS, [top])],
    )


def _column(name: str) -> tuple[str, Sequence[object]]:
    """How the tables say a column or a label."""
    column = COLUMNS.get(name, "")
    return (column, ()) if column else ("labels[?]", (name,))


class _Shares:
    """Answers questions for shares, which are made of our own words: what a user named is a value of them."""

    def __init__(self, base: Findings, rows: int) -> None:
        self._base, self._rows = base, rows

    def of(self, what: str) -> Iterator[Share]:
        """The shares of all rows, for each value of `what` that findings have, the most frequent first."""
        asked = f"{_counted(f'SELECT {what} AS name, * FROM')} ORDER BY 3 DESC, 1"
        for name, *counts in self._base.ask(asked):
            yield _share(name, self._rows, counts)

    def among(self, what: str, values: Sequence[object] = ()) -> Iterator[Share]:
        """The shares of the rows that have each value of `what`, the most rows first."""
        named = f"SELECT coalesce({what}, '') AS name, * FROM"
        found = {name: counts for name, *counts in self._base.ask(_counted(named), values)}
        asked = f"SELECT name, count(*) FROM ({named} rows) GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
        for name, rows in self._base.ask(asked, values):
            yield _share(name, rows, found.get(name, [0] * 8))


def _counted(named: str) -> str:
    """The question for the counts of each name that `named` gives the findings."""
    rows = f"SELECT name, copy, {_OF_ROWS} FROM ({named} findings) GROUP BY name, id, copy"  # noqa: S608
    return f"SELECT name, {_COUNTS} FROM ({rows}) GROUP BY 1"  # noqa: S608


def _share(name: str, of: int, counts: Sequence[Any]) -> Share:
    findings, rows, copies, with_errors, *severities = counts
    return Share(name, of, findings, rows, copies, with_errors, tuple(severities))


_EXCERPTS = f"""
SELECT rule, severity, excerpt, sum(alike), count(DISTINCT copy), min(id)
FROM (SELECT rule, severity, excerpt, id, copy, {_ALIKE} AS alike FROM findings GROUP BY ALL)
GROUP BY 1, 2, 3 ORDER BY 4 DESC, 5 DESC, 1, 2, 3 LIMIT ?
"""  # noqa: S608
_PROBLEMS = "SELECT message, count(*) FROM problems GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
