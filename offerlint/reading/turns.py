"""Whose turn it is: the labels that open a line of a call script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from offerlint.text.late import late

AGENT = (
    "agent", "adviser", "advisor", "sales adviser", "sales advisor", "sales agent", "sales rep", "rep",
    "representative", "operator", "caller", "csr", "cs agent", "consultant", "you", "agent says", "say",
    "colleague", "staff", "team member", "sales", "host", "ivr", "bot", "system", "chatbot", "assistant",
)  # fmt: skip
CUSTOMER = (
    "customer", "cx", "cust", "client", "prospect", "lead", "member", "account holder", "caller (customer)",
    "customer says", "user", "them", "visitor",
)  # fmt: skip

_LABELS = "|".join(sorted((re.escape(label).replace(r"\ ", " +") for label in AGENT + CUSTOMER), key=len, reverse=True))
_TURN = late(
    r"(?<![^\r\n])[ \t]*(?:(?:[-+>]|\*(?=[ \t])|\d{1,3}[.)])[ \t]*)?(?:(?:\*\*|__|\*|_)[ \t]*)?\[?"
    rf"(?P<label>{_LABELS})(?: ?(?:\d|[A-Z]\b))?\]?(?:[ \t]*\([^)\n]{{1,40}}\))?(?:[ \t]*(?:\*\*|__|\*|_))?[ \t]*:",
    re.IGNORECASE,
)


class Turn(NamedTuple):
    """A label at the start of a line: who speaks ("agent" or "customer") and where the label stands."""

    speaker: str
    start: int
    end: int


def turns(text: str) -> Iterator[Turn]:
    """Every line of `text` that opens with a known label and a colon, bold or not, in order."""
    for match in _TURN.finditer(text):
        label = re.sub(" +", " ", match["label"].lower())
        yield Turn("customer" if label in CUSTOMER else "agent", match.start("label"), match.end())


def has_turns(text: str) -> bool:
    """Whether `text` reads as a call: two turns of an agent, or one of an agent and one of a customer."""
    agents = customers = 0
    for turn in turns(text):
        agents += turn.speaker == "agent"
        customers += turn.speaker == "customer"
        if agents and agents + customers >= 2:
            return True
    return False
