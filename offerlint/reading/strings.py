"""Translation catalogues as text: gettext (.po), Apple (.strings) and Java (.properties)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from offerlint.reading.catalogue import ESCAPE, SIGNS, Entry, Fault, catalogue, lines_of, quoted, unescaped
from offerlint.reading.decode import decode
from offerlint.reading.opener import Opened
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View, ViewBuilder

_PO = late(r'[ \t]*(?:(?P<word>msgctxt|msgid_plural|msgid|msgstr)(?P<form>\[\d{1,2}\])?[ \t]*)?(?=")')
_LANGUAGE = late(r"^Language:[ \t]*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)", re.MULTILINE)
_APPLE = late(r'[ \t]*(?P<key>"(?:[^"\\\n]|\\.)*"|[\w.-]+)[ \t]*=[ \t]*(?=")')
_JAVA = late(r"[ \t\f]*(?P<key>(?:[^\\:=\s#!]|\\.)(?:[^\\:=\s]|\\.)*)[ \t\f]*[:= \t][ \t\f]*(?=\S)")
_NEVER_CLOSED = 'the quote " that opens here is never closed; close it'


def open_po(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """The translations of a gettext catalogue; where there is none yet, the words to translate."""
    source = decode(data, path)
    found = list(_translated(source.text))
    head = next((one.words.text for one in found if isinstance(one, Entry) and not one.key), "")
    language = _LANGUAGE.search(head)
    rest = (one for one in found if isinstance(one, Fault) or one.key)
    return catalogue(source, rest, {"lang": language[1]} if language else {})


def _translated(text: str) -> Iterator[Entry | Fault]:
    """The translation of each message under its context and words; of plurals each form."""
    words: dict[str, str] = {}
    under: View | None = None
    place = Span(0, 0)
    done = True
    for word, said, where in (*_messages(text), ("end", None, Span(len(text), len(text)))):
        if word in ("msgctxt", "msgid", "end") and not done and "msgstr" in words:
            if not words["msgstr"] and words.get("msgid") and under:
                yield Entry(_key(words), under, place)
            words, done = {}, True
        if said is None:
            if word == "fault":
                yield Fault(where.start, _NEVER_CLOSED)
            continue
        if word == "msgid":
            under, place, done = said, where, False
        if word.startswith("msgstr"):
            words["msgstr"] = words.get("msgstr", "") + said.text
            form = word.removeprefix("msgstr").strip("[]")
            if said.text:
                yield Entry(_key(words), said, where, f"plural {form}" if form else "")
        else:
            words[word] = said.text


def _key(words: Mapping[str, str]) -> str:
    context = words.get("msgctxt", "")
    return f"{context}: {words.get('msgid', '')}" if context else words.get("msgid", "")


def _messages(text: str) -> Iterator[tuple[str, View | None, Span]]:
    """Each keyword with the words of the quotes that follow it, on its line and those below."""
    word, builder, place = "", ViewBuilder(text), Span(0, 0)
    for at, line in lines_of(text):
        match = _PO.match(line)
        if match is None:
            continue
        inside = quoted(text, at + match.end())
        if inside is None or inside.end > at + len(line):
            yield "fault", None, Span(at, at + len(line))
            continue
        if match["word"]:
            if word:
                yield word, builder.build(), place
            word, builder, place = match["word"] + (match["form"] or ""), ViewBuilder(text), inside
        unescaped(builder, text, inside, SIGNS, ESCAPE)
        place = Span(place.start, inside.end)
    if word:
        yield word, builder.build(), place


def open_strings(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """The words of an Apple .strings file."""
    source = decode(data, path)
    return catalogue(source, _pairs(source.text), {})


def _pairs(text: str) -> Iterator[Entry | Fault]:
    at = 0
    while at < len(text):
        line_end = text.find("\n", at) + 1 or len(text)
        head = text[at:line_end].lstrip()
        if head.startswith("/*"):
            end = text.find("*/", at)
            at = text.find("\n", end) + 1 or len(text) if end >= 0 else len(text)
            continue
        match = _APPLE.match(text, at, line_end)
        inside = quoted(text, match.end()) if match else None
        if match and inside:
            builder = ViewBuilder(text)
            unescaped(builder, text, inside, SIGNS, ESCAPE)
            yield Entry(match["key"].strip('"'), builder.build(), inside)
            at = text.find("\n", inside.end) + 1 or len(text)
            continue
        if match:
            yield Fault(match.end(), _NEVER_CLOSED)
        at = line_end


def open_properties(data: bytes, path: str, said: Mapping[str, object]) -> Opened:  # noqa: ARG001 - as all openers
    """The values of a Java .properties file."""
    source = decode(data, path)
    return catalogue(source, _values(source.text), {})


def _values(text: str) -> Iterator[Entry]:
    ended = 0
    for at, line in lines_of(text):
        match = _JAVA.match(line)
        if at < ended or match is None:
            continue
        end = at + len(line)
        while _goes_on(text, at, end) and end < len(text):
            end = text.find("\n", end) + 1 or len(text)
        ended = end
        inside = Span(at + match.end(), at + match.end() + len(text[at + match.end() : end].rstrip("\r\n")))
        builder = ViewBuilder(text)
        unescaped(builder, text, inside, SIGNS, ESCAPE)
        yield Entry(match["key"], builder.build(), inside)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether the line that ends before `end` says, by an odd number of backslashes, that it goes on below."""
    stop = end
    while stop > start and text[stop - 1] in "\r\n":
        stop -= 1
    count = 0
    while stop - count > start and text[stop - 1 - count] == "\\":
        count += 1
    return count % 2 == 1
