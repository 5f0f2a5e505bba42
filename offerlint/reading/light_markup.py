"""reStructuredText and AsciiDoc: what they mark as Markdown does is written in its signs, and read as Markdown is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from offerlint.reading.markdown import read_markdown
from offerlint.reading.markup import NO_FIELDS, Reading
from offerlint.text.fold import FIELD
from offerlint.text.late import late
from offerlint.text.span import Span
from offerlint.text.view import View, ViewBuilder

_LINE = late(r"(?P<indent>[ \t]*)(?P<words>[^\r\n]*)(?:\r\n|\n|\r|\Z)")
_UNDER = late(r"([=\-~^\"'`#*+.:_])\1{2,}[ \t]*")
_DIRECTIVE = late(r"\.\.(?:[ \t]+(?P<name>[\w-]+)::[ \t]*(?P<words>.*)|[ \t]+.*|)")
_SHOWN = frozenset(
    "note tip important warning caution attention hint admonition topic sidebar epigraph pull-quote rubric "
    "container".split()
)
"""Directives of reStructuredText whose words are read."""
_RST = late(
    r":[\w:-]+:`(?P<role>[^`\n<]+?)(?:\s*<[^`\n]*>)?`|`(?P<link>[^`\n<]+?)\s*<[^`\n]*>`_{1,2}|``(?P<literal>[^`\n]+)``"
)
_ADOC = late(
    r"(?:link:|xref:|https?://|mailto:)[^\s\[]+\[(?P<link>[^\]\n]*)\]|(?<![\w*])\*(?P<bold>[^\s*][^*\n]*)\*(?![\w*])"
    r"|<<[^,>\n]+,(?P<ref>[^>\n]+)>>|(?:image|icon)::?[^\s\[]+\[[^\]\n]*\]|footnote:\[(?P<note>[^\]\n]*)\]"
)
_TITLE = late(r"(?P<signs>={1,6})[ \t]+(?=\S)")
_LABEL = late(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_FENCE = late(r"(?P<sign>-{4,}|\.{4,}|\+{4,}|/{4,}|```)[ \t]*")
_KEPT_FENCE = late(r"(?:={4,}|\*{4,}|_{4,}|--|\|===)[ \t]*")
_APART = late(r"//.*|:[\w!-]+:.*|\[[^\]\n]*\][ \t]*|include::.*")
_OURS = late(r"(?://|\.\.)[ \t]+offerlint\b")
_ITEM = late(r"(?P<signs>[*.]{1,4}|-)[ \t]+(?=\S)")


def read_rst(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """The blocks of reStructuredText; directives that show no words and comments are left out."""
    return _Page(view, fields).read(_Page.rst)


def read_asciidoc(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """The blocks of AsciiDoc; listings, attributes and comments are left out."""
    return _Page(view, fields).read(_Page.asciidoc)


def _is_title(words: str, under: str) -> bool:
    """Whether a line of reStructuredText is underlined from end to end."""
    return bool(words.strip()) and bool(_UNDER.fullmatch(under)) and len(under.rstrip()) >= len(words.rstrip())


class _Page:
    def __init__(self, view: View, fields: Mapping[int, str]) -> None:
        self.view, self.text, self._fields = view, view.text, fields
        self._kept: dict[int, str] = {}
        self._builder = ViewBuilder(view.text)

    def read(self, write: Callable[[_Page], None]) -> Reading:
        """The reading of what is written, whose maps go on to the sources of the view."""
        write(self)
        built = self._builder.build()
        reading = read_markdown(built, self._kept)
        blocks = tuple(replace(block, view=block.view.then(self.view.map)) for block in reading.blocks)
        runs = [self.view.map.runs(Span(one.place.start, one.place.end)) for one in reading.comments]
        comments = tuple(replace(one, place=run[0]) for one, run in zip(reading.comments, runs, strict=True) if run)
        return replace(reading, blocks=blocks, comments=comments)

    def copy(self, start: int, end: int) -> None:
        at = self.text.find(FIELD, start, end)
        while at >= 0:
            self._kept[len(self._builder) + at - start] = self._fields.get(at, "")
            at = self.text.find(FIELD, at + 1, end)
        self._builder.copy(start, end)

    def put(self, words: str) -> None:
        self._builder.gap(words)

    def comment(self, line: re.Match[str]) -> None:
        """What speaks to the linter, as a comment of Markdown."""
        self.put("\n\n<!-- ")
        self.copy(line.start("words") + 2, line.end("words"))
        self.put(" -->\n\n")

    def inline(self, start: int, end: int, marks: re.Pattern[str]) -> None:
        """Words of a line, with links and roles as what they show."""
        for match in marks.finditer(self.text, start, end):
            self.copy(start, match.start())
            if match.lastgroup:
                sign = {"bold": "**", "literal": "`"}.get(match.lastgroup, "")
                self.put(" (" if match.lastgroup == "note" else sign)
                self.copy(*match.span(match.lastgroup))
                self.put(")" if match.lastgroup == "note" else sign)
            start = match.end()
        self.copy(start, end)

    def rst(self) -> None:
        """Writes lines with their titles as Markdown's; what stands in a directive that is not shown is left out."""
        lines = [match for match in _LINE.finditer(self.text) if match[0]]
        hidden: int | None = None
        levels: list[str] = []
        skip = inside = 0
        for number, line in enumerate(lines):
            indent, words = len(line["indent"].expandtabs()), line["words"]
            under = lines[number + 1]["words"] if number + 1 < len(lines) else ""
            if hidden is not None and words.strip():
                hidden = hidden if indent > hidden else None
            if words.strip() and indent < inside:
                inside = 0
            if skip or hidden is not None:
                skip = 0
                continue
            directive = _DIRECTIVE.fullmatch(words)
            if _OURS.match(words):
                self.comment(line)
            elif directive:
                shown = directive["name"] in _SHOWN
                hidden = None if shown else indent
                inside = indent + 1
                if shown and directive["words"]:
                    self.inline(line.start("words") + directive.start("words"), line.end("words"), _RST)
                self.put("\n\n")
            elif not indent and _is_title(words, under):
                levels += [under[0]] if under[0] not in levels else []
                self.put(f"\n{'#' * min(levels.index(under[0]) + 1, 6)} ")
                self.inline(*line.span("words"), _RST)
                self.put("\n\n")
                skip = 1
            elif _UNDER.fullmatch(words):
                self.put("\n\n")
            elif words.rstrip().endswith("::"):
                self.inline(line.start("words"), line.start("words") + len(words.rstrip()) - 1, _RST)
                self.put("\n")
                hidden = indent
            else:
                if not inside:
                    self.copy(*line.span("indent"))
                self.inline(*line.span("words"), _RST)
                self.put("\n")

    def asciidoc(self) -> None:
        """Writes lines with their titles, items and bold as Markdown's; listings and attributes are left out."""
        fence = ""
        for line in filter(lambda match: match[0], _LINE.finditer(self.text)):
            words, start = line["words"], line.start("words")
            found = _FENCE.fullmatch(words)
            if fence or found:
                fence = ("" if words.strip() == fence else fence) if fence else words.strip()
                continue
            if _OURS.match(words):
                self.comment(line)
                continue
            if _KEPT_FENCE.fullmatch(words) or _APART.fullmatch(words) or not words.strip() or words.strip() == "+":
                self.put("\n\n" if not words.strip() or _KEPT_FENCE.fullmatch(words) else "")
                continue
            title, item, label = _TITLE.match(words), _ITEM.match(words), _LABEL.match(words)
            if title:
                self.put(f"\n{'#' * len(title['signs'])} ")
                start += title.end()
            elif item:
                self.put("  " * (len(item["signs"]) - 1) + ("1. " if item["signs"][0] == "." else "- "))
                start += item.end()
            elif label:
                start += label.end()
            elif words.startswith(".") and words[1:2].isalpha():
                self.put("\n**")
                self.copy(start + 1, line.end("words"))
                self.put("**\n\n")
                continue
            elif words.startswith("|"):
                self._cells(start, line.end("words"))
                continue
            self.inline(start, line.end("words"), _ADOC)
            self.put("\n\n" if title else "\n")

    def _cells(self, start: int, end: int) -> None:
        """The cells of a row, each as a paragraph."""
        for cell in re.finditer(r"[^|]*[^|\s][^|]*", self.text[start:end]):
            self.inline(start + cell.start(), start + cell.end(), _ADOC)
            self.put("\n\n")
