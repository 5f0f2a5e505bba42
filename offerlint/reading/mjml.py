"""Reads MJML, the markup that e-mails are made of, as the HTML that it stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from offerlint.model.document import Problem
from offerlint.reading.html import read_html
from offerlint.reading.html_names import VOID
from offerlint.reading.html_scan import Token, scan
from offerlint.reading.markup import NO_FIELDS, Reading
from offerlint.reading.template.tree import Include, Node, Text, Tree, rebuilt
from offerlint.text.late import late
from offerlint.text.lines import LineIndex
from offerlint.text.view import View, ViewBuilder

_ELEMENTS: Mapping[str, str] = {
    "mjml": "html", "mj-title": "title", "mj-style": "style", "mj-image": "img", "mj-carousel-image": "img",
    "mj-button": "a", "mj-table": "table", "mj-head": "", "mj-body": "", "mj-raw": "", "mj-include": "",
}  # fmt: skip
"""What an element of MJML is in HTML, `div` where nothing else is said; the tags of an empty one are left out."""
_ONCE = ("mjml",)
"""Elements that files written into others have again; what is said of the first holds."""
_LOOKS = ("font-size", "font-weight", "text-decoration", "display")
_CLASSES = ("css-class", "mj-class")
_PREVIEW = (' class="preheader"', ' style="display:none"')
_INCLUDE = late(
    r"<!--.*?(?:-->|\Z)|(?P<tag><mj-include\b(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*>)(?:\s*</mj-include\s*>)?", re.DOTALL
)
_PATH = late(r"\s(?P<name>path|type)\s*=\s*([\"'])(?P<value>[^\"'<>]*)\2")


def read_mjml(view: View, fields: Mapping[int, str] = NO_FIELDS) -> Reading:
    """The blocks, sections and comments of the MJML in `view`; `fields` are expressions by offset.

    Any text is read. A file that it includes and that was not found before is a problem.
    """
    writer = _Writer(view.text, fields)
    for token in scan(view.text):
        writer.take(token)
    written = writer.builder.build()
    reading = read_html(written.then(view.map), writer.fields)
    lines = LineIndex(view.text)
    problems = tuple(
        Problem("", f'"{said}" is not followed: its words were not read', lines.position(at).line, fatal=False)
        for at, said in writer.not_followed
    )
    return replace(reading, problems=(*reading.problems, *problems))


def with_includes(source: str, tree: Tree) -> Tree:
    """`tree` with the files that `<mj-include path>` names, comments and style sheets aside."""
    if "<mj-include" not in source:
        return tree
    found = [
        Include(said["path"], *match.span())
        for match in _INCLUDE.finditer(source)
        if (said := {one["name"]: one["value"] for one in _PATH.finditer(match["tag"] or "")}).get("path")
        and said.get("type") != "css"
    ]
    return replace(tree, nodes=tuple(_included(tree.nodes, found)))


def _included(nodes: tuple[Node, ...], found: Sequence[Include]) -> Iterator[Node]:
    for node in nodes:
        if not isinstance(node, Text):
            yield rebuilt(node, lambda body: tuple(_included(body, found)))
            continue
        at = node.start
        for i in range(bisect_left(found, at, key=_start), bisect_left(found, node.end, key=_start)):
            if found[i].end <= node.end:
                if at < found[i].start:
                    yield Text(at, found[i].start)
                yield found[i]
                at = found[i].end
        if at < node.end:
            yield Text(at, node.end)


_start = attrgetter("start")


class _Writer:
    """Writes the HTML; offsets count the characters of `text`."""

    def __init__(self, text: str, fields: Mapping[int, str]) -> None:
        self.builder = ViewBuilder(text)
        self.fields: dict[int, str] = {}
        self.not_followed: list[tuple[int, str]] = []
        self._text, self._given = text, sorted(fields.items(), reverse=True)
        self._defaults: list[str] | None = None
        self._seen: set[str] = set()

    def take(self, token: Token) -> None:
        """Adds a token; what MJML's own elements are in HTML stands in their place."""
        if token.name == "mj-attributes":
            self._attributes(token)
        elif self._defaults is not None:
            self._default(token)
        elif token.kind == "comment" or not token.name.startswith("mj"):
            self._copy(token.start, token.end)
        elif token.kind == "start":
            self._start(token)
        else:
            name = _ELEMENTS.get(token.name, "div")
            if name and name not in VOID and token.name not in _ONCE:
                self.builder.put(f"</{name}>", token.start, token.end)

    def _copy(self, start: int, end: int) -> None:
        """Copies what stands at `start` up to `end`, with the fields in it."""
        by = len(self.builder) - start
        while self._given and self._given[-1][0] < end:
            at, name = self._given.pop()
            if at >= start:
                self.fields[at + by] = name
        self.builder.copy(start, end)

    def _attributes(self, token: Token) -> None:
        """What holds for all elements of a name or class becomes a style sheet."""
        if token.kind == "start":
            self._defaults = []
        elif self._defaults is not None:
            self.builder.put(f"<style>{''.join(self._defaults)}</style>", token.start, token.end)
            self._defaults = None

    def _default(self, token: Token) -> None:
        if token.kind != "start" or self._defaults is None:
            return
        name = token.attributes.get("name", (0, 0))
        selector = {"mj-all": "html", "mj-class": "." + self._text[slice(*name)]}.get(token.name, "." + token.name)
        self._defaults.append(f"{selector}{{{self._looks(token)}}}")

    def _looks(self, token: Token) -> str:
        """The declarations that the attributes of an element are."""
        return "".join(
            f"{name}:{self._text[slice(*place)]};" for name, place in token.attributes.items() if name in _LOOKS
        )

    def _start(self, token: Token) -> None:
        text, name = self._text, _ELEMENTS.get(token.name, "div")
        if token.name == "mj-include" and text[slice(*token.attributes.get("type", (0, 0)))] != "css":
            self.not_followed.append((token.start, " ".join(text[token.start : token.end].split())[:80]))
        if not name or (token.name in _ONCE and token.name in self._seen):
            return
        self._seen.add(token.name)
        self.builder.put(f"<{name}", token.start, token.start + 1 + len(token.name))
        self._write(token, _PREVIEW if token.name == "mj-preview" else self._shown(token))
        is_closed = text[token.end - 2] == "/"
        self.builder.put(f"></{name}>" if is_closed and name not in VOID else ">", token.end - 1, token.end)

    def _shown(self, token: Token) -> tuple[str, ...]:
        """The class and style that the element has in HTML."""
        classes = [self._text[slice(*token.attributes[name])] for name in _CLASSES if name in token.attributes]
        looks = self._looks(token)
        said = (f' class="{" ".join((token.name, *classes))}"', f' style="{looks}"' if looks else "")
        return tuple(one for one in said if one.count('"') == 2)

    def _write(self, token: Token, shown: tuple[str, ...]) -> None:
        for one in shown:
            self.builder.put(one, token.start, token.end)
        for name, (start, end) in token.attributes.items():
            if name not in (*_LOOKS, *_CLASSES) and start < end and "=" not in name:
                quote = self._text[start - 1] if self._text[start - 1] in "\"'" else '"'
                self.builder.put(f" {name}={quote}", token.start, start)
                self._copy(start, end)
                self.builder.put(quote, end - 1, end)
