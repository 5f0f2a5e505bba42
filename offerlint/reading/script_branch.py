"""Where an instruction sends the call: "If yes, go to Step 4", "No: end the call", "→ Objections"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from offerlint.model.block import Mark
from offerlint.text.late import late
from offerlint.text.span import Span

_KEY = late(
    r"\W*(?:(?:step|stage|part|section|phase|question)\s+(?P<number>\d+[a-z]?|[A-Z])\b"
    r"|(?P<plain>\d+[a-z]?|[A-Z])(?:[.):]|\s*[-–—])(?=\s|\Z))\s*[.):\-–—]*\s*",
    re.IGNORECASE,
)
_GO = late(
    r"\b(?:go|skip|jump|move|proceed|continue|return|carry)\s+(?:(?:back|straight|on|directly|ahead|forward|down|up)\s+)*"
    r"(?:to|with|at)\s+|(?:→|->|=>|⇒|➜)\s*(?:(?:go|skip)\s+(?:back\s+)?to\s+)?",
    re.IGNORECASE,
)
_COLON = late(r"\W*[^:→=\r\n]{1,80}:\s*(?P<to>\d{1,2})\s*\.?\s*")
"""An answer and the number of a step, with nothing but a colon between: "Yes: 3"."""
_END = late(r"\b(?:end|close|finish|terminate)(?: the| this)? call\b|\bhang up\b", re.IGNORECASE)
_NO_END = late(
    r"(?:\b(?:until|till|before|unless|never|(?:do|must|should|may|can) ?not|if you|when you)|n['’]t)(?:\s+\w+)?\s+\Z"
    r"|\b(?:they|he|she|customers?|callers?|clients?|prospects?)\s+\Z",
    re.IGNORECASE,
)
"""What stands before words that would end the call, and means that it does not, or that somebody else does."""
_NUMBER = late(r"(?:the\s+)?[\"“'*\[]*(?:step|stage|part|section|phase|question)\s+(\d+[a-z]?|[A-Z])\b", re.IGNORECASE)
_BARE = late(r"[\"“'*\[]*(\d+[a-z]?|[A-Z])(?=[\"”'*\])]*\s*(?:[.,;:)(]|\Z|\s[-–—(]|\sand\b|\sor\b|\sif\b))")
_AFTER_TITLE = late(
    r"[\"”'*\])]*\s*(?:[.,;:!?)(\-–—]|\Z|(?:and|or|if|when|section|step|stage|below|above|then|for|on|next)\b)"
)
_CLAUSE = late(
    r"(?:(?![.;!?](?:\s|\Z)|,\s+(?=(?:but |and |or )?(?:if|when|otherwise|else)\b)|[\r\n]).)+[.;!?]?", re.IGNORECASE
)
_CONDITION = late(
    r"\W*(?:(?:but|and|or)\s+)?(?:(?:if|when|where|should|once)\s+(?P<answer>.+?)|(?P<else>otherwise|else))"
    r"\s*(?:,|:|→|->|=>|[-–—]|\bthen\b|\b(?=go to\b|end the\b|skip to\b))",
    re.IGNORECASE,
)
_CELL_CLAUSE = late(r"[^\s,.;/](?:(?![.;!?](?:\s|\Z)|,\s+(?=[^,.:→]{1,40}[:→]|\w+ (?:if|when|on)\b)|\s/\s|[\r\n]).)*")
_CELL_LABEL = late(
    r"(?:(?:if|when)\s+)?(?P<answer>(?!go\b)[^:→=>.]{1,80}?)\s*(?::|→|->|=>|⇒|\s[-–—])\s*|(?P<otherwise>otherwise|else),?\s+",
    re.IGNORECASE,
)
_CELL_ASKED = late(
    r"(?:if|when|on) (?P<answer>[^:→=>.;]{1,60}?),?\s+(?:then )?(?=(?:go|skip|jump|move|end|close|hang)\b)",
    re.IGNORECASE,
)
"""A condition in a cell that stands before the way on without a sign: "If yes go to 2"."""
_CELL_AFTER = late(r"\s*,?\s+(?:if|when|on)\s+(?P<answer>[^:→=>.;]{1,60}?)\s*\Z", re.IGNORECASE)
"""One that stands behind it: "3 if yes"."""
_CELL_END = late(r"(?:end|close|finish|hang up)\b", re.IGNORECASE)
_AROUND = " \t\r\n\"“”'*"
_LABEL = late(r"\W*(?P<answer>[^:→=]{1,80}?)\s*(?::|→|->|=>|⇒|\s[-–—])\s")


class Branch(NamedTuple):
    """A way on: the answer that opens it (empty: always) and the step's number, -1 for the end of the call.

    `at` are the words that send the call on, `said` those of the answer. `named` is what was named but is no step.
    """

    answer: str
    target: int | None
    at: Span
    named: str = ""
    said: Span | None = None


@dataclass(slots=True)
class Targets:
    """The steps that a script may name: by number or letter, by title, by the anchor of their heading.

    With `colons`, a number after an answer and a colon is a step's.
    """

    keys: dict[str, int] = field(default_factory=dict)
    titles: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)
    colons: bool = False

    def add(self, heading: str, step: int) -> None:
        """Makes `heading` a name of `step`; the first of equal names counts."""
        words = " ".join(heading.split())
        match = _KEY.match(words)
        if match:
            self.keys.setdefault((match["number"] or match["plain"]).upper(), step)
        for title in (words, words[match.end() :] if match else ""):
            if title.strip("?!. :"):
                self.titles.setdefault(title.strip("?!. :").lower(), step)
        self.anchors.setdefault(_anchor(words), step)

    def find(self, text: str, at: int, marks: Sequence[Mark]) -> tuple[int | None, int, str]:
        """The step named in `text` at `at`, where its name ends, and the name if there is no such step."""
        for mark in marks:
            if mark.kind == "link" and mark.value.startswith("#") and mark.span.start <= at + 2 < mark.span.end:
                anchor = mark.value[1:].lower()
                words = text[mark.span.start : mark.span.end]
                step = self.anchors[anchor] if anchor in self.anchors else self.find(words, 0, ())[0]
                return step, mark.span.end, "" if step is not None else mark.value
        if number := _NUMBER.match(text, at):
            key = number[1].upper()
            return self.keys.get(key), number.end(), "" if key in self.keys else number[0].strip("\"“'*[ ")
        if (bare := _BARE.match(text, at)) and bare[1].upper() in self.keys:
            return self.keys[bare[1].upper()], bare.end(), ""
        rest = re.sub(r"\s", " ", text[at:]).lower()
        skip = len(rest) - len(re.sub(r"^(?:the )?[\"“'*\[]*", "", rest))
        for title in sorted(self.titles, key=lambda one: (-len(one), one)):
            if rest.startswith(title, skip) and _AFTER_TITLE.match(rest, skip + len(title)):
                return self.titles[title], at + skip + len(title), ""
        return None, at, ""


def number_after_colon(text: str) -> str:
    """The number in "Yes: 3"; empty where more is said, or something else."""
    match = _COLON.fullmatch(text)
    return match["to"] if match else ""


def is_numbered(text: str) -> bool:
    """Whether a heading opens with a step's number or letter."""
    return _KEY.match(text) is not None


