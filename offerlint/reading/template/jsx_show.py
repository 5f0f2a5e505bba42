"""What expressions of JavaScript show to customers: words, choices, fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from offerlint.model.block import Literal
from offerlint.reading.template.code import PRINTS, condition, named
from offerlint.reading.template.code_string import Shown, filled_in, spelt
from offerlint.reading.template.jsx_element import DEFAULTS, Tags
from offerlint.reading.template.jsx_parse import Parsed
from offerlint.reading.template.nest import Nest, Tag, choice
from offerlint.reading.template.tree import Comment, Field, NotFollowed, Text
from offerlint.text.fold import FIELD

if TYPE_CHECKING:
    from tree_sitter import Node

DEEPEST = 100
"""Elements and expressions in so many others are not read."""
FUNCTIONS = ("arrow_function", "function_expression", "function")
_STRINGS = ("string", "template_string")
_ELEMENTS = ("jsx_element", "jsx_self_closing_element")
_BRACKETS = ("parenthesized_expression", "as_expression", "non_null_expression", "satisfies_expression", "array")
_NOTHING = frozenset((
    "null", "undefined", "true", "false", "jsx_empty_expression", "spread_element", "{", "}", "(", ")", "[", "]", ",",
))  # fmt: skip


class Expressions:
    """Adds to the tree what expressions show; `code` finds what stands in other code."""

    def __init__(self, parsed: Parsed, nest: Nest, code: Callable[[Node, str | None], None]) -> None:
        self._parsed, self.nest, self.code = parsed, nest, code
        self.tags = Tags(parsed, nest, code, self.shown)
        self._depth = 0

    def deeper(self, node: Node, take: Callable[[Node, str | None], None], key: str | None) -> None:
        """Takes what stands in other things, unless it stands in too many."""
        if self._depth >= DEEPEST:
            start, end = self._parsed.start(node), self._parsed.end(node)
            said = " ".join(self._parsed.source[start : min(end, start + 60)].split())
            self.nest.fault(Tag("", said, start), f"is nested more than {DEEPEST} deep; it was not read")
            self.nest.add(NotFollowed(said, start, end))
            return
        self._depth += 1
        take(node, key)
        self._depth -= 1

    def shown(self, node: Node, how: Shown, place: Node) -> None:
        """What an expression shows; a value that is not known is a field that stands for all of `place`."""
        self.deeper(node, lambda one, _: self._show(one, how, place), None)

    def _show(self, node: Node, how: Shown, place: Node) -> None:
        kind = node.type
        if kind in _ELEMENTS:
            self.tags.element(node)
        elif kind in _STRINGS:
            self._pieces(node, how)
        elif kind == "number":
            self.nest.add(Text(self._parsed.start(node), self._parsed.end(node)))
        elif kind in ("ternary_expression", "binary_expression"):
            self._choose(node, how, place)
        elif kind in FUNCTIONS:
            self._function(node, how)
        else:
            self._show_code(node, how, place)

    def _function(self, node: Node, how: Shown) -> None:
        """What a function gives back."""
        body = node.child_by_field_name("body")
        if body is not None and body.type == "statement_block":
            self.code(body, None)
        elif body is not None:
            self.shown(body, how, body)

    def _show_code(self, node: Node, how: Shown, place: Node) -> None:
        """What other code shows: words in brackets, what is said in a call, or else a field."""
        kind = node.type
        if kind == "comment":
            self.comment(node)
        elif kind in _BRACKETS:
            for child in (
                node.named_children if kind in ("array", "parenthesized_expression") else node.named_children[:1]
            ):
                self.shown(child, how, place)
        elif kind == "call_expression" and (words := self._said(node)) is not None:
            if words.type == "string":
                start, end = self._parsed.start(words) + 1, self._parsed.end(words) - 1
                self.nest.add(*filled_in(self._parsed.source, spelt(self._parsed.source, start, end, how)))
            else:
                self.shown(words, how, place)
        elif self._parsed.has_element(node) or kind == "object":
            self.code(node, None)
        elif kind not in _NOTHING:
            name = named(self._parsed.text(node))
            self.nest.add(Field(name, self._parsed.start(place), self._parsed.end(place)))

    def _said(self, node: Node) -> Node | None:
        """The words that a call gives, or their translation: what it is given unless that is a key, or a default."""
        name, given = self._parsed.text(node.child_by_field_name("function")), node.child_by_field_name("arguments")
        if given is None or not given.named_children:
            return None
        if not (name in PRINTS or name.rpartition(".")[2] == "formatMessage"):
            return None
        first, *others = given.named_children
        if first.type not in _STRINGS:
            return next(self._defaults(first), None) if first.type == "object" else None
        if " " in self.words(first).strip():
            return first
        return next(chain.from_iterable(map(self._defaults, others)), None)

    def _defaults(self, node: Node) -> Iterator[Node]:
        """What stands in the page until its translation does: a string, or the one that an object says is that."""
        if node.type in _STRINGS:
            words = self.words(node)
            if " " in words or words[:1].isupper():
                yield node
        elif node.type == "object":
            for pair in node.named_children:
                value = pair.child_by_field_name("value")
                if value is not None and value.type in _STRINGS and self._key(pair) in DEFAULTS:
                    yield value

    def _key(self, pair: Node) -> str:
        return self._parsed.text(pair.child_by_field_name("key"))

    def _pieces(self, node: Node, how: Shown) -> None:
        """The words of a string or template literal."""
        at = self._parsed.start(node) + 1
        for child in node.named_children:
            if child.type == "template_substitution":
                start = self._parsed.start(child)
                self.nest.add(*spelt(self._parsed.source, at, start, how))
                for inner in child.named_children:
                    self.shown(inner, how, child)
                at = self._parsed.end(child)
        self.nest.add(*spelt(self._parsed.source, at, max(at, self._parsed.end(node) - 1), how))

    def _choose(self, node: Node, how: Shown, place: Node) -> None:
        """A choice between two things to show, or two things joined."""
        sign = self._parsed.text(node.child_by_field_name("operator"))
        test = node.child_by_field_name("condition") or node.child_by_field_name("left")
        then = node.child_by_field_name("consequence") or node.child_by_field_name("right" if sign == "&&" else "left")
        other = node.child_by_field_name("alternative") or node.child_by_field_name("right")
        if test is None or then is None or other is None or sign not in ("", "&&", "||", "??", "+"):
            self.nest.add(Field(named(self._parsed.text(node)), self._parsed.start(place), self._parsed.end(place)))
        elif sign == "+":
            sides = self._sides(node)
            if not any(side.type in _STRINGS for side in sides):
                self.nest.add(Field(named(self._parsed.text(node)), self._parsed.start(place), self._parsed.end(place)))
                return
            for side in sides:
                self.shown(side, how, side)
        else:
            self.begin("if", node, condition(self.bare(test)))
            self.shown(then, how, place)
            if sign != "&&":
                self.nest.turn(self.tag("else", node), ("if",), None)
                self.shown(other, how, place)
            self.nest.end(self.tag("if", node), "if")

    def _sides(self, node: Node) -> list[Node]:
        """All that a chain of `+` joins."""
        found: list[Node] = []
        while node.type == "binary_expression" and self._parsed.text(node.child_by_field_name("operator")) == "+":
            right, left = node.child_by_field_name("right"), node.child_by_field_name("left")
            if right is None or left is None:
                break
            found.append(right)
            node = left
        return [node, *reversed(found)]

    def comment(self, node: Node) -> None:
        """A comment that speaks to the linter."""
        text = self._parsed.text(node)
        if "offerlint:" in text:
            words = text.removeprefix("//").removeprefix("/*").removesuffix("*/").strip(" *\n")
            self.nest.add(Comment(words, self._parsed.start(node), self._parsed.end(node)))

    def words(self, node: Node) -> str:
        """What a string says, with the sign of a field for every value in it."""
        inner = "".join(
            FIELD if child.type == "template_substitution" else self._parsed.text(child)
            for child in node.children
            if child.type not in ("'", '"', "`")
        )
        return inner[:30_000]

    def begin(self, word: str, node: Node, test: Literal) -> None:
        """Begins a choice whose first branch stands when `test` holds."""
        self.nest.begin(self.tag(word, node), choice, test)

    def tag(self, word: str, node: Node) -> Tag:
        """What a node is called in messages."""
        start = self._parsed.start(node)
        return Tag(word, " ".join(self._parsed.source[start : min(self._parsed.end(node), start + 80)].split()), start)

    def bare(self, node: Node) -> str:
        """The code of a node without brackets around it."""
        text = self._parsed.text(node)
        return text[1:-1] if node.type == "parenthesized_expression" else text
