"""The headers of an e-mail: where each stands, and its value as the customer sees it."""

from __future__ import annotations

import re
from typing import NamedTuple

from offerlint.reading.email_octet import Octets, base64_octets, codec, copy_octets, q_octets
from offerlint.text.late import late
from offerlint.text.view import ViewBuilder

_FIELD = late(r"(?P<name>[!-9;-~]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*(?:(?:\r\n|\n|\r)[ \t]+[^\r\n]*)*)(?:\r\n|\n|\r|\Z)")
_ENVELOPE = late(r">?From [^\r\n]*(?:\r\n|\n|\r|\Z)")
_BLANK = late(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_ENCODED = late(r"=\?(?P<charset>[^?*\s]{1,40})(?:\*[^?\s]*)?\?(?P<code>[bqBQ])\?(?P<words>[^?\r\n]*)\?=")
_MAILBOX = late(r"\s*(?:\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|(?P<name>[^<\"]*))\s*<(?P<address>[^>]*)>", re.DOTALL)

_TEAM = late(
    r"^\W*(?:all[ -])?(?:[a-z]+ ){0,2}(?:staff|colleagues|advis[eo]rs|agents|teams?|managers|leaders|supervisors|"
    r"trainees|new starters)\b|"
    r"\b(?:all|team|staff)[-_.]?(?:staff|leads?|leaders|agents|advis[eo]rs|managers|colleagues|hands)@",
    re.IGNORECASE,
)
"""What a recipient is called that is staff."""


class Header(NamedTuple):
    """One header: its name in lower case, where it begins, and where its value stands."""

    name: str
    place: int
    start: int
    end: int


class Head(NamedTuple):
    """The headers, where the body begins, and whether they ended without the empty line that they must end with."""

    headers: tuple[Header, ...]
    body: int
    broken: bool


class Mailbox(NamedTuple):
    """Where the name that is shown stands (the address, when there is none), and the address itself."""

    start: int
    end: int
    address: str


def head(text: str, start: int, end: int) -> Head:
    """The headers that `text` opens with at `start`."""
    at = start
    found: list[Header] = []
    if envelope := _ENVELOPE.match(text, at, end):
        at = envelope.end()
    while at < end:
        field = _FIELD.match(text, at, end)
        if field is None:
            blank = _BLANK.match(text, at, end)
            return Head(tuple(found), blank.end() if blank else at, blank is None)
        found.append(Header(field["name"].lower(), at, *field.span("value")))
        at = field.end()
    return Head(tuple(found), at, False)


def mailbox(text: str, header: Header) -> Mailbox:
    """The first mailbox of a From header."""
    found = _MAILBOX.match(text, header.start, header.end)
    if not found:
        return Mailbox(header.start, header.end, text[header.start : header.end].strip())
    group = next((name for name in ("quoted", "name") if (found[name] or "").strip()), "address")
    return Mailbox(*found.span(group), found["address"].strip())


def is_to_staff(text: str) -> bool:
    """Whether every recipient that an e-mail names is a team of the sender's own domain: team leaders, all staff."""
    headers = head(text, 0, len(text)).headers
    sent = {header.name: text[header.start : header.end] for header in headers if header.name in ("from", "to")}
    to = [" ".join(one.split()) for one in sent.get("to", "").split(",")]
    ours = sent.get("from", "").rpartition("@")[2].strip(" >\r\n\t").lower()
    return bool(ours) and all(one.lower().rpartition("@")[2].strip(" >") == ours and _TEAM.search(one) for one in to)


def copy_value(builder: ViewBuilder, text: str, start: int, end: int) -> None:
    """Writes a header's words, encoded ones decoded, with what stands between two of them left out."""
    at = start
    begun: tuple[str, str, list[Octets]] | None = None
    for found in _ENCODED.finditer(text, start, end):
        name = codec(found["charset"])
        if name is None:
            continue
        code = found["code"].upper()
        joins = begun is not None and text[at : found.start()].isspace()
        if begun and not (joins and begun[:2] == (name, code)):
            _flush(builder, text, begun)
            begun = None
        if not joins:
            builder.copy(at, found.start())
        begun = begun or (name, code, [])
        span = found.span("words")
        begun[2].append(q_octets(text, *span, name) if code == "Q" else base64_octets(text, *span))
        at = found.end()
    if begun:
        _flush(builder, text, begun)
    builder.copy(at, end)


def _flush(builder: ViewBuilder, text: str, begun: tuple[str, str, list[Octets]]) -> None:
    """Writes the encoded words that stand together; a character may be parted between two."""
    name, code, words = begun
    octets = Octets(
        b"".join(each.data for each in words),
        [start for each in words for start in each.starts],
        [end for each in words for end in each.ends],
    )
    copy_octets(builder, text, octets, name, by_word=code == "B")
