"""One thing to check, read and linted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from offerlint.asked import Item, Terms
from offerlint.catalogue import Catalogues
from offerlint.disk import UnreadableError
from offerlint.engine import Bindings, Outcome, bindings, lint
from offerlint.examined import Examined, digest
from offerlint.fault import fault
from offerlint.model.document import Document, Problem
from offerlint.model.finding import FileSummary
from offerlint.opening import open_document
from offerlint.reading.errors import ReadError
from offerlint.registers import OFFERS_FILE

MOST_PROBLEMS = 100
"""Problems of one file that are told one by one."""

LONGEST_SAID = 1_000
"""Characters of what is said of one problem; a document may be quoted in it."""

MOST_LATE = 3
"""In so many files a rule may run out of time before the files after them go without it."""


class Examiner:
    """Examines items one after the other; `handed` are files that are not on disk, by path."""

    def __init__(self, terms: Terms, handed: Mapping[str, bytes]) -> None:
        self._terms = terms
        self._catalogues = Catalogues(terms.config, handed, files=terms.files)
        self._late: Counter[str] = Counter()

    def examine(self, item: Item) -> tuple[Examined, Document | None]:
        """What became of an item, and its document if it was read; whatever goes wrong is among the problems."""
        told = len(self._catalogues.problems)
        document: Document | None = None
        try:
            examined, document = self._examine(item)
        except ReadError as error:
            examined = Examined(problems=(Problem(item.path, str(error), error.line),))
        except UnreadableError as error:
            examined = Examined(problems=(Problem(item.path, str(error)),))
        except Exception as error:  # noqa: BLE001 - one broken reader must not hide the other files
            examined = Examined(problems=(fault(error, item.path),))
        said = tuple(replace(problem, message=_brief(problem.message)) for problem in examined.problems)
        left = tuple(_brief(line) for line in examined.not_checked)
        registers = tuple(self._catalogues.problems[told:])
        return replace(examined, problems=said, not_checked=left, about_registers=registers), document

    def _examine(self, item: Item) -> tuple[Examined, Document | None]:
        terms = self._terms
        if item.closed:
            raise UnreadableError(item.closed)
        if item.is_outside:
            left = f"{item.path}: a link that leads out of the folder is not followed; name it itself"
            return Examined(not_checked=(left,)), None
        if self._catalogues.is_one(item.path):
            self._catalogues.check(item.path)
            return Examined(is_register=True), None
        document = open_document(item, terms.config, terms.files)
        if document is None:
            return self._passed_over(item), None
        nearest = self._catalogues.nearest(item.path, on_disk=item.on_disk)
        offers = self._catalogues.of(item.path, on_disk=item.on_disk)
        undefined = self._catalogues.undefined(document, offers)
        outcome = lint(document, self._bindings(item.path), terms.register, offers)
        fatal = [*undefined, *(self._counted(problem) for problem in outcome.problems if problem.fatal)]
        examined = Examined(
            findings=outcome.findings,
            allowed=outcome.allowed,
            files=(summary(document, terms.as_of),),
            problems=tuple(_first(fatal, item.path)),
            not_checked=(*outcome.not_checked, *_left(outcome, item.path)),
            rules={source.path: outcome.active for source in document.sources},
            digest=digest(document),
            alone=len(document.sources) == 1 and not nearest and not document.problems,
        )
        return examined, document

    def _passed_over(self, item: Item) -> Examined:
        """What becomes of an item whose format is not read: nothing, unless it is a catalogue under another name."""
        if not item.path.endswith((".yaml", ".yml")) or not self._catalogues.has_shape(item.path):
            return Examined(is_passed_over=True)
        remedy = f"call it {OFFERS_FILE}, or name it in the config"
        left = f"{item.path}: a catalogue of offers to which no copy is held; {remedy}"
        return Examined(not_checked=(left,), is_register=True)

    def _bindings(self, path: str) -> Bindings:
        """What the file at `path` is held to."""
        terms = self._terms
        late = frozenset(rule for rule, count in self._late.items() if count >= MOST_LATE)
        return bindings(terms.rulebook, terms.as_of, terms.config.selection_of(path, terms.selection), late)

    def _counted(self, problem: Problem) -> Problem:
        """The problem; of a rule that was late once too often it says that later files go without it."""
        if not problem.is_late or problem.rule is None:
            return problem
        self._late[problem.rule] += 1
        if self._late[problem.rule] < MOST_LATE:
            return problem
        return replace(problem, message=f"{problem.message}; after {MOST_LATE} such files it is set aside for the rest")


def _first(problems: Sequence[Problem], path: str) -> Iterator[Problem]:
    """The problems of a file, of very many the first in its order, and all faults of ours."""
    if len(problems) <= MOST_PROBLEMS:
        yield from problems
        return
    in_order = sorted(problems, key=lambda problem: (not problem.trace, problem.line or 0, problem.message))
    yield from in_order[:MOST_PROBLEMS]
    yield Problem(path, f"{len(problems) - MOST_PROBLEMS:,} more such problems in this file; mend these first")


def _left(outcome: Outcome, path: str) -> list[str]:
    """What the document's own problems leave unchecked, with their lines; of very many the first."""
    lines = [
        f"{problem.path}{f':{problem.line}' if problem.line else ''}: {problem.message}"
        for problem in outcome.problems
        if not problem.fatal
    ]
    more = len(lines) - MOST_PROBLEMS
    return [*lines[:MOST_PROBLEMS], f"{path}: {more:,} more such lines"] if more > 0 else lines


def _brief(words: str) -> str:
    """`words`; of very long ones how they begin, and the end, where the remedy stands."""
    half = LONGEST_SAID // 2
    return words if len(words) <= LONGEST_SAID else f"{words[:half]} … {words[-half:]}"


def summary(document: Document, as_of: date) -> FileSummary:
    """What a report says of a document that was read."""
    words = max((sum(len(b.text.split()) for b in v.blocks) for v in document.variants), default=0)
    return FileSummary(document.path, document.about, len(document.variants), words, document.about.as_of or as_of)
