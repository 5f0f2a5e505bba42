"""Elements of JSX as the HTML that they become: tags, attributes that are copy, and text without its indentation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from offerlint.reading.html_names import VOID
from offerlint.reading.template.code import named
from offerlint.reading.template.code_string import Shown, filled_in
from offerlint.reading.template.component import html_name, is_copy
from offerlint.reading.template.jsx_parse import Parsed
from offerlint.reading.template.nest import Nest
from offerlint.reading.template.sfc import is_true_at_first, starts_true
from offerlint.reading.template.tree import Field, Spelt, Text
from offerlint.text.late import late

if TYPE_CHECKING:
    from tree_sitter import Node

_NAMES = {"classname": "class", "htmlfor": "for", "defaultchecked": "checked", "defaultvalue": "value"}
_KEPT = frozenset((
    "class", "id", "for", "type", "name", "href", "role", "lang", "value", "aria-labelledby", "aria-level", "form",
))  # fmt: skip
"""Attributes that say what an element is, where they stand as words."""
_SWITCHES = ("checked", "required", "selected", "hidden", "multiple", "aria-checked", "aria-required")
"""Attributes that are there or not."""
DEFAULTS = ("defaultMessage", "defaultValue", "defaults")
"""Under what names translations are given the words of the page itself."""
_LOOKS = ("fontSize", "fontWeight", "textDecoration", "textDecorationLine", "display", "visibility", "opacity")
_LINE = late(r"[^\r\n]+")
_WORD = late(r"(?<=[a-z0-9])(?=[A-Z])")


class Tags:
    """Writes the tags of elements; `code` finds what stands in other code, `shown` what an expression shows."""

    def __init__(
        self,
        parsed: Parsed,
        nest: Nest,
        code: Callable[[Node, str | None], None],
        shown: Callable[[Node, Shown, Node], None],
    ) -> None:
        self._parsed, self._nest, self._code, self._shown = parsed, nest, code, shown
        self._checked = starts_true(parsed.source)

    def element(self, node: Node) -> None:
        """Adds an element with all that it holds."""
        opening, closing = node.child_by_field_name("open_tag"), node.child_by_field_name("close_tag")
        if opening is None or closing is None:
            opening, closing = node, None
        name_at = opening.child_by_field_name("name")
        name = self._parsed.text(name_at)
        html = html_name(name) if name else ""
        start, inner = self._parsed.start(opening), self._parsed.end(opening)
        is_alone = html.startswith("x-") and not self._is_in_words(node)
        if html and name_at is not None:
            self._nest.add(Spelt(f"{'<div>' if is_alone else ''}<{html}", start, self._parsed.end(name_at)))
        told = [child for child in opening.named_children if child != name_at]
        if any(self._named(child) == "defaultMessage" for child in told):
            told = [child for child in told if self._named(child) != "description"]
        later = [show for child in told for show in self._attribute(child)]
        if html:
            self._nest.add(Spelt(">", inner - 1, inner))
        for show in later:
            show()
        if closing is not None:
            self._children(node, opening, closing)
        if html and html.split()[0] not in VOID:
            place = (self._parsed.start(closing), self._parsed.end(closing)) if closing else (inner - 1, inner)
            self._nest.add(Spelt(f"</{html.split()[0]}>{'</div>' if is_alone else ''}", *place))

    def _named(self, attribute: Node) -> str:
        return self._parsed.text(attribute.named_children[0]) if attribute.type == "jsx_attribute" else ""

    def _is_in_words(self, node: Node) -> bool:
        """Whether words stand beside an element in the one around."""
        around = node.parent
        if around is None or around.type != "jsx_element":
            return False
        return any(child.type == "jsx_text" and self._parsed.text(child).strip() for child in around.named_children)

    def _children(self, node: Node, opening: Node, closing: Node) -> None:
        """What stands between the tags: text as React shows it, elements and expressions."""
        at = self._parsed.end(opening)
        for child in node.named_children:
            if child.type in ("jsx_text", "html_character_reference", "jsx_opening_element", "jsx_closing_element"):
                continue
            self._text(at, self._parsed.start(child))
            at = self._parsed.end(child)
            if child.type == "jsx_expression":
                for inner in child.named_children:
                    if inner.type == "object":
                        self._value(inner, child)
                    else:
                        self._shown(inner, Shown.TEXT, child)
            else:
                self._code(child, None)
        self._text(at, self._parsed.start(closing))

    def _value(self, node: Node, place: Node) -> None:
        """A value that a translation is handed among its words, as `{{ name: user.name }}`."""
        for one in node.named_children[:1]:
            name = named(self._parsed.text(one.child_by_field_name("value") or one))
            self._nest.add(Field(name, self._parsed.start(place), self._parsed.end(place)))

    def _text(self, start: int, end: int) -> None:
        """Text without the white space around its line ends, which joins its lines as one space."""
        source, last = self._parsed.source, 0
        is_line = source.find("\n", start, end) >= 0
        for match in _LINE.finditer(source, start, end):
            low, high = match.span()
            if is_line and (low > start or source[start] in "\r\n"):
                low += len(match[0]) - len(match[0].lstrip(" \t"))
            if is_line and high < end:
                high = low + len(source[low:high].rstrip(" \t"))
            if low >= high:
                continue
            if last:
                self._nest.add(Spelt(" ", last, low))
            self._nest.add(Text(low, high))
            last = high

    def _attribute(self, node: Node) -> Iterator[Callable[[], None]]:
        """Adds an attribute to the tag under way; gives what it hands on for the element to show."""
        if node.type != "jsx_attribute" or not node.named_children:
            return
        written = self._parsed.text(node.named_children[0])
        value = node.named_children[1] if len(node.named_children) > 1 else None
        name = _NAMES.get(written.lower(), "-".join(_WORD.split(written)).lower())
        start, end = self._parsed.start(node), self._parsed.end(node)
        if value is None:
            self._nest.add(Spelt(f" {name}", start, end))
        elif value.type == "string":
            inner, quote = self._parsed.start(value) + 1, self._parsed.text(value)[0]
            if written in ("defaultMessage", "defaults"):
                yield partial(self._nest.add, *filled_in(self._parsed.source, [Text(inner, end - 1)]))
            if name in _KEPT or name in _SWITCHES or is_copy(name) or name == "style":
                self._nest.add(
                    Spelt(f" {name}={quote}", start, inner), Text(inner, end - 1), Spelt(quote, end - 1, end)
                )
        elif value.type == "jsx_expression":
            for one in value.named_children[:1]:
                yield from self._given(name, one, value, start)
        else:
            yield partial(self._code, value, None)

    def _given(self, name: str, node: Node, place: Node, start: int) -> Iterator[Callable[[], None]]:
        """An attribute whose value is an expression."""
        code, end = self._parsed.text(node), self._parsed.end(place)
        is_string = node.type in ("string", "template_string")
        if name in _SWITCHES:
            if is_true_at_first(code) or code in self._checked:
                self._nest.add(Spelt(f" {name}", start, end))
        elif name == "style" and node.type == "object":
            looks = "".join(self._looks(node)).replace('"', "'")
            self._nest.add(Spelt(f' style="{looks}"', start, end))
        elif name == "dangerously-set-inner-html":
            values = [pair.child_by_field_name("value") for pair in node.named_children]
            yield from (partial(self._shown, one, Shown.HTML, one) for one in values if one is not None)
        elif name in ("default-message", "defaults") and is_string:
            yield partial(self._shown, node, Shown.TEXT, node)
        elif is_string and name in _KEPT or (is_copy(name) and self._is_words(node)):
            self._nest.add(Spelt(f' {name}="', start, self._parsed.start(node)))
            self._shown(node, Shown.ATTRIBUTE, place)
            self._nest.add(Spelt('"', end - 1, end))
        else:
            yield partial(self._code, node, name if node.type == "array" else None)

    def _is_words(self, node: Node) -> bool:
        """Whether an expression gives words alone, and neither markup nor a list."""
        return not self._parsed.has_element(node) and node.type not in ("object", "array", "arrow_function", "function")

    def _looks(self, node: Node) -> Iterator[str]:
        """The declarations of a style."""
        for pair in node.named_children:
            name = self._parsed.text(pair.child_by_field_name("key"))
            value = self._parsed.text(pair.child_by_field_name("value"))
            if name in _LOOKS and re.fullmatch(r"[\d.]+|'[^'\"]*'|\"[^'\"]*\"", value):
                unit = "px" if name == "fontSize" and value[0] not in "\"'" else ""
                yield "-".join(_WORD.split(name)).lower() + f":{value.strip(chr(34) + chr(39))}{unit};"
