"""Subtitles of a call, such as a meeting's: each cue says who speaks in it (`<v Priya Shah>`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeGuard

from offerlint.reading.markup import BlockWriter, Comment, Reading, identity
from offerlint.reading.segment import Segment, is_heard
from offerlint.reading.transcript import reading_of
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import ViewBuilder

TAG = late(r"</?[a-zA-Z0-9.:/][^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")
ENTITY = late(r"&(amp|lt|gt|nbsp|lrm|rlm);")
ENTITIES: Mapping[str, str] = {"amp": "&", "lt": "<", "gt": ">", "nbsp": "\u00a0", "lrm": "", "rlm": ""}
LONGEST_PAUSE = 2.0
"""Seconds between two cues over which no sentence runs on."""
_VOICE = late(r"<v(?:\.[^\s<>]*)?[ \t]+(?P<name>[^<>\r\n]{1,80})>", re.IGNORECASE)
_TOLD = late(r"\bkind\s*[=:]\s*transcript\b")
_ACTED = ("tv", "radio", "web", "social")
"""Channels on which people who talk with each other are in a film."""


class Cue(NamedTuple):
    """A cue: its time in seconds and as it is written, and the lines of its words."""

    start: float
    end: float
    said: str
    lines: tuple[Span, ...]


def call_of(text: str, cues: Sequence[Cue], film: Reading, said: Mapping[str, object]) -> Reading | None:
    """The call that `cues` of `text` are a transcript of; None where they are a film's, as which they were read.

    `said` is what the config says of the file: its `kind`, its `channel`, and the `agents` by name.
    """
    told = said.get("kind") == "transcript" or any(_TOLD.search(comment.text) for comment in film.comments)
    if not told and ("<v" not in text or said.get("kind") == "copy" or said.get("channel") in _ACTED):
        return None
    segments = [segment for segment in _segments(text, cues) if segment.view.text.strip()]
    if not told and not is_heard(segments):
        return None
    agents = said.get("agents")
    call = reading_of(segments, _placed(film, segments), (), identity(text), agents if _is_list(agents) else ())
    return replace(call, problems=film.problems)


def _segments(text: str, cues: Sequence[Cue]) -> Iterator[Segment]:
    """What is said in each cue, apart where another speaks; words without a voice are those of the one before."""
    name, before = "", None
    for cue in cues:
        joins = before is not None and cue.start - before.end <= LONGEST_PAUSE
        builder = ViewBuilder(text)
        for line in cue.lines:
            if len(builder):
                builder.gap(" ")
            at = line.start
            for voice in _VOICE.finditer(text, *line):
                copy_words(builder, text, Span(at, voice.start()))
                if builder.build().text.strip():
                    yield Segment(name, builder.build(), cue.start, joins)
                    builder, joins = ViewBuilder(text), True
                name, at = " ".join(voice["name"].split()).lower(), voice.end()
            copy_words(builder, text, Span(at, line.end))
        yield Segment(name, builder.build(), cue.start, joins)
        before = cue


def copy_words(out: ViewBuilder | BlockWriter, text: str, line: Span) -> None:
    """Writes words of a cue, tags left out and entities as what they stand for."""
    done = line.start
    for match in re.finditer(f"{TAG.pattern}|{ENTITY.pattern}", text[line.start : line.end]):
        out.copy(done, line.start + match.start())
        if match[1]:
            out.put(ENTITIES[match[1]], line.start + match.start(), line.start + match.end())
        done = line.start + match.end()
    out.copy(done, line.end)


def _placed(film: Reading, segments: Sequence[Segment]) -> Sequence[Comment]:
    """The comments of the file, each before the segment that follows it."""
    starts = [segment.view.map.runs(Span(0, 1))[0].start for segment in segments]
    return [replace(one, block=sum(at < one.place.start for at in starts), inside=False) for one in film.comments]


def _is_list(names: object) -> TypeGuard[Collection[str]]:
    return isinstance(names, list | tuple)
