"""One document, all the rules that bind it, one list of findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property, lru_cache

from offerlint.allow import judge
from offerlint.checks import CHECKS
from offerlint.checks.advised import advised, is_advised
from offerlint.checks.naming import tie
from offerlint.exposed import exposed_by
from offerlint.facts import look
from offerlint.fault import fault
from offerlint.locate import block_text, locate, number
from offerlint.merge import merge, order
from offerlint.model.about import About
from offerlint.model.document import Document, Problem
from offerlint.model.figure import DayFigures, figures_on
from offerlint.model.finding import Allowed, Finding, Hit
from offerlint.model.lens import Layer, Lens
from offerlint.model.offer import Offer
from offerlint.model.rule import Rule
from offerlint.model.vocabulary import Severity
from offerlint.proof import prove
from offerlint.reading.template.tied import is_loose, plainest
from offerlint.registers.evidence import Evidence
from offerlint.repair import fix
from offerlint.rules.figure_words import told_on
from offerlint.rules.own import OWN_RULES
from offerlint.rules.pattern import time_for
from offerlint.rules.rulebook import Rulebook
from offerlint.rules.select import Bound, Selection, binding, chosen
from offerlint.text.frozen import dataclass
from offerlint.triggers import Triggers

MOST_FINDINGS = 1_000
"""Findings of one file that are told."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What linting one document gave, in order; `rules` are those that bound it."""

    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...]
    not_checked: tuple[str, ...]
    problems: tuple[Problem, ...]
    active: frozenset[str] = frozenset()
    """The ids of the rules that bound the document."""


def lint(
    document: Document, held_to: Bindings, register: Sequence[Evidence] = (), offers: Sequence[Offer] = ()
) -> Outcome:
    """Checks `document` against the rules that bind it on the day that it is read for (or its own date).

    Findings that ask for proof are allowed where an entry of `register` supports the claim. `offers` is the
    catalogue that the document is held to. What has parts is checked part by part.
    """
    each = [_lint(part, held_to, register, offers) for part in document.parts or (document,)]
    formerly = {rule: former for one in each for rule, former in one.formerly.items()}
    whole = [bound for one in each for bound in one.whole]
    problems = list(dict.fromkeys([*document.problems, *(problem for one in each for problem in one.problems)]))
    found = number(sorted((pair for one in each for pair in _merged(one.found, document)), key=_in_order), formerly)
    standing, allowed = _after_allows(found, document, held_to, whole)
    proved = [pair for one in each for pair in one.proved]
    allowed += [replace(one, finding=number([(one.finding, block)], formerly)[0]) for one, block in proved]
    if len(standing) > MOST_FINDINGS:
        message = f"there are {len(standing):,} findings in this file; the gravest {MOST_FINDINGS:,} are told"
        problems.append(Problem(document.path, message, fatal=False))
        standing = sorted(standing, key=lambda one: (one.severity.rank, order(one)))[:MOST_FINDINGS]
    return Outcome(
        tuple(sorted(standing, key=order)),
        tuple(allowed),
        tuple(dict.fromkeys(f"{document.path}: {words}" for one in each for words in one.foreign)),
        tuple(problems),
        frozenset(bound.rule.id for bound in whole),
    )


@dataclass(frozen=True, slots=True)
class _Linted:
    """What the rules that bind one document, or one part, found in it; `whole` are those that read all of it."""

    found: Sequence[tuple[Finding, str]] = ()
    proved: Sequence[tuple[Allowed, str]] = ()
    foreign: Sequence[str] = ()
    problems: Sequence[Problem] = ()
    whole: Sequence[Bound] = ()
    formerly: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


MOST_KINDS = 64
"""Kinds of documents, and days, of which it is kept what they are held to."""


class Bindings:
    """The rules of `rulebook` that documents are held to on `as_of`, worked out once for those that are alike.

    The rules `without` which they are read are set aside.
    """

    def __init__(
        self, rulebook: Rulebook, as_of: date, selection: Selection, without: Collection[str] = frozenset()
    ) -> None:
        self.rulebook, self.as_of, self.selection, self.without = rulebook, as_of, selection, without
        self._rules = (*rulebook.rules, *OWN_RULES)
        self._bound: list[tuple[About, list[Bound]]] = []
        self._figures: dict[date, tuple[DayFigures, Mapping[str, str]]] = {}
        self._ids: dict[str, str] = {}

    @cached_property
    def _chosen(self) -> list[Rule]:
        return [rule for rule in chosen(self._rules, self.selection) if rule.id not in self.without]

    @cached_property
    def triggers(self) -> Triggers:
        """What sets any of the rules off."""
        return Triggers(self._rules)

    def of(self, about: About) -> tuple[date, list[Bound]]:
        """The day of a part, and the rules that bind it then."""
        today = about.as_of or self.as_of
        bound = next((bound for other, bound in self._bound if other == about), None)
        if bound is None:
            bound = binding(self._chosen, about, today)
            self._bound = [*self._bound[-MOST_KINDS + 1 :], (about, bound)]
        return today, bound

    def figures(self, day: date) -> tuple[DayFigures, Mapping[str, str]]:
        """The figures of a day, and how messages tell them."""
        if day not in self._figures:
            if len(self._figures) >= MOST_KINDS:
                self._figures.clear()
            self._figures[day] = figures_on(self.rulebook.figures, day), told_on(self.rulebook.figures, day)
        return self._figures[day]

    @property
    def ids(self) -> Mapping[str, str]:
        """Every id of a rule, old ones too, with the one it has now."""
        if not self._ids:
            self._ids = {old: rule.id for rule in self._rules for old in (rule.id, *rule.formerly)}
        return self._ids


