"""A transcript of a call: what each speaker said, in order, as it would be written down; one path, and all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from offerlint.model.block import Block, Mark
from offerlint.model.document import Problem
from offerlint.reading.chat import is_chat
from offerlint.reading.disfluency import fluent, is_murmur
from offerlint.reading.markup import NO_FIELDS, Comment, Reading
from offerlint.reading.script_cue import cues, deeds
from offerlint.reading.script_flow import Line, flow
from offerlint.reading.segment import Segment, speakers
from offerlint.reading.transcript_csv import csv_segments, is_table_of_turns
from offerlint.reading.transcript_json import json_segments
from offerlint.reading.transcript_text import text_segments
from offerlint.reading.utterance import ends, is_unfinished
from offerlint.reading.written import written
from offerlint.text.late import late
from offerlint.text.span import Run, Span
from offerlint.text.view import View, ViewBuilder

_JSON = late(r"\s*(?:\{|\[\s*[\[{])")
DECLARED: Mapping[str, str] = {"channel": "call", "recorded": "true", "complete": "true", "stage": "final"}
"""What a transcript shows of its call: there is a recording of it, and it was held to its end."""
_CHAT: Mapping[str, str] = {**DECLARED, "channel": "web", "direction": "inbound", "recorded": "false"}


def read_transcript(
    view: View,
    fields: Mapping[int, str] = NO_FIELDS,  # noqa: ARG001 - as all readers
    agents: Collection[str] = (),
) -> Reading:
    """The turns of a transcript as text, JSON or a table; `agents` are speakers who are known to sell.

    Raises ReadError for a table that cannot be told apart into cells.
    """
    if _JSON.match(view.text):
        segments, comments, problems = json_segments(view)
    elif is_table_of_turns(view.text):
        segments, comments, problems = csv_segments(view), [], []
    else:
        segments, comments, problems = text_segments(view)
    return reading_of(segments, comments, problems, view, agents)


def reading_of(
    segments: Sequence[Segment],
    comments: Sequence[Comment],
    problems: Sequence[Problem],
    view: View,
    agents: Collection[str] = (),
) -> Reading:
    """The turns of a call, each a block of scope `script.`, and its flow of one step.

    Fillers and repeats are in no block; a number that was spoken reads as copy writes it. Sentences that nobody
    punctuated end at marks of the kind "pause". Each comment's `block` counts the segments before it.
    """
    roles = speakers(segments, agents)
    lines: list[Line] = []
    firsts: dict[int, int] = {}
    for turn in _turns(segments):
        firsts[turn[0][0]] = len(lines)
        role = roles.get(turn[0][1].label, "note")
        lines += _lines([segment for _, segment in turn], role, view)
    graph, _ = flow(lines, view)
    blocks = tuple(line.block for line in lines)
    placed = tuple(replace(comment, block=_first(firsts, comment, len(blocks))) for comment in comments)
    shown = _CHAT if is_chat(view.text) else DECLARED
    return Reading(blocks, (0,) * len(blocks), placed, graph, tuple(problems), shown)


def _first(firsts: Mapping[int, int], comment: Comment, count: int) -> int:
    """The block that a comment before some segment belongs to."""
    return next((block for segment, block in firsts.items() if segment >= comment.block), count)


def _turns(segments: Sequence[Segment]) -> Iterator[list[tuple[int, Segment]]]:
    """The segments of each turn: one speaker's in a row, a murmur of the other between them left to stand after it."""
    turn: list[tuple[int, Segment]] = []
    murmurs: list[tuple[int, Segment]] = []
    for number, segment in enumerate(segments):
        if turn and segment.label == turn[-1][1].label:
            turn.append((number, segment))
        elif turn and segment.label and turn[-1][1].label and _goes_between(turn[-1][1], segment):
            murmurs.append((number, segment))
        else:
            yield from ([turn] if turn else [])
            yield from ([one] for one in murmurs)
            turn, murmurs = [(number, segment)], []
    yield from ([turn] if turn else [])
    yield from ([one] for one in murmurs)


def _goes_between(before: Segment, segment: Segment) -> bool:
    """Whether somebody only listens while the other goes on."""
    return is_murmur(segment.view.text) or (is_unfinished(before.view.text) and len(segment.view.text.split()) == 1)


def _lines(segments: Sequence[Segment], role: str, view: View) -> Iterator[Line]:
    """The words of a turn, and apart from them what the notes among them say was done."""
    words = _joined(segments, view)
    at = 0
    for cue in [*cues(words.text), Span(len(words.text), len(words.text))]:
        done = tuple((deed, run) for deed, run in _done(words, cue, view))
        if cue.start < len(words.text) and not done:
            continue
        if block := _block(words, Span(at, cue.start), role, view):
            yield Line(block, role)
        if done and (note := _block(words, cue, "note", view)):
            yield Line(note, "note", deeds=done)
        at = cue.end


def _done(words: View, cue: Span, view: View) -> Iterator[tuple[str, Run]]:
    for deed, span in deeds(words.text[cue.start : cue.end]):
        yield from ((deed, run) for run in words.slice(span.shift(cue.start)).then(view.map).map.runs(_all(span))[:1])


def _all(span: Span) -> Span:
    return Span(0, span.end - span.start)


def _joined(segments: Sequence[Segment], view: View) -> View:
    """The words of some segments, on lines of their own where they do not go on."""
    builder = ViewBuilder(view.text)
    for number, segment in enumerate(segments):
        if number:
            builder.gap(" " if segment.joins else "\n")
        builder.append(segment.view)
    return builder.build()


def _block(words: View, span: Span, role: str, view: View) -> Block | None:
    text = words.text[span.start : span.end]
    low, high = span.start + len(text) - len(text.lstrip()), span.start + len(text.rstrip())
    if low >= high:
        return None
    said = words.slice(Span(low, high))
    if role != "note":
        said = written(fluent(said))
        low, high = len(said.text) - len(said.text.lstrip()), len(said.text.rstrip())
        said = said.slice(Span(low, high))
    marks = tuple(Mark(Span(at, at + 1), "pause") for at in ends(said.text)) if role != "note" else ()
    speaker = "" if role == "note" else role
    return Block(said.then(view.map), f"script.{role}", marks=marks, speaker=speaker)
