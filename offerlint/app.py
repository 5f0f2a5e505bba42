"""Read what a run is asked to check, lint each, gather one report."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from offerlint.asked import Item, Terms
from offerlint.catalogue import Catalogues
from offerlint.decisions import decide, look_back
from offerlint.disk import UnreadableError, size_of
from offerlint.documents import Documents
from offerlint.examined import Examined, digest
from offerlint.jobs import WORTH_SHARING, each
from offerlint.merge import order
from offerlint.model.about import About
from offerlint.model.decision import Seen
from offerlint.model.document import Document, Problem
from offerlint.model.finding import Allowed, FileSummary, Finding, Report
from offerlint.model.rule import Rule
from offerlint.reading.errors import ReadError
from offerlint.results import Results
from offerlint.rules.own import OWN_RULES
from offerlint.rules.rulebook import Rulebook
from offerlint.text.frozen import dataclass

__all__ = ["Checked", "Item", "Terms", "check", "fitting_jobs"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, the documents it speaks of, by path, and what it can judge."""

    report: Report
    documents: Documents
    seen: Seen


def check(
    items: Sequence[Item],
    terms: Terms,
    *,
    may_be_none: bool = False,
    jobs: int = 1,
    results: Results | None = None,
    along: Callable[[Sequence[Item]], Iterable[Item]] = iter,
) -> Checked:
    """Lints every item; whatever cannot be read is a problem, and the others are still checked.

    That there is nothing to check is a problem too, unless `may_be_none`: a hook is handed what was committed.
    With more `jobs` than one, the work is done in as many processes, to the same report. What `results` has of a
    file that is still the same is not found out again. `along` hands out the items, and so knows how far the run is.
    """
    chosen = sorted({item.path: item for item in items}.values(), key=lambda item: item.path)
    handed = {item.path: item.data for item in chosen if item.data is not None}
    again = {item.path: item for item in chosen}
    digests: dict[str, int] = {}
    documents = Documents(
        lambda path: _open_again(again[path], terms, digests[path]),
        lambda path: _text_again(again[path], terms, digests[path]),
    )
    gathered = _Gathered(terms)
    catalogues = Catalogues(terms.config, handed, files=terms.files)
    known: dict[str, Examined] = {}
    for item in chosen:
        one = results.of(item) if results else None
        if one and not catalogues.nearest(item.path, on_disk=item.on_disk):
            known[item.path] = one
    asked = [item for item in chosen if item.path not in known]
    done = each(partial(_examiner, terms, handed, keeps=jobs < 2), asked, jobs, _lost)
    for item in along(chosen):
        examined, document = (known[item.path], None) if item.path in known else next(done)
        if results and item.path not in known:
            results.keep(item, examined)
        gathered.add(item, examined)
        if examined.files:
            digests[item.path] = examined.digest
            documents.add(item.path, document)
    if results:
        results.save()
    named = gathered.registers or any(item.named for item in gathered.passed_over)
    if not may_be_none and not named and not gathered.files and not gathered.problems:
        gathered.problems.append(Problem(".", "no file to check; name files, or a folder that holds copy"))
    seen = look_back(terms.decisions, gathered.rules, {item.under for item in chosen if item.under}, terms.rulebook)
    return Checked(gathered.report(seen), documents, seen)


def _examiner(
    terms: Terms, handed: Mapping[str, bytes], *, keeps: bool
) -> Callable[[Item], tuple[Examined, Document | None]]:
    """Examines items, and `keeps` their documents unless they would have to pass between processes."""
    from offerlint.examine import Examiner

    examine = Examiner(terms, handed).examine
    return examine if keeps else lambda item: (examine(item)[0], None)


def _lost(item: Item) -> tuple[Examined, Document | None]:
    """What is said of an item that a process was at when it came to its end."""
    said = "the process that read it was ended, perhaps for want of memory; check this file alone, or with fewer --jobs"
    return Examined(problems=(Problem(item.path, said),)), None


def fitting_jobs(items: Sequence[Item]) -> int:
    """In how many processes to check items: one for a few small files, else as many as there are cores."""
    size = sum(size_of(item.path) if item.data is None else len(item.data) for item in items)
    return 1 if size < WORTH_SHARING else min(os.cpu_count() or 1, len(items))


