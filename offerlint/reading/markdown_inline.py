"""The words inside a Markdown block: marks, links, images, entities and inline HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from offerlint.model.block import Block
from offerlint.reading.markdown_events import definitions
from offerlint.reading.markup import BlockWriter, cut
from offerlint.text.late import late
from offerlint.text.span import Span

MARKS: Mapping[str, str] = {"Strong": "strong", "Emphasis": "em", "Strikethrough": "struck", "Link": "link"}

_TAGS = {
    "b": "strong", "strong": "strong", "em": "em", "i": "em", "small": "small", "sup": "sup", "sub": "sub",
    "del": "struck", "s": "struck", "strike": "struck", "q": "quoted", "a": "link",
}  # fmt: skip
_TAG = late(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)", re.IGNORECASE)
_WORDS = late(r"\b(?:alt|title|aria-label|placeholder)\s*=", re.IGNORECASE)
_HREF = late(r"\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_ESCAPED_SPACE = late(r"\\[ \t]")


class Inline:
    """Writes inline events into `page`; alt texts and titles wait until the block they stand in is made."""

    def __init__(self, page: BlockWriter) -> None:
        self.page, self.text = page, page.view.text
        self._writers = [page]
        self._waiting: list[Block] = []
        self._tags: list[str] = []
        self._definitions: Mapping[str, Span] | None = None

    def close(self) -> list[Block]:
        """Ends what HTML left open, and gives up the blocks that waited."""
        for kind in reversed(self._tags):
            self.page.close(kind)
        waiting, self._waiting, self._tags = self._waiting, [], []
        return waiting

    def start(self, element: str, details: Any, at: Span) -> None:
        """A mark, a link or an image begins."""
        if element == "Image":
            self._writers.append(BlockWriter(self.page.view, self.page.fields))
        elif element == "Strikethrough" and not self.text.startswith("~~", at.start):
            self._writers[-1].copy(at.start, at.start + 1)
        else:
            self._writers[-1].open(MARKS[element], details["dest_url"] if element == "Link" else "")

    def end(self, element: str, details: Any, at: Span) -> None:
        """A mark, a link or an image ends; `details` are those of its start."""
        if element == "Image":
            alt = self._writers.pop().end("body.alt")
            self._waiting += [alt] if alt else []
            if len(self._writers[-1]):
                self._writers[-1].gap(" ")
        elif element == "Strikethrough" and not self.text.startswith("~~", at.start):
            self._writers[-1].copy(at.end - 1, at.end)
        else:
            self._writers[-1].close(MARKS[element])
        if details and details["title"]:
            self._title(details, at)

    def leaf(self, name: str, details: Any, at: Span) -> None:
        """Words, a break, code, a footnote's mark or a tag."""
        writer, words = self._writers[-1], self.text[at.start : at.end]
        if name == "Text":
            self._words(details, words, at)
        elif name == "Code":
            writer.put("`", *at, kind="code")
        elif name == "HardBreak" or (name == "SoftBreak" and not words.isspace()):
            writer.put("\n", *at)
        elif name in ("SoftBreak", "FootnoteReference"):
            writer.copy(*at)
        elif name == "InlineHtml":
            self._tag(words, at)

    def _words(self, said: str, words: str, at: Span) -> None:
        writer, start = self._writers[-1], at.start
        if said != words:
            writer.put(said, *at)
            return
        for escaped in _ESCAPED_SPACE.finditer(self.text, at.start, at.end):
            writer.copy(start, escaped.start())
            writer.put(" ", *escaped.span())
            start = escaped.end()
        writer.copy(start, at.end)

    def _title(self, details: Any, at: Span) -> None:
        """The title of a link or image, in its brackets or where its reference is defined."""
        if details["link_type"] != "Inline":
            if self._definitions is None:
                self._definitions = definitions(self.text)
            at = self._definitions.get(details["id"].casefold(), at)
        title = BlockWriter(self.page.view, self.page.fields)
        found = self.text.rfind(details["title"], *at)
        if found >= 0:
            title.copy(found, found + len(details["title"]))
        else:
            title.put(details["title"], *at)
        block = title.end("body.title")
        self._waiting += [block] if block else []

    def _tag(self, tag: str, at: Span) -> None:
        """A piece of inline HTML: a comment, a break, a mark, or a tag with words in its attributes."""
        if tag.startswith("<!--"):
            self.page.comment(tag[4:-3], *at)
        found = _TAG.match(tag)
        if not found:
            return
        name = found["name"].lower()
        if name == "br":
            self._writers[-1].put("\n", *at)
        elif name in _TAGS and found["end"]:
            self._writers[-1].close(_TAGS[name])
        elif name in _TAGS:
            href = _HREF.search(tag) if name == "a" else None
            self._tags.append(_TAGS[name])
            self._writers[-1].open(_TAGS[name], href[1] if href else "")
        if _WORDS.search(tag):
            from offerlint.reading.html import read_html

            self._waiting += read_html(*cut(self.page.view, self.page.fields, [at])).blocks
