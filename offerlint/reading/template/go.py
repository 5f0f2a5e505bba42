"""Templates of Go (text/template, html/template; Hugo, Helm's like), read into a tree; nothing in them is ever run."""

from __future__ import annotations

import re
from collections.abc import Sequence

from offerlint.model.block import Literal
from offerlint.reading import bounds
from offerlint.reading.template.conditions import literal
from offerlint.reading.template.delimiter import Delimiters, Part
from offerlint.reading.template.nest import Tag, choice, plain, repeat
from offerlint.reading.template.parts import TagReader, read_parts
from offerlint.reading.template.tree import Comment, Field, Include, Node, Set, Spelt, Text, Tree
from offerlint.text.late import late

_CLOSING = late(r"\s-\}\}(?P<after>\s*)|\}\}")
SIGNS = Delimiters(
    late(r"\{\{(?P<all>-(?=\s))?"), lambda _: _CLOSING, lambda _, __: None, lambda _, __: False
)  # fmt: skip
_WORD = late(r"\s*(?P<word>/\*|[A-Za-z]+\b|)\s*(?P<rest>.*?)\s*", re.DOTALL)
_PART = late(r"\s+|(?P<string>\"(?:[^\"\\]|\\.)*\"|`[^`]*`)|(?P<sign>[()|]|:?=)|(?P<name>[^\s()|\"`=]+)")
_GIVEN = late(r"\$(?P<name>\w+)\s*:?=\s*(?P<value>.*)", re.DOTALL)
_COMPARES = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_STRING = late(r"\"(?P<words>[^\"\\]*)\"|`(?P<raw>[^`]*)`")


def read_go(source: str) -> Tree:
    """The tree of a template of Go; offsets count the code points of `source`."""
    return read_parts(source, SIGNS, _Reader, "{{{{{}}}}}".format, lambda _: "{{end}}")


class _Reader(TagReader):
    def take(self, part: Part) -> None:
        match = _WORD.fullmatch(self.source, part.inner, part.inner_end)
        word, rest = (match["word"], match["rest"]) if match else ("", "")
        tag = Tag(word, " ".join(self.source[part.start : part.end].split()), part.start)
        if word == "/*":
            self.nest.add(Comment(rest.removesuffix("*/").strip(), part.start, part.end))
        elif not self._follows(tag, word, rest, part):
            self.nest.add(*self._printed(part))

    def _follows(self, tag: Tag, word: str, rest: str, part: Part) -> bool:
        """Whether a tag begins, turns or ends something, or gives a name, and is done."""
        given = _GIVEN.fullmatch(self.source[part.inner : part.inner_end].strip())
        if word in ("if", "with"):
            self.nest.begin(Tag("if", tag.said, tag.start), choice, condition(rest))
        elif word == "range":
            self.nest.begin(tag, repeat, Literal(_loop(rest), "1"))
        elif word == "else":
            inner = re.match(r"(?:if|with)\b\s*(.*)", rest, re.DOTALL)
            self.nest.turn(tag, ("if",) if inner else ("if", "range"), condition(inner[1]) if inner else None)
        elif word == "end":
            self.nest.end(tag, self.nest.innermost or "if")
        elif word in ("define", "block"):
            self.nest.begin(tag, plain)
        elif word in ("template", "partial") and (named := _STRING.match(rest)):
            self.nest.add(Include(named["words"] or named["raw"] or "", part.start, part.end))
        elif given:
            self.nest.add(*self._given(given["name"], given["value"], part))
        else:
            return word in ("break", "continue")
        return True

    def _given(self, name: str, value: str, part: Part) -> Sequence[Node]:
        string = _STRING.fullmatch(value.strip())
        if string is None:
            return ()
        words = string["words"] if string["words"] is not None else string["raw"]
        at = self.source.index(words, part.inner) if words else part.inner
        return (Set(f"${name}", (Text(at, at + len(words)),), quoted=True),)

    def _printed(self, part: Part) -> tuple[Node, ...]:
        code = self.source[part.inner : part.inner_end].strip()
        if string := _STRING.fullmatch(code):
            words = string["words"] if string["words"] is not None else string["raw"]
            return (Spelt(words, part.start, part.end),)
        return (Field(_name(code), part.start, part.end),)


def condition(pipeline: str) -> Literal:
    """A condition of Go, which stands in front of what it is about, in the form that all languages share."""
    return literal(_infix(pipeline))


def _infix(pipeline: str) -> str:
    words = [part[0] for part in _PART.finditer(pipeline) if not part[0].isspace()]
    found, rest = _expression(words, 0)
    return found if not rest else " ".join(pipeline.split())


def _expression(words: list[str], depth: int) -> tuple[str, list[str]]:
    """A call with what it is given, up to a bracket that closes; what is left over."""
    operands: list[str] = []
    head = words[0] if words else ""
    is_call = head in (*_COMPARES, "and", "or", "not")
    words = words[1:] if is_call else words
    while words and words[0] != ")" and depth < bounds.DEEPEST_TEMPLATE:
        if words[0] == "(":
            inner, words = _expression(words[1:], depth + 1)
            operands.append(inner if re.fullmatch(r"[\w.]+", inner) else f"({inner})")
            words = words[1:] if words[:1] == [")"] else words
        else:
            operands.append(_name(words[0]))
            words = words[1:]
    return _called(head if is_call else "", operands), words


def _called(head: str, operands: Sequence[str]) -> str:
    if head in ("and", "or"):
        return f" {head} ".join(operands)
    if head == "not":
        return f"not {' '.join(operands)}"
    if head == "eq" and len(operands) > 2:
        return f"{operands[0]} in ({', '.join(operands[1:])})"
    if head in _COMPARES and len(operands) == 2:
        return f"{operands[0]} {_COMPARES[head]} {operands[1]}"
    return " ".join([head, *operands]).strip()


def _name(word: str) -> str:
    """A name without the dot or dollar that Go writes before it; the first of what is piped through functions."""
    word = word.partition("|")[0].strip()
    if word[:1] in '"`':
        return f"'{word[1:-1]}'"
    return re.sub(r"(?<![\w)])\$?\.(?=\w)|\$(?=\w)", "", word) or word


def _loop(rest: str) -> str:
    """`range $i, $plan := .Plans` as `for plan in Plans`."""
    names, sign, value = rest.partition(":=")
    item = names.rpartition(",")[2].strip(" $") if sign else "item"
    return f"for {item if item.isidentifier() else 'item'} in {_name(value.strip() if sign else rest)}"
