"""A call flow as plain text: how its steps were read, and where each leads."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.model.document import Document
from offerlint.model.flow import Flow
from offerlint.reports.characters import safe


def outline(document: Document) -> str:
    """A paragraph a step, in order: its name and line, its deeds, its ways on; "" for a document without a call."""
    if document.flow is None:
        return ""
    return "\n\n".join("\n".join(_step(name, document.flow, document)) for name in document.flow.steps) + "\n"


def _step(name: str, flow: Flow, document: Document) -> Iterator[str]:
    step = flow.steps[name]
    line = document.sources[step.place.source].line(step.place.start)
    said = [f"line {line}"] if line else []
    said += ["the call starts here"] if name == flow.start else []
    yield f"{safe(name)} ({', '.join(said)})" if said else safe(name)
    if step.deeds:
        yield f"    does: {', '.join(step.deeds)}"
    for way in step.successors:
        answer = f"{safe(' '.join(way.answer.split()))}: " if way.answer else ""
        yield f"    {answer}go to {safe(way.step)}"
    if not step.successors:
        yield "    the call ends here"
