"""Fountain (.fountain), in which films and radio spots are written: what is said, and what is shown on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from offerlint.model.block import Emphasis
from offerlint.reading.markup import NO_ATTRIBUTES, NO_FIELDS, BlockWriter, Reading
from offerlint.reading.on_call import is_said_on_a_call
from offerlint.reading.spoken import ON_SCREEN, SUPER, VOICE
from offerlint.reading.turns import caller_among, is_bad_example, speaker
from offerlint.text.late import late
from offerlint.text.view import View

_LINE = late(r"(?P<words>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_TITLES = late(
    r"(?=(?:Title|Credit|Authors?|Source|Notes|Draft date|Date|Contact|Copyright|Revision|Format):)"
    r"(?:[A-Za-z][A-Za-z ]{0,30}:[^\r\n]*(?:\r\n|\n|\r|\Z)(?:(?:[ ]{3,}|\t)[^\r\n]*(?:\r\n|\n|\r|\Z))*)+"
)
_LEFT_OUT = late(r"/\*(?P<left>.*?)(?:\*/|\Z)|\[\[(?P<note>.*?)(?:\]\]|\Z)", re.DOTALL)
_DIRECTIVE = late(r"\s*offerlint\b")
_SCENE = late(r"[ \t]*(?:\.(?=[A-Za-z0-9])|(?:INT|EXT|EST|INT\.?/EXT|I/E)[. ]).*", re.IGNORECASE)
_CUE = late(
    r"[ \t]*(?:@(?P<forced>[^\n]+)|(?P<name>[A-Z0-9][A-Z0-9 .'’#&/-]{0,60}?))"
    r"(?P<how>(?:[ \t]*\([^)\n]{1,40}\))*)[ \t]*\^?[ \t]*"
)
_MOVES = late(r"[ \t]*(?:>(?!.*<[ \t]*$).*|[A-Z ]+ TO:|FADE (?:IN|OUT)[.:]?|={3,}|=[^=].*|#.*)[ \t]*")
_CENTRED = late(r"[ \t]*>[ \t]*(?P<words>.*?)[ \t]*<[ \t]*")
_ASIDE = late(r"[ \t]*\(.*\)[ \t]*")
_NARRATOR = late(r"\b(?:V\.?O\.?|MVO|FVO|VOICE|NARRATOR|ANNOUNCER|SUPER|TITLE|CAPTION|PRESENTER|SINGERS?|ALL)\b")
"""Names of those who speak to everybody."""
_STAR = late(r"\*{1,3}|_(?=\S)|(?<=\S)_")
_SHOUTED = late(r"[ \t]*[!~]")


class _Line(NamedTuple):
    start: int
    stop: int
    words: str


def read_fountain(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """What a script says and shows: dialogue and voice-over are body.voice, supers and centred words body.super.

    Scene headings begin sections and are no copy, nor are the title page, action, asides, transitions and notes.
    Where an AGENT and a CUSTOMER speak, or one of them and people with names, as is said on a call, it is a call: what
    they say is theirs, and action is a note to the agent.
    What a BAD AGENT or the like says shows how not to do it: a note in a call, and else no copy.
    """
    return _Script(view, fields).read()


class _Script:
    def __init__(self, view: View, fields: Mapping[int, str]) -> None:
        self._writer = BlockWriter(view, fields)
        self._text = view.text
        self._has_super = False
        self._roles: Mapping[str, str] = {}

    def read(self) -> Reading:
        shown = self._without_notes()
        titles = _TITLES.match(shown)
        paragraphs = list(_paragraphs(shown, titles.end() if titles else 0))
        self._roles = _roles(paragraphs)
        for lines in paragraphs:
            self._paragraph(lines)
        self._comments_before(len(self._text))
        kind = {"kind": "script", "channel": "call"} if self._roles else {"kind": "copy"}
        declared = {**kind, **({"channel": "tv"} if self._has_super else {})}
        return replace(self._writer.reading(), declared=declared)

    def _without_notes(self) -> str:
        """The text with spaces in the place of what is left out of it; notes to the linter are kept as comments."""

        def left_out(match: re.Match[str]) -> str:
            return re.sub(r"[^\r\n]", " ", match[0])

        self._notes = [
            match.span(match.lastgroup or 0)
            for match in _LEFT_OUT.finditer(self._text)
            if _DIRECTIVE.match(match[match.lastgroup or 0])
        ]
        return _LEFT_OUT.sub(left_out, self._text)

    def _paragraph(self, lines: list[_Line]) -> None:
        """Writes what stands between two empty lines."""
        self._comments_before(lines[0].start)
        first = lines[0]
        if ON_SCREEN.match(first.words) or _CENTRED.fullmatch(first.words):
            self._supers(lines)
        elif _SCENE.fullmatch(first.words):
            self._writer.next_section()
        elif who := _speaks(lines):
            if ON_SCREEN.match(f"{who}:"):
                self._supers(lines[1:], first)
            else:
                self._dialogue(lines[1:], who)
        elif self._roles and not _MOVES.fullmatch(first.words):
            for line in lines:
                self._words(line.start, line.stop)
            self._end("script.note")
        else:
            self._supers([line for line in lines if ON_SCREEN.match(line.words)])

    def _comments_before(self, at: int) -> None:
        while self._notes and self._notes[0][0] < at:
            start, end = self._notes.pop(0)
            self._writer.comment(self._text[start:end].strip(), start, end)

    def _supers(self, lines: list[_Line], cue: _Line | None = None) -> None:
        """Words on the screen: each line with a mark of its own begins a block, and the lines below it belong to it."""
        for number, line in enumerate(lines):
            mark, centred = ON_SCREEN.match(line.words), _CENTRED.fullmatch(line.words)
            if (mark or centred) and number:
                self._end(SUPER)
            at = line.start + (mark.end() if mark else centred.start("words") if centred else 0)
            stop = line.start + centred.end("words") if centred and not mark else line.stop
            if cue and _ASIDE.fullmatch(line.words):
                continue
            self._words(at, stop)
        self._end(SUPER)

    def _dialogue(self, lines: list[_Line], who: str) -> None:
        is_bad = is_bad_example(who)
        whose = "note" if is_bad else self._roles.get(who, "")
        scope = f"script.{whose}" if self._roles and whose else VOICE
        if is_bad and not self._roles:
            return
        for line in lines:
            if ON_SCREEN.match(line.words):
                self._end(scope, who)
                self._supers([line])
            elif not _ASIDE.fullmatch(line.words):
                self._words(line.start, line.stop)
        self._end(scope, who)

    def _words(self, start: int, end: int) -> None:
        """Writes words on, their marks of bold and slanted letters left out."""
        writer = self._writer
        if len(writer):
            writer.gap(" ")
        mark = _SHOUTED.match(self._text, start, end)
        at = mark.end() if mark else start
        for star in _stars(self._text, at, end):
            writer.copy(at, star.start())
            at = star.end()
        writer.copy(at, end)

    def _end(self, scope: str, who: str = "") -> None:
        attributes = {"speaker": who} if who else NO_ATTRIBUTES
        if self._writer.end(scope, Emphasis.PLAIN, attributes=attributes) and scope == SUPER:
            self._has_super = True


def _paragraphs(text: str, start: int) -> Iterator[list[_Line]]:
    """The lines of `text` from `start` on that stand between two empty ones."""
    paragraph: list[_Line] = []
    for found in _LINE.finditer(text, start):
        line = _Line(found.start("words"), found.end("words"), found["words"])
        if line.words.strip():
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _speaks(lines: list[_Line]) -> str:
    """Who speaks in a paragraph; nobody where it is no dialogue."""
    first = lines[0].words
    cue = _CUE.fullmatch(first)
    if not cue or len(lines) < 2 or _MOVES.fullmatch(first):
        return ""
    return " ".join((cue["forced"] or cue["name"]).split())


def _roles(paragraphs: Sequence[list[_Line]]) -> Mapping[str, str]:
    """Who is the agent and who the customer, by name; nobody where it is no call.

    Of people with names who say what is only said on a call, those who say it are agents, and others who they speak to.
    """
    said: dict[str, str] = {}
    for lines in paragraphs:
        if (who := _speaks(lines)) and not is_bad_example(who):
            said[who] = "\n".join([said.get(who, ""), *(line.words for line in lines[1:])])
    caller = caller_among(name.lower() for name in said)
    known = {name: role for name in said if (role := speaker(name.lower(), caller))}
    others = [name for name in said if name not in known and not _NARRATOR.search(name)]
    roles = set(known.values())
    if len(roles) == 1 and others:
        other = "customer" if "agent" in roles else "agent"
        heard = others if other == "agent" else list(known)
        if any(is_said_on_a_call(said[name]) for name in heard):
            known |= dict.fromkeys(others, other)
    return known if set(known.values()) == {"agent", "customer"} else {}


def _stars(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The marks of letters that come in pairs; a star alone is a sign of a note."""
    found = [mark for mark in _STAR.finditer(text, start, end) if text[mark.start() - 1 : mark.start()] != "\\"]
    for mark in found:
        if sum(other[0] == mark[0] for other in found) % 2 == 0:
            yield mark
