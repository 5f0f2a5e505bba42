"""A call flow as a Mermaid flowchart, with the paths that break a rule marked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from itertools import pairwise

from offerlint.model.document import Document
from offerlint.model.finding import Report
from offerlint.model.flow import Step
from offerlint.reports.mask import mask
from offerlint.text.fold import FIELD
from offerlint.text.late import late

LONGEST_WORDS = 80
"""Code points of a step's words that its box shows."""

_UNSAFE = late(r"[^\w .,:?!'’‘“”…–—•£()/+=-]")
_CLASSES = (
    "classDef broken fill:#fde8e8,stroke:#b3261e,stroke-width:2px,color:#1b1b1b",
    "classDef fault fill:#b3261e,stroke:#7a1a14,stroke-width:3px,color:#ffffff",
)

_Edges = Mapping[tuple[str, str], int]


def mermaid(report: Report, document: Document, *, show_personal_data: bool = False) -> str:
    """The flowchart of the document's flow; "" when it has none.

    Each finding of the report with a path is a comment, and the shortest path that it gives is marked. Steps stand in
    their order as `s0`, `s1` and so on, so that no name of theirs can be taken for a keyword. Personal data is masked
    as in other reports, unless `show_personal_data`.
    """
    if not show_personal_data:
        report, documents = mask(report, {document.path: document})
        document = documents[document.path]
    flow = document.flow
    if flow is None:
        return ""
    ids = {name: f"s{number}" for number, name in enumerate(flow.steps)}
    lines = ["flowchart TD"]
    for name, step in flow.steps.items():
        lines.append(f"  {ids[name]}{_box(step, is_round=name == flow.start or not step.successors)}")
    edges: dict[tuple[str, str], int] = {}
    ways = [(name, way) for name, step in flow.steps.items() for way in step.successors]
    for number, (name, way) in enumerate(ways):
        edges.setdefault((name, way.step), number)
        label = f'|"{_escaped(way.answer)}"|' if way.answer else ""
        lines.append(f"  {ids[name]} -->{label} {ids[way.step]}")
    return "\n".join([*lines, *_marked(report, document.path, ids, edges)]) + "\n"


def _marked(report: Report, path: str, ids: Mapping[str, str], edges: _Edges) -> Iterator[str]:
    """What the findings say of the chart: a comment each, then the steps and ways of their paths."""
    passed: set[str] = set()
    faults: set[str] = set()
    numbers: set[int] = set()
    for finding in report.findings:
        steps = [name for name, _ in finding.path_through if name in ids]
        if finding.path != path or not steps:
            continue
        yield f"  %% {finding.severity} {_plain(finding.rule)}: {_plain(' > '.join(steps))}"
        passed |= set(steps)
        faults.add(steps[-1])
        numbers |= {edges[pair] for pair in pairwise(steps) if pair in edges}
    if faults:
        yield from (f"  {one}" for one in _CLASSES)
    if passed - faults:
        yield f"  class {','.join(ids[name] for name in ids if name in passed - faults)} broken"
    if faults:
        yield f"  class {','.join(ids[name] for name in ids if name in faults)} fault"
    if numbers:
        yield f"  linkStyle {','.join(map(str, sorted(numbers)))} stroke:#b3261e,stroke-width:3px"


def _box(step: Step, *, is_round: bool) -> str:
    """The shape and label of a step: its name, the beginning of what is said, what is done."""
    said = " ".join(act.block.text for act in step.acts if act.block and act.kind != "note").replace(FIELD, "…")
    parts = [step.name, textwrap.shorten(said, LONGEST_WORDS, placeholder=" …"), *(f"({deed})" for deed in step.deeds)]
    label = "<br/>".join(_escaped(part) for part in parts if part.strip())
    return f'(["{label}"])' if is_round else f'["{label}"]'


def _escaped(text: str) -> str:
    """Text on one line that a quoted label shows as it is: what could mean something to Mermaid is a number."""
    return _UNSAFE.sub(lambda match: f"#{ord(match[0])};", " ".join(text.split()))


def _plain(text: str) -> str:
    """Text for a comment, in which no directive (`%%{...}%%`) can begin."""
    return " ".join(text.replace("%", " ").replace("{", "(").replace("}", ")").split())
