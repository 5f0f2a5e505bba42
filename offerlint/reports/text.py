"""The report as text for a terminal or a log, finding by finding, the source line under each."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from offerlint.model.document import Document
from offerlint.model.finding import Finding, Report
from offerlint.model.vocabulary import Severity
from offerlint.reports import wording
from offerlint.reports.characters import escaped, safe
from offerlint.reports.place import home
from offerlint.reports.snippet import Line, lines

COLUMNS = 100

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.REVIEW: "1;35", Severity.ADVICE: "1;36"}
_STRONG, _FAINT, _GOOD = "1", "2", "1;32"


class _Ink:
    """Colours words when asked, and leaves them alone when not."""

    def __init__(self, on: bool) -> None:
        self._on = on

    def __call__(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._on and text else text


def render(
    report: Report,
    documents: Mapping[str, Document],
    *,
    colour: bool = False,
    statistics: bool = False,
    quiet: bool = False,
) -> str:
    """The report as plain text of about COLUMNS columns; nothing from a file acts on the terminal.

    `colour` adds ANSI colours and changes nothing else. `statistics` adds how often each rule found something.
    `quiet` leaves findings and problems, and nothing where there are none.
    """
    ink = _Ink(colour)
    parts = ["\n".join(_finding(finding, documents, ink)) for finding in report.findings]
    about = [
        _inferred(report, ink),
        _allowed(report, ink),
        _section("Old debt", wording.debt(report), ink),
        _change(report, ink),
    ]
    sections = [
        *([] if quiet else about),
        _problems(report, ink),
        [] if quiet else _section("Not checked", wording.not_checked(report), ink),
        _statistics(report, ink) if statistics else [],
        [] if quiet else _ending(report, ink),
    ]
    parts += ["\n".join(section) for section in sections if section]
    if parts:
        parts[-1] += "\n"  # and not to the whole, which may be large, and would be copied
    return "\n\n".join(parts)


def _finding(finding: Finding, documents: Mapping[str, Document], ink: _Ink) -> Iterator[str]:
    place = f"{finding.start.line}:{finding.start.column}" if finding.start else finding.where
    if finding.start and not finding.where.startswith("line "):
        place += f": {finding.where}"
    colour = _COLOURS[finding.severity]
    head = ink(_STRONG, f"{escaped(finding.path)}:{safe(place)}:")
    sure = " (inferred)" if finding.scope_inferred else ""
    yield f"{head} {ink(colour, str(finding.severity))}{sure} {ink(_FAINT, safe(finding.rule))}"
    found = home(finding, documents)
    shown = lines(found[1], finding.runs, COLUMNS - 8) if found else []
    gutter = max([3, *(len(str(line.number)) + 1 for line in shown)])
    yield from _snippet(shown, gutter, colour, ink, numbered=finding.start is not None)
    indent = " " * (gutter + 1)
    if not shown and finding.excerpt:
        yield f"{indent}“{_shortened(safe(finding.excerpt))}”"
    yield from _wrapped(finding.message, indent)
    for label, words in _details(finding):
        yield from _wrapped(words, f"{indent}{label}: ", paint=(ink, label))


def _shortened(text: str) -> str:
    return textwrap.shorten(text, COLUMNS - 10, placeholder=" …") if " " in text else text[: COLUMNS - 10]


def _snippet(shown: list[Line], gutter: int, colour: str, ink: _Ink, *, numbered: bool) -> Iterator[str]:
    """Lines with carets under the words found, and their numbers where the source has lines."""
    bar = ink(_FAINT, "|")
    for line in shown:
        if not line.number:
            yield ink(_FAINT, "…".rjust(gutter))
            continue
        number = str(line.number) if numbered else ""
        yield f"{ink(_FAINT, number.rjust(gutter))} {bar} {line.text}"
        yield f"{' ' * gutter} {bar} {_carets(line.marks, colour, ink)}"


def _carets(marks: str, colour: str, ink: _Ink) -> str:
    return ink(colour, marks) if marks.strip() == marks else marks.replace(marks.strip(), ink(colour, marks.strip()))


def _details(finding: Finding) -> Iterator[tuple[str, str]]:
    """Each further thing to say about a finding, with its label, in order."""
    if finding.suggest:
        yield "Instead", finding.suggest
    if fixed := wording.fixed_by(finding):
        yield "Fix", fixed
    for authority in finding.authority:
        yield "Authority", " ".join(part for part in (authority.text, authority.url) if part)
    if exposed := wording.exposed(finding):
        yield "Shows", exposed
    if finding.path_through:
        yield "Path", wording.path_through(finding)
    for related in finding.related:
        yield "See also", wording.see_also(finding, related)
    if promised := wording.promised(finding):
        yield "Promised", promised
    if finding.also:
        yield "Same fault by", ", ".join(finding.also)


def _wrapped(text: str, first: str, paint: tuple[_Ink, str] | None = None) -> list[str]:
    """`text` on lines of at most COLUMNS columns, behind `first`, the others under its words."""
    wrapped = textwrap.wrap(
        safe(text),
        COLUMNS,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
    if paint and wrapped:
        ink, label = paint
        wrapped[0] = wrapped[0].replace(f"{label}:", ink(_STRONG, f"{label}:"), 1)
    return wrapped


def _problems(report: Report, ink: _Ink) -> list[str]:
    found = wording.unread(report)
    said = [line for problem in found for line in _wrapped(f"{wording.place(problem)}: {problem.message}", "  ")]
    return [ink(_COLOURS[Severity.ERROR], "Could not be checked"), *said] if said else []


def _inferred(report: Report, ink: _Ink) -> list[str]:
    paths = {finding.path for finding in report.findings if finding.scope_inferred}
    told = [f"{file.path}: {wording.inferred(file)}" for file in report.files if file.path in paths]
    said = [line for words in [*told, wording.DECLARE] for line in _wrapped(words, "  ")]
    return [ink(_STRONG, "Inferred"), *said] if told else []


def _change(report: Report, ink: _Ink) -> list[str]:
    if report.change is None:
        return []
    named = [f"fixed: {one.path}, {one.where}: {one.rule}" for one in report.change.fixed]
    return _section("Since the earlier report", [wording.changed(report.change), *named], ink)


def _allowed(report: Report, ink: _Ink) -> list[str]:
    """Each finding that somebody allowed; the old debt is only counted."""
    told = [
        f"{one.finding.path}, {one.finding.where}: {one.finding.rule}: {wording.allowed(one)}"
        for one in report.allowed
        if one.by != "baseline"
    ]
    return _section("Allowed", told, ink)


def _section(title: str, words: Sequence[str], ink: _Ink) -> list[str]:
    """A title and a paragraph for each of the words, or nothing where there are none."""
    said = [line for one in words for line in _wrapped(one, "  ")]
    return [ink(_STRONG, title), *said] if said else []


def _statistics(report: Report, ink: _Ink) -> list[str]:
    """How often each rule found something, the most frequent first."""
    found = Counter((finding.rule, finding.severity) for finding in report.findings)
    width = len(str(max(found.values(), default=0)))
    said = [
        f"  {count:>{width}}  {ink(_COLOURS[severity], f'{severity:7}')}  {safe(rule)}"
        for (rule, severity), count in sorted(found.items(), key=lambda one: (-one[1], *one[0]))
    ]
    return [ink(_STRONG, "By rule"), *said] if said else []


def _ending(report: Report, ink: _Ink) -> list[str]:
    gravest = next((severity for severity, count in wording.counts(report).items() if count), None)
    code = _COLOURS[gravest] if gravest else _GOOD if report.files else _STRONG
    return [
        ink(code, wording.summary(report)),
        ink(_FAINT, wording.as_of(report)),
        ink(_FAINT, wording.NOT_LEGAL_ADVICE),
    ]
