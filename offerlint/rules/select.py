"""Which rules bind a document: by status, profile, choice, date, and what the document is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum, auto
from functools import cache, partial
from typing import Any

from offerlint.model.about import CLOSED, About
from offerlint.model.rule import Rule
from offerlint.model.vocabulary import HOUSEKEEPING, LEVELS, TOPICS, Severity
from offerlint.rules.own import OWN_RULES
from offerlint.rules.rulebook import Rulebook
from offerlint.text.frozen import dataclass
from offerlint.text.nearest import did_you_mean

FIRM = frozenset({"products", "stage", "direction", "recorded", "complete"})
"""What is inferred only from the words themselves, so that no other value is plausible."""

USUAL: Mapping[str, Sequence[str]] = {"channel": ("web", "print", "mail", "social")}
"""What an unknown value is taken to be one of: a rule for e-mails or texts alone leaves a page of no known channel."""

_TOLD = ("internal", "contract", "large-business")
"""What a document is only where its words say so, and is not taken for otherwise."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a user chose: rules by id, ruleset or topic; an empty `select` chooses all of the profile.

    `level` leaves out the milder rules of the profile, so that a team can start small. `severity` gives rules, by id,
    topic or ruleset, another severity; the narrowest of these names counts.
    """

    profile: str = "uk-telecoms"
    level: str = "full"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()

    def with_(self, chosen: Mapping[str, Any]) -> Selection:
        """This selection with other values; those of `ignore` and `severity` come on top."""
        more = dict(chosen)
        if "ignore" in more:
            more["ignore"] = (*self.ignore, *more["ignore"])
        if "severity" in more:
            more["severity"] = tuple({**dict(self.severity), **more["severity"]}.items())
        return replace(self, **more)

    def weighed(self, rule: Rule) -> Rule:
        """The rule with the severity that it has here."""
        if not self.severity:
            return rule
        said = dict(self.severity)
        names = (rule.id, *rule.formerly, rule.topic, rule.id.split("/")[0])
        own = next((said[name] for name in names if name in said), rule.severity)
        return rule if own is rule.severity else replace(rule, severity=own)


@dataclass(frozen=True, slots=True)
class Bound:
    """A rule that binds a document. `softened`: its errors are warnings, because it may not be bound after all.

    `inferred`: something that decided it was inferred, not declared. `advised`: a rule of what is said to customers,
    that binds of a text for staff only what they are to say.
    """

    rule: Rule
    softened: bool = False
    inferred: bool = False
    advised: bool = False


def select(rules: Iterable[Rule], about: About, today: date, selection: Selection) -> list[Bound]:
    """The rules that bind a document, in their order; `today` is the day that its copy is live."""
    return binding(chosen(rules, selection), about, today)


def binding(rules: Iterable[Rule], about: About, today: date) -> list[Bound]:
    """Those of some chosen rules that bind a document."""
    fitting = cache(partial(_fit, about))
    fits: dict[int, frozenset[_Fit]] = {}  # many rules share what they apply to, each of which outlives this
    found = []
    for rule in rules:
        if not rule.effective.binds_on(_day(rule, about, today)):
            continue
        same = id(rule.applies_to)
        if same not in fits:
            fits[same] = frozenset(fitting(key, wanted) for key, wanted in rule.applies_to.items())
        bound = _bind(rule, about, fits[same])
        if bound:
            found.append(bound)
    return found


def chosen(rules: Iterable[Rule], selection: Selection) -> list[Rule]:
    """The rules that a selection lets in, whatever the document and the day."""
    return [rule for rule in map(selection.weighed, rules) if _is_chosen(rule, selection)]


def unknown_names(rulebook: Rulebook, names: Iterable[str]) -> dict[str, str]:
    """A sentence for each of the names, by name, that no rule, ruleset or topic bears."""
    rules = (*rulebook.rules, *OWN_RULES)
    known = {*TOPICS, HOUSEKEEPING} | _rulesets(rules)
    for rule in rules:
        known |= {rule.id, *rule.formerly}
    known |= {problem.rule for problem in rulebook.problems if problem.rule}
    wrong = [name for name in names if name.rstrip("/") not in known]
    return {name: f"“{name}” is no rule, ruleset or topic; {_hint(name, known)}" for name in wrong}


def _hint(name: str, known: set[str]) -> str:
    hint = did_you_mean(name, known)
    return hint if hint.startswith("did") else "see “offerlint rules list”"


def _rulesets(rules: Iterable[Rule]) -> set[str]:
    return {rule.id.split("/")[0] for rule in rules}


def _names(rule: Rule) -> set[str]:
    """Everything by which a rule can be chosen."""
    return {rule.id, rule.id.split("/")[0], rule.topic, *rule.formerly}


def _is_chosen(rule: Rule, selection: Selection) -> bool:
    """Whether status, profile and the user's choice let a rule in; one chosen by its id needs no profile."""
    names = _names(rule)
    if names & {name.rstrip("/") for name in selection.ignore} or rule.status == "retired":
        return False
    if {rule.id, *rule.formerly} & set(selection.select):
        return True
    if rule.status != "active" or (rule.profiles and selection.profile not in rule.profiles):
        return False
    if not rule.severity.at_least(LEVELS[selection.level]):
        return False
    return not selection.select or bool(names & {name.rstrip("/") for name in selection.select})


