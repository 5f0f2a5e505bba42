"""Subtitles (.srt, .vtt): sentences that run on over cues are one block, and a place is a time."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from offerlint.model.document import Problem
from offerlint.model.source import PlaceWire
from offerlint.reading.decode import decode
from offerlint.reading.errors import ReadError
from offerlint.reading.markup import BlockWriter, identity
from offerlint.reading.opener import Opened
from offerlint.text.late import late
from offerlint.text.span import Span

_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})"
_TIMES = late(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?")
_LINE = late(r"(?P<words>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_TAG = late(r"</?[a-zA-Z0-9.:/][^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")
_ENTITY = late(r"&(amp|lt|gt|nbsp|lrm|rlm);")
_ENTITIES: Mapping[str, str] = {"amp": "&", "lt": "<", "gt": ">", "nbsp": "\u00a0", "lrm": "", "rlm": ""}
_ENDS = late(r"[.!?…][\"'”’)]*\s*\Z")
_COMMENT = late(r"NOTE[ \t]+(?P<text>offerlint\b.*)")
LONGEST_PAUSE = 2.0
"""Seconds between two cues over which no sentence runs on."""


class _Cue(NamedTuple):
    """A cue: its time in seconds and as it is written, and the lines of its words."""

    start: float
    end: float
    said: str
    lines: tuple[Span, ...]


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


def open_subtitles(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """What subtitles say; raises ReadError for a file without any cue."""
    source = decode(data, path)
    writer = BlockWriter(identity(source.text))
    cues: list[_Cue] = []
    problems: list[Problem] = []
    for one in _cues(source.text, writer):
        if isinstance(one, int):
            words = "this is no time of a cue; write it as 00:01:02.000 --> 00:01:04.000"
            problems.append(Problem("", words, source.lines.position(one).line))
        else:
            _write(writer, source.text, cues[-1] if cues else None, one)
            cues.append(one)
    writer.end("body.paragraph")
    if not cues and not problems:
        raise ReadError(
            "there is no cue in this file; each begins with its times, such as 00:01:02.000 --> 00:01:04.000"
        )
    times = Times([(cue.lines[0].start, cue.said) for cue in cues])
    return Opened(replace(source, locator=times), replace(writer.reading(), problems=tuple(problems)))


def _cues(text: str, writer: BlockWriter) -> Iterator[_Cue | int]:
    """The cues that have words, in order; of a time that is none where it stands."""
    found: re.Match[str] | None = None
    lines: list[Span] = []
    for line in _LINE.finditer(text):
        words = line["words"]
        times = _TIMES.fullmatch(words) if "-->" in words else None
        if (times or not words.strip()) and found:
            if lines:
                yield _cue(found, lines)
            found, lines = None, []
        if times:
            found = times
        elif "-->" in words:
            yield line.start()
        elif found:
            lines.append(Span(*line.span("words")))
        elif comment := _COMMENT.match(words):
            at = line.start()
            writer.end("body.paragraph")
            writer.comment(comment["text"], at + comment.start("text"), at + comment.end("text"))
    if found and lines:
        yield _cue(found, lines)


def _cue(times: re.Match[str], lines: Sequence[Span]) -> _Cue:
    numbers = [int(group or 0) for group in times.groups()]
    start, end = (
        h * 3600 + m * 60 + s + float(f"0.{times[i]}") for i, (h, m, s) in ((4, numbers[:3]), (8, numbers[4:7]))
    )
    said = f"{numbers[0]:02}:{numbers[1]:02}:{numbers[2]:02}.{(times[4] or '').ljust(3, '0')}"
    return _Cue(start, end, said, tuple(lines))


def _write(writer: BlockWriter, text: str, before: _Cue | None, cue: _Cue) -> None:
    """Writes a cue on, or as the beginning of another block where the one before has come to its end."""
    if before:
        last = text[before.lines[-1].start : before.lines[-1].end]
        if _ENDS.search(_TAG.sub("", last)) or cue.start - before.end > LONGEST_PAUSE:
            writer.end("body.paragraph")
    for line in cue.lines:
        if len(writer):
            writer.gap(" ")
        done = line.start
        for match in re.finditer(f"{_TAG.pattern}|{_ENTITY.pattern}", text[line.start : line.end]):
            writer.copy(done, line.start + match.start())
            if match[1]:
                writer.put(_ENTITIES[match[1]], line.start + match.start(), line.start + match.end())
            done = line.start + match.end()
        writer.copy(done, line.end)
