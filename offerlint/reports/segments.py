"""Text cut where marks and findings begin and end, so that a page can show each stretch in its own way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from offerlint.model.block import Block, Mark
from offerlint.model.finding import Allowed, Finding
from offerlint.model.vocabulary import Severity
from offerlint.reports.characters import parts
from offerlint.text.frozen import dataclass
from offerlint.text.span import Span


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A finding as a page names it, equal only to itself: its unique `name` and its letter and number (`E1`).

    `allowed` says by whom it is allowed, if it is; `is_new` whether an earlier run did not have it.
    """

    finding: Finding
    name: str
    badge: str
    allowed: Allowed | None = None
    is_new: bool = False

    @property
    def tone(self) -> str:
        """How it is marked: by its severity, or as allowed."""
        return "allowed" if self.allowed else str(self.finding.severity)

    @property
    def rank(self) -> int:
        """Gravest first, the allowed ones last."""
        return self.finding.severity.rank + (len(Severity) if self.allowed else 0)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text in which nothing begins or ends.

    `parts` are as in `characters.parts`; `kinds` the marks that cover it; `cards` the findings
    that do, gravest first; `ending` those of them whose last word it is.
    """

    parts: Sequence[tuple[str, str]]
    kinds: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    ending: tuple[Card, ...] = ()


Found = Sequence[tuple[Card, Sequence[Span]]]
"""Findings and their spans in the text at hand, the spans in order."""


def of_block(block: Block, found: Found, keep_lines: bool) -> list[Segment]:
    """The words of a block; line breaks of the source are spaces unless `keep_lines`."""
    return segments(_lined(block, keep_lines), found, block.marks)


def segments(text: str, found: Found, marks: Iterable[Mark] = ()) -> list[Segment]:
    """`text` cut at the bounds of `found` and `marks`; nothing is lost, and the order is kept."""
    marks = sorted(marks, key=lambda mark: (mark.span, mark.kind))
    cuts = {0, len(text)}
    for span in [*(span for _, spans in found for span in spans), *(mark.span for mark in marks)]:
        cuts.update(at for at in span if 0 < at < len(text))
    gravest_first = sorted(found, key=lambda one: one[0].rank)
    made = []
    for start, end in pairwise(sorted(cuts)):
        here = Span(start, end)
        over = [mark for mark in marks if mark.span.overlaps(here)]
        cards = [(card, spans) for card, spans in gravest_first if any(span.overlaps(here) for span in spans)]
        stands_for = next((mark for mark in over if mark.kind in ("field", "code")), None)
        made.append(
            Segment(
                [(stands_for.value or stands_for.kind, "")] if stands_for else parts(text[start:end]),
                tuple(dict.fromkeys(mark.kind for mark in over)),
                tuple(card for card, _ in cards),
                tuple(card for card, spans in cards if spans[-1].end == end),
            )
        )
    return made


def _lined(block: Block, keep_lines: bool) -> str:
    """The block's text, its length unchanged, with a line feed only where a reader sees a new line."""
    text = block.text.replace("\r\n", " \n").replace("\r", "\n")
    if keep_lines or "\n" not in text:
        return text
    pieces = [
        text[view.start : view.end].replace("\n", " ") if exact else text[view.start : view.end]
        for view, _, exact in block.view.map
    ]
    return "".join(pieces)


def of_line(text: str, found: Found, most: int) -> list[Segment]:
    """A source line; of one longer than `most` only what is near its start and its findings."""
    if len(text) <= most:
        return segments(text, found)
    near = most // 4
    keep = [Span(0, near)]
    edges = sorted(at for _, spans in found for span in spans for at in span)
    for start, end in ((max(at - near, 0), min(at + near, len(text))) for at in edges):
        if start <= keep[-1].end:
            keep[-1] = Span(keep[-1].start, max(end, keep[-1].end))
        else:
            keep.append(Span(start, end))
    made: list[Segment] = []
    for span, after in zip(keep, [*(later.start for later in keep[1:]), len(text)], strict=True):
        inside = [
            (card, [Span(max(one.start, span.start), min(one.end, span.end)).shift(-span.start) for one in spans])
            for card, every in found
            if (spans := [one for one in every if one.overlaps(span)])
        ]
        made += segments(text[span.start : span.end], inside)
        if after > span.end:
            made.append(Segment([(f"{after - span.end:,} characters left out", "cut")]))
    return made
