"""Reads an e-mail (.eml) as it reaches a customer: sender, subject, a way to unsubscribe, and its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from offerlint.model.block import ALWAYS, Condition, Literal
from offerlint.model.document import HTML_SHOWN, Problem
from offerlint.reading.email_header import Header, copy_value, mailbox
from offerlint.reading.email_octet import base64_octets, codec, copy_octets, copy_quoted
from offerlint.reading.email_part import Message, Part
from offerlint.reading.email_quote import is_reply, own_words
from offerlint.reading.html import read_html
from offerlint.reading.markup import NO_ATTRIBUTES, NO_FIELDS, BlockWriter, Reading
from offerlint.reading.text import read_text
from offerlint.text.fold import FIELD
from offerlint.text.late import late
from offerlint.text.lines import LineIndex
from offerlint.text.view import View, ViewBuilder

_SHOWN = {"text/plain": "text", "text/markdown": "text", "text/html": "HTML"}
"""The parts that are read, and what mail programs call showing them."""

_TARGET = late(r"<(?P<target>[^<>]*)>")
_LEADS = late(r"(?:https?|mailto):.", re.IGNORECASE)
_ONE_CLICK = late(r"List-Unsubscribe\s*=\s*One-Click", re.IGNORECASE)


def read_email(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """The blocks of an e-mail; those of one of several alternatives stand under the condition that it is shown.

    Any text is read; what is missing or broken is a problem.
    """
    return _Reader(view, fields).read()


class _Reader:
    def __init__(self, view: View, fields: Mapping[int, str]) -> None:
        self._view, self._fields = view, fields
        self._writer = BlockWriter(view, fields)
        self._message = Message(view.text)
        self._declared = {"channel": "email"}
        self._reply = False

    def read(self) -> Reading:
        message = self._message.read()
        if not message.head.headers and self._view.text.strip():
            self._fault(0, "this has no headers (From:, Subject:), so all of it is read as words; export it as .eml")
        self._head(message)
        self._reply = is_reply(message)
        self._part(message, ALWAYS)
        if not any(is_shown(leaf) for leaf in message.leaves()):
            self._fault(0, "this message has no words of its own; what pictures in it say is not read")
        lines = LineIndex(self._view.text)
        faults = sorted(dict.fromkeys(self._message.faults))
        problems = tuple(Problem("", words, lines.position(at).line, fatal=False) for at, words in faults)
        return replace(self._writer.reading(), problems=problems, declared=self._declared)

    def _fault(self, at: int, words: str) -> None:
        self._message.faults.append((at, words))

    def _head(self, message: Part) -> None:
        """Writes the headers that a customer sees, or can stop the messages by."""
        text = self._view.text
        if sender := message.header("from"):
            who = mailbox(text, sender)
            self._value(who.start, who.end, "head.from", {"address": who.address})
        elif message.head.headers:
            self._fault(0, "this message has no From: header, so nobody can tell who sends it; add one")
        if subject := message.header("subject"):
            self._value(subject.start, subject.end, "head.subject")
        if stop := message.header("list-unsubscribe"):
            self._unsubscribe(stop, message.header("list-unsubscribe-post"))
        for header in message.head.headers:
            if header.name == "x-offerlint":
                self._writer.comment("offerlint: " + text[header.start : header.end], header.place, header.end)

    def _value(self, start: int, end: int, scope: str, attributes: Mapping[str, str] = NO_ATTRIBUTES) -> None:
        builder = ViewBuilder(self._view.text)
        copy_value(builder, self._view.text, start, end)
        value = builder.build()
        inner = BlockWriter(value.then(self._view.map), self._carried(value))
        inner.copy(0, len(value.text))
        if block := inner.end(scope, attributes=attributes):
            self._writer.add(block)

    def _unsubscribe(self, stop: Header, post: Header | None) -> None:
        """Writes the names of the headers by which messages can be stopped, as links, when they lead anywhere."""
        text = self._view.text
        targets = (found["target"].strip() for found in _TARGET.finditer(text, stop.start, stop.end))
        target = next((one for one in targets if _LEADS.match(one) or FIELD in one), "")
        if not target:
            return
        end = stop.place + len(stop.name)
        self._writer.open("link", target)
        self._writer.copy(stop.place, end)
        self._writer.close("link")
        self._writer.end("head.unsubscribe")
        if post and _ONE_CLICK.search(text, post.start, post.end):
            self._writer.copy(post.start, post.end)
            self._writer.end("head.unsubscribe")

    def _part(self, part: Part, shown: frozenset[Condition]) -> None:
        """Writes a part and those within; alternatives of different kinds each under their condition."""
        ways = [_way(each) for each in part.parts] if part.media == "multipart/alternative" else []
        apart = shown == ALWAYS and len({way for way in ways if way}) > 1
        for i, each in enumerate(part.parts):
            self._part(each, _only(ways[i]) if apart else shown)
        if is_shown(part):
            self._words(part, shown)

    def _words(self, part: Part, shown: frozenset[Condition]) -> None:
        words = own_words(self._decoded(part), part.media, self._reply)
        reader = read_html if part.media == "text/html" else read_text
        reading = reader(words.then(self._view.map), self._carried(words))
        self._writer.next_section()
        blocks = tuple(replace(block, conditions=shown) for block in reading.blocks)
        self._writer.append(replace(reading, blocks=blocks))
        self._declared |= reading.declared

    def _decoded(self, part: Part) -> View:
        """The words of a part, transfer encoding and charset undone, as a view of ours."""
        text, builder = self._view.text, ViewBuilder(self._view.text)
        charset = part.parameter("charset") or "utf-8"
        name = codec(charset)
        if name is None:
            self._fault(part.start, f"the charset “{charset}” is not known, so UTF-8 is assumed; send it as UTF-8")
            name = "utf-8"
        match part.encoding:
            case "quoted-printable":
                copy_quoted(builder, text, part.start, part.end, name)
            case "base64":
                octets = base64_octets(text, part.start, part.end)
                copy_octets(builder, text, octets, name, by_word=True)
            case "7bit" | "8bit" | "binary":
                builder.copy(part.start, part.end)
            case other:
                self._fault(part.start, f"the encoding “{other}” is not undone; send it as quoted-printable or base64")
        return builder.build()

    def _carried(self, words: View) -> Mapping[int, str]:
        """The fields of our view by their offsets in a view of it."""
        if not self._fields:
            return NO_FIELDS
        carried: dict[int, str] = {}
        for span, runs, exact in words.map:
            if exact and FIELD in words.text[span.start : span.end]:
                by = span.start - runs[0].start
                carried |= {at + by: name for at, name in self._fields.items() if runs[0].start <= at < runs[0].end}
        return carried


def is_shown(part: Part) -> bool:
    """Whether a part is words that mail programs show as those of the message."""
    return part.media in _SHOWN and not part.is_attached


def _way(part: Part) -> str:
    """How an alternative is shown: as HTML when it has any, else as text; empty when nothing of it is read."""
    ways = {_SHOWN.get(leaf.media, "") for leaf in part.leaves() if not leaf.is_attached}
    return "HTML" if "HTML" in ways else "text" if "text" in ways else ""


def _only(way: str) -> frozenset[Condition]:
    return frozenset({frozenset({Literal(HTML_SHOWN, "yes" if way == "HTML" else "no")})}) if way else ALWAYS
