"""Transcripts as text: lines that open with a speaker, a time or both."""

from __future__ import annotations

import re
from collections import Counter

from offerlint.model.document import Problem
from offerlint.reading.markup import Comment
from offerlint.reading.segment import KNOWN, NEUTRAL, PLAYED, Segment
from offerlint.reading.text import COMMENT, COMMENT_END
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View, ViewBuilder

_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_CLOCK = rf"(?:[\[(<]{_TIME}(?: ?(?:-->?|[-–]|to) ?{_TIME})?[\])>]|{_TIME}(?: ?(?:-->?|[-–]|to) ?{_TIME})?)"
_LABELS = rf"(?:{KNOWN})(?:[ _-]?\d{{1,3}}(?![\d:])| [a-z])?|{NEUTRAL}"
_NAME = r"(?-i:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})"
_FIRM = r" \([^()\r\n:]{1,40}\)"
_OPENING = late(
    rf"[ \t]*(?:(?P<before>{_CLOCK})[ \t]*[-–|:]?[ \t]*)?(?:\*\*|__)?"
    rf"(?P<bracket>[\[(<])?(?P<label>{_LABELS}|{_NAME})(?P<close>[\])>])?(?:\*\*|__)?"
    rf"(?:{_FIRM}(?=[ \t]*[-–|,]?[ \t]*{_TIME}))?(?:[ \t]*[-–|,]?[ \t]*(?P<after>{_CLOCK}))?[ \t]*"
    rf"(?P<bold>\*\*|__)?(?P<colon>:)?(?:\*\*|__)?[ \t]*(?:{_CLOCK}[ \t]*)?",
    re.IGNORECASE,
)
_NAMED = late(
    rf"[ \t]*(?:\*\*|__)?(?P<label>(?i:{PLAYED})|{_NAME}(?:{_FIRM})?)"
    r"(?::(?:\*\*|__)|(?:\*\*|__)?:)[ \t]*",
    re.MULTILINE,
)
"""A line that opens with somebody's name, their firm after it in brackets, or with what the line plays."""
_LABEL = late(_LABELS, re.IGNORECASE)
_PLAYED = late(PLAYED, re.IGNORECASE)
_DIARISED = late(NEUTRAL, re.IGNORECASE)
_LINE = late(r"(?P<words>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_CAPITAL = late(r"\W*(?:[A-Z](?!['’]?(?:m|ll|ve|d)?\b)|\Z)")
_MARKED = late(r"[.!?,]")
_LIKELY = late(r"^[^:\r\n]{1,60}+:[^\r\n]*", re.MULTILINE)
"""The lines that may open with a speaker or a time, both of which have a colon; few lines of copy do."""
_FEWEST = 3
"""Turns, from which on words without capitals and full stops are a transcript's."""


def _opening(words: str) -> re.Match[str] | None:
    """The label that a line opens with: one that is known, or any name with a time beside it, in bold or not.

    After a time, what stands alone and is not known is a name where it has two words, as `0:05 Okay` is said.
    """
    match = _OPENING.match(words)
    if match is None:
        return None
    timed, label = match["before"] or match["after"], match["label"]
    known = _LABEL.fullmatch(label) is not None
    is_name = known or match["after"] or (" " in label and not label.endswith("."))
    closed = match["close"] or (match["after"] and match["bold"])
    ended = match["colon"] or (timed and (closed or (is_name and not words[match.end() :].strip())))
    return match if ended and (known or timed) else None


def is_transcript(text: str) -> bool:
    """Whether a text shows that it was heard: by times beside labels, by labels of diarisation, or by bare words.

    Of labels that are not known, most are met again, as those of a timetable are not.
    """
    heard = turns = bare = 0
    labels: set[str] = set()
    known = False
    for line in _LIKELY.finditer(text):
        if match := _opening(line[0]):
            said = line[0][match.end() :]
            turns += 1
            labels.add(match["label"].lower())
            known = known or _LABEL.fullmatch(match["label"]) is not None
            heard += bool(match["before"] or match["after"] or _DIARISED.fullmatch(match["label"]))
            bare += not _CAPITAL.match(said) and not _MARKED.search(said)
    if not known and len(labels) * 2 > turns + 1:
        return False
    return heard >= 2 or (turns >= _FEWEST and bare * 10 >= turns * 8)


def text_segments(view: View) -> tuple[list[Segment], list[Comment], list[Problem]]:
    """The turns of a transcript in lines; each comment's `block` counts the segments before it."""
    segments: list[Segment] = []
    comments: list[Comment] = []
    people = _people(view.text)
    label, builder = "", ViewBuilder(view.text)
    for line in _LINE.finditer(view.text):
        words, at = line["words"], line.start()
        if comment := COMMENT.fullmatch(words):
            text = COMMENT_END.sub("", comment["text"].rstrip())
            place = view.map.runs(Span(at, at + len(words)))[0]
            comments.append(Comment(text, place, len(segments) + bool(len(builder))))
            continue
        if match := _opening(words) or _turn_of(people, words):
            _add(segments, label, builder)
            label, builder = match["label"].lower(), ViewBuilder(view.text)
            at += match.end()
        elif not words.strip() and not label:
            _add(segments, label, builder)
            builder = ViewBuilder(view.text)
        elif len(builder):
            builder.put(" ", at - 1, at)
        builder.copy(at, line.end("words"))
    _add(segments, label, builder)
    return segments, comments, []


def _people(text: str) -> frozenset[str]:
    """The names that lines open with, where two people or more take turns by them: none known as a role."""
    met = Counter(match["label"].lower() for line in _LINE.finditer(text) if (match := _NAMED.match(line["words"])))
    often = [label for label, times in met.items() if times > 1]
    played = (label for label in met if _PLAYED.fullmatch(label))
    return frozenset((*often, *played)) if len(often) > 1 else frozenset()


def _turn_of(people: frozenset[str], words: str) -> re.Match[str] | None:
    match = _NAMED.match(words) if people else None
    return match if match and match["label"].lower() in people else None


def _add(segments: list[Segment], label: str, builder: ViewBuilder) -> None:
    said = builder.build()
    if said.text.strip():
        segments.append(Segment(label, said))