def _day(rule: Rule, about: About, today: date) -> date:
    """The day of the document by the rule's clock."""
    return about.contract_from or today if rule.effective.clock == "contract" else today


class _Fit(Enum):
    """How what a document is stands to what a rule asks of it; `LOOSE`: it is not known to be that.

    `ADVISED`: it is for staff, and the rule is of what is said on calls.
    """

    NONE = auto()
    ADVISED = auto()
    LOOSE = auto()
    INFERRED = auto()
    SURE = auto()


def _bind(rule: Rule, about: About, fits: Collection[_Fit]) -> Bound | None:
    """How a rule binds a document to which what it asks for has these `fits`, None when it does not."""
    advised = _Fit.ADVISED in fits or (about.kind == "internal" and "kind" not in rule.applies_to)
    if advised and rule.verb != "forbid":
        return None
    if _Fit.NONE in fits or (_Fit.LOOSE in fits and rule.when_inferred == "skip"):
        return None
    inferred = _Fit.INFERRED in fits
    softened = inferred or _Fit.LOOSE in fits
    return Bound(rule, softened and rule.when_inferred != "keep", inferred, advised)


def _fit(about: About, key: str, wanted: tuple[str, ...]) -> _Fit:
    """How a document stands to the values of a key that a rule wants."""
    if key == "kind":
        wanted = _with_transcripts(wanted)
    if key.startswith("provider."):
        return _Fit.SURE if _fits(wanted, [about.provider.get(key.removeprefix("provider."), "")]) else _Fit.NONE
    said = list(_said(about, key))
    if not said:
        return _Fit.NONE if key in USUAL and not _fits(wanted, USUAL[key]) else _Fit.LOOSE
    if not _fits(wanted, said):
        return _Fit.ADVISED if said == ["internal"] and "script" in wanted else _Fit.NONE
    is_guess = key in about.inferred - about.evident - FIRM and not _always(about, key, wanted)
    return _Fit.INFERRED if is_guess else _Fit.SURE


def _said(about: About, key: str) -> Iterator[str]:
    """The document's values for a key, none when it is unknown."""
    value = getattr(about, key)
    if isinstance(value, bool):
        yield "yes" if value else "no"
    elif isinstance(value, tuple):
        yield from value
    elif value is not None:
        yield value


def _fits(wanted: Sequence[str], said: Iterable[str]) -> bool:
    """Whether any value is wanted, and not left out."""
    left_out = {one.removeprefix("not ").strip() for one in wanted if one.startswith("not ")}
    kept = {one for one in wanted if not one.startswith("not ")}
    return any(one not in left_out and (not kept or one in kept) for one in said)


def _with_transcripts(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """What is said of scripts is said of transcripts too, which are scripts as they were held."""
    return (*wanted, *(one.replace("script", "transcript") for one in wanted if one in ("script", "not script")))


def _always(about: About, key: str, wanted: Sequence[str]) -> bool:
    """Whether the rule binds every value that the key can plausibly have."""
    implausible = {*_TOLD} - {about.kind, about.audience}
    return all(_fits(wanted, [value]) for value in CLOSED.get(key, ()) if value not in implausible)
