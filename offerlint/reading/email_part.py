"""The parts of an e-mail: what each is, and where its words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from offerlint.reading import bounds
from offerlint.reading.email_header import Head, Header, head
from offerlint.text.late import late
from offerlint.text.span import Span

_LONGEST = 4000
"""No more of a header than this is looked through for parameters."""

_DELIMITER = late(r"--(?P<boundary>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_LINE_BREAK = late(r"\r\n|\n|\r")
_BEGINS = late(r"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]+(?:\r\n|\n)(?=[!-9;-~]+[ \t]*:)")
"""The line with which a mailbox begins a message; headers follow."""


@dataclass
class Part:
    """A part of a message, or the message itself; offsets lie in `text`, the body's are `start` up to `end`."""

    text: str
    head: Head
    start: int
    end: int
    parts: list[Part] = field(default_factory=list)

    def header(self, name: str) -> Header | None:
        """The first header of that name, given in lower case."""
        return next((header for header in self.head.headers if header.name == name), None)

    def value(self, name: str) -> str:
        """The value of a header on one line; empty when it is not there."""
        header = self.header(name)
        return " ".join(self.text[header.start : header.end].split()) if header else ""

    @cached_property
    def media(self) -> str:
        """`text/plain`, `multipart/alternative` and so on, in lower case."""
        said = self.value("content-type").split(";")[0].strip().lower()
        return said if re.fullmatch(r"[\w.+-]+/[\w.+-]+", said) else "text/plain"

    def parameter(self, name: str, header: str = "content-type") -> str:
        """A parameter of a header, unquoted and in the letters it stands for; empty when it is not there."""
        from email.message import Message
        from email.utils import collapse_rfc2231_value

        message = Message()
        message[header] = self.value(header)[:_LONGEST]
        return str(collapse_rfc2231_value(message.get_param(name, "", header))).strip()

    @property
    def name(self) -> str:
        """What the file that it is is called; empty when nothing says."""
        from email.errors import HeaderParseError
        from email.header import decode_header, make_header

        said = self.parameter("filename", "content-disposition") or self.parameter("name")
        try:
            return str(make_header(decode_header(said)))
        except (LookupError, ValueError, HeaderParseError):
            return said

    @property
    def encoding(self) -> str:
        """The transfer encoding, in lower case."""
        return self.value("content-transfer-encoding").split(";")[0].strip().lower() or "7bit"

    @property
    def is_attached(self) -> bool:
        return self.value("content-disposition").split(";")[0].strip().lower() == "attachment"

    def leaves(self) -> Iterator[Part]:
        """The parts within that have no parts, in order; itself when it has none."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass
class Message:
    """A message taken apart; `faults` are offsets with what is wrong there."""

    text: str
    faults: list[tuple[int, str]] = field(default_factory=list)
    count: int = 0

    def read(self, start: int = 0, end: int | None = None) -> Part:
        """The message that stands at `start` up to `end`, or all of the text."""
        return self._part(start, len(self.text) if end is None else end, 0)

    def _part(self, start: int, end: int, depth: int) -> Part:
        opened = head(self.text, start, end)
        part = Part(self.text, opened, opened.body, end)
        if opened.broken and opened.headers:
            self.faults.append((opened.body, "this line is no header; put an empty line between headers and words"))
        if not part.media.startswith("multipart/"):
            return part
        boundary = part.parameter("boundary")
        if not boundary:
            self.faults.append((start, "this message says no boundary, so its parts are not read; export it again"))
        elif depth >= bounds.DEEPEST_MAIL_PART or self.count >= bounds.MOST_MAIL_PARTS:
            most, deepest = bounds.MOST_MAIL_PARTS, bounds.DEEPEST_MAIL_PART
            self.faults.append((start, f"parts beyond {most}, or nested over {deepest} deep, are not read"))
        else:
            for low, high in self._inside(part, boundary):
                self.count += 1
                if self.count > bounds.MOST_MAIL_PARTS:
                    self.faults.append((low, f"parts beyond the first {bounds.MOST_MAIL_PARTS} are not read"))
                    break
                part.parts.append(self._part(low, high, depth + 1))
        return part

    def _inside(self, part: Part, boundary: str) -> Iterator[tuple[int, int]]:
        """Where each part between the delimiters stands, the line break before a delimiter left off."""
        begun = None
        for at in _line_starts(self.text, part.start, part.end):
            found = _DELIMITER.match(self.text, at, part.end) if self.text.startswith("--" + boundary, at) else None
            said = found["boundary"].rstrip() if found else ""
            if not found or said not in (boundary, boundary + "--"):
                continue
            if begun is not None:
                yield begun, max(begun, at - _break_before(self.text, at))
            begun = found.end()
            if said != boundary:
                return
        if begun is None:
            self.faults.append((part.start, f"no part “{boundary}” is here; export the message again"))
        else:
            self.faults.append((begun, "the message is cut off within the part that begins here; export it again"))
            yield begun, part.end


def messages(text: str) -> Iterator[Span]:
    """Where each message stands, from the line with which a mailbox begins it."""
    starts = [match.start() for match in _BEGINS.finditer(text)]
    yield from map(Span, starts, [*starts[1:], len(text)])


def _line_starts(text: str, start: int, end: int) -> Iterator[int]:
    yield start
    for found in _LINE_BREAK.finditer(text, start, end):
        yield found.end()


def _break_before(text: str, at: int) -> int:
    """The length of the line break that ends at `at`."""
    return 2 if text.endswith("\r\n", 0, at) else 1 if text[at - 1 : at] in ("\n", "\r") else 0