def _open_again(item: Item, terms: Terms, known: int) -> Document | None:
    """The document of an item that was read before; None where it is no longer what it was."""
    from offerlint.opening import open_document

    try:
        document = open_document(item, terms.config, terms.files)
    except (ReadError, UnreadableError):
        return None
    return document if document and digest(document) == known else None


def _text_again(item: Item, terms: Terms, known: int) -> Document | None:
    """The text of an item that was read before, if its document is made of that alone, and it is what it was."""
    from offerlint.reading.decode import decode

    try:
        source = decode(terms.files.read_bytes(item.path) if item.data is None else item.data, item.path)
    except (ReadError, UnreadableError):
        return None
    document = Document((source,), "", About(), ())
    return document if digest(document) == known else None


class _Gathered:
    """What a run has found so far."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.findings: list[Finding] = []
        self.allowed: list[Allowed] = []
        self.files: list[FileSummary] = []
        self.problems: list[Problem] = list(terms.rulebook.problems)
        self.not_checked: list[str] = []
        self.passed_over: list[Item] = []
        self.registers = 0
        self.rules: dict[str, frozenset[str]] = {}
        self._same: dict[frozenset[str], frozenset[str]] = {}
        """Sets of rules, each of which is kept once: most files are held to the same ones."""

    def add(self, item: Item, examined: Examined) -> None:
        """Takes in what became of an item."""
        self.findings += examined.findings
        self.allowed += examined.allowed
        self.files += examined.files
        self.problems += examined.problems
        self.problems += [one for one in examined.about_registers if one not in self.problems]
        self.not_checked += examined.not_checked
        self.registers += examined.is_register
        if examined.is_passed_over:
            self.passed_over.append(item)
        for path, rules in examined.rules.items():
            joined = self.rules[path] | rules if path in self.rules else rules
            self.rules[path] = self._same.setdefault(joined, joined)

    def report(self, seen: Seen) -> Report:
        found = tuple(_once(sorted(self.findings, key=order)))
        decided = decide(found, self.allowed, self.terms.decisions, seen, self.terms.as_of)
        return Report(
            findings=decided.findings,
            files=tuple(self.files),
            problems=tuple(sorted(self.problems, key=lambda p: (p.path, p.line or 0, p.message))),
            not_checked=(*self.not_checked, *_passed_over(self.passed_over)),
            as_of=self.terms.as_of,
            allowed=decided.allowed,
            debt=decided.debt,
            rules=_named(self.terms.rulebook, [*decided.findings, *(one.finding for one in decided.allowed)]),
            active=tuple(sorted(frozenset().union(*self.rules.values()))),
            figures=self.terms.rulebook.figures,
        )


def _named(rulebook: Rulebook, findings: Sequence[Finding]) -> tuple[Rule, ...]:
    """The rules that the findings name, by id."""
    names = {name for finding in findings for name in (finding.rule, *finding.also)}
    return tuple(sorted((rule for rule in (*rulebook.rules, *OWN_RULES) if rule.id in names), key=lambda rule: rule.id))


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, each place of a file that several templates write told once for each rule."""
    told = set()
    for finding in findings:
        key = (finding.path, finding.rule, finding.runs, finding.fingerprint)
        if key not in told:
            told.add(key)
            yield finding


def _passed_over(items: Sequence[Item]) -> list[str]:
    """What to say of files whose format is not read: each that was named, the others by their endings.

    A file whose name is that of a format, and which is still not read, is a report of ours.
    """
    if not items:
        return []
    from offerlint.reading.recognise import recognise

    ours = {item.path for item in items if recognise(item.path, "")}
    named = [f"{path}: a report of offerlint" for path in sorted(ours)]
    items = [item for item in items if item.path not in ours]
    named += [f"{item.path}: not a format that is read" for item in items if item.named]
    endings = Counter(Path(item.path).suffix.lower() or "no ending" for item in items if not item.named)
    counts = ", ".join(f"{ending} ({count})" for ending, count in sorted(endings.items()))
    return [*named, f"files of formats that are not read: {counts}"] if counts else named
