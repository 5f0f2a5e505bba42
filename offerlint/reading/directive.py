"""Comments to the linter: `offerlint: key=value`, `offerlint: allow RULE because REASON [until DATE]`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from offerlint.model.block import Block
from offerlint.model.document import Allow
from offerlint.reading.markup import Comment
from offerlint.text.late import late
from offerlint.text.span import Run

_OURS = late(r"offerlint\b\s*(?P<colon>:?)(?P<words>.*)", re.DOTALL | re.IGNORECASE)
_ALLOW = late(
    r"(?P<verb>allow(?:-file)?) (?P<rules>[^ ,]+(?: ?, ?[^ ,]+)*)"
    r"(?: because\b(?P<reason>.*?))?(?: until (?P<until>\d\S*))?",
    re.IGNORECASE,
)
_PAIR = late(r"(?<!\S)(?P<key>[A-Za-z][\w-]*)=(?:\"(?P<quoted>[^\"]*)\"|(?P<value>[^\s\"]\S*))(?=\s|\Z)")
_FORM = "offerlint: allow RULE because REASON"
_PAIRS_FORM = "offerlint: kind=copy channel=email"


@dataclass(slots=True)
class Directives:
    """What comments said: `said` by key, with the place of each, the allows, and faults by place."""

    said: dict[str, str] = field(default_factory=dict)
    places: dict[str, Run] = field(default_factory=dict)
    allows: list[Allow] = field(default_factory=list)
    faults: list[tuple[Run, str]] = field(default_factory=list)

    def take(self, comment: Comment, blocks: Sequence[Block]) -> None:
        """Reads one comment; `blocks` are those its `block` counts. One that is not for the linter is left alone."""
        ours = _OURS.match(comment.text.strip())
        if not ours:
            return
        words = " ".join(ours["words"].split())
        is_allow = re.match(r"allow\b", words, re.IGNORECASE) is not None
        if not ours["colon"]:
            if is_allow or _PAIR.match(words):
                self.faults.append((comment.place, "a colon is missing after “offerlint”"))
        elif is_allow:
            self._allow(words, comment, blocks)
        else:
            self._pairs(words, comment.place)

    def _allow(self, words: str, comment: Comment, blocks: Sequence[Block]) -> None:
        found = _ALLOW.fullmatch(words)
        if not found or found["rules"].lower() == "because":
            self.faults.append((comment.place, f"this allow is not understood; write “{_FORM}”"))
            return
        until = None
        if found["until"]:
            try:
                until = date.fromisoformat(found["until"].rstrip("."))
            except ValueError:
                said = f"“{found['until']}” is no date; write it as 2027-01-31"
                self.faults.append((comment.place, said))
                return
        reach = None if found["verb"].lower() == "allow-file" else _reach(comment, blocks)
        for rule in re.split(" ?, ?", found["rules"]):
            self.allows.append(Allow(rule, (found["reason"] or "").strip(), until, comment.place, reach))

    def _pairs(self, words: str, place: Run) -> None:
        pairs = list(_PAIR.finditer(words))
        left = _PAIR.sub("", words).split()
        if left or not pairs:
            said = f"“{left[0]}” is not understood" if left else "nothing is said"
            self.faults.append((place, f"{said}; write “{_PAIRS_FORM}” or “{_FORM}”"))
        for pair in pairs:
            key = pair["key"]
            self.said[key] = pair["value"] if pair["quoted"] is None else pair["quoted"]
            self.places[key] = place


def declarations(comments: Iterable[Comment]) -> dict[str, str]:
    """What comments declare of a document, by key."""
    directives = Directives()
    for comment in comments:
        directives.take(comment, ())
    return directives.said


def _reach(comment: Comment, blocks: Sequence[Block]) -> Run:
    """The source stretch of the block a comment belongs to, or of the comment itself when there is none."""
    if comment.block >= len(blocks):
        return comment.place
    block = blocks[comment.block]
    runs = [run for piece in block.view.map for run in piece.runs if run.source == comment.place.source]
    if not runs:
        return comment.place
    return Run(comment.place.source, min(run.start for run in runs), max(run.end for run in runs))
