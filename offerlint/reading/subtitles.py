"""Subtitles (.srt, .vtt): sentences that run on over cues are one block, and a place is a time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import NamedTuple

from offerlint.model.document import Problem
from offerlint.model.source import PlaceWire
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.markup import BlockWriter, identity
from offerlint.reading.opener import Opened
from offerlint.reading.spoken import ON_SCREEN, SPOKEN, SUPER, VOICE
from offerlint.reading.subtitles_call import LONGEST_PAUSE, TAG, Cue, call_of, copy_words
from offerlint.text.late import late
from offerlint.text.span import Span

_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
_TIMES = late(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?")
_LINE = late(r"(?P<words>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_ENDS = late(r"[.!?…][\"'”’)]*\s*\Z")
_COMMENT = late(r"NOTE[ \t]+(?P<text>offerlint\b.*)")
_LEADS = late(rf"(?:{TAG.pattern}|[ \t])*")
_TELLS = late(rf"^(?:{TAG.pattern}|[ \t])*(?:{ON_SCREEN.pattern}|{SPOKEN.pattern})", re.MULTILINE)
"""A line that says whether its words are shown or heard."""
_ABOUT_ITSELF = late(r"(?:\ufeff)?WEBVTT\b|(?:NOTE|STYLE|REGION)(?:[ \t]|$)")
_NO_TIME = "this is no time of a cue; write it as 00:01:02.000 --> 00:01:04.000"
_LONGEST = 60


class _Fault(NamedTuple):
    """What is wrong with the file, and where."""

    at: int
    message: str
    fatal: bool = True


class Times:
    """The locator of subtitles."""

    def __init__(self, cues: Sequence[tuple[int, str]]) -> None:
        self._starts = [at for at, _ in cues]
        self._said = [said for _, said in cues]

    def where(self, span: Span) -> str:
        """`at 00:01:02.500`, or from the first to the last of several."""
        first = bisect_right(self._starts, span.start) - 1
        last = bisect_right(self._starts, span.end - 1) - 1
        if first < 0:
            return "the head of the file"
        return f"at {self._said[first]}" + (f" to {self._said[last]}" if last > first else "")

    def places(self, span: Span) -> Sequence[PlaceWire]:  # noqa: ARG002 - as all locators
        """None: subtitles are a text, with lines."""
        return []


def open_subtitles(data: bytes, path: str, said: Mapping[str, object]) -> Opened:
    """What subtitles say, as a call where they are those of one; raises ReadError for a file without any cue."""
    source = decode(data, path)
    writer = _Writer(source.text)
    cues: list[Cue] = []
    problems: list[Problem] = []
    for one in _cues(source.text, writer):
        if isinstance(one, Cue):
            writer.write(one)
            cues.append(one)
        else:
            problems.append(Problem("", one.message, source.lines.position(one.at).line, fatal=one.fatal))
    writer.end()
    if not cues and not any(problem.fatal for problem in problems):
        raise ReadError(
            "there is no cue in this file; each begins with its times, such as 00:01:02.000 --> 00:01:04.000"
        )
    times = Times([(cue.lines[0].start, cue.said) for cue in cues])
    reading = replace(writer.blocks.reading(), problems=tuple(problems))
    call = call_of(source.text, cues, reading, said)
    return Opened(replace(source, locator=times), call or reading, markup="transcript" if call else "")


def _cues(text: str, writer: _Writer) -> Iterator[Cue | _Fault]:
    """The cues that have words, in order; times that are none, and words outside of any cue, where they stand."""
    found: re.Match[str] | None = None
    lines: list[Span] = []
    loose: list[re.Match[str]] = []
    for line in _LINE.finditer(text):
        words = line["words"]
        times = _TIMES.fullmatch(words) if "-->" in words else None
        if (times or not words.strip()) and found:
            if lines:
                yield _cue(found, lines)
            found, lines = None, []
        if "-->" in words or not words.strip():
            yield from _outside(loose[:-1] if "-->" in words else loose)
            loose = []
        if times:
            found = times
        elif "-->" in words:
            yield _Fault(line.start(), _NO_TIME)
        elif found:
            lines.append(Span(*line.span("words")))
        elif comment := _COMMENT.match(words):
            at = line.start()
            writer.end()
            writer.blocks.comment(comment["text"], at + comment.start("text"), at + comment.end("text"))
            loose.append(line)
        elif words.strip():
            loose.append(line)
    if found and lines:
        yield _cue(found, lines)
    yield from _outside(loose)


def _outside(lines: Sequence[re.Match[str]]) -> Iterator[_Fault]:
    """Words that stand in no cue, and are neither its number nor what a file says of itself."""
    if (
        lines
        and not _ABOUT_ITSELF.match(lines[0]["words"])
        and any(map(str.isalpha, "".join(o["words"] for o in lines)))
    ):
        shown = shorten(" ".join(line["words"] for line in lines), _LONGEST, placeholder="…")
        yield _Fault(lines[0].start(), f"“{shown}” stands in no cue, so it is not read; give it times", fatal=False)


def _cue(times: re.Match[str], lines: Sequence[Span]) -> Cue:
    numbers = [int(group or 0) for group in times.groups()]
    start, end = (
        h * 3600 + m * 60 + s + float(f"0.{times[i]}") for i, (h, m, s) in ((4, numbers[:3]), (8, numbers[4:7]))
    )
    said = f"{numbers[0]:02}:{numbers[1]:02}:{numbers[2]:02}.{(times[4] or '').ljust(3, '0')}"
    return Cue(start, end, said, tuple(lines))


class _Writer:
    """Writes cues as blocks; where the file tells words on the screen from words spoken, each in its scope."""

    def __init__(self, text: str) -> None:
        self.blocks = BlockWriter(identity(text))
        self._text = text
        self._before: Cue | None = None
        self._usual = VOICE if _TELLS.search(text) else "body.paragraph"
        self._scope = self._usual

    def end(self) -> None:
        """The block under way is done."""
        self.blocks.end(self._scope)

    def write(self, cue: Cue) -> None:
        """Writes a cue on, or as the beginning of another block where the one before has come to its end."""
        if self._before:
            last = self._text[self._before.lines[-1].start : self._before.lines[-1].end]
            if _ENDS.search(TAG.sub("", last)) or cue.start - self._before.end > LONGEST_PAUSE or self._scope == SUPER:
                self.end()
        self._before = cue
        scope = self._usual
        for line in cue.lines:
            mark = None
            if self._usual == VOICE:
                bare = _LEADS.match(self._text, *line)
                at = bare.end() if bare else line.start
                mark = ON_SCREEN.match(self._text, at, line.end)
                spoken = None if mark else SPOKEN.match(self._text, at, line.end)
                scope = SUPER if mark else VOICE if spoken else scope
                mark = mark or spoken
            if scope != self._scope or mark:
                self.end()
                self._scope = scope
            self._line(Span(mark.end() if mark else line.start, line.end))

    def _line(self, line: Span) -> None:
        if len(self.blocks):
            self.blocks.gap(" ")
        copy_words(self.blocks, self._text, line)
