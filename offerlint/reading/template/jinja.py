"""Jinja2 templates, read into a tree; nothing in them is ever run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from offerlint.model.block import Literal
from offerlint.reading.template.conditions import literal, opposite
from offerlint.reading.template.expression import ExpressionError, Token, split, tokens, written
from offerlint.reading.template.jinja_print import printed
from offerlint.reading.template.jinja_scan import Part, scan
from offerlint.reading.template.jinja_syntax import complaint
from offerlint.reading.template.tree import (
    Branch,
    Choice,
    Comment,
    Fault,
    Field,
    Node,
    NotFollowed,
    Repeat,
    Text,
    Tree,
)

_READ_IN_PLACE = frozenset({"block", "filter", "with", "autoescape"})
_READ_WHERE_WRITTEN = frozenset({"macro", "call", "set"})
_PAIRED = _READ_IN_PLACE | _READ_WHERE_WRITTEN | {"if", "for"}
_PRINTS_UNSEEN = frozenset({"include", "call"})
_SILENT = frozenset({"do"})
_DEEPEST = 40
_DOUBLED = 3
"""Loops inside so many others are read once at most, or the text would double with each."""


def read_jinja(source: str) -> Tree:
    """The tree of a Jinja2 template; offsets count the code points of `source`."""
    parts, faults = scan(source)
    reader = _Reader(source, faults)
    for part in parts:
        reader.take(part)
    return reader.finish()


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end: the bodies read so far, each with its condition (None for else)."""

    word: str
    part: Part
    tests: list[Literal | None]
    bodies: list[list[Node]] = field(default_factory=lambda: [[]])


class _Reader:
    def __init__(self, source: str, faults: list[Fault]) -> None:
        self.source, self.faults = source, faults
        self.nodes: list[Node] = []
        self.open: list[_Open] = []

    def take(self, part: Part) -> None:
        """Adds one part of the template to what is being read."""
        if part.kind == "text":
            self._add(Text(part.start, part.end))
        elif part.kind == "comment":
            self._add(Comment(self.source[part.inner : part.inner_end].strip(), part.start, part.end))
        elif part.kind == "unread":
            self._add(NotFollowed(self._said(part), part.start, part.end, prints=True))
        elif part.kind == "print":
            self._print(part)
        else:
            self._tag(part)

    def finish(self) -> Tree:
        """The whole tree; tags still open are closed here, and said to be."""
        while self.open:
            self._missing_end()
        return Tree(tuple(self.nodes), tuple(sorted(self.faults, key=lambda fault: (fault.offset, fault.message))))

    def _add(self, *nodes: Node) -> None:
        (self.open[-1].bodies[-1] if self.open else self.nodes).extend(nodes)

    def _said(self, part: Part) -> str:
        return " ".join(self.source[part.start : part.end].split())

    def _fault(self, part: Part, message: str, fatal: bool = True) -> None:
        self.faults.append(Fault(f'"{self._said(part)}" {message}', part.start, fatal))

    def _tokens(self, part: Part) -> list[Token]:
        try:
            return tokens(self.source, part.inner, part.inner_end)
        except ExpressionError:
            return []

    def _print(self, part: Part) -> None:
        found = self._tokens(part)
        wrong = complaint("print", self.source[part.inner : part.inner_end])
        if wrong:
            self._fault(part, f"cannot be read ({wrong}); correct the expression")
            self._add(Field(written(found), part.start, part.end))
        else:
            self._add(*printed(found, part.start, part.end))

    def _tag(self, part: Part) -> None:
        found = self._tokens(part)
        word = found[0].text if found else ""
        if word in ("elif", "else"):
            self._turn(word, part, found[1:])
        elif word.startswith("end") and (word[3:] in _PAIRED or any(frame.word == word[3:] for frame in self.open)):
            self._end(word[3:], part)
        else:
            self._begin(word, part, found)

    def _begin(self, word: str, part: Part, found: Sequence[Token]) -> None:
        if word in _SILENT or (word == "set" and len(split(found, "=")) > 1):
            return
        if word in _PAIRED:
            self._check(word, part, self.source[part.inner : part.inner_end])
        if word not in _PAIRED or len(self.open) >= _DEEPEST:
            self._not_followed(word, part)
            return
        if word in _READ_WHERE_WRITTEN:
            self._fault(part, "is not followed: its words are read where they stand", fatal=False)
        if word == "call":
            self._add(NotFollowed(written(found), part.start, part.end, prints=True))
        self.open.append(_Open(word, part, [self._test(word, found[1:])]))

    def _check(self, word: str, part: Part, inner: str) -> None:
        wrong = complaint(word, inner)
        if wrong:
            self._fault(part, f"cannot be read ({wrong}); correct the tag")

    def _test(self, word: str, found: Sequence[Token]) -> Literal | None:
        if word == "for":
            return Literal(f"for {written(found)}", "1")
        return literal(written(found)) if word in ("if", "elif") else None

    def _not_followed(self, word: str, part: Part) -> None:
        deep = word in _PAIRED
        too_deep = f"is nested more than {_DEEPEST} deep; what it holds is read as if it always stood"
        if not word.startswith("end"):
            self._fault(part, too_deep if deep else "is not followed", fatal=deep or not word)
        said = " ".join(self.source[part.inner : part.inner_end].split())
        self._add(NotFollowed(said, part.start, part.end, prints=not deep and word in _PRINTS_UNSEEN))

    def _turn(self, word: str, part: Part, found: Sequence[Token]) -> None:
        """Goes on to the next branch of the innermost if (or, for else, loop)."""
        fitting = ("if",) if word == "elif" else ("if", "for")
        depth = next((i for i in range(len(self.open), 0, -1) if self.open[i - 1].word in fitting), 0)
        if not depth or (self.open[depth - 1].tests[-1] is None):
            self._fault(part, 'has no "{% if %}" to belong to; take it out or add one')
            return
        while len(self.open) > depth:
            self._missing_end()
        if word == "elif":
            self._check("if", part, self.source[part.inner : part.inner_end].lstrip()[2:])
        self.open[-1].tests.append(self._test(word, found))
        self.open[-1].bodies.append([])

    def _end(self, word: str, part: Part) -> None:
        if not any(frame.word == word for frame in self.open):
            self._fault(part, f'ends a "{{% {word} %}}" that was never begun; take it out or begin one')
            return
        while self.open[-1].word != word:
            self._missing_end()
        self._close()

    def _missing_end(self) -> None:
        frame = self.open[-1]
        self._fault(frame.part, f'has no "{{% end{frame.word} %}}"; add it where its part ends')
        self._close()

    def _close(self) -> None:
        frame = self.open.pop()
        bodies = [tuple(body) for body in frame.bodies]
        if frame.word == "for" and frame.tests[0]:
            most = 2 if sum(outer.word == "for" for outer in self.open) < _DOUBLED else 1
            self._add(Repeat(frame.tests[0].name, bodies[0], bodies[1] if len(bodies) > 1 else (), most))
        elif frame.word == "if":
            self._add(_choice(frame.tests, bodies))
        else:
            self._add(*bodies[0])


def _choice(tests: Sequence[Literal | None], bodies: Sequence[tuple[Node, ...]]) -> Choice:
    """An if with its elifs: each branch needs its own test to hold and those before it not to."""
    branches: list[Branch] = []
    failed: frozenset[Literal] = frozenset()
    for test, body in zip(tests, bodies, strict=True):
        branches.append(Branch(failed | ({test} if test else set()), body))
        failed |= {opposite(test)} if test else set()
    if tests[-1] is not None:
        branches.append(Branch(failed, ()))
    return Choice(tuple(branches))
