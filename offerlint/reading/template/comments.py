"""Comments of a template: which block of a variant each of them belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from offerlint.reading.markup import Comment, Reading
from offerlint.reading.template.expand import Expansion
from offerlint.reading.template.share import Sharing
from offerlint.reading.template.stand import Standing
from offerlint.text.late import late
from offerlint.text.span import Run, Span
from offerlint.text.view import View

_INLINE = "a|abbr|b|del|em|font|i|mark|q|s|small|span|strong|sub|sup|u"
_SAME_LINE = late(rf"(?:[^\S\r\n]|[*_~`]|</(?:{_INLINE})\s*>)*", re.IGNORECASE)
"""What may stand between the words of a block and a comment that is still in it."""


def standing_comments(
    number: int, reading: Reading, expansion: Expansion, sharing: Sharing, view: View
) -> Iterator[Comment]:
    """The comments of one variant, the markup's own and the template's, placed in the document's sources."""
    for comment in reading.comments:
        yield replace(comment, place=sharing.run(number, comment.place))
    stood = sharing.stood[number][: len(reading.blocks)]
    for own, offset in expansion.comments:
        block, inside = _block_at(offset, stood, expansion.view.text)
        runs = view.map.runs(Span(own.start, own.end))
        yield Comment(own.text, Run(runs[0].source, runs[0].start, runs[-1].end), block, inside)


def _block_at(offset: int, stood: Sequence[Standing], text: str) -> tuple[int, bool]:
    """The number of the block that a comment at `offset` belongs to, and whether it stands in it."""
    for i, each in enumerate(stood):
        if each.hull.start < offset and _SAME_LINE.fullmatch(text, min(each.hull.end, offset), offset):
            return i, True
    return next((i for i, each in enumerate(stood) if each.hull.start >= offset), len(stood)), False
