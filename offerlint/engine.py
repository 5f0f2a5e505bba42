"""One document, all the rules that bind it, one list of findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from offerlint.allow import judge
from offerlint.checks import CHECKS
from offerlint.checks.naming import tie
from offerlint.facts import look
from offerlint.fault import fault
from offerlint.locate import block_text, locate, number
from offerlint.merge import merge, order
from offerlint.model.about import About
from offerlint.model.document import Document, Problem
from offerlint.model.figure import figures_on
from offerlint.model.finding import Allowed, Finding, Hit
from offerlint.model.lens import Layer, Lens
from offerlint.model.offer import Offer
from offerlint.model.vocabulary import Severity
from offerlint.proof import prove
from offerlint.reading.template.tied import is_loose, plainest
from offerlint.registers.evidence import Evidence
from offerlint.repair import fix
from offerlint.rules.figure_words import told_on
from offerlint.rules.own import OWN_RULES
from offerlint.rules.pattern import time_for
from offerlint.rules.rulebook import Rulebook
from offerlint.rules.select import Bound, Selection, select
from offerlint.text.frozen import dataclass

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
    document: Document,
    rulebook: Rulebook,
    selection: Selection,
    as_of: date,
    register: Sequence[Evidence] = (),
    offers: Sequence[Offer] = (),
    without: Collection[str] = (),
    bind: Bindings | None = None,
) -> Outcome:
    """Checks `document` against the rules of `rulebook` that bind it on `as_of` (or its own date).

    Findings that ask for proof are allowed where an entry of `register` supports the claim. `offers` is the
    catalogue that the document is held to; the rules `without` which it is read are set aside. What has parts is
    checked part by part. `bind` knows what binds documents that are alike, where there are many of them.
    """
    bind = bind or Bindings(rulebook, as_of, selection, without)
    each = [_lint(part, rulebook, bind, register, offers) for part in document.parts or (document,)]
    formerly = {rule: former for one in each for rule, former in one.formerly.items()}
    whole = [bound for one in each for bound in one.whole]
    problems = list(dict.fromkeys([*document.problems, *(problem for one in each for problem in one.problems)]))
    found = number(sorted((pair for one in each for pair in _merged(one.found, document)), key=_in_order), formerly)
    standing, allowed = _after_allows(found, document, rulebook, whole, document.about.as_of or as_of)
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
"""Kinds of documents of which it is kept which rules bind them."""


class Bindings:
    """The rules that bind documents, or parts of one, chosen once for those that are alike."""

    def __init__(self, rulebook: Rulebook, as_of: date, selection: Selection, without: Collection[str] = ()) -> None:
        self._rules, self._selection, self._without = (*rulebook.rules, *OWN_RULES), selection, without
        self._as_of = as_of
        self._known: list[tuple[About, list[Bound]]] = []

    def of(self, about: About) -> tuple[date, list[Bound]]:
        """The day of a part, and the rules that bind it then."""
        today = about.as_of or self._as_of
        bound = next((bound for other, bound in self._known if other == about), None)
        if bound is None:
            chosen = select(self._rules, about, today, self._selection)
            bound = [one for one in chosen if one.rule.id not in self._without]
            self._known = [*self._known[-MOST_KINDS + 1 :], (about, bound)]
        return today, bound


def _lint(
    document: Document, rulebook: Rulebook, bind: Bindings, register: Sequence[Evidence], offers: Sequence[Offer]
) -> _Linted:
    """What is found in a document that has no parts."""
    if not _is_english(document.about.lang):
        return _Linted(foreign=(f"written in “{document.about.lang}”, which no rule reads",))
    today, bound = bind.of(document.about)
    lens, foreign = _in_english(look(document))
    lens = replace(lens, offers=tie(offers, lens), as_of=today, figures=figures_on(rulebook.figures, today))
    told = told_on(rulebook.figures, today)
    problems: list[Problem] = []
    found: list[tuple[Finding, str]] = []
    proved: list[tuple[Allowed, str]] = []
    length = sum(len(passage.folded.text) for passage in lens.passages)
    for one in bound:
        if one.rule.needs is not None and not lens.stream.has(one.rule.needs):
            continue
        try:
            with time_for(length):
                for finding, hit in _findings(one, lens, told, problems):
                    mended = fix(hit, one.rule.fix, document.sources, rulebook.figures, today)
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
    findings: Sequence[Finding], document: Document, rulebook: Rulebook, bound: Sequence[Bound], today: date
) -> tuple[list[Finding], list[Allowed]]:
    """The findings that stand, with those about allows themselves, and the allowed ones."""
    known = {old: rule.id for rule in (*rulebook.rules, *OWN_RULES) for old in (rule.id, *rule.formerly)}
    judged = judge(findings, document, as_of=today, known=known, active=frozenset(one.rule.id for one in bound))
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
    for hit in CHECKS[rule.verb](rule.check, lens):
        if isinstance(hit, Problem):
            problems.append(replace(hit, rule=rule.id))
            continue
        own = Severity.WARNING if hit.guessed and severity is Severity.ERROR else severity
        finding = locate(hit, rule, own, inferred=bound.inferred, document=lens.document, told=told)
        loose = finding.severity is Severity.ERROR and is_loose(finding.exposed_by, lens.document.ties)
        yield (replace(finding, severity=Severity.WARNING) if loose else finding), hit


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
