"""Code of a program as templates hold it, JavaScript or PHP: its tokens, conditions, and the words that it prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from offerlint.model.block import Literal
from offerlint.reading.template.code_string import HEREDOC, Shown, filled_in, spelt, template_parts
from offerlint.reading.template.conditions import literal, opposite
from offerlint.reading.template.expression import CLOSING, OPENING, ExpressionError, tokens, written
from offerlint.reading.template.tree import Branch, Choice, Field, Node
from offerlint.text.late import late

_CODE = late(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?(?:\*/|\Z)|\#(?![\[\w])[^\n]*)
      | (?P<heredoc>"""
    rf"{HEREDOC})"
    r"""
      | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      | (?P<template>`)
      | (?P<name>[$@]*[^\W\d]\w*|\$\w+)
      | (?P<number>\d[\w.]*)
      | (?P<operator>\?\?|\?\.|\?:|&&|\|\||===|!==|==|!=|=>|->|::|<=|>=|['"].*|.)""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = (
    ("===", "=="), ("!==", "!="), (r"\s*&&\s*", " and "), (r"\s*\|\|\s*", " or "), (r"!(?!=)", " not "),
    (r"\?\.(?=\w)|->|\?->", "."), (r"\[\s*(['\"])([A-Za-z_]\w*)\1\s*\]", r".\2"), (r"\b(?:isset|Boolean)\s*\(", "("),
    (r"\bempty\s*\(([^()]*)\)", r"not (\1)"), (r"(?<![\w])[@$]+(?=\w)", ""), (r"\bthis\.", ""),
    (r"\bnull\b|\bundefined\b", "none"),

    (r"\b([\w.]+)\.length\b(?:\s*>\s*0(?![\d.]))?(?!\s*[<>=(+*-])", r"\1"),
    (r"\bcount\(\s*([\w.]+)\s*\)\s*>\s*0", r"\1"), (r"(?<=\w)\.value\b", ""),
)  # fmt: skip
_LONGEST = 2_000
"""Characters of a condition or field; what is longer is called by its beginning."""
_DEEPEST = 20
"""Expressions that stand in one another are taken apart so far."""
PRINTS = frozenset((
    "e", "t", "_", "__", "_e", "_ex", "trans", "gettext", "i18n.t", "$t", "this.$t", "esc_html", "esc_attr",
    "esc_html__", "esc_html_e", "esc_attr__", "esc_attr_e", "_x", "esc_html_x", "esc_attr_x",
    "htmlspecialchars", "htmlentities", "nl2br", "ucfirst", "String",
    "raw", "wp_kses_post",
))  # fmt: skip
"""Functions that print the words they are given, or a translation of them."""
_FILLS = ("sprintf", "printf")
"""Functions that print the words they are given, with what else they are given filled in."""


_PLURALS = ("_n", "_nx", "ngettext")
"""Functions that print the first words they are given for one, and the second for any other number."""
TRANSLATES = frozenset((
    "__", "_e", "_x", "_ex", "esc_html__", "esc_html_e", "esc_attr__", "esc_attr_e", "esc_html_x", "esc_attr_x",
    *_PLURALS,
))  # fmt: skip
"""Functions of WordPress that are given words for customers, wherever they stand."""


class Token(NamedTuple):
    """A string, template, name, number or operator of code, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


class Language(NamedTuple):
    """What JavaScript and PHP do differently: which sign joins words, and how a string is spelt."""

    joins: str
    spelt: Callable[[str, int, int, Shown], tuple[Node, ...]]


def code_tokens(source: str, start: int, end: int) -> list[Token]:
    """The tokens of the code at `start` up to `end`, white space and comments left out; any text has some."""
    found: list[Token] = []
    while start < end and (match := _CODE.match(source, start, end)):
        kind, stop = str(match.lastgroup), match.end()
        if kind == "template":
            stop = min(end_of_template(source, start, end), end)
        if kind != "space":
            found.append(Token("string" if kind == "heredoc" else kind, source[start:stop], start, stop))
        start = stop
    return found


