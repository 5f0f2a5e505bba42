"""From bytes to a source: UTF-8, UTF-16 or Windows-1252, or a reason why not."""

from __future__ import annotations

import codecs
import re

from offerlint.model.source import Source
from offerlint.reading.errors import ReadError
from offerlint.text.late import late

_OFFICE = "save it as text, Markdown or HTML, or copy its words into such a file"
_ENDING = "give it its own ending (.docx, .pptx, .odt, .xlsx), or " + _OFFICE
_NO_WORDS = "leave it out, or give its words in a text file"

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _OFFICE),
    (b"PK\x03\x04", "a zip archive (perhaps a Word, PowerPoint, Excel or OpenDocument file)", _ENDING),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file", _OFFICE),
    (b"{\\rtf", "a rich text (RTF) file", _OFFICE),
    (b"\x89PNG", "a PNG image", _NO_WORDS),
    (b"\xff\xd8\xff", "a JPEG image", _NO_WORDS),
    (b"GIF87a", "a GIF image", _NO_WORDS),
    (b"GIF89a", "a GIF image", _NO_WORDS),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a", "a RAR archive", "unpack it first"),
    (b"ID3\x03", "an audio file", _NO_WORDS),
    (b"ID3\x04", "an audio file", _NO_WORDS),
    (b"wOFF", "a web font", "leave it out"),
    (b"wOF2", "a web font", "leave it out"),
    (b"SQLite format 3\x00", "a database", "leave it out"),
    (b"\x7fELF", "a program", "leave it out"),
)
_CONTROL = late(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_SAVE_AS_UTF8 = "save it as UTF-8"


def decode(data: bytes, path: str) -> Source:
    """The text of `data`, without its BOM, newlines as they stand.

    Windows-1252 only when the bytes are plausible text. Raises ReadError, with the remedy, for anything else.
    """
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"this is {what}, not text: {remedy}")
    encoding, bom = _encoding(data)
    text = _decoded(data[bom:], encoding)
    found = _CONTROL.findall(text)
    if "\x00" in found or len(found) * 50 > len(text):
        raise ReadError("this is not text (it holds control characters): leave it out, or " + _SAVE_AS_UTF8)
    return Source(path, text, encoding, bom > 0)


def _encoding(data: bytes) -> tuple[str, int]:
    """The codec of `data`, and the length of its BOM."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8", 3
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise ReadError(f"this is UTF-32, which is not read: {_SAVE_AS_UTF8}")
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return codec, 2
    return _plain_encoding(data), 0


def _plain_encoding(data: bytes) -> str:
    """The codec of `data` that has no BOM.

    UTF-16 of European text has a zero in most of its high bytes and none in its low ones.
    """
    half = len(data) // 2
    if half and len(data) % 2 == 0:
        even, odd = data[::2].count(0), data[1::2].count(0)
        if not even and odd * 2 > half:
            return "utf-16-le"
        if not odd and even * 2 > half:
            return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _without_utf8(data, error.start)
    return "utf-8"


def _without_utf8(data: bytes, at: int) -> str:
    """Windows-1252, unless the bytes are UTF-8 with a fault, at `at`, or no European text."""
    text = data.decode("utf-8", "replace")
    broken = text.count("�")
    line = len(re.findall(rb"\r\n|\n|\r", data[:at])) + 1
    if sum(char > "\x7f" for char in text) - broken >= broken:
        raise ReadError(f"this is UTF-8 with a broken character: mend it, or {_SAVE_AS_UTF8}", line)
    high = sum(byte > 0x7F for byte in data)
    if high * 10 > len(data) * 3:
        raise ReadError(f"this is neither UTF-8, UTF-16 nor Windows-1252 text: {_SAVE_AS_UTF8}", line)
    return "cp1252"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = {"cp1252": "UTF-8, UTF-16 nor Windows-1252"}.get(encoding)
        said = f"neither {name} text" if name else f"broken {encoding.upper()} text"
        raise ReadError(f"this is {said} (at byte {error.start}): {_SAVE_AS_UTF8}") from None
