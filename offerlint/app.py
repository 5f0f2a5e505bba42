"""Find the files, read them, lint each, gather one report."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from offerlint.catalogue import Catalogues
from offerlint.config import FILE as CONFIG
from offerlint.config import Config
from offerlint.decisions import Decisions, decide, look_back
from offerlint.disk import TooLargeError, UnreadableError, is_folder, is_there, read_bytes, within
from offerlint.engine import Outcome, lint
from offerlint.fault import fault
from offerlint.merge import order
from offerlint.model.decision import Seen
from offerlint.model.document import Document, Problem
from offerlint.model.finding import Allowed, FileSummary, Finding, Report
from offerlint.model.rule import Rule
from offerlint.reading import read
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.recognise import is_copy_by_name, recognise
from offerlint.reading.template.declared import ties
from offerlint.reading.template.known import Known
from offerlint.registers.baseline import FILE as BASELINE
from offerlint.registers.evidence import FILE as EVIDENCE
from offerlint.registers.evidence import Evidence
from offerlint.registers.waivers import FILE as WAIVERS
from offerlint.rules.load import Rulebook
from offerlint.rules.own import OWN_RULES
from offerlint.rules.select import Selection
from offerlint.template_files import finder

MOST_PROBLEMS = 100
"""Problems of one file that are told one by one."""

MOST_LATE = 3
"""In so many files a rule may run out of time before the files after them go without it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, the documents it speaks of, by path, and what it can judge."""

    report: Report
    documents: Mapping[str, Document]
    seen: Seen


@dataclass(frozen=True, slots=True)
class Item:
    """Something to check: a path as the user wrote it, and its bytes when they are not on disk."""

    path: str
    data: bytes | None = None
    named: bool = True
    """Whether the user named it, rather than a folder it was found in."""
    on_disk: bool = True
    """Whether its path is a place on disk, so that a catalogue may stand beside it."""
    under: str = ""
    """The folder whose walk met it."""
    is_outside: bool = False
    """Whether a walk met it as a link that leads out of the folder."""
    closed: str = ""
    """Why a folder that a walk met cannot be read."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What every file of a run is held to."""

    rulebook: Rulebook
    config: Config
    selection: Selection
    as_of: date
    register: tuple[Evidence, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)


def check(items: Sequence[Item], terms: Terms, *, may_be_none: bool = False) -> Checked:
    """Lints every item; whatever cannot be read is a problem, and the others are still checked.

    That there is nothing to check is a problem too, unless `may_be_none`: a hook is handed what was committed.
    """
    chosen = sorted({item.path: item for item in items}.values(), key=lambda item: item.path)
    gathered = _Gathered(terms, {item.path: item.data for item in chosen if item.data is not None})
    for item in chosen:
        gathered.add(item)
    named = gathered.registers or any(item.named for item in gathered.passed_over)
    if not may_be_none and not named and not gathered.files and not gathered.problems:
        gathered.problems.append(Problem(".", "no file to check; name files, or a folder that holds copy"))
    seen = look_back(terms.decisions, gathered.rules, {item.under for item in chosen if item.under}, terms.rulebook)
    return Checked(gathered.report(seen), gathered.documents, seen)