def branches(text: str, marks: Sequence[Mark], targets: Targets) -> Iterator[Branch]:
    """The ways on that an instruction names, in order; an arrow or "go to" before other words is none."""
    label = _LABEL.match(text)
    asked = _CONDITION.match(text)
    opening = None if asked or not label or _GO.search(label["answer"]) else _bare(text, *label.span("answer"))
    for clause in _CLAUSE.finditer(text):
        condition = _CONDITION.match(text, clause.start(), clause.end())
        said = opening
        if condition:
            said = opening or _bare(text, *condition.span("answer" if condition["answer"] else "else"))
        elif (
            not opening and (own := _LABEL.match(text, clause.start(), clause.end())) and not _GO.search(own["answer"])
        ):
            said = _bare(text, *own.span("answer"))
        way = _way(text, clause.start(), clause.end(), marks, targets)
        if way:
            target, at, named = way
            yield Branch(" ".join(text[said.start : said.end].split()) if said else "", target, at, named, said)


def column_ways(text: str, marks: Sequence[Mark], targets: Targets) -> Iterator[Branch]:
    """The ways on that a cell names under a head such as "Then": "Yes: 2. No: 8", "6", "Otherwise 4", "End"."""
    for clause in _CELL_CLAUSE.finditer(text):
        start, inside = clause.start(), text[: clause.end()]
        label = _CELL_LABEL.match(inside, start) or _CELL_ASKED.match(inside, start)
        at = label.end() if label else start
        target, end, _ = targets.find(inside, at, marks)
        if target is None and (ended := _CELL_END.match(inside, at)):
            target, end = -1, ended.end()
        asked = label if label or target is None else _CELL_AFTER.match(inside, end)
        said = _bare(text, *asked.span("answer")) if asked and asked["answer"] else None
        way = (target, Span(at, end), "") if target is not None else _way(inside, start, len(inside), marks, targets)
        if way:
            yield Branch(" ".join(text[said.start : said.end].split()) if said else "", *way, said)


def _bare(text: str, start: int, end: int) -> Span | None:
    """A stretch without the spaces and quotation marks around it; None when nothing is left."""
    words = text[start:end]
    low, high = start + len(words) - len(words.lstrip(_AROUND)), start + len(words.rstrip(_AROUND))
    return Span(low, high) if low < high else None


def _way(
    text: str, start: int, end: int, marks: Sequence[Mark], targets: Targets
) -> tuple[int | None, Span, str] | None:
    """The first way on in a clause: a step, or the end of the call."""
    for go in _GO.finditer(text, start, end):
        target, after, named = targets.find(text, go.end(), marks)
        if target is not None or named:
            return target, Span(go.start(), after), named
    if targets.colons and (named := number_after_colon(text)) in targets.keys:
        at = text.rindex(named)
        return targets.keys[named], Span(at, at + len(named)), ""
    for mark in marks:
        if mark.kind == "link" and mark.value[1:].lower() in targets.anchors and start <= mark.span.start < end:
            return targets.anchors[mark.value[1:].lower()], mark.span, ""
    for ended in _END.finditer(text, start, end):
        if not _NO_END.search(text, start, ended.start()):
            return -1, Span(*ended.span()), ""
    return None


def _anchor(heading: str) -> str:
    """The anchor that Markdown gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
