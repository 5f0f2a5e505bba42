"""Where a comment that allows a finding goes, in the comments of the file's own format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from offerlint.lsp.look import Look, look
from offerlint.model.document import Document
from offerlint.model.finding import Edit, Finding
from offerlint.text.span import Span

_HTML, _HASH, _BRACES = "<!-- {} -->", "# {}", "{{# {} #}}"

COMMENTS: Mapping[str, tuple[str, ...]] = {
    "text": (_HASH,),
    "markdown": (_HTML,),
    "html": (_HTML,),
    "mjml": (_HTML,),
    "script": (_HTML, _HASH),
    "flow": (_HASH,),
    "jinja": (_BRACES,),
    "twig": (_BRACES,),
    "liquid": ("{{% comment %}} {} {{% endcomment %}}",),
    "handlebars": ("{{{{!-- {} --}}}}",),
    "erb": ("<%# {} %>",),
    "ejs": ("<%# {} %>",),
    "vue": (_HTML,),
    "svelte": (_HTML,),
    "php": ("<?php /* {} */ ?>",),
    "blade": ("{{{{-- {} --}}}}",),
    "jsx": ("/* {} */", "{{/* {} */}}"),
}
"""How a format, or the template language before its +, writes a comment. JSON has none."""

_LINES_UP = 3
_BECAUSE = " because"

Lint = Callable[[Look, str], Look]


def allow(finding: Finding, seen: Look, lint: Lint | None = None) -> Edit | None:
    """The comment that allows a finding, with no reason yet; None where no place for one was found.

    Every place is tried: the finding must be allowed once a reason stands there, and nothing else change.
    """
    document = seen.document
    lint = lint or _again
    if document is None:
        return None
    for edit in _places(finding, document):
        comment = edit.text.replace(_BECAUSE, f"{_BECAUSE} its reason is told")
        text = seen.file.text[: edit.start] + comment + seen.file.text[edit.end :]
        after = lint(seen, text)
        allowed = any(one.finding.rule == finding.rule and one.by == "allow" for one in after.allowed)
        if allowed and len(after.findings) == len(seen.findings) - 1:
            return edit
    return None


def _again(seen: Look, text: str) -> Look:
    return look(replace(seen.file, text=text), seen.terms, seen.positions.encoding)


def _places(finding: Finding, document: Document) -> Iterator[Edit]:
    """A line of its own before the block, or one further up where that is no place for one; else the block's end."""
    text = document.sources[0].text
    words = f"offerlint: allow {finding.rule}{_BECAUSE}"
    block, is_cell = _block(finding, document)
    newline = "\r\n" if "\r\n" in text else "\n"
    for form in COMMENTS.get(document.format.split("+")[0], ()):
        comment = form.format(f"{words} ").replace("  ", " ")
        at = _line_start(text, block.start)
        for _ in range(0 if is_cell else _LINES_UP):
            yield Edit(at, at, f"{_indent(text, at)}{comment}{newline}")
            if at == 0:
                break
            at = _line_start(text, at - 1)
        yield Edit(block.end, block.end, f" {comment}")


def _line_start(text: str, offset: int) -> int:
    """Where the line of `offset` begins; of the line break before it, that line."""
    if text[offset : offset + 1] == "\n" and text[offset - 1 : offset] == "\r":
        offset -= 1
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _indent(text: str, at: int) -> str:
    """The white space at the beginning of a line."""
    end = at
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return text[at:end]


def _block(finding: Finding, document: Document) -> tuple[Span, bool]:
    """The stretch of the block that a finding stands in, and whether it is a cell, before which no line can stand."""
    first = min(finding.runs)
    for variant in document.variants:
        for block in variant.blocks:
            runs = [Span(run.start, run.end) for piece in block.view.map for run in piece.runs if run.source == 0]
            if any(run.overlaps(first) for run in runs):
                stretch = Span(min(run.start for run in runs), max(run.end for run in runs))
                return stretch, block.scope == "body.table"
    return first, False
