"""The same document with each finding written beside its words, in the document's own way of commenting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from offerlint.model.finding import Finding

ANNOTATORS: Mapping[str, tuple[str, str]] = {
    "docx": ("offerlint.annotate.docx", "annotate_docx"),
    "pdf": ("offerlint.annotate.pdf", "annotate_pdf"),
}
"""The module and function that annotate a format, imported when they are asked for."""

AUTHOR, INITIALS = "offerlint", "OL"


def annotate(data: bytes, format: str, findings: Sequence[Finding], said: Mapping[str, object]) -> bytes:
    """`data`, which is in `format`, a key of ANNOTATORS, with the findings; `said` is what the config says of it.

    The findings are those of a run over the same data. What this wrote into it before is taken out.
    """
    module, name = ANNOTATORS[format]
    made: Callable[[bytes, Sequence[Finding], Mapping[str, object]], bytes] = getattr(import_module(module), name)
    return made(data, findings, said)


def words_of(finding: Finding) -> list[str]:
    """What a comment says of a finding, a paragraph a line: severity and rule, the fault, the remedy, the authority."""
    said = [f"{finding.severity}: {finding.rule}", finding.message]
    said += [f"Instead: {finding.suggest}"] if finding.suggest else []
    return said + [f"Authority: {one.text}" for one in finding.authority]
