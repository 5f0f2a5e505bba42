"""A file of several texts or pushes, each of which begins with its sender or its number, read as messages apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from offerlint.model.document import Document, Variant
from offerlint.text.late import late

_CHANNELS = ("sms", "push")
_LABEL = late(r"\s*(?P<name>[^\W\d_][^:\n.!?]{0,30}?)(?:[ #-]*(?:\d{1,2}|\b[A-Za-z]))?:\s+\S")
_NO_SENDER = late(
    r"note|nb|ps|terms|t&cs|ts? ?(?:&|and) ?cs?|conditions|opt.?out|stop|to (?:opt out|stop)|unsubscribe|ends|code|"
    r"from|subject|link|cta|legal|price|was|now|reply",
    re.IGNORECASE,
)
"""What stands before a colon inside one message."""


def apart(document: Document) -> Document:
    """The document with its messages as parts, where it is texts or pushes and two blocks begin with the same label.

    What stands before the first of them is a part of its own; a message holds the blocks up to the next.
    """
    if document.about.channel not in _CHANNELS or len(document.variants) != 1:
        return document
    (variant,) = document.variants
    labels = [label(block.text) for block in variant.blocks]
    name, count = max(Counter(filter(None, labels)).items(), key=lambda pair: pair[1], default=("", 0))
    if count < 2:
        return document
    starts = [number for number, one in enumerate(labels) if one == name]
    bounds = [*dict.fromkeys((0, *starts)), len(labels)]
    parts = (
        Variant(variant.blocks[low:high], variant.sections[low:high], variant.choices) for low, high in pairwise(bounds)
    )
    return replace(document, parts=tuple(replace(document, variants=(part,), problems=(), allows=()) for part in parts))


def label(text: str) -> str:
    """The words before a block's first colon, a number left off; none where these are no sender."""
    found = _LABEL.match(text)
    name = re.sub(r"\s+", " ", found["name"]).lower() if found else ""
    return "" if _NO_SENDER.fullmatch(name) else name
