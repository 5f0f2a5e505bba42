"""Proper names that are said on a call: of firms, people and places, as capital letters show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from offerlint.facts.ground import Draft, Ground
from offerlint.text.late import late
from offerlint.text.span import Span

_WORD = r"(?!I\b)[A-Z][\w&'’+-]*"
_RUN = late(rf"(?<![\w@.]){_WORD}(?: (?:& |and )?{_WORD})*")
_OPENS = late(r"(?:^|[.!?…:;–—\"“‘(\[])[\"“‘(\[ ]*$")
"""What stands before a word that is written large because a sentence begins with it."""
_INTRODUCED = late(
    r" (?:here|calling|speaking|ringing|at|from|on the (?:line|phone))\b|"
    r", (?:good|hello|hi|sales|orders|customer services|support)\b",
    re.IGNORECASE,
)
"""What follows a name that opens a sentence."""
_GREETING = late(
    r"(?:hello|hi|hiya|hey|good|morning|afternoon|evening|day|welcome|thanks?|yes|no|ok(?:ay)?|oh|well|so|and|but|great|"
    r"lovely|it['’]s|this|is|we['’]re|my|name['’]s|you['’]re|here)(?:[ ,]|$)",
    re.IGNORECASE,
)
_TITLES = frozenset("mr mrs ms miss mx dr sir madam".split())
_NO_NAME = _TITLES.union(
    "the a an pin vat uk tv isp imei ofcom ombudsman tps gdpr monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december "
    "england scotland wales northern ireland britain london birmingham manchester leeds liverpool bristol sheffield "
    "newcastle glasgow edinburgh cardiff swansea belfast nottingham leicester christmas easter "
    "accounts billing sales marketing retentions upgrades complaints orders renewals customer care service services "
    "support".split()
)


def names(ground: Ground) -> Iterator[Draft]:
    """The names in what somebody says, in order, each its words; none where all is written large.

    A word that only opens its sentence is none, nor a title and whom it goes with, nor one that only says where a
    caller sits, in what town or part of a firm.
    """
    text = ground.block.text
    if not ground.block.speaker or text.isupper():
        return
    for run in _RUN.finditer(text):
        start = _start(text, run)
        words = text[start : run.end()].lower().split()
        if words and words[0] not in _TITLES and not _NO_NAME.issuperset(words):
            at = ground.stretch(Span(start, run.end()))
            yield Draft("name", at.start, at.end, text[start : run.end()])


def _start(text: str, run: re.Match[str]) -> int:
    """Where the name in a run of words written large begins; its end, if it holds none."""
    start = run.start()
    if not _OPENS.search(text, max(start - 8, 0), start):
        return start
    while greeting := _GREETING.match(text, start, run.end()):
        start = greeting.end()
    if start > run.start() or " " in run[0] or _INTRODUCED.match(text, run.end()):
        return start
    return run.end()
