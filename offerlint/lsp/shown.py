"""Findings as an editor shows them: in the text, and when one points at them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lsprotocol import types

from offerlint.lsp.look import Look
from offerlint.lsp.positions import Positions
from offerlint.model.finding import Finding, Related
from offerlint.model.rule import Rule
from offerlint.model.vocabulary import Severity
from offerlint.reports import wording
from offerlint.reports.rule_page import rule_page
from offerlint.rules.own import DECISION_RULES, OWN_RULES
from offerlint.text.span import Span

SOURCE = "offerlint"
SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.REVIEW: types.DiagnosticSeverity.Information,
    Severity.ADVICE: types.DiagnosticSeverity.Hint,
}


def marks(look: Look, *, with_related: bool) -> list[types.Diagnostic]:
    """What the editor shows in the text: each finding, and what could not be checked."""
    found = [_mark(finding, look, with_related=with_related) for finding in look.findings]
    problems = look.report.problems if look.report else ()
    return found + [
        types.Diagnostic(
            range=_line(problem.line or 1),
            message=f"Could not be checked: {problem.message}",
            severity=types.DiagnosticSeverity.Error,
            source=SOURCE,
        )
        for problem in problems
        if problem.path == look.file.path
    ]


def _mark(finding: Finding, look: Look, *, with_related: bool) -> types.Diagnostic:
    rule = rule_of(finding.rule, look)
    address = next(filter(None, map(wording.address, finding.authority)), "") or (address_of(rule) if rule else "")
    return types.Diagnostic(
        range=look.range(finding.runs),
        message=words(finding),
        severity=SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(address) if address else None,
        source=SOURCE,
        related_information=_related(finding, look) if with_related else None,
        data={"fingerprint": finding.fingerprint},
    )


def words(finding: Finding) -> str:
    """What is wrong, what to write instead and, in a template or a call, when it shows."""
    lines = [finding.message, f"Instead: {finding.suggest}" if finding.suggest else ""]
    if exposed := wording.exposed(finding):
        lines.append(f"Shows: {exposed}")
    if finding.path_through:
        lines.append(f"Path: {wording.path_through(finding)}")
    if finding.scope_inferred:
        lines.append("This rests on what the file was taken for; declare that in offerlint.yaml.")
    return "\n".join(filter(None, lines))


def _related(finding: Finding, look: Look) -> list[types.DiagnosticRelatedInformation] | None:
    """The other words of the finding, and other places that belong to it."""
    more = [(look.file.uri, look.range([run]), "Also these words") for run in finding.runs[1:]]
    more += [(*place, one.message) for one in finding.related if (place := _place(one, look))]
    found = [types.DiagnosticRelatedInformation(types.Location(uri, where), said) for uri, where, said in more]
    return found or None


def _place(related: Related, look: Look) -> tuple[str, types.Range] | None:
    """Where a related place stands, in this file or in one that it includes."""
    if related.path == look.file.path:
        return look.file.uri, look.range(related.runs)
    sources = look.document.sources if look.document else ()
    text = next((source.text for source in sources if source.path == related.path), None)
    if text is None or not related.runs:
        return None
    start, end = min(run.start for run in related.runs), max(run.end for run in related.runs)
    positions = Positions(text, look.positions.encoding)
    return Path(related.path).resolve().as_uri(), positions.range(start, end)


def _line(number: int) -> types.Range:
    return types.Range(types.Position(number - 1, 0), types.Position(number, 0))


def hover(look: Look, position: types.Position) -> types.Hover | None:
    """The pages of the rules that found something at a position."""
    at = look.positions.offset(position)
    found = look.under(Span(at, at))
    pages = []
    for name in dict.fromkeys(finding.rule for finding in found):
        rule = rule_of(name, look)
        if rule:
            pages.append(rule_page(rule, look.terms.rulebook.figures))
    if not pages:
        return None
    said = [finding.message for finding in found]
    content = "\n\n".join([*said, "---", *pages])
    return types.Hover(
        types.MarkupContent(types.MarkupKind.Markdown, content), look.range([run for f in found for run in f.runs])
    )


def rule_of(name: str, look: Look) -> Rule | None:
    """The rule of an id."""
    every = (*look.terms.rulebook.rules, *OWN_RULES, *DECISION_RULES)
    return next((rule for rule in every if rule.id == name), None)


def address_of(rule: Rule) -> str:
    """The address of the file of a rule, nothing for one of the program itself."""
    return Path(rule.path).resolve().as_uri() if rule.path else ""
