"""A catalogue of strings: words under keys, each read as a text or a little HTML by itself, told by its key."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from offerlint.model.document import Problem
from offerlint.model.source import PlaceWire, Source
from offerlint.reading import bounds
from offerlint.reading.catalogue_parts import parts
from offerlint.reading.cell_terms import said_of_row
from offerlint.reading.data_voice import STAFF, addressee
from offerlint.reading.forms import form_shown
from offerlint.reading.icu import IcuError, forms, is_icu
from offerlint.reading.locale import locale
from offerlint.reading.markup import BlockWriter, Reading, cut, identity
from offerlint.reading.merged import merged
from offerlint.reading.opener import Opened
from offerlint.reading.text import read_text
from offerlint.text.fold import FIELD
from offerlint.text.key import plain
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View, ViewBuilder

_MARKUP = late(r"<[a-zA-Z/!][^<>]*>|&(?:#\w+|\w+);")
_NUMBERED = late(r"</?\d{1,2}/?>")
"""The tags that React's translations number, such as `<1>`, which stand for elements of the page."""
_DIRECTIVE = late(
    r"[ \t]*(?:#[.,: ]*|!|//|/\*|<!--)[ \t]*(?P<text>offerlint\b[^\n]*?)[ \t]*(?:\*/|-->)?[ \t]*\r?$", re.MULTILINE
)
_OURS = "offerlint."
_LINE = late(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_HANDLES = frozenset("id key slug sku ref".split())
_HANDLE = late(r"[A-Za-z0-9]+(?:[_.:/-]+[A-Za-z0-9]+)+")
"""What programs know a string by (`offer_dec`), which nobody reads, and the keys it stands under."""
_TYPED = late(r"\b(?:i|i'm|my|me)\b")
_NAME = late(r"[a-z0-9]+")
_LEFT_OUT = late(
    r"(?:^|\.)(?:notes?[_-](?:for|to)[_-](?:translators?|copywriters?|editors?|writers?|designers?|developers?|devs?|reviewers?)|"
    r"(?:internal|copywriters?|editors?|translators?)[_-](?:notes?|comments?)|"
    r"(?:never|dont|do[_-]not)[_-](?:say|use|write)|(?:bad|wrong)(?:[_-](?:examples?|lines?|wording|copy))?|"
    r"(?:auto(?:matic)?[_-]?)?fail(?:s|ures)?|(?:\w+[_-])?(?:not[_-]allowed|prohibited|forbidden|banned)|red[_-]flags|breaches|"
    r"donts?|never|patterns|(?:sample|training)?[_-]?(?:utterances?|phrases)|(?:user|customer|caller)_says|heard(?:[_-]as)?|"
    r"triggers|keywords|examples|synonyms)(?:\.|$)"
)
"""Keys of what customers say to a bot, of notes to those who write, and of what is wrong to say: no copy."""
_LONGEST_KEY = 60
_LONGEST_TERM = 60
_PRINTED = late(r"(?<![\d%])%(?:\d{1,2}\$|\(\w+\))?(?:\d?\.\d)?(?:l{0,2}[diu]|[@sdiuf])(?![a-zA-Z])")


class Entry(NamedTuple):
    """Some words, the key they stand under, where they stand in the file, and which form they are of `whole`.

    `whole` is the key of all forms where it is another.
    """

    key: str
    words: View
    place: Span
    form: str = ""
    whole: str = ""


class Fault(NamedTuple):
    """What cannot be read of a catalogue, and where that begins."""

    at: int
    message: str


class Keys:
    """The locator of a catalogue."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._starts = [entry.place.start for entry in entries]
        self._keys = [" ".join(entry.key.split()) for entry in entries]

    def where(self, span: Span) -> str:
        """`key home.title`."""
        i = bisect_right(self._starts, span.start) - 1
        if i < 0:
            return "the head of the file"
        key = self._keys[i]
        return f"key {key if len(key) <= _LONGEST_KEY else key[: _LONGEST_KEY - 1].rstrip() + '…'}"

    def places(self, span: Span) -> Sequence[PlaceWire]:  # noqa: ARG002 - as all locators
        """None: a catalogue is a text, with lines."""
        return []


def catalogue(source: Source, found: Iterable[Entry | Fault], declared: Mapping[str, str]) -> Opened:
    """The strings of a file in order; those whose keys have the same parent stand in one section.

    What stands under the key `offerlint` says what the file is; what is sent by itself is a part.
    """
    writer = BlockWriter(identity(source.text))
    keys: list[str] = []
    said: dict[str, list[Entry]] = {}
    comments = deque(_DIRECTIVE.finditer(source.text))
    entries: list[Entry] = []
    problems: list[Problem] = []
    parent = None
    known: set[str] = set()
    found = list(found)
    heard = _heard(found)
    for one in found:
        if isinstance(one, Fault):
            problems.append(Problem("", one.message, source.lines.position(one.at).line))
            continue
        if len(entries) == bounds.MOST_CELLS:
            words = (
                f"there are more than {bounds.MOST_CELLS:,} strings in this file, and the rest are not read; divide it"
            )
            problems.append(Problem("", words, source.lines.position(one.place.start).line))
            break
        while comments and comments[0].start() < one.place.start:
            comment = comments.popleft()
            writer.comment(comment["text"], comment.start("text"), comment.end("text"))
        if one.key.startswith(_OURS):
            said.setdefault(one.key.split(".")[1], []).append(one)
            continue
        if _LEFT_OUT.search(one.key.lower()) or _name_of(one.key) in heard:
            continue
        known.add(one.key)
        above, _, last = one.key.rpartition(".")
        if last.lower() in _HANDLES and (_HANDLE.fullmatch(one.words.text) or _NAME.fullmatch(one.words.text)):
            continue
        if above != parent:
            writer.next_section()
            parent = above
        entries.append(one)
        try:
            written = list(_forms(one))
        except IcuError as error:
            run = one.words.map.runs(Span(error.at, error.at + 1))[0]
            problems.append(Problem("", str(error), source.lines.position(run.start).line))
            written = [(one.form, *merged(_filled_in(one.words)))]
        for when, view, fields in written:
            writer.append(_read(one.whole or one.key, when, view, fields))
            keys += [one.whole or one.key] * (len(writer.blocks) - len(keys))
    for key, ones in said.items():
        words = ",".join(one.words.text for one in ones)
        writer.comment(f'offerlint: {key}="{words}"', ones[0].place.start, ones[-1].place.end)
    stated = _stated(entries, source.path) | dict(declared)
    reading = replace(writer.reading(), problems=tuple(problems), declared=stated)
    return Opened(replace(source, locator=Keys(entries)), reading, parts=parts(reading, keys, known))


def _stated(entries: Sequence[Entry], path: str) -> dict[str, str]:
    """What the keys at the top of data say that it is, and that it is for staff where its words and keys show it."""
    found: dict[str, str] = {}
    for one in entries:
        key = plain(one.key)
        if key in ("channel", "audience", "purpose", "basis", "kind") and len(one.words.text) <= _LONGEST_TERM:
            found |= said_of_row(key, one.words.text)
    if found.get("kind") not in ("internal", None):
        del found["kind"]
    if not locale(path):
        pairs = [(plain(name), "") for one in entries for name in one.key.split(".")]
        texts = [(plain(one.key.rpartition(".")[2]), one.words.text) for one in entries]
        if addressee([*pairs, *texts], path) == STAFF:
            found["kind"] = "internal"
    return found


def _heard(found: Sequence[Entry | Fault]) -> frozenset[str]:
    """The names of keys of what customers type to a bot: in small letters, no sentences, and some of themselves."""
    texts: dict[str, list[str]] = {}
    for one in found:
        if isinstance(one, Entry):
            texts.setdefault(_name_of(one.key), []).append(one.words.text.strip())
    return frozenset(name for name, own in texts.items() if len(own) > 1 and _are_typed(own))


def _are_typed(texts: Sequence[str]) -> bool:
    small = all(text[:1].islower() and not text.endswith((".", "!")) for text in texts)
    return small and any(_TYPED.search(text) for text in texts)


def _name_of(key: str) -> str:
    """The last name in a key, in which the numbers of items do not count."""
    return next((name for name in reversed(key.split(".")) if not name.isdigit()), "")


def told(path: str) -> Mapping[str, str]:
    """What the path of a catalogue tells of it: its language."""
    language = locale(path)
    return {"lang": language} if language else {}


def _forms(entry: Entry) -> Iterator[tuple[str, View, Mapping[int, str]]]:
    """The ways an entry reads, each with when, and with what is filled in as fields."""
    if not is_icu(entry.words.text):
        yield entry.form, *merged(_filled_in(entry.words))
        return
    for form in forms(entry.words):
        yield ", ".join(filter(None, (entry.form, form.when))), form.words, form.fields


def _filled_in(words: View) -> View:
    """`words` with each value that a program prints into them (`%d`, `%1$@`, `%(name)s`) as a field."""
    if "%" not in words.text:
        return words
    builder = ViewBuilder(words.text)
    done = 0
    for match in _PRINTED.finditer(words.text):
        builder.copy(done, match.start())
        builder.put(FIELD, *match.span())
        done = match.end()
    builder.copy(done, len(words.text))
    return builder.build().then(words.map)


def _read(key: str, when: str, view: View, fields: Mapping[int, str]) -> Reading:
    """The blocks of one form of an entry, under the condition that it is shown."""
    if tags := list(_NUMBERED.finditer(view.text)):
        starts, ends = [0, *(tag.end() for tag in tags)], [*(tag.start() for tag in tags), len(view.text)]
        view, fields = cut(view, fields, map(Span, starts, ends))
    if _MARKUP.search(view.text):
        from offerlint.reading.html import read_html

        reading = read_html(view, fields)
    else:
        reading = read_text(view, fields)
    if not when:
        return reading
    shown = frozenset({frozenset({form_shown(key, when)})})
    return replace(reading, blocks=tuple(replace(block, conditions=shown) for block in reading.blocks))


def unescaped(builder: ViewBuilder, text: str, span: Span, signs: Mapping[str, str], escape: re.Pattern[str]) -> None:
    """Copies a stretch of `text`, in which `escape` finds what stands for another character."""
    done = span.start
    for match in escape.finditer(text, *span):
        builder.copy(done, match.start())
        builder.put(_sign(match[1], signs), *match.span())
        done = match.end()
    builder.copy(done, span.end)


def _sign(code: str, signs: Mapping[str, str]) -> str:
    """What a backslash with `code` after it stands for; half a pair of surrogates is U+FFFD."""
    if code[0] not in "uU" or len(code) < 5:
        return signs.get(code[0], code)
    numbers = [int(part, 16) for part in re.findall(r"[uU]([0-9a-fA-F]+)", code)]
    if len(numbers) == 2:
        return chr(0x10000 + ((numbers[0] - 0xD800) << 10) + numbers[1] - 0xDC00)
    return "\N{REPLACEMENT CHARACTER}" if 0xD800 <= numbers[0] <= 0xDFFF or numbers[0] > 0x10FFFF else chr(numbers[0])


ESCAPE = late(r"\\([uU][dD][89abAB][0-9a-fA-F]{2}\\[uU][dD][c-fC-F][0-9a-fA-F]{2}|[uU][0-9a-fA-F]{4}|\r?\n[ \t]*|.)")
SIGNS: Mapping[str, str] = {"n": "\n", "t": "\t", "r": "", "f": "", "\n": "", "\r": ""}
"""What follows a backslash, and what it stands for; any other character stands for itself."""


def quoted(text: str, at: int) -> Span | None:
    """The inside of the double quotes that open at `at`; None where they are never closed."""
    end = at + 1
    while (end := text.find('"', end)) >= 0:
        slashes = end - 1
        while slashes > at and text[slashes] == "\\":
            slashes -= 1
        if (end - slashes) % 2:
            return Span(at + 1, end)
        end += 1
    return None


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Where each line begins, and its words with what ends it."""
    return ((line.start(), line[0]) for line in _LINE.finditer(text))
