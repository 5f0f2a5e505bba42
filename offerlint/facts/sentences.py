"""Where the sentences of a block end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from offerlint.model.block import Block
from offerlint.text.fold import Folded
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.words import Words

_MAY_END_INSIDE = late(r"[.!?\u2026][^\w\s]{0,3}\s+\S|\n|\r")
_SPEECH = late(
    r"\s*(?:(?:agent|advis[eo]r|rep|presenter|narrator|voice-?over|host|customer|caller)\s*:\s*)?"
    r"[\"“‘'](?P<said>[^\"“”]*)[\"”’'][\s.]*",
    re.IGNORECASE,
)
"""A block that is one quotation, as scripts write what is to be said."""
_SURROGATE = late("[\ud800-\udfff]")
_UNFINISHED = late(
    r"(?:[,(&-]|\b(?:and|or|the|a|an|of|for|to|with|from|by|in|on|at|plus|your|our|just|only))\s*$", re.IGNORECASE
)
_GOES_ON = late(r"\s*(?:[a-z,;:)&-]|$)")
_CUE = late(r"(?:^|\n)\s*\[[A-Za-z][\w ,-]{0,30}\]\s+(?=[^a-z\s,;:)&-])")
"""Who speaks or where words stand, in brackets before them, as in a transcript: [Voice-over], [On-screen text]."""


def stops(block: Block, folded: Folded, words: Words) -> tuple[int, ...]:
    """The word indexes after which a sentence ends, the last word's included."""
    if not len(words):
        return ()
    begins = [folded.starts[start] for start in words.starts]
    last = {bisect_left(begins, end) - 1 for end in _ends(block)} | {len(words) - 1}
    return tuple(sorted(last - {-1}))


def _ends(block: Block) -> Iterator[int]:
    """View offsets before which a sentence inside the block ends."""
    text = block.text
    yield from (pause.span.end for pause in block.marked("pause"))
    if "]" in text:
        yield from (found.end() for found in _CUE.finditer(text))
    if not _MAY_END_INSIDE.search(text):
        return
    from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

    speech = _SPEECH.fullmatch(text)
    low, high = speech.span("said") if speech else (0, len(text))  # a quotation is one sentence to the library
    for sentence in get_sentence_boundaries("en", _SURROGATE.sub("\ufffd", text[low:high])):
        if not speech or low + sentence["end_index"] < high:
            yield low + sentence["end_index"]
    start = 0
    for found in re.finditer("\n", text):
        unfinished = _UNFINISHED.search(text[max(start, found.start() - 20) : found.start()])
        if not unfinished and not _GOES_ON.match(text, found.end()) and _is_break(block, found.start()):
            yield found.end()
        start = found.end()


def _is_break(block: Block, offset: int) -> bool:
    """Whether the newline at `offset` was asked for (<br>), not a line wrapped in the source."""
    return not next(block.view.map.within(Span(offset, offset + 1))).exact
