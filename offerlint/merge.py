"""One fault, one finding: what several variants or several rules say of the same words becomes one."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from offerlint.model.document import HTML_SHOWN
from offerlint.model.finding import Finding, Related
from offerlint.text.fold import fold
from offerlint.text.span import Span


def order(finding: Finding) -> tuple[object, ...]:
    """The total order of a report: path, place, severity, rule, words."""
    at = finding.start.offset if finding.start else min(finding.runs, default=Span(0, 0)).start
    return (finding.path, at, finding.severity.rank, finding.rule, finding.runs, finding.message)


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order; of one topic on overlapping words the gravest stands, then the one with most words."""
    gravest_first = sorted(_same_words(findings), key=lambda f: (f.severity.rank, -_length(f), order(f)))
    kept: dict[tuple[str, str], _Standing] = {}
    for finding in gravest_first:
        kept.setdefault((finding.path, finding.topic), _Standing()).take(finding)
    return _once_a_message(sorted((finding for group in kept.values() for finding in group.findings), key=order))


class _Standing:
    """The findings of one topic that stand: no two of them overlap, so their runs are sorted once and for all."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._runs: list[tuple[int, int, int]] = []

    def take(self, finding: Finding) -> None:
        """Lets `finding` stand, or tells of it with the first one that it overlaps."""
        i = min((i for run in finding.runs for i in self._under(run)), default=None)
        if i is None:
            for run in finding.runs:
                insort(self._runs, (run.start, run.end, len(self.findings)))
            self.findings.append(finding)
            return
        other = self.findings[i]
        if finding.rule == other.rule:
            self.findings[i] = replace(other, exposed_by=_either(other.exposed_by, finding.exposed_by))
        else:
            self.findings[i] = replace(other, also=tuple(sorted({*other.also, finding.rule})))

    def _under(self, run: Span) -> Iterator[int]:
        """Which of the findings have words of `run`."""
        low = bisect_right(self._runs, (run.start, run.start, -1))
        while low and self._runs[low - 1][1] > run.start:
            low -= 1
        while low < len(self._runs) and self._runs[low][0] < run.end:
            if self._runs[low][1] > run.start:
                yield self._runs[low][2]
            low += 1


def _once_a_message(findings: Sequence[Finding]) -> list[Finding]:
    """The findings in order; what the HTML of a message says and its text repeats is one, with both places."""
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.rule, fold(finding.excerpt).text.strip(), _shown(finding)), []).append(finding)
    beside: dict[int, Finding] = {}
    for (rule, words, shown), found in alike.items():
        if shown == "yes":
            beside |= {id(one): other for one, other in zip(found, alike.get((rule, words, "no"), ()), strict=False)}
    again = {id(other) for other in beside.values()}
    return [_beside(one, beside.get(id(one))) for one in findings if id(one) not in again]


def _shown(finding: Finding) -> str:
    """What is chosen of HTML_SHOWN where it shows; empty when either will do."""
    shown = {choices.get(HTML_SHOWN, "") for choices in finding.exposed_by}
    return shown.pop() if len(shown) == 1 else ""


def _beside(finding: Finding, other: Finding | None) -> Finding:
    """The finding with the same one in another alternative as its related place."""
    if other is None:
        return finding
    also = Related(other.path, other.where, other.runs, "The text of this message says the same", other.places)
    choices = [{name: value for name, value in one.items() if name != HTML_SHOWN} for one in finding.exposed_by]
    return replace(finding, related=(*finding.related, also), exposed_by=tuple(choices) if all(choices) else ())


def _same_words(findings: Iterable[Finding]) -> Iterable[Finding]:
    """One finding for each rule and place, exposed by all the choices that expose any of them."""
    found: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.path, finding.runs)
        first = found.get(key)
        found[key] = (
            finding if first is None else replace(first, exposed_by=_either(first.exposed_by, finding.exposed_by))
        )
    return found.values()


def _either(one: tuple[Mapping[str, str], ...], other: tuple[Mapping[str, str], ...]) -> tuple[Mapping[str, str], ...]:
    """The smallest sets among both; none when one of them needs no choice at all."""
    if not one or not other:
        return ()
    sets = {frozenset(choices.items()) for choices in (*one, *other)}
    least = [s for s in sets if not any(t < s for t in sets)]
    return tuple(dict(sorted(s)) for s in sorted(least, key=lambda s: (len(s), sorted(s))))


def _length(finding: Finding) -> int:
    return sum(run.end - run.start for run in finding.runs)
