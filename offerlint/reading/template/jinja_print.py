"""What an expression prints: a field, or the words that stand in it as strings."""

from __future__ import annotations

from collections.abc import Sequence

from offerlint.model.block import Literal
from offerlint.reading.template.conditions import literal, opposite
from offerlint.reading.template.expression import Token, bare, split, tokens, written
from offerlint.reading.template.tree import Branch, Choice, Field, Node, Spelt, Text

_SAME_WORDS = frozenset(
    {
        "safe", "e", "escape", "forceescape", "upper", "lower", "title", "capitalize", "trim", "striptags",
        "raw", "upcase", "downcase", "strip", "lstrip", "rstrip", "strip_html", "escape_once",
    }
)  # fmt: skip
_TRANSLATE = frozenset({"_", "gettext", "t", "trans", "translate"})
_JOINS = frozenset({"append", "prepend"})
_SEVERAL = 3


def printed(parts: Sequence[Token], start: int, end: int) -> tuple[Node, ...]:
    """The nodes for an expression whose whole tag stands at `start` up to `end`."""
    if not any(token.kind == "string" for token in parts):
        return (Field(written(parts), start, end),)
    return _nodes(parts, start, end) or (Field(written(parts), start, end),)


def _nodes(parts: Sequence[Token], start: int, end: int) -> tuple[Node, ...]:
    """Nodes that hold the strings of the expression; none when it has no string that is printed as it is."""
    parts = bare(parts)
    if len(parts) == 1 and parts[0].kind == "string":
        return _string(parts[0])
    by_if = split(parts, "if")
    if len(by_if) > 1:
        return _conditional(by_if[0], parts[len(by_if[0]) + 1 :], start, end)
    by_sign = split(parts, "?")
    if len(by_sign) > 1:
        then = split(parts[len(by_sign[0]) + 1 :], ":")[0]
        return _choice(by_sign[0], then, parts[len(by_sign[0]) + len(then) + 2 :], start, end)
    by_or = split(parts, "or", "??")
    if len(by_or) > 1:
        return _choice(by_or[0], by_or[0], parts[len(by_or[0]) + 1 :], start, end)
    joined = split(parts, "~")
    if len(joined) > 1:
        sides = [(_nodes(side, start, end), side) for side in joined]
        if not any(nodes for nodes, _ in sides):
            return ()
        return tuple(node for nodes, side in sides for node in nodes or (Field(written(side), start, end),))
    return _called(parts, start, end)


def _called(parts: Sequence[Token], start: int, end: int) -> tuple[Node, ...]:
    """The words under filters that leave them as they are, or in a call for their translation."""
    filtered = split(parts, "|")
    if len(filtered) > 1 and all(written(name) in _SAME_WORDS for name in filtered[1:]):
        return _nodes(filtered[0], start, end)
    if len(filtered) > 1 and written(filtered[-1]) in _SAME_WORDS:
        return _nodes(parts[: -len(filtered[-1]) - 1], start, end)
    if len(filtered) > 1 and filtered[-1] and filtered[-1][0].text == "default":
        return _default(filtered[0], filtered[-1][1:], start, end)
    if len(filtered) > 1 and filtered[-1] and filtered[-1][0].text in _JOINS:
        return _joined(filtered, start, end)
    if len(filtered) > 1 and len(filtered[0]) == 1 and is_sentence(filtered[0][0]):
        return _nodes(filtered[0], start, end)
    called = len(parts) > 3 and parts[1].text == "(" and len(bare(parts[1:])) < len(parts) - 1
    if called and parts[0].text in _TRANSLATE:
        return _translated(split(parts[2:-1], ","), start, end)
    if len(filtered) > 1 and filtered[-1] and filtered[-1][0].text in _TRANSLATE:
        return _translated([filtered[0], *split(filtered[-1][2:], ",")], start, end)
    return ()


def _translated(arguments: Sequence[Sequence[Token]], start: int, end: int) -> tuple[Node, ...]:
    """What is to be translated, or what is shown where nothing is found under its key: `t('a.b', default: 'x')`."""
    given = next((each[2:] for each in arguments[1:] if len(each) > 2 and each[0].text == "default"), None)
    return _nodes(given or arguments[0], start, end)


def is_sentence(token: Token) -> bool:
    """Whether a token is a string of several words, which will be shown and is no key or setting."""
    return token.kind == "string" and len(token.text.split()) >= _SEVERAL


def _joined(filtered: Sequence[Sequence[Token]], start: int, end: int) -> tuple[Node, ...]:
    """Liquid's `a | append: 'b'`, and `a | prepend: 'b'`."""
    value = [token for part in filtered[:-1] for token in (Token("operator", "|", 0, 0), *part)][1:]
    sides = [value, filtered[-1][2:]]
    if filtered[-1][0].text == "prepend":
        sides.reverse()
    found = [(_nodes(side, start, end), side) for side in sides if side]
    if not any(nodes for nodes, _ in found):
        return ()
    return tuple(node for nodes, side in found for node in nodes or (Field(written(side), start, end),))


def _default(value: Sequence[Token], given: Sequence[Token], start: int, end: int) -> tuple[Node, ...]:
    """A value, or what stands for it: Jinja's `default('x')` when undefined, Liquid's `default: 'x'` when empty."""
    in_brackets = bool(given) and given[0].text == "("
    arguments = split(bare(given) if in_brackets else given[1:], ",")
    only_undefined = in_brackets and len(arguments) == 1
    condition = tokens(written(value) + " is defined") if only_undefined else value
    return _choice(condition, value, arguments[0], start, end)


def _conditional(then: Sequence[Token], rest: Sequence[Token], start: int, end: int) -> tuple[Node, ...]:
    condition = split(rest, "else")[0]
    return _choice(condition, then, rest[len(condition) + 1 :], start, end)


def _choice(
    condition: Sequence[Token], then: Sequence[Token], otherwise: Sequence[Token], start: int, end: int
) -> tuple[Node, ...]:
    sides = [_nodes(side, start, end) if side else () for side in (then, otherwise)]
    if not any(sides) or not condition:
        return ()
    holds: Literal = literal(written(condition))
    bodies = [
        nodes or ((Field(written(side), start, end),) if side else ())
        for nodes, side in zip(sides, (then, otherwise), strict=True)
    ]
    return (Choice((Branch(frozenset({holds}), bodies[0]), Branch(frozenset({opposite(holds)}), bodies[1]))),)


def _string(token: Token) -> tuple[Node, ...]:
    """The characters between the quotes; escapes are decoded, the rest stands exactly."""
    inner = token.text[1:-1]
    if "\\" not in inner:
        return (Text(token.start + 1, token.end - 1),)
    try:
        text = inner.encode("ascii", "backslashreplace").decode("unicode-escape")
    except UnicodeDecodeError:
        text = inner
    return (Spelt(text, token.start + 1, token.end - 1),)
