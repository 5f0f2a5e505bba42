"""What a team decided, applied to what a run found: waivers first, then the baseline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from offerlint.config.settings import relative_to
from offerlint.merge import order
from offerlint.model.decision import Baseline, Debt, Register, Seen
from offerlint.model.finding import Allowed, Finding
from offerlint.rules.own import OWN_RULES
from offerlint.rules.rulebook import Rulebook
from offerlint.text.frozen import dataclass
from offerlint.text.glob import is_glob


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the files of a team say; their paths start from `folder`."""

    folder: Path = Path()
    waivers: Register | None = None
    baseline: Baseline | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What is left of a run's findings, in order; `debt` is None where there is no baseline."""

    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...]
    debt: Debt | None = None


def decide(
    findings: Sequence[Finding], allowed: Sequence[Allowed], decisions: Decisions, seen: Seen, as_of: date
) -> Decided:
    """The findings that stand after the waivers and the baseline, those about waivers themselves among them."""
    stands, also, debt = tuple(findings), tuple(allowed), None
    about: list[Finding] = []
    if decisions.waivers:
        from offerlint.locate import number
        from offerlint.waive import waive

        waived = waive(stands, also, decisions.waivers, seen, as_of)
        stands, also = waived.findings, (*also, *waived.allowed)
        about = number([(finding, finding.message) for finding in waived.about_waivers])
    if decisions.baseline:
        from offerlint.owe import set_apart

        apart = set_apart(stands, decisions.baseline, seen)
        stands, also, debt = apart.findings, (*also, *apart.allowed), apart.debt
    return Decided(
        tuple(sorted([*stands, *about], key=order)), tuple(sorted(also, key=lambda one: order(one.finding))), debt
    )


def look_back(
    decisions: Decisions, rules: Mapping[str, frozenset[str]], walked: Iterable[str], rulebook: Rulebook
) -> Seen:
    """What a run looked at: `rules` by the path of each file read, and the folders it `walked`."""
    top = decisions.folder.resolve()
    names = {path: relative_to(str(top), path) for path in rules}
    bound: dict[str, frozenset[str]] = {}
    for path, ids in rules.items():
        name = names[path]
        bound[name] = bound[name] | ids if name in bound else ids
    named = {one.path for one in decisions.waivers.waivers} if decisions.waivers else set()
    named |= {one.path for one in decisions.baseline.owed} if decisions.baseline else set()
    return Seen(
        names=names,
        rules=bound,
        known={old: rule.id for rule in (*rulebook.rules, *OWN_RULES) for old in (rule.id, *rule.formerly)},
        whole=any(top.is_relative_to(Path(folder).resolve()) for folder in walked),
        missing=frozenset(
            path for path in named - set(bound) if path and not is_glob(path) and not (top / path).exists()
        ),
    )
