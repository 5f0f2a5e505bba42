"""Words with their merge tags as fields, for formats that have words in places of their own."""

from __future__ import annotations

from collections.abc import Mapping

from offerlint.reading.markup import NO_FIELDS
from offerlint.text.fold import FIELD
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View, ViewBuilder

SIGNS = ("*|", "%%", "{", "<<", "[")
_COLON = late(r":[A-Za-z_]")


def may_hold_tags(text: str) -> bool:
    """Whether a sign stands in `text` with which a merge tag begins; without one, what finds them is not loaded."""
    return any(sign in text for sign in SIGNS) or _COLON.search(text) is not None


def merged(words: View) -> tuple[View, Mapping[int, str]]:
    """`words` with each merge tag as one FIELD, and what each of these is called, by its offset."""
    if not may_hold_tags(words.text):
        return words, NO_FIELDS
    from offerlint.reading.template.merge import has_merge_tags, merge_tags

    if not has_merge_tags(words.text):
        return words, NO_FIELDS
    builder = ViewBuilder(words.text)
    fields: dict[int, str] = {}
    done = 0
    for name, span in merge_tags(words.text):
        builder.copy(done, span.start)
        fields[len(builder)] = name
        builder.put(FIELD, *span)
        done = span.end
    builder.copy(done, len(words.text))
    return builder.build().then(words.map), fields


def stretch(source: str, start: int, end: int) -> View:
    """`start` up to `end` of the source, as it stands there."""
    builder = ViewBuilder(source)
    builder.copy(*Span(start, end))
    return builder.build()
