"""What reports say in plain words, the same in every format that people read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from urllib.parse import quote, urlsplit

from offerlint.model import vocabulary
from offerlint.model.block import Condition
from offerlint.model.document import FORM_OF, Problem
from offerlint.model.finding import Allowed, Change, FileSummary, Finding, Related, Report
from offerlint.model.rule import Authority
from offerlint.model.vocabulary import Severity
from offerlint.text.late import late

DECLARE = "Declare what files are in offerlint.yaml (offerlint init writes one) or at the top of the file."

NOT_LEGAL_ADVICE = vocabulary.NOT_LEGAL_ADVICE

INFERABLE = ("kind", "channel", "audience", "subscriber", "products", "purpose", "stage")
"""What a person can declare about a file, in the order in which it is said."""


def number(count: int, one: str, many: str = "") -> str:
    """`1 file`, `2 files`, `1,204 files`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def long_date(day: date) -> str:
    """`24 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def counts(report: Report) -> dict[Severity, int]:
    """How many findings there are of each severity, gravest first."""
    return {severity: sum(finding.severity is severity for finding in report.findings) for severity in Severity}


def counted(severity: Severity, count: int) -> str:
    """`2 errors`, `1 warning`, `3 to review`, `1 piece of advice`."""
    match severity:
        case Severity.REVIEW:
            return f"{count:,} to review"
        case Severity.ADVICE:
            return number(count, "piece of advice", "pieces of advice")
        case _:
            return number(count, str(severity))


def summary(report: Report) -> str:
    """One sentence: how many findings of each severity, in how many files."""
    found = [counted(severity, count) for severity, count in counts(report).items() if count]
    files = number(len(report.files), "file")
    if not report.files:
        return "No file was read."
    if not found:
        return f"Nothing found in {files}{_allowed(report)}."
    touched = len({finding.path for finding in report.findings})
    where = files if touched >= len(report.files) else f"{touched:,} of {files}"
    return f"{listed(found)} in {where}{_allowed(report)}."


def _allowed(report: Report) -> str:
    old = sum(one.by == "baseline" for one in report.allowed)
    told = [(len(report.allowed) - old, "allowed"), (old, "in the baseline")]
    return "".join(f"; {count:,} {what}" for count, what in told if count)


def as_of(report: Report) -> str:
    """One sentence: the day whose rules were applied."""
    return f"Rules as they bind on {long_date(report.as_of)}."


_ANY = "1 or 2"
_OFTEN = {"0": "is empty", "1": "has one", "2": "has two or more", _ANY: "has any"}


_FORM = late(rf"(?P<of>{FORM_OF} .+) == '(?P<form>[^']*)'")
"""A choice between the forms of a string."""


def choices(chosen: Mapping[str, str]) -> str:
    """`vip is no and promo is yes`; of a loop how many it goes through: `plans has two or more`."""
    return listed([_choice(name, value) for name, value in sorted(chosen.items())])


def _choice(name: str, value: str) -> str:
    form = _FORM.fullmatch(name)
    if form:
        return f"{form['of']} is {'' if value == 'yes' else 'not '}“{form['form']}”"
    goes_through = name.partition(" in ")[2] if name.startswith("for ") else ""
    return f"{goes_through} {_OFTEN[value]}" if goes_through and value in _OFTEN else f"{name} is {value}"


def exposed(finding: Finding) -> str:
    """When the finding shows, or nothing when it always does."""
    said = [choices(chosen) for chosen in _however_often(finding.exposed_by) if chosen]
    return f"when {listed(said, last='or when')}" if said else ""


def _however_often(sets: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The sets of choices, those that differ only in how often a loop runs as one."""
    found: list[Mapping[str, str]] = []
    for chosen in sets:
        loop = next((name for name, value in chosen.items() if name.startswith("for ") and value in ("1", "2")), None)
        twin = {**chosen, loop: "2" if chosen[loop] == "1" else "1"} if loop else None
        either = {**chosen, loop: _ANY} if loop and twin in sets else chosen
        if either not in found:
            found.append(either)
    return found


def condition(conditions: Iterable[Condition]) -> str:
    """When a block stands, or nothing when it always does."""
    sets = _however_often([{literal.name: literal.value for literal in one} for one in conditions])
    if not all(sets):
        return ""
    return f"when {listed(sorted(choices(one) for one in sets), last='or when')}" if sets else ""


def path_through(finding: Finding) -> str:
    """`greeting (line 7) > pay (line 20)`, without lines where the source has none."""
    return " > ".join(f"{step} (line {line})" if line else step for step, line in finding.path_through)


def told(finding: Finding) -> str:
    """What is wrong, what to write instead and by whose authority, for where there is room for one paragraph."""
    instead = f"Instead: {finding.suggest}" if finding.suggest else ""
    authority = "; ".join(one.text for one in finding.authority)
    shows = exposed(finding)
    promise = promised(finding)
    parts = (
        finding.message,
        instead,
        f"Shows {shows}." if shows else "",
        f"({authority})" if authority else "",
        f"{promise}." if promise else "",
    )
    return " ".join(part for part in parts if part)