def end_of_template(source: str, start: int, end: int) -> int:
    """Where the template literal that begins at `start` ends."""
    at, depth = start + 1, 0
    while at < end:
        char = source[at]
        if char == "\\":
            at += 1
        elif char == "`" and depth == 0:
            return at + 1
        elif char == "{" and (depth or source[at - 1] == "$"):
            depth += 1
        elif char == "}" and depth:
            depth -= 1
        at += 1
    return end


def named(code: str) -> str:
    """Code in the form that all template languages share, as far as it goes."""
    code = code if len(code) <= _LONGEST else code[:_LONGEST] + "…"
    for pattern, sign in _SIGNS:
        code = re.sub(pattern, sign, code)
    code = " ".join(code.split())
    try:
        return written(tokens(code))
    except ExpressionError:
        return code


def condition(code: str) -> Literal:
    """A condition of code in the form that all template languages share."""
    return literal(named(code))


def printed(
    source: str, start: int, end: int, place: tuple[int, int], language: Language, how: Shown
) -> tuple[Node, ...]:
    """The nodes for what the code at `start` up to `end` prints; a field stands for all of `place`."""
    return _Printing(source, place, language, how).all(code_tokens(source, start, end), 0)


class _Printing:
    def __init__(self, source: str, place: tuple[int, int], language: Language, how: Shown) -> None:
        self._source, self._place, self._language, self._how = source, place, language, how

    def all(self, parts: Sequence[Token], depth: int) -> tuple[Node, ...]:
        """The words of the expression, or a field."""
        if not parts:
            return ()
        return self._words(_bare(parts), depth) or (self._field(parts),)

    def _field(self, parts: Sequence[Token]) -> Field:
        """A field, by the name of what is printed rather than of the function that prints it."""
        parts = _bare(parts)
        given = _given(parts) if parts and parts[0].text in PRINTS else ()
        is_named = bool(given) and not any(part.kind in ("string", "template") for part in given)
        return Field(named(self._code(given if is_named else parts)), *self._place)

    def _code(self, parts: Sequence[Token]) -> str:
        return self._source[parts[0].start : parts[-1].end] if parts else ""

    def _words(self, parts: Sequence[Token], depth: int) -> tuple[Node, ...]:
        """Nodes that hold the strings of an expression; none where it has none that is printed as it is."""
        if depth > _DEEPEST or not any(part.kind in ("string", "template") for part in parts):
            return ()
        if len(parts) == 1:
            return self._string(parts[0], depth)
        for take in (self._ternary, self._either, self._both, self._joined, self._called):
            found = take(parts, depth + 1)
            if found is not None:
                return found
        return ()

    def _string(self, token: Token, depth: int) -> tuple[Node, ...]:
        if token.kind == "string":
            return self._language.spelt(self._source, token.start, token.end, self._how)
        nodes: list[Node] = []
        for start, end, is_code in template_parts(self._source, token.start + 1, token.end - 1):
            if is_code:
                nodes += self._inner(start, end, depth)
            else:
                nodes += spelt(self._source, start, end, self._how)
        return tuple(nodes)

    def _inner(self, start: int, end: int, depth: int) -> tuple[Node, ...]:
        """What stands in a template literal as `${...}`, from its first sign to its last."""
        inside = _Printing(self._source, (start, end), self._language, self._how)
        return inside.all(code_tokens(self._source, start + 2, end - 1), depth + 1)

    def _ternary(self, parts: Sequence[Token], depth: int) -> tuple[Node, ...] | None:
        at = _first(parts, "?", "?:")
        if at is None:
            return None
        if parts[at].text == "?:":
            return self._choice(parts[:at], parts[:at], parts[at + 1 :], depth)
        end = _colon(parts, at + 1)
        return self._choice(parts[:at], parts[at + 1 : end], parts[end + 1 :], depth)

    def _either(self, parts: Sequence[Token], depth: int) -> tuple[Node, ...] | None:
        at = _first(parts, "||", "??")
        return None if at is None else self._choice(parts[:at], parts[:at], parts[at + 1 :], depth)

    def _both(self, parts: Sequence[Token], depth: int) -> tuple[Node, ...] | None:
        at = _first(parts, "&&")
        last = at
        while last is not None and (next_ := _first(parts[last + 1 :], "&&")) is not None:
            last += next_ + 1
        return None if last is None else self._choice(parts[:last], parts[last + 1 :], (), depth)

    def _choice(
        self, test: Sequence[Token], then: Sequence[Token], other: Sequence[Token], depth: int
    ) -> tuple[Node, ...]:
        sides = [self._words(_bare(side), depth) for side in (then, other)]
        if not test or not any(sides):
            return ()
        holds = condition(self._code(test))
        first, second = (
            nodes or ((self._field(side),) if side else ()) for nodes, side in zip(sides, (then, other), strict=True)
        )
        return (Choice((Branch(frozenset({holds}), first), Branch(frozenset({opposite(holds)}), second))),)

    def _joined(self, parts: Sequence[Token], depth: int) -> tuple[Node, ...] | None:
        sides = list(_split(parts, self._language.joins))
        if len(sides) == 1:
            return None
        return tuple(node for side in sides if side for node in self.all(side, depth))

    def _called(self, parts: Sequence[Token], depth: int) -> tuple[Node, ...] | None:
        at = next((i for i, part in enumerate(parts) if part.text == "("), 0)
        name = self._code(parts[:at]) if at and parts[-1].text == ")" else ""
        if name in _PLURALS:
            return self._plural(parts, depth)
        if name not in PRINTS and name not in _FILLS:
            return None
        given = _given(parts)
        if name in _FILLS:
            return filled_in(self._source, self._words(_bare(given), depth))
        is_key = len(given) == 1 and re.fullmatch(r"[\w:/]+(?:[.-][\w:/]+)+|[a-z_]+", given[0].text[1:-1]) is not None
        return () if is_key else self._words(_bare(given), depth)

    def _plural(self, parts: Sequence[Token], depth: int) -> tuple[Node, ...]:
        """The words for one and those for several, as the number says that is given third."""
        given = _all_given(parts)
        sides = [filled_in(self._source, self._words(_bare(side), depth)) for side in given[:2]]
        if len(given) < 3 or not all(sides):
            return ()
        one = condition(f"{self._code(given[2])} == 1")
        return (Choice((Branch(frozenset({one}), sides[0]), Branch(frozenset({opposite(one)}), sides[1]))),)


