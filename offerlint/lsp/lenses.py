"""What stands above a template or a call: how many ways there are to read it."""

from __future__ import annotations

from lsprotocol import types

from offerlint.lsp.look import Look
from offerlint.model.flow import Flow

MOST_WAYS = 1_000
"""Ways through a call that are counted; of more, it is said that there are."""


def lenses(look: Look) -> list[types.CodeLens]:
    """One for the variants of a template, one for the ways through a call that branches."""
    document = look.document
    if document is None:
        return []
    found = []
    if len(document.variants) > 1:
        found.append(_lens(look, 0, f"offerlint reads {len(document.variants)} variants of this"))
    if document.flow and any(len(step.successors) > 1 for step in document.flow.steps.values()):
        at = document.flow.steps[document.flow.start].place
        found.append(_lens(look, at.start if at.source == 0 else 0, told(document.flow)))
    return found


def told(flow: Flow) -> str:
    """How many steps a call has, and how many ways lead through it."""
    branching = sum(len(step.successors) > 1 for step in flow.steps.values())
    count = ways(flow)
    said = f"more than {MOST_WAYS:,}" if count > MOST_WAYS else str(count)
    return f"{len(flow.steps)} steps, {branching} with a choice, {said} ways through"


def ways(flow: Flow) -> int:
    """How many ways lead from the start to an end without going round; counting stops above MOST_WAYS."""
    count = 0
    paths: list[tuple[str, frozenset[str]]] = [(flow.start, frozenset())]
    looked = 0
    while paths and count <= MOST_WAYS and looked < 100 * MOST_WAYS:
        looked += 1
        name, before = paths.pop()
        following = dict.fromkeys(successor.step for successor in flow.steps[name].successors)
        count += not following
        paths += [(step, before | {name}) for step in following if step not in before and step != name]
    return MOST_WAYS + 1 if paths else count


def _lens(look: Look, offset: int, title: str) -> types.CodeLens:
    return types.CodeLens(look.positions.range(offset, offset), types.Command(title, ""))
