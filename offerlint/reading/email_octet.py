"""Words that an e-mail carries as octets, written into a view so that each character knows where it came from."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from offerlint.text.late import late
from offerlint.text.view import ViewBuilder

_CHARSET = late(r"(?:utf|us-ascii|ascii|iso|latin|windows|cp|koi8|mac|gb|big5|shift|euc)[\w.:-]*", re.IGNORECASE)
_WITH_ASCII = ("utf-8", "cp1252")
_LATIN = ("ascii", "iso8859-1")
_TOKEN = late(r"[^\s<>]+|\s+|[<>]")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
_BREAK = r"=[ \t]*(?:\r\n|\n|\r|\Z)"
_OCTET = r"=[0-9A-Fa-f]{2}"
_QUOTED = late(rf"(?P<octets>{_OCTET}(?:(?:{_BREAK})?{_OCTET})*)|(?P<soft>{_BREAK})")
_HEX = late(_OCTET)


class Octets(NamedTuple):
    """Octets, each with the stretch of the source that stands for it."""

    data: bytes
    starts: Sequence[int]
    ends: Sequence[int]


def codec(charset: str) -> str | None:
    """Python's name for a charset, None for one not known; Latin 1 is read as its superset, as mail programs do."""
    if not _CHARSET.fullmatch(charset):
        return None
    try:
        name = codecs.lookup(charset).name
        b"a".decode(name, "replace")
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in _LATIN else name


def copy_octets(builder: ViewBuilder, text: str, octets: Octets, codec: str, *, by_word: bool = False) -> None:
    """Writes what the octets spell; a character that stands in `text` as itself is exact.

    `by_word` makes one piece of each word or tag, for codes that nobody can read in the source anyway.
    """
    said, starts, ends = _spelt(octets, codec)
    if by_word:
        for token in _TOKEN.finditer(said):
            builder.put(token[0], starts[token.start()], ends[token.end() - 1])
        return
    for char, start, end in zip(said, starts, ends, strict=True):
        if text[start:end] == char:
            builder.copy(start, end)
        else:
            builder.put(char, start, end)


def _spelt(octets: Octets, codec: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The characters that octets spell, with where each begins and ends in the source."""
    data = octets.data
    if data.isascii() and codec in _WITH_ASCII:
        return data.decode("ascii"), octets.starts, octets.ends
    if codec == "utf-8":
        try:
            said = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            leads = [i for i, octet in enumerate(data) if octet & 0xC0 != 0x80]
            last = [i - 1 for i in leads[1:]] + [len(data) - 1]
            return said, [octets.starts[i] for i in leads], [octets.ends[i] for i in last]
    each = list(_characters(octets, codec))
    return "".join(char for char, _, _ in each), [start for _, start, _ in each], [end for _, _, end in each]


def _characters(octets: Octets, codec: str) -> Iterator[tuple[str, int, int]]:
    """Each character with the stretch of the source that its octets stand in."""
    decoder = codecs.getincrementaldecoder(codec)("replace")
    since = 0
    for i in range(len(octets.data)):
        spelt = decoder.decode(octets.data[i : i + 1])
        for char in spelt:
            yield char, octets.starts[since], octets.ends[i]
        since = i + 1 if spelt else since
    for char in decoder.decode(b"", True):
        yield char, octets.starts[since], octets.ends[-1]


def copy_quoted(builder: ViewBuilder, text: str, start: int, end: int, codec: str) -> None:
    """Writes quoted-printable words, soft line breaks left out."""
    at = start
    for found in _QUOTED.finditer(text, start, end):
        builder.copy(at, found.start())
        if found["octets"]:
            copy_octets(builder, text, _hex_octets(text, found.start(), found.end()), codec)
        at = found.end()
    builder.copy(at, end)


def _hex_octets(text: str, start: int, end: int) -> Octets:
    found = list(_HEX.finditer(text, start, end))
    data = bytes(int(each[0][1:], 16) for each in found)
    return Octets(data, [each.start() for each in found], [each.end() for each in found])


def q_octets(text: str, start: int, end: int, codec: str) -> Octets:
    """The octets of an encoded word of a header, in its own form of quoted-printable."""
    data, starts, ends = bytearray(), [], []
    at = start
    while at < end:
        coded = _HEX.match(text, at, end)
        stop = coded.end() if coded else at + 1
        if coded:
            octets = bytes([int(coded[0][1:], 16)])
        else:
            octets = text[at].replace("_", " ").encode(codec, "replace")
        data += octets
        starts += [at] * len(octets)
        ends += [stop] * len(octets)
        at = stop
    return Octets(bytes(data), starts, ends)


def base64_octets(text: str, start: int, end: int) -> Octets:
    """The octets of base64, as many as are whole, whatever else stands among its letters."""
    import binascii

    stop = text.find("=", start, end)
    body = text[start : end if stop < 0 else stop]
    places = [at for at, sign in enumerate(body, start) if sign in _LETTERS]
    count = len(places) * 6 // 8
    letters = "".join(text[at] for at in places[: (count * 8 + 5) // 6])
    data = binascii.a2b_base64(letters + "=" * (-len(letters) % 4)) if letters else b""
    starts = [places[i * 8 // 6] for i in range(len(data))]
    ends = [places[(i * 8 + 7) // 6] + 1 for i in range(len(data))]
    return Octets(data, starts, ends)
