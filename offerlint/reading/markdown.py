"""Markdown: headings, paragraphs, lists, quotes, tables, footnotes and the HTML among them, as blocks.

A heading or a rule begins a section; headings that follow one another share theirs. Code is not copy.
A list that opens with `*` is a footnote, as its writer meant, where some word of the text bears a `*`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from offerlint.model.block import Control, Emphasis
from offerlint.reading.markdown_events import Event, events
from offerlint.reading.markdown_inline import MARKS, Inline
from offerlint.reading.markup import NO_ATTRIBUTES, NO_FIELDS, TICK_BOX, BlockWriter, Reading, cut
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View

_FORM_TAG = late(r"<(?:input|label|button|select|option|textarea)\b", re.IGNORECASE)
_EMPHASIS = late(r"(?<![\w*])\*(?=[^\s*])[^*\n]+\*")
_STARRED = late(r"[\w%)]\\?\*(?![*\w])")


def read_markdown(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """The blocks of a Markdown text, its front matter left off before."""
    return _Walk(BlockWriter(view, fields)).reading()


class _Walk:
    """One pass over the events; `inside` are the elements under way, each with its details."""

    def __init__(self, page: BlockWriter) -> None:
        self.page, self.text = page, page.view.text
        self.words = Inline(page)
        self.inside: list[tuple[str, Any]] = []
        self.depth = Counter[str]()
        self.html: list[Span] = []
        self.control: Control | None = None
        self.header: list[str] = []
        self.row = self.column = 0
        self.starred = bool(_STARRED.search(_EMPHASIS.sub("", self.text)))

    def reading(self) -> Reading:
        skip_to = 0
        for event in events(self.text):
            if event.at.start < skip_to:
                continue
            if event[:2] == ("Start", "Paragraph") and _FORM_TAG.search(self.text, *event.at):
                self.end_block()
                self.hand_to_html([event.at])
                skip_to = event.at.end
            elif event.name == "Start":
                self.start(event)
            elif event.name == "End":
                self.end(event)
            else:
                self.leaf(event)
        self.end_block()
        return self.page.reading()

    def within(self, element: str) -> bool:
        return self.depth[element] > 0

    def detail(self, element: str) -> Any:
        """The details of the innermost open `element`; None outside any."""
        if not self.within(element):
            return None
        return next((details for name, details in reversed(self.inside) if name == element))

    def start(self, event: Event) -> None:
        element, details, at = event[1:]
        if element in MARKS or element == "Image":
            self.words.start(element, details, at)
        else:
            self.end_block()
        if element == "Heading" and not self.under_heading():
            self.page.next_section()
        elif element == "Table":
            self.header, self.row = [], 0
        elif element in ("TableHead", "TableRow"):
            self.column, self.row = 0, self.row + (element == "TableRow")
        elif element == "Paragraph" and (box := TICK_BOX.match(self.text, *at)):
            self.control = self.page.tick_box(*box.span())
        elif element == "Item":
            details = self.starred and self.text.startswith("*", at.start)
            if details:
                self.page.copy(at.start, at.start + 2)
        self.inside.append((element, details))
        self.depth[element] += 1

    def end(self, event: Event) -> None:
        element, at = event.element, event.at
        if element in MARKS or element == "Image":
            self.words.end(element, self.pop(), at)
            return
        self.end_block()
        self.pop()
        if element == "HtmlBlock":
            self.hand_to_html(self.html)
            self.html = []
        elif element == "TableCell":
            self.column += 1

    def pop(self) -> Any:
        """Leaves the innermost element; its details."""
        element, details = self.inside.pop()
        self.depth[element] -= 1
        return details

    def leaf(self, event: Event) -> None:
        if event.name == "Rule":
            self.end_block()
            self.page.next_section()
        elif event.name == "TaskListMarker":
            self.control = self.page.tick_box(*event.at)
        elif self.within("HtmlBlock"):
            self.html.append(event.at)
        elif not self.within("CodeBlock"):
            self.words.leaf(event.name, event.details, event.at)

    def end_block(self) -> None:
        """Makes the block under way, if it has words, and those that wait for it."""
        waiting = self.words.close()
        heading = self.detail("Heading")
        scope, attributes = self.scope()
        block = self.page.end(
            "form.checkbox" if self.control else scope,
            Emphasis.HEADING if heading else Emphasis.STRONG if self.within("TableHead") else Emphasis.PLAIN,
            level=int(heading["level"][1]) if heading else 0,
            control=self.control,
            attributes=attributes,
        )
        if block:
            self.control = None
        if self.within("TableHead") and self.inside[-1][0] == "TableCell":
            self.header.append(" ".join(block.text.split()) if block else "")
        for other in waiting:
            self.page.add(other)

    def scope(self) -> tuple[str, Mapping[str, str]]:
        """Where the block under way stands, and what else is known of it."""
        if self.within("Heading"):
            return "body.heading", NO_ATTRIBUTES
        if self.within("FootnoteDefinition"):
            return "body.footnote", {"note": str(self.detail("FootnoteDefinition"))}
        if self.within("TableCell"):
            column = self.header[self.column] if self.row and self.column < len(self.header) else ""
            return "body.table", {"row": str(self.row), "column": column}
        if self.within("BlockQuote"):
            return "body.quote", NO_ATTRIBUTES
        if self.within("Item"):
            return ("body.footnote", {"note": "*"}) if self.detail("Item") else ("body.list", NO_ATTRIBUTES)
        return "body.paragraph", NO_ATTRIBUTES

    def under_heading(self) -> bool:
        """Whether the section under way has only headings so far."""
        seen = False
        for block, section in zip(reversed(self.page.blocks), reversed(self.page.sections), strict=True):
            if section != self.page.section:
                break
            if not block.level:
                return False
            seen = True
        return seen

    def hand_to_html(self, spans: list[Span]) -> None:
        """Has the HTML reader read a stretch of HTML."""
        from offerlint.reading.html import read_html

        self.page.append(read_html(*cut(self.page.view, self.page.fields, spans)))
