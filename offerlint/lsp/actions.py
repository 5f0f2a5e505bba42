"""What an editor offers to do about a finding: make its fix, allow it, open its rule."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from offerlint.lsp.allowing import allow
from offerlint.lsp.look import Look
from offerlint.lsp.shown import marks, rule_of
from offerlint.model.finding import Edit, Finding
from offerlint.model.vocabulary import HOUSEKEEPING

OPEN_RULE = "offerlint.openRule"


def actions(look: Look, place: types.Range, only: Sequence[str] | None) -> list[types.CodeAction]:
    """What can be done about the findings at `place`, fixes first."""
    if only and not any("quickfix".startswith(kind) for kind in only):
        return []
    shown = {mark.data["fingerprint"]: mark for mark in marks(look, with_related=False) if mark.data}
    found = look.under(look.positions.span(place))
    made = []
    for offer in (_fix, _allow, _open):
        for finding in found:
            if action := offer(finding, look):
                action.diagnostics = [shown[finding.fingerprint]]
                made.append(action)
    return made


def _fix(finding: Finding, look: Look) -> types.CodeAction | None:
    if finding.fix is None:
        return None
    is_safe = finding.fix.safety == "safe"
    said = ", ".join(f"“{edit.text}”" for edit in finding.fix.edits)
    return types.CodeAction(
        f"Write {said}" + ("" if is_safe else " (then read it)"),
        kind=types.CodeActionKind.QuickFix,
        is_preferred=is_safe,
        edit=_changes(finding.fix.edits, look),
    )


def _allow(finding: Finding, look: Look) -> types.CodeAction | None:
    edit = allow(finding, look) if finding.topic != HOUSEKEEPING else None
    if edit is None:
        return None
    title = f"Allow {finding.rule} here (write the reason after “because”)"
    return types.CodeAction(title, kind=types.CodeActionKind.QuickFix, edit=_changes([edit], look))


def _open(finding: Finding, look: Look) -> types.CodeAction | None:
    rule = rule_of(finding.rule, look)
    if rule is None or not rule.path:
        return None
    title = f"Open the rule {rule.id}"
    command = types.Command(title, OPEN_RULE, arguments=[rule.id, look.file.uri])
    return types.CodeAction(title, kind=types.CodeActionKind.QuickFix, command=command)


def _changes(edits: Sequence[Edit], look: Look) -> types.WorkspaceEdit:
    made = [types.TextEdit(look.positions.range(edit.start, edit.end), edit.text) for edit in edits]
    return types.WorkspaceEdit(changes={look.file.uri: made})
