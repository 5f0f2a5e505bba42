"""Who speaks in the cells of a table: a row that opens with a label, or columns with speaking heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offerlint.model.block import Block
from offerlint.reading.script_line import is_quoted
from offerlint.reading.turns import turns

_AGENT = re.compile(
    r"\b(?:agents?|advis[eo]rs?|reps?|you say|say this|scripts?|responses?|repl(?:y|ies)|answers?|wording|what to say"
    r"|talking points?|rebuttals?|message)\b",
    re.IGNORECASE,
)
_CUSTOMER = re.compile(
    r"\b(?:customers?|objections?|they say|if they say|callers?|prospects?|clients?|concerns?)\b", re.IGNORECASE
)
_ROLE = re.compile(r"\b(?:agent|advis[eo]r|rep|you|customer|caller|prospect|client)\b", re.IGNORECASE)
_GO = re.compile(r"\W*(?:go(?:es)? to|next(?: step)?|then|branch)\W*", re.IGNORECASE)


def speakers(row: Sequence[Block]) -> list[str]:
    """Who says each cell of a row; "" for what nobody says."""
    said = _label(row[0].text)
    if said and len(row) > 1 and not _label(row[1].text):
        return ["", *[said] * (len(row) - 1)]
    return [_column(cell) for cell in row]


def leads_on(cell: Block) -> bool:
    """Whether a cell stands in a column that says where the call goes."""
    return _GO.fullmatch(cell.attributes.get("column", "")) is not None


def _label(text: str) -> str:
    """The speaker whose label is the whole of the text."""
    found = next(turns(f"{text.strip().rstrip(':')}:"), None)
    return found.speaker if found and found.end == len(text.strip().rstrip(":")) + 1 else ""


def _column(cell: Block) -> str:
    """Who says a cell, by the head of its column; that of a plain "Answer" must be in quotation marks."""
    head = cell.attributes.get("column", "")
    if cell.attributes.get("row", "0") == "0" or not head:
        return ""
    quoted = is_quoted(cell.text)
    if _CUSTOMER.search(head) and not _AGENT.search(head):
        return "customer" if quoted or _ROLE.search(head) else ""
    if _AGENT.search(head):
        return "agent" if quoted or _ROLE.search(head) or "script" in head.lower() or "say" in head.lower() else ""
    return "agent" if quoted else ""
