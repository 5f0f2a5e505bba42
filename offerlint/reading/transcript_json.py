"""Transcripts as speech services write them: JSON, or JSON lines, in which objects hold a speaker and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from offerlint.model.document import Problem
from offerlint.reading.chat import is_chat
from offerlint.reading.json_scan import JsonError, Value, scan, string_view
from offerlint.reading.markup import Comment
from offerlint.reading.segment import KNOWN, NEUTRAL, Segment
from offerlint.text.late import late
from offerlint.text.lines import LineIndex
from offerlint.text.view import View, ViewBuilder

SPEAKER = (
    "speaker", "speaker_label", "speakerLabel", "speakerTag", "speaker_tag", "speaker_id", "speakerId",
    "ParticipantRole", "participantRole", "participantPurpose", "ParticipantId", "participantId", "participant",
    "party", "role", "from", "sender", "channelTag", "channel",
)  # fmt: skip
"""The keys that say who speaks, the surest first."""
_WRITER = ("from", "sender", "author")
"""Those that say who writes, in a chat."""
WORDS = (
    "text",
    "transcript",
    "Content",
    "content",
    "utterance",
    "sentence",
    "display",
    "lexical",
    "message",
    "value",
    "word",
)
"""The keys that hold what is said."""
_INSIDE = ("nBest", "alternatives", "elements")
"""The keys of lists that hold what is said: the likeliest first, or (elements) one after another."""
_START = (
    "start",
    "start_time",
    "startTime",
    "BeginOffsetMillis",
    "startTimeMs",
    "offsetInTicks",
    "offset",
    "ts",
    "begin",
)
_NUMBER = late(r"\"?(\d+(?:\.\d+)?)")
_SEEN = late(
    rf"\"(?:{'|'.join(SPEAKER)})\"\s*:\s*(?:\"(?:{KNOWN}|{NEUTRAL}|[a-h]|\d{{1,2}})\"|\d{{1,2}}\b)", re.IGNORECASE
)
_WROTE = late(rf"\"(?:{'|'.join(_WRITER)})\"\s*:\s*\"(?:{KNOWN})\"", re.IGNORECASE)
_SAID = late(rf"\"(?:{'|'.join(WORDS)})\"\s*:\s*\"")
_CHAT = late(r"\"role\"\s*:\s*\"(?:assistant|user|system)\"")
_TIMED = late(rf"\"(?:{'|'.join(_START)}|time|timestamp|secondsFromStart)\"\s*:")
_CUE = "word"


def is_transcript_json(head: str) -> bool:
    """Whether JSON shows speakers as services name them, and what they say; a chat with a bot has no times."""
    if _CHAT.search(head) and not _TIMED.search(head):
        return False
    seen = len(_SEEN.findall(head)) + (len(_WROTE.findall(head)) if is_chat(head) else 0)
    return seen > 1 and _SAID.search(head) is not None


def json_segments(view: View) -> tuple[list[Segment], list[Comment], list[Problem]]:
    """What is said in the JSON, in the order of time where every piece has one; a line that is no JSON is a problem."""
    values, problems = _values(view)
    roles = {one: role for value in values for one, role in _roles(value)}
    found = [list(_segments(view, items, roles)) for value in values for items in _lists(value)]
    lines = [segment for value in values for segment in _segment(view, value, roles)]
    segments = max(found, key=lambda one: sum(len(segment.view.text) for segment in one), default=[])
    segments = segments or lines
    if not segments and not problems:
        what = 'No speaker and words stand together anywhere in this JSON; write each as {"speaker": ..., "text": ...}.'
        problems.append(Problem("", what, 1))
    if all(segment.start is not None for segment in segments):
        segments = sorted(segments, key=lambda segment: segment.start or 0)
    return segments, [], problems


def _values(view: View) -> tuple[list[Value], list[Problem]]:
    """The JSON value of the text, or those of its lines."""
    try:
        return [scan(view.text)], []
    except JsonError as error:
        whole = error
    values: list[Value] = []
    problems: list[Problem] = []
    at, lines = 0, LineIndex(view.text)
    for line in view.text.splitlines(keepends=True):
        if line.strip():
            try:
                values.append(scan(view.text[: at + len(line)], at))
            except JsonError as error:
                place = lines.position(min(error.offset, len(view.text))).line
                problems.append(
                    Problem("", f"This is not JSON: {error} should stand here. Export the call again.", place)
                )
        at += len(line)
    if not values:
        place = lines.position(min(whole.offset, len(view.text))).line
        return [], [Problem("", f"This is not JSON: {whole} should stand here. Export the call again.", place)]
    return values, problems


def _lists(value: Value) -> Iterator[tuple[Value, ...]]:
    """Every list in a value, itself included."""
    if value.kind == "array":
        yield value.items
    for inner in chain(value.items, value.members.values()):
        yield from _lists(inner)


def _roles(value: Value) -> Iterator[tuple[str, str]]:
    """What participants are said to be, by the names that their turns bear."""
    name, role = value.at("ParticipantId"), value.at("ParticipantRole")
    if name.is_text and role.is_text:
        yield name.text, role.text
    for inner in chain(value.items, value.members.values()):
        yield from _roles(inner)


def _segments(view: View, items: tuple[Value, ...], roles: Mapping[str, str]) -> Iterator[Segment]:
    for item in items:
        yield from _segment(view, item, roles)


def _segment(view: View, item: Value, roles: Mapping[str, str]) -> Iterator[Segment]:
    """What one object says, if it has a speaker and words."""
    label = next((name for key in (*SPEAKER, *_WRITER) if (name := _name(item.at(key)))), "")
    said = _said(view, item)
    if label and said is not None and said.text.strip():
        start = next((number for key in _START if (number := _number(view.text, item.at(key))) is not None), None)
        yield Segment(
            roles.get(label, label).lower(), said, start, joins=item.at(_CUE).is_text and not item.at("text").is_text
        )


def _name(value: Value) -> str:
    if value.kind == "object":
        return next((name for key in ("role", "name", "id") if (name := _name(value.at(key)))), "")
    if value.kind == "literal":
        return "" if value.text in ("null", "true", "false") else f"speaker {value.text}"
    return (
        value.text.strip() if len(value.text.strip()) > 1 else f"speaker {value.text.strip()}" if value.is_text else ""
    )


def _said(view: View, item: Value) -> View | None:
    """The words of an object, its own or those of a list in it."""
    if text := next((value for key in WORDS if (value := item.at(key)).is_text), None):
        return string_view(view.text, text)
    for key in _INSIDE:
        inner = item.at(key).items
        parts = [said for one in (inner if key == "elements" else inner[:1]) if (said := _said(view, one))]
        if parts:
            builder = ViewBuilder(view.text)
            for part in parts:
                builder.append(part)
            return builder.build()
    return None


def _number(text: str, value: Value) -> float | None:
    match = _NUMBER.match(text, value.start, value.end) if value.kind in ("literal", "string") else None
    return float(match[1]) if match else None