bindings = lru_cache(maxsize=8)(Bindings)
"""Bindings, the same ones as long as they are of the same rulebook, day and choice."""


def _lint(document: Document, held_to: Bindings, register: Sequence[Evidence], offers: Sequence[Offer]) -> _Linted:
    """What is found in a document that has no parts."""
    if not _is_english(document.about.lang):
        return _Linted(foreign=(f"written in “{document.about.lang}”, which no rule reads",))
    today, bound = held_to.of(document.about)
    figures, told = held_to.figures(today)
    lens, foreign = _in_english(look(document))
    lens = replace(lens, offers=tie(offers, lens), as_of=today, figures=figures)
    stream = lens.stream
    for sets in held_to.rulebook.sets:
        stream.occurrences.look_up(sets)
    set_off = held_to.triggers.set_off(stream.occurrences)
    problems: list[Problem] = []
    found: list[tuple[Finding, str]] = []
    proved: list[tuple[Allowed, str]] = []
    with time_for(sum(len(passage.folded.text) for passage in lens.passages)) as start_clock:
        for one in bound:
            start_clock()
            try:
                if one.rule.id not in set_off or (one.advised and not advised(lens)):
                    continue
                for finding, hit in _findings(one, lens, told, problems):
                    mended = fix(hit, one.rule.fix, document.sources, held_to.rulebook.figures, today)
                    finding = replace(finding, fix=mended)
                    judged = prove(finding, hit, lens, register, today) if one.rule.verb == "evidence" else finding
                    if isinstance(judged, Allowed):
                        proved.append((judged, block_text(hit)))
                    else:
                        found.append((judged, block_text(hit)))
            except Exception as error:  # noqa: BLE001 - one broken rule must not hide what the others find
                problems.append(fault(error, document.path, one.rule.id))
    broken = {problem.rule for problem in problems if problem.is_late or problem.trace}
    whole = [one for one in bound if one.rule.id not in broken]
    formerly = {one.rule.id: one.rule.formerly for one in bound if one.rule.formerly}
    return _Linted(found, proved, foreign, problems, whole, formerly)


def _merged(found: Sequence[tuple[Finding, str]], document: Document) -> Iterator[tuple[Finding, str]]:
    """The findings of a part merged; each comes with the text of its block."""
    blocks = {order(finding): block for finding, block in reversed(found)}
    for finding in merge(finding for finding, _ in found):
        yield replace(finding, exposed_by=plainest(finding.exposed_by, document.ties)), blocks[order(finding)]


def _in_order(pair: tuple[Finding, str]) -> tuple[object, ...]:
    return order(pair[0])


def _after_allows(
    findings: Sequence[Finding], document: Document, held_to: Bindings, bound: Sequence[Bound]
) -> tuple[list[Finding], list[Allowed]]:
    """The findings that stand, with those about allows themselves, and the allowed ones."""
    today = document.about.as_of or held_to.as_of
    active = frozenset(one.rule.id for one in bound)
    judged = judge(findings, document, as_of=today, known=held_to.ids, active=active)
    about_allows = sorted((finding for finding in judged.findings if not finding.fingerprint), key=order)
    stands = [finding for finding in judged.findings if finding.fingerprint]
    return stands + number([(finding, finding.excerpt) for finding in about_allows]), list(judged.allowed)


def _findings(
    bound: Bound, lens: Lens, told: Mapping[str, str], problems: list[Problem]
) -> Iterator[tuple[Finding, Hit]]:
    """Each finding of one rule with its hit; what the rule could not decide is a problem.

    What takes two choices that nothing ties together may never be seen, so it is at most a warning.
    """
    rule = bound.rule
    severity = Severity.WARNING if bound.softened and rule.severity is Severity.ERROR else rule.severity
    hits: list[Hit] = []
    broken: Exception | None = None
    try:
        for one in CHECKS[rule.verb](rule.check, lens):
            if isinstance(one, Problem):
                problems.append(replace(one, rule=rule.id))
            elif not bound.advised or all(is_advised(place, lens) for place in one.places):
                hits.append(one)
    except Exception as error:  # noqa: BLE001 - raised again once what was found before it is told
        broken = error
    for hit, choices in zip(hits, exposed_by(hits, lens), strict=True):
        own = Severity.WARNING if hit.guessed and severity is Severity.ERROR else severity
        finding = locate(hit, rule, own, inferred=bound.inferred, document=lens.document, told=told, exposed_by=choices)
        loose = finding.severity is Severity.ERROR and is_loose(finding.exposed_by, lens.document.ties)
        yield (replace(finding, severity=Severity.WARNING) if loose else finding), hit
    if broken:
        raise broken


def _is_english(lang: str) -> bool:
    return lang.lower().split("-")[0] == "en"


def _in_english(lens: Lens) -> tuple[Lens, list[str]]:
    """The lens without the blocks marked as other languages, and what to say of those."""
    langs = {p.block: p.block.attributes.get("lang", "en") for p in lens.passages}
    foreign = sorted({lang for lang in langs.values() if not _is_english(lang)})
    if not foreign:
        return lens, []

    def keep(layer: Layer) -> Layer:
        pairs = [
            (passage, section)
            for passage, section in zip(layer.passages, layer.sections, strict=True)
            if _is_english(langs[passage.block])
        ]
        return Layer(layer.variant, tuple(p for p, _ in pairs), tuple(s for _, s in pairs))

    left = Lens(
        lens.document,
        tuple(keep(layer) for layer in lens.layers),
        tuple(p for p in lens.passages if _is_english(langs[p.block])),
    )
    counts = {lang: sum(one == lang for one in langs.values()) for lang in foreign}
    return left, [f"{count} blocks marked as “{lang}” were not read" for lang, count in counts.items()]