def told_beside(finding: Finding) -> str:
    """The same, for beside the line of the finding; one that has no line says its place first."""
    return told(finding) if finding.start else f"{finding.where}: {told(finding)}"


def fixed_by(finding: Finding) -> str:
    """What a fix writes and which option makes it, if there is one."""
    options = {"safe": "--fix", "unsafe": "--fix --unsafe, after reading it"}
    if finding.fix is None or finding.fix.safety not in options:
        return ""
    written = ", ".join(f"“{edit.text}”" for edit in finding.fix.edits)
    return f"{written} by {options[finding.fix.safety]}"


def see_also(finding: Finding, related: Related) -> str:
    """Another place, and what it has to do with the finding."""
    where = related.where if related.path == finding.path else f"{related.path}, {related.where}"
    return f"{where}: {related.message}"


def address(authority: Authority) -> str:
    """The address of an authority, as a URI, if it is one of the web, else nothing."""
    try:
        parts = urlsplit(authority.url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", authority.url)
    return "#".join(quote(part, safe=":/?@!$&'()*+,;=%~", errors="replace") for part in whole.split("#", maxsplit=1))


def inferred(file: FileSummary | None) -> str:
    """What a file was taken for, and what follows from its being only inferred."""
    told = [
        (key, getattr(file.about, key)) for key in INFERABLE if file and key in file.about.inferred - file.about.evident
    ]
    values = [f"{key} {', '.join(value) if isinstance(value, tuple) else value}" for key, value in told if value]
    taken = f"it was taken for {listed(values)}" if values else "it was guessed from the words"
    return f"Nobody declared what this file is: {taken}. Errors that rest on this are only warnings."


_HOW = {"allow": "allowed in the file", "waiver": "waived", "baseline": "in the baseline", "evidence": "proved by"}
_DECIDED = {"accept": "accepted", "not-a-fault": "found to be no fault"}


def allowed(one: Allowed) -> str:
    """By what and whom a finding is allowed, why, and until when."""
    how = _HOW[one.by]
    if one.decided_on:
        how = f"{_DECIDED.get(one.decision, how)} by {one.decided_by} on {long_date(one.decided_on)}"
    until = f" (until {long_date(one.until)})" if one.until else ""
    return f"{how}: {one.reason}{until}" if one.reason else f"{how}{until}"


def promised(finding: Finding) -> str:
    """Who said that a finding will be mended, until when and what they said, or nothing."""
    made = finding.promise
    if made is None:
        return ""
    until = f" until {long_date(made.until)}" if made.until else ""
    return f"{made.by} said on {long_date(made.on)} that it will be mended{until}: {made.reason}"


def debt(report: Report) -> list[str]:
    """What became of the baseline, a sentence a line; nothing where there is none."""
    owed = report.debt
    if owed is None:
        return []
    said = [f"{number(owed.left, 'finding')} of {owed.path} {'is' if owed.left == 1 else 'are'} left."]
    if owed.gone:
        said += [f"gone: {one.path}: {one.rule}" + (f" ({one.count})" if one.count > 1 else "") for one in owed.gone]
        said.append("Strike out what is gone with: offerlint baseline --prune")
    return said


def changed(change: Change) -> str:
    """One sentence: how many findings are new, fixed and standing since the earlier report."""
    moved = f" ({len(change.moved):,} moved)" if change.moved else ""
    rest = [
        f"{len(some):,} {what}"
        for some, what in ((change.allowed, "allowed since"), (change.unread, "in files that were not read"))
        if some
    ]
    told = [f"{len(change.new):,} new", f"{len(change.fixed):,} fixed", f"{len(change.standing):,} still there{moved}"]
    return f"{listed([*told, *rest])}, compared with the report of {long_date(change.since)}."


def unread(report: Report) -> list[Problem]:
    """The problems that someone must act on."""
    return [problem for problem in report.problems if problem.fatal]


def not_checked(report: Report) -> list[str]:
    """What was not checked, in the order of the report, then the lesser problems."""
    lesser = [f"{place(problem)}: {problem.message}" for problem in report.problems if not problem.fatal]
    return list(dict.fromkeys([*report.not_checked, *lesser]))


def place(problem: Problem) -> str:
    """`path:line`, or the path alone."""
    return f"{problem.path}:{problem.line}" if problem.line else problem.path


def verdict(report: Report) -> str:
    """The state of the copy in a few words, by the gravest finding."""
    if not report.files:
        return "Nothing was read"
    gravest = next((severity for severity, count in counts(report).items() if count), None)
    return {
        Severity.ERROR: "Not ready: there are errors to mend",
        Severity.WARNING: "Not ready: there are warnings to look into",
        Severity.REVIEW: "A person has to look at this",
        Severity.ADVICE: "Ready, with advice on style",
        None: "Nothing found",
    }[gravest]
