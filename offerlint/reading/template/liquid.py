"""Liquid templates, read into a tree; nothing in them is ever run."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from offerlint.model.block import Literal
from offerlint.reading.template.conditions import literal, opposite
from offerlint.reading.template.delimiter import Delimiters, Part
from offerlint.reading.template.expression import ExpressionError, Token, split, tokens, written
from offerlint.reading.template.handed import pairs
from offerlint.reading.template.jinja_print import printed
from offerlint.reading.template.nest import Make, Nest, Tag, cases, choice, plain, repeat
from offerlint.reading.template.parts import TagReader, read_parts
from offerlint.reading.template.tree import Comment, Field, Include, Node, NotFollowed, Repeat, Set, Text, Tree
from offerlint.text.late import late

_CLOSING = {"{{": late(r"(?:-\}\}(?P<after>\s*))|\}\}(?!\})"), "{%": late(r"(?:-%\}(?P<after>\s*))|%\}")}
_BRAZE = late(r"\$\{([^{}\n]*)\}")
"""How Braze writes the names of what it knows, inside the tags: `{{${first_name}}}`."""
_VERBATIM = {
    word: late(rf"\{{%-?\s*end{word}\s*-?%\}}")
    for word in ("raw", "comment", "schema", "javascript", "stylesheet", "style", "doc")
}
_WORD = late(r"\s*(?P<word>#|\w+)(?P<rest>.*)", re.DOTALL)
_EMPTY = late(r"(?P<subject>\S+) (?P<sign>==|!=) (?:blank|empty)")


def _verbatim(opening: str, inner: str) -> re.Pattern[str] | None:
    return _VERBATIM.get(inner.strip()) if opening.startswith("{%") else None


SIGNS = Delimiters(late(r"\{[{%](?P<all>-)?"), lambda opening: _CLOSING[opening[:2]], _verbatim, lambda _, __: False)


def read_liquid(source: str) -> Tree:
    """The tree of a Liquid template; offsets count the code points of `source`."""
    source = _BRAZE.sub(r"  \1 ", source)
    return read_parts(source, SIGNS, _Reader, "{{% {} %}}".format, "{{% end{} %}}".format)


class _Reader(TagReader):
    def __init__(self, source: str, nest: Nest) -> None:
        super().__init__(source, nest)
        self.subjects: list[str] = []
        """What the open cases look at."""

    def take(self, part: Part) -> None:
        if part.opening.startswith("{{"):
            self.nest.add(*self._printed(part.inner, part.inner_end, part))
        else:
            self._tag(part.inner, part.inner_end, part)

    def _printed(self, start: int, end: int, part: Part) -> tuple[Node, ...]:
        try:
            return printed(tokens(self.source, start, end), part.start, part.end)
        except ExpressionError:
            return (Field(" ".join(self.source[start:end].split()), part.start, part.end),)

    def _tag(self, start: int, end: int, part: Part) -> None:
        match = _WORD.fullmatch(self.source, start, end)
        word = match["word"] if match else ""
        tag = Tag(word, " ".join(self.source[part.start : part.end].split()), part.start)
        at = match.start("rest") if match else end
        act = _TAGS.get(word)
        if word in _VERBATIM:
            self._take_verbatim(word, part)
        elif word.startswith("end") and (word[3:] in _BEGIN or word[3:] in _PLAIN):
            self.nest.end(tag, word[3:])
            if word == "endcase" and self.subjects:
                self.subjects.pop()
        elif act:
            act(self, tag, at, end, part)
        elif word in _BEGIN:
            self.nest.begin(tag, _BEGIN[word], self._test(word, at, end))
        elif word in _PLAIN:
            self.nest.begin(tag, plain)
        else:
            self.nest.fault(tag, "is not followed", fatal=not word)
            self.nest.add(NotFollowed(tag.said.strip("{%- }"), part.start, part.end))

    def _take_verbatim(self, word: str, part: Part) -> None:
        if word == "raw":
            self.nest.add(Text(part.end, part.body_end))
        elif word in ("comment", "doc"):
            self.nest.add(Comment(self.source[part.end : part.body_end].strip(), part.start, part.end))

    def _test(self, word: str, start: int, end: int) -> Literal:
        text = " ".join(self.source[start:end].split())
        if word in ("for", "tablerow"):
            return Literal("for " + _loop(text), "1")
        test = condition(text)
        return opposite(test) if word == "unless" else test

    def _turn(self, tag: Tag, start: int, end: int, _: Part) -> None:
        test = self._test("if", start, end) if tag.word == "elsif" else None
        self.nest.turn(tag, ("if", "unless") if test else ("if", "unless", "case", "for"), test)

    def _begin_case(self, tag: Tag, start: int, end: int, _: Part) -> None:
        self.subjects.append(" ".join(self.source[start:end].split()))
        self.nest.begin(tag, cases)

    def _when(self, tag: Tag, start: int, end: int, _: Part) -> None:
        values = re.split(r"\s*,\s*|\s+or\s+", self.source[start:end].strip())
        subject = self.subjects[-1] if self.subjects else ""
        test = f"{subject} == {values[0]}" if len(values) == 1 else f"{subject} in ({', '.join(values)})"
        self.nest.turn(tag, ("case",), literal(test))

    def _assign(self, _: Tag, start: int, end: int, part: Part) -> None:
        name, sign, _rest = self.source[start:end].partition("=")
        if sign:
            self.nest.add(Set(name.strip(), self._printed(start + len(name) + 1, end, part), quoted=True))

    def _capture(self, tag: Tag, start: int, end: int, _: Part) -> None:
        name = self.source[start:end].strip(" \t\r\n'\"")
        self.nest.begin(tag, lambda _, bodies: (Set(name, bodies[0]),))

    def _echo(self, _: Tag, start: int, end: int, part: Part) -> None:
        self.nest.add(*self._printed(start, end, part))

    def _include(self, tag: Tag, start: int, end: int, part: Part) -> None:
        """Another file with what it is handed: `'card', a: 1`, `'card' with plan as p`, `'card' for plans as p`."""
        try:
            first, *others = split(tokens(self.source, start, end), ",")
        except ExpressionError:
            first, others = [], []
        if not first or first[0].kind != "string":
            self.nest.fault(tag, "is not followed: the name of the file is not written out", fatal=False)
            self.nest.add(NotFollowed(tag.said, part.start, part.end, prints=True))
            return
        name, place = first[0].text[1:-1], (part.start, part.end)
        given = tuple(pair for each in others for pair in pairs(each, *place))
        how, *rest = split(first[1:], "as")
        word = how[0].text if len(how) > 1 else ""
        own = written(rest[0]) if rest else re.sub(r"\..*", "", name.rpartition("/")[2])
        if word in ("with", "for"):
            value: tuple[Node, ...] = (Field(own, *place),) if word == "for" else printed(how[1:], *place)
            given = ((own, value), *given)
        else:
            given = (*pairs(first[1:], *place), *given)
        node: Node = Include(name, *place, given, alone=tag.word == "render" and word != "for")
        self.nest.add(Repeat(f"for {own} in {written(how[1:])}", (node,)) if word == "for" else node)

    def _lines(self, _: Tag, start: int, end: int, part: Part) -> None:
        """The tags of `{% liquid %}`, one on each line."""
        for line in re.finditer(r"[^\n]*\S[^\n]*", self.source[start:end]):
            self._tag(start + line.start(), start + line.end(), part)

    def _nothing(self, *_: object) -> None:
        """A tag that writes nothing."""


Act = Callable[[_Reader, Tag, int, int, Part], None]


_BEGIN: dict[str, Make] = {"if": choice, "unless": choice, "for": repeat, "tablerow": repeat, "case": cases}
_PLAIN = frozenset({"form", "paginate", "ifchanged", "capture"})
_TAGS: dict[str, Act] = {
    "else": _Reader._turn, "elsif": _Reader._turn, "case": _Reader._begin_case, "when": _Reader._when,
    "assign": _Reader._assign, "capture": _Reader._capture, "echo": _Reader._echo, "liquid": _Reader._lines,
    "render": _Reader._include, "include": _Reader._include, "section": _Reader._include,
    "increment": _Reader._nothing, "decrement": _Reader._nothing, "break": _Reader._nothing,
    "continue": _Reader._nothing, "layout": _Reader._nothing, "abort_message": _Reader._nothing, "#": _Reader._nothing,
}  # fmt: skip


def condition(text: str) -> Literal:
    """A Liquid condition in the form that all languages share."""
    try:
        return literal(_grouped(tokens(text.replace("<>", "!="))))
    except ExpressionError:
        return Literal(" ".join(text.split()), "yes")


def _grouped(parts: Sequence[Token]) -> str:
    """The condition with brackets where Liquid, which takes `and` and `or` from the right, would group."""
    sides = split(parts, "and", "or")
    if len(sides) == 1:
        return _simple(written(parts))
    rest = parts[len(sides[0]) + 1 :]
    word, right = parts[len(sides[0])].text, _grouped(rest)
    return f"{_simple(written(sides[0]))} {word} " + (f"({right})" if word == "and" and " or " in right else right)


def _simple(text: str) -> str:
    text = re.sub(r"\.size\b", "|length", re.sub(r"\bforloop\.(r(?=index))?", _loop_word, text))
    match = _EMPTY.fullmatch(text)
    if match:
        return match["subject"] if match["sign"] == "!=" else f"not {match['subject']}"
    return re.sub(r" == (?:nil|null)$", " is none", re.sub(r" != (?:nil|null)$", " is not none", text))


def _loop_word(found: re.Match[str]) -> str:
    """Liquid's word for a loop's own values as Jinja has it."""
    return "loop.rev" if found[1] else "loop."


def _loop(text: str) -> str:
    """`sim in plans` without the parameters of the loop."""
    match = re.match(r"(\w+) in (\([^)]*\)|\S+)", text)
    return f"{match[1]} in {match[2]}" if match else text