class _Gathered:
    """What a run has found so far."""

    def __init__(self, terms: Terms, handed: Mapping[str, bytes]) -> None:
        self.terms = terms
        self.catalogues = Catalogues(terms.config, handed)
        self.findings: list[Finding] = []
        self.allowed: list[Allowed] = []
        self.files: list[FileSummary] = []
        self.problems: list[Problem] = list(terms.rulebook.problems)
        self.not_checked: list[str] = []
        self.documents: dict[str, Document] = {}
        self.passed_over: list[Item] = []
        self.registers = 0
        self.late: Counter[str] = Counter()
        self.rules: dict[str, frozenset[str]] = {}

    def add(self, item: Item) -> None:
        """Reads and lints one item."""
        try:
            self._add(item)
        except ReadError as error:
            self.problems.append(Problem(item.path, str(error), error.line))
        except UnreadableError as error:
            self.problems.append(Problem(item.path, str(error)))
        except Exception as error:  # noqa: BLE001 - one broken reader must not hide the other files
            self.problems.append(fault(error, item.path))

    def _add(self, item: Item) -> None:
        terms = self.terms
        if item.closed:
            raise UnreadableError(item.closed)
        if item.is_outside:
            self.not_checked.append(f"{item.path}: a link that leads out of the folder is not followed; name it itself")
            return
        if self.catalogues.is_one(item.path):
            self.catalogues.check(item.path)
            self.registers += 1
            return
        document = open_document(item, terms.config)
        if document is None:
            self.passed_over.append(item)
            return
        offers = self.catalogues.of(item.path, on_disk=item.on_disk)
        undefined = self.catalogues.undefined(document, offers)
        late = {rule for rule, count in self.late.items() if count >= MOST_LATE}
        outcome = lint(document, terms.rulebook, terms.selection, terms.as_of, terms.register, offers, late)
        for source in document.sources:
            self.rules[source.path] = self.rules.get(source.path, frozenset()) | outcome.active
        self.files.append(_summary(document, terms.as_of))
        self.documents[item.path] = document
        self.findings += outcome.findings
        self.allowed += outcome.allowed
        fatal = [*undefined, *(self._counted(problem) for problem in outcome.problems if problem.fatal)]
        self.problems += _first(fatal, item.path)
        self.not_checked += outcome.not_checked
        self.not_checked += _left(outcome)

    def _counted(self, problem: Problem) -> Problem:
        """The problem; of a rule that was late once too often it says that later files go without it."""
        if not problem.is_late or problem.rule is None:
            return problem
        self.late[problem.rule] += 1
        if self.late[problem.rule] < MOST_LATE:
            return problem
        return replace(problem, message=f"{problem.message}; after {MOST_LATE} such files it is set aside for the rest")

    def report(self, seen: Seen) -> Report:
        found = tuple(_once(sorted(self.findings, key=order)))
        decided = decide(found, self.allowed, self.terms.decisions, seen, self.terms.as_of)
        return Report(
            findings=decided.findings,
            files=tuple(self.files),
            problems=tuple(
                sorted([*self.problems, *self.catalogues.problems], key=lambda p: (p.path, p.line or 0, p.message))
            ),
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


def _first(problems: Sequence[Problem], path: str) -> Iterator[Problem]:
    """The problems of a file, of very many the first in its order, and all faults of ours."""
    if len(problems) <= MOST_PROBLEMS:
        yield from problems
        return
    in_order = sorted(problems, key=lambda problem: (not problem.trace, problem.line or 0, problem.message))
    yield from in_order[:MOST_PROBLEMS]
    yield Problem(path, f"{len(problems) - MOST_PROBLEMS:,} more such problems in this file; mend these first")


def _once(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, each place of a file that several templates write told once for each rule."""
    told = set()
    for finding in findings:
        key = (finding.path, finding.rule, finding.runs, finding.fingerprint)
        if key not in told:
            told.add(key)
            yield finding


def open_document(item: Item, config: Config) -> Document | None:
    """The document of an item, None when its format is not read; raises ReadError or UnreadableError.

    Data that a walk meets and that is no text belongs to some other program.
    """
    declared = config.declared(item.path)
    said, kind = (str(declared[key]) if declared.get(key) else None for key in ("format", "kind"))
    by_name = recognise(item.path, "", said) is not None
    if not by_name and not _may_be_a_flow(item.path) and (item.data is not None or is_there(item.path)):
        return None
    try:
        data = read_bytes(item.path) if item.data is None else within(item.data)
        source = decode(data, item.path)
    except (ReadError, TooLargeError):
        if by_name or item.named:
            raise
        return None
    format = recognise(item.path, source.text, said, kind)
    folders = [config.folder / folder for folder in config.templates]
    known = Known(finder(item.path, folders), ties(config.fields), config.jinja, frozenset(config.fields))
    return None if format is None else read(source, format, declared, known)


OURS = frozenset((CONFIG, EVIDENCE, WAIVERS, BASELINE))
"""Our own files, which no walk takes for copy."""


def find(paths: Sequence[str], config: Config, *, force_exclude: bool = False) -> Iterator[Item]:
    """The files that `paths` name; folders are walked in order, hidden and excluded ones left out.

    With `force_exclude`, a file that a walk would leave out is left out even when it is named itself.
    """
    for path in paths:
        if is_folder(path):
            yield from _walk(path, config)
        elif not force_exclude or (is_copy_by_name(path) and not config.excludes(path)):
            yield Item(path.replace(os.sep, "/"), named=not force_exclude)


def _walk(folder: str, config: Config) -> Iterator[Item]:
    """What may be copy below a folder, in order; a folder in it that cannot be read is an item that cannot either."""
    closed: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "node_modules")
        for name in sorted([*files, *(f for f in folders if (Path(where) / f).is_symlink())]):
            path = Path(where) / name
            inside = path.relative_to(folder).as_posix()
            if name not in OURS and is_copy_by_name(inside) and not config.excludes(path.as_posix()):
                is_outside = path.is_symlink() and not _leads_into(path, folder)
                if is_outside or name in files:
                    yield Item(path.as_posix(), named=False, under=folder, is_outside=is_outside)
    for error in closed:
        yield Item(Path(error.filename).as_posix(), closed=f"cannot be read: {(error.strerror or str(error)).lower()}")


def _leads_into(path: Path, folder: str) -> bool:
    """Whether a link leads to a place in the folder; one that goes in a circle leads nowhere else."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _may_be_a_flow(path: str) -> bool:
    return path.lower().endswith((".yaml", ".yml", ".json"))


def _passed_over(items: Sequence[Item]) -> list[str]:
    """What to say of files whose format is not read: each that was named, the others by their endings."""
    named = [f"{item.path}: not a format that is read" for item in items if item.named]
    endings = Counter(Path(item.path).suffix.lower() or "no ending" for item in items if not item.named)
    counts = ", ".join(f"{ending} ({count})" for ending, count in sorted(endings.items()))
    return [*named, f"files of formats that are not read: {counts}"] if counts else named


def _left(outcome: Outcome) -> list[str]:
    """What the document's own problems leave unchecked, with their lines."""
    return [
        f"{problem.path}{f':{problem.line}' if problem.line else ''}: {problem.message}"
        for problem in outcome.problems
        if not problem.fatal
    ]


def _summary(document: Document, as_of: date) -> FileSummary:
    words = max((sum(len(b.text.split()) for b in v.blocks) for v in document.variants), default=0)
    return FileSummary(document.path, document.about, len(document.variants), words, document.about.as_of or as_of)
