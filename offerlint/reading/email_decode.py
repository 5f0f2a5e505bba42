"""From the bytes of an e-mail to its text: each part that is sent as it stands has a charset of its own."""

from __future__ import annotations

from offerlint.model.source import Source
from offerlint.reading import bounds
from offerlint.reading.decode import decode
from offerlint.reading.email_octet import codec
from offerlint.reading.email_part import Message, messages
from offerlint.reading.errors import ReadError
from offerlint.text.late import late
from offerlint.text.span import Span

_LETTER = late(r"From |[!-9;-~]+[ \t]*:")
_HEAD = 1_000
_AS_SENT = ("7bit", "8bit", "binary")


def decode_message(data: bytes, path: str) -> Source:
    """The text of a message or a mailbox; raises ReadError for what is neither.

    Where the whole is not UTF-8, each part is read in the charset that it names, and what names none as UTF-8 or
    Windows-1252.
    """
    try:
        source = decode(data, path)
    except ReadError:
        if b"\x00" in data or not _LETTER.match(data[:_HEAD].decode("latin-1")):
            raise
    else:
        if source.encoding != "cp1252":
            return source
    octets = data.decode("latin-1")
    decoded, at = [], 0
    for start, end, name in sorted(_stretches(octets)):
        decoded += [_plain(data[at:start]), data[start:end].decode(name, "replace")]
        at = end
    return Source(path, "".join([*decoded, _plain(data[at:])]), "cp1252")


def _stretches(octets: str) -> list[tuple[int, int, str]]:
    """Where parts stand as they were sent whose charset is known, and Python's name for it."""
    found = []
    for letter in list(messages(octets))[: bounds.MOST_MESSAGES] or [Span(0, len(octets))]:
        for leaf in Message(octets).read(*letter).leaves():
            name = codec(leaf.parameter("charset")) if leaf.encoding in _AS_SENT else None
            if name:
                found.append((leaf.start, leaf.end, name))
    return found


def _plain(octets: bytes) -> str:
    """What nothing says the charset of."""
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")
