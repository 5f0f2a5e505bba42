"""What an e-mail carries: messages within it and attached files, each a document read by a reader of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import PurePosixPath

from offerlint.model.document import Document, Problem, Variant
from offerlint.model.source import Source
from offerlint.reading import bounds
from offerlint.reading.decode import decode
from offerlint.reading.email import is_shown
from offerlint.reading.email_decode import decode_message
from offerlint.reading.email_octet import base64_octets
from offerlint.reading.email_part import Message, Part, messages
from offerlint.reading.enclosed_place import Attached, Letters, moved, said_name
from offerlint.reading.errors import ReadError
from offerlint.reading.front_matter import front_matter
from offerlint.reading.markup import Reading
from offerlint.reading.mbox import letter
from offerlint.reading.opener import OPENERS, body_of, open_data
from offerlint.reading.reader import read
from offerlint.reading.recognise import recognise
from offerlint.reading.settle import settle
from offerlint.text.span import Span

_UNSEEN = ("image/", "application/pkcs7-signature", "application/pgp-signature", "text/x-amp-html")
"""Parts that hold no words, or those of the HTML again."""
_ENDINGS: Mapping[str, str] = {
    "application/pdf": ".pdf", "text/plain": ".txt", "text/html": ".html", "text/markdown": ".md", "text/csv": ".csv",
    "message/rfc822": ".eml", "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip
"""What the names of files end in whose kind a message says, where their own name does not tell it."""
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".cab", ".iso")
_OF_MAIL = ("format", "channel", "kind", "columns", "script", "agents")
"""What is said of a message and not of what it carries."""


def with_enclosed(document: Document, declared: Mapping[str, object]) -> Document:
    """A message or a mailbox with what it carries as further parts; `declared` is what the config says of it.

    What cannot be opened is a problem. One that carries nothing stays as it is.
    """
    return _with_enclosed(document, declared, 0, count(1))


def _with_enclosed(document: Document, declared: Mapping[str, object], depth: int, numbers: Iterator[int]) -> Document:
    """The same of one that stands so deep in others; `numbers` count what all of these carry."""
    source = document.sources[0]
    found = _Found(source, declared, depth, numbers)
    if document.format == "mbox":
        for number, span in enumerate(list(messages(source.text))[: bounds.MOST_MESSAGES], 1):
            found.carried(span, f"message {number}")
    else:
        front = front_matter(source.text)
        found.carried(Span(front.end if front else 0, len(source.text)), "")
    if not (found.parts or found.problems or found.letters):
        return document
    if found.letters:
        source = replace(source, locator=Letters(found.letters, len(source.text)))
    sources = (source, *found.sources)
    own = document.parts or (replace(document, problems=(), allows=()),)
    every = (*own, *found.parts)
    return replace(
        document,
        sources=sources,
        variants=tuple(_followed(variant, found.parts) for variant in document.variants),
        allows=(*document.allows, *(allow for part in found.parts for allow in part.allows)),
        problems=(*document.problems, *found.problems),
        parts=tuple(replace(part, sources=sources) for part in every) if len(every) > 1 else (),
    )


def _followed(variant: Variant, parts: Sequence[Document]) -> Variant:
    """A variant of a message with the words that it carries below its own."""
    blocks, sections = list(variant.blocks), list(variant.sections)
    for part in parts:
        base = sections[-1] + 1 if sections else 0
        blocks += part.variants[0].blocks
        sections += [base + section for section in part.variants[0].sections]
    return Variant(tuple(blocks), tuple(sections), variant.choices)


class _Found:
    """Gathers what the messages of a source carry, in order."""

    def __init__(self, source: Source, declared: Mapping[str, object], depth: int, numbers: Iterator[int]) -> None:
        self._source, self._declared = source, declared
        self._depth, self._numbers = depth, numbers
        self.sources: list[Source] = []
        self.parts: list[Document] = []
        self.problems: list[Problem] = []
        self.letters: list[tuple[Span, str]] = []
        self._around: tuple[str, ...] = ()

    def carried(self, span: Span, what: str) -> None:
        """Takes what the message that stands at `span` carries; `what` it is, if it is not all of the file."""
        message = Message(self._source.text).read(*span)
        around = self._around
        if what:
            self._around = (*around, said_name(what, message))
            self.letters.append((span, self._around[-1]))
        self._leaves(message)
        self._around = around

    def _leaves(self, message: Part) -> None:
        for leaf in message.leaves():
            if is_shown(leaf) or leaf.media.startswith(("multipart/", *_UNSEEN)):
                continue
            at = leaf.head.headers[0].place if leaf.head.headers else leaf.start
            number = next(self._numbers)
            if number > bounds.MOST_ENCLOSED:
                if number == bounds.MOST_ENCLOSED + 1:
                    words = f"what is attached beyond the first {bounds.MOST_ENCLOSED} is not read"
                    self._fault(at, f"{words}; check it as files of their own")
            elif leaf.media == "message/rfc822" and leaf.encoding in ("7bit", "8bit", "binary"):
                self._message(Span(leaf.start, leaf.end), at)
            else:
                self._attached(leaf, at)

    def _message(self, span: Span, at: int) -> None:
        """Reads a message that stands in this one as it was sent."""
        if self._is_too_deep(at):
            return
        reading = letter(self._source, span)
        self.parts.append(self._settled(reading))
        self.problems += [replace(one, path=self._source.path) for one in reading.problems]
        self.carried(span, "forwarded message")

    def _is_too_deep(self, at: int) -> bool:
        """Whether a message that begins at `at` stands in more messages than are read, which is a problem then."""
        if self._depth + len(self._around) < bounds.DEEPEST_MESSAGE:
            return False
        words = f"messages within messages over {bounds.DEEPEST_MESSAGE} deep are not read; check this one by itself"
        self._fault(at, words)
        return True

    def _settled(self, reading: Reading) -> Document:
        body = replace(body_of(reading), problems=())
        return settle(self._source, "email", body, self._declared, markup="email", words=self._source.text[:0])

    def _attached(self, leaf: Part, at: int) -> None:
        """Reads a file that is attached."""
        name = PurePosixPath(leaf.name.replace("\\", "/")).name or leaf.media
        shown = f"“{' '.join(name.split())[:60]}”"
        if name.lower().endswith(_ARCHIVES):
            self._note(at, f"{shown} in this message is an archive, which is not opened; unpack it and check the files")
            return
        path = self._free(name)
        ending = "" if recognise(name, "") else _ENDINGS.get(leaf.media, "")
        try:
            document = _opened(self._octets(leaf), path, name + ending, self._said())
        except ReadError as error:
            self._fault(at, f"{shown} in this message cannot be read: {error}")
            return
        if document is None:
            self._note(at, f"{shown} in this message is not read; check it as a file of its own")
            return
        if document.format in ("email", "mbox"):
            if self._is_too_deep(at):
                return
            depth = self._depth + len(self._around) + 1
            document = _with_enclosed(document, self._said(), depth, self._numbers)
        self._add(document, name, at)

    def _add(self, document: Document, name: str, at: int) -> None:
        """Takes what an attached file says, and what it carries itself, with places that name it."""
        before = len(self.sources) + 1
        around = (*self._around, f"attachment “{name}”")
        self.sources += [replace(one, locator=Attached(around, name, one)) for one in document.sources]
        self.parts += [moved(part, before) for part in document.parts or (document,)]
        if document.parts and document.allows:
            self.parts[-1] = replace(self.parts[-1], allows=moved(document, before).allows)
        line = self._source.line(at)
        self.problems += [
            replace(one, path=self._source.path, message=f"attachment “{name}”: {_told(one)}", line=line)
            for one in document.problems
        ]

    def _octets(self, leaf: Part) -> bytes:
        """The bytes of a part, its transfer encoding undone."""
        import quopri

        text = self._source.text
        if leaf.encoding == "base64":
            return base64_octets(text, leaf.start, leaf.end).data
        octets = text[leaf.start : leaf.end].encode(self._source.encoding, "replace")
        return quopri.decodestring(octets) if leaf.encoding == "quoted-printable" else octets

    def _said(self) -> dict[str, object]:
        return {key: value for key, value in self._declared.items() if key not in _OF_MAIL}

    def _free(self, name: str) -> str:
        """The path of an attached file below that of the message, with a number where another is called so too."""
        taken = {source.path for source in self.sources}
        paths = (f"{self._source.path}/{name}" + (f" ({number})" if number > 1 else "") for number in count(1))
        return next(path for path in paths if path not in taken)

    def _fault(self, at: int, words: str) -> None:
        self.problems.append(Problem(self._source.path, words, self._source.line(at)))

    def _note(self, at: int, words: str) -> None:
        self.problems.append(Problem(self._source.path, words, self._source.line(at), fatal=False))


def _opened(data: bytes, path: str, called: str, declared: Mapping[str, object]) -> Document | None:
    """The document that a file called `called` is, under the name `path`; None when its format is not read."""
    format = recognise(called, "")
    if format is not None and format in OPENERS:
        return open_data(data, path, format, declared)
    try:
        source = decode_message(data, path) if format == "email" else decode(data, path)
    except ReadError:
        if format is None:
            return None
        raise
    format = recognise(called, source.text)
    if format is not None and format in OPENERS:
        return open_data(data, path, format, declared)
    return None if format is None else read(source, format, declared)


def _told(problem: Problem) -> str:
    """A problem of an attached file, with its line there."""
    return f"line {problem.line}: {problem.message}" if problem.line else problem.message