def _given(parts: Sequence[Token]) -> Sequence[Token]:
    """The first of what a call is given."""
    return _all_given(parts)[0]


def _all_given(parts: Sequence[Token]) -> list[Sequence[Token]]:
    """What a call is given, each part of it."""
    at = next((i for i, part in enumerate(parts) if part.text == "("), len(parts))
    return list(_split(parts[at + 1 : -1], ","))


def _levels(parts: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """The tokens that stand in no bracket, with their numbers."""
    depth = 0
    for i, part in enumerate(parts):
        if part.kind == "operator" and part.text in CLOSING:
            depth -= 1
        if depth <= 0:
            yield i, part
        if part.kind == "operator" and part.text in OPENING:
            depth += 1


def _first(parts: Sequence[Token], *signs: str) -> int | None:
    return next((i for i, part in _levels(parts) if part.kind == "operator" and part.text in signs), None)


def _colon(parts: Sequence[Token], start: int) -> int:
    """Where the second side of the `?` before `start` begins; at the end where there is none."""
    depth = 0
    for i, part in _levels(parts[start:]):
        if part.kind == "operator" and part.text == "?":
            depth += 1
        elif part.kind == "operator" and part.text == ":":
            if depth == 0:
                return start + i
            depth -= 1
    return len(parts)


def _split(parts: Sequence[Token], sign: str) -> Iterator[Sequence[Token]]:
    start = 0
    for i, part in _levels(parts):
        if part.kind == "operator" and part.text == sign:
            yield parts[start:i]
            start = i + 1
    yield parts[start:]


def _bare(parts: Sequence[Token]) -> Sequence[Token]:
    """`parts` without the round brackets that hold all of it."""
    while len(parts) > 2 and parts[0].text == "(" and parts[-1].text == ")":
        depth, around = 0, True
        for part in parts[:-1]:
            depth += (part.text in OPENING) - (part.text in CLOSING) if part.kind == "operator" else 0
            around = around and depth > 0
        if not around:
            return parts
        parts = parts[1:-1]
    return parts
