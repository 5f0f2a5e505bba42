"""Rules in SARIF, and the messages of rules and results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from offerlint.model.figure import Figure
from offerlint.model.finding import Finding
from offerlint.model.rule import Rule
from offerlint.model.vocabulary import Severity
from offerlint.reports import wording
from offerlint.reports.characters import safe
from offerlint.reports.rule_page import rule_page

LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.REVIEW: "note",
    Severity.ADVICE: "note",
}
"""Ours in SARIF's words; `properties` of each result keep ours."""

_PROBLEM: Mapping[str, str] = {"error": "error", "warning": "warning", "note": "recommendation"}
"""The words that GitHub sorts by."""

Wire = dict[str, Any]


def descriptors(rules: Sequence[Rule], figures: Mapping[str, Figure], findings: Iterable[Finding]) -> list[Wire]:
    """Every rule that findings name, by id; one that has no file is told by its first finding."""
    known = {rule.id: _rule(rule, figures) for rule in rules}
    for finding in findings:
        known.setdefault(finding.rule, _bare(finding))
    return [known[name] for name in sorted(known)]


def message(text: str) -> dict[str, str]:
    """A message that readers show as it stands: what they would take for a link or a placeholder is escaped."""
    shown = re.sub(r"\{(\d+)\}", r"{{\1}}", safe(text))
    return {"text": re.sub(r"\[(?=[^\[\]]*\]\()", r"\\[", shown)}


def _rule(rule: Rule, figures: Mapping[str, Figure]) -> Wire:
    page = rule_page(rule, figures)
    address = next(filter(None, map(wording.address, rule.authority)), "")
    return {
        "id": rule.id,
        **({"deprecatedIds": list(rule.formerly)} if rule.formerly else {}),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": " ".join(rule.why.split())},
        "help": {"text": page, "markdown": _escaped(page)},
        **({"helpUri": address} if address else {}),
        **_configuration(rule.severity),
        "properties": _properties(rule.severity, rule.topic, rule.id),
    }


def _bare(finding: Finding) -> Wire:
    """What GitHub asks of every rule, from what one finding says."""
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.rule.rsplit("/", maxsplit=1)[-1].replace("-", " ").capitalize()},
        "fullDescription": message(finding.message),
        "help": message(finding.suggest or finding.message),
        **_configuration(finding.severity),
        "properties": _properties(finding.severity, finding.topic, finding.rule),
    }


def _configuration(severity: Severity) -> Wire:
    return {"defaultConfiguration": {"level": LEVELS[severity]}}


def _properties(severity: Severity, topic: str, rule: str) -> Wire:
    tags = dict.fromkeys([topic, rule.split("/", maxsplit=1)[0]])
    return {"tags": list(tags), "severity": str(severity), "problem.severity": _PROBLEM[LEVELS[severity]]}


def _escaped(page: str) -> str:
    """The page of a rule, in which the HTML of an example is shown and not obeyed."""
    return page.replace("&", "&amp;").replace("<", "&lt;")
