"""Jinja2 templates, read into a tree; nothing in them is ever run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from offerlint.model.block import Literal
from offerlint.reading import bounds
from offerlint.reading.template.conditions import literal
from offerlint.reading.template.expression import ExpressionError, Token, split, tokens, written
from offerlint.reading.template.jinja_list import Item, items, turns
from offerlint.reading.template.jinja_print import printed
from offerlint.reading.template.jinja_reuse import call_of, other_file, sets, whole, written_by_call
from offerlint.reading.template.jinja_scan import Part, scan
from offerlint.reading.template.jinja_signs import JINJA, Signs
from offerlint.reading.template.jinja_syntax import complaint
from offerlint.reading.template.nest import Make, Nest, Tag, choice, plain, repeat
from offerlint.reading.template.tree import Call, Comment, Field, Node, NotFollowed, Super, Text, Tree

_PAIRED = frozenset({"block", "filter", "with", "autoescape", "macro", "call", "set", "if", "for"})
_PRINTS_UNSEEN = frozenset({"include", "embed"})
_SILENT = frozenset({"do", "load", "csrf_token", "pluralize", "plural"})
_KEEPING = frozenset(
    "trans translate blocktrans blocktranslate spaceless cache apply sandbox verbatim localize".split()
)
"""Tags with an end that show what stands in them; those of Jinja's extensions, Twig and Django."""
_ASKING = frozenset({"ifequal", "ifnotequal", "ifchanged"})
"""Older tags of Django that choose."""
_ELSE = ("if", "for", *sorted(_ASKING))
_MAKE: Mapping[str, Make] = {"if": choice, "for": repeat}


def read_jinja(source: str, signs: Signs = JINJA) -> Tree:
    """The tree of a Jinja2 template; offsets count the code points of `source`."""
    return _read(source, signs, is_twig=False)


def read_twig(source: str) -> Tree:
    """The tree of a Twig template, as far as Twig writes what Jinja does; offsets as in `read_jinja`."""
    return _read(source, JINJA, is_twig=True)


def _read(source: str, signs: Signs, *, is_twig: bool) -> Tree:
    parts, faults = scan(source, signs)
    reader = _Reader(source, Nest(faults, signs.tag, lambda word: signs.tag(f"end{word}")), is_twig=is_twig)
    for part in parts:
        reader.take(part)
    return reader.nest.finish()


class _Reader:
    def __init__(self, source: str, nest: Nest, *, is_twig: bool) -> None:
        self.source, self.nest, self.is_twig = source, nest, is_twig
        self.lists: dict[str, tuple[Item, ...]] = {}
        """What the lists hold that are written out."""
        self.turning: list[tuple[int, int]] = []
        """The loops over such lists that stand open: how deep each stands, and how many items it has."""

    def take(self, part: Part) -> None:
        """Adds one part of the template to what is being read."""
        if part.kind == "text":
            self.nest.add(Text(part.start, part.end))
        elif part.kind == "comment":
            self.nest.add(Comment(self.source[part.inner : part.inner_end].strip(), part.start, part.end))
        elif part.kind == "unread":
            self.nest.add(NotFollowed(self._said(part), part.start, part.end, prints=True))
        elif part.kind == "print":
            self._print(part)
        else:
            self._tag(part)

    def _said(self, part: Part) -> str:
        return " ".join(self.source[part.start : part.end].split())

    def _as_tag(self, part: Part, word: str = "") -> Tag:
        return Tag(word, self._said(part), part.start)

    def _tokens(self, part: Part) -> list[Token]:
        try:
            return tokens(self.source, part.inner, part.inner_end)
        except ExpressionError:
            return []

    def _print(self, part: Part) -> None:
        found = self._tokens(part)
        wrong = self._complaint("print", self.source[part.inner : part.inner_end])
        if wrong:
            self.nest.fault(self._as_tag(part), f"cannot be read ({wrong}); correct the expression")
            self.nest.add(Field(written(found), part.start, part.end))
        else:
            self.nest.add(*self._printed(found, part))

    def _printed(self, found: Sequence[Token], part: Part) -> tuple[Node, ...]:
        said = written(found)
        if said in ("super()", "block.super"):
            return (Super(part.start, part.end),)
        other = written_by_call(found, part.start, part.end) if self.is_twig else None
        if other:
            return (other,)
        unknown = printed(found, part.start, part.end)
        call = call_of(found, part.start, part.end)
        return (Call(*call, (), unknown),) if call and isinstance(unknown[0], Field) else unknown

    def _tag(self, part: Part) -> None:
        found = self._tokens(part)
        if found and found[-1].text == ":":
            found.pop()
        word = found[0].text if found else ""
        if word == "elseif" and self.is_twig:
            word = "elif"
        if word == "empty" and self.nest.holds("for"):
            word = "else"
        if word in ("elif", "else"):
            self._turn(word, part, found[1:])
        elif word.startswith("end") and (word[3:] in _PAIRED | _KEEPING or self.nest.holds(word[3:])):
            self.nest.end(self._as_tag(part), word[3:])
        else:
            self._begin(word, part, found)

    def _begin(self, word: str, part: Part, found: Sequence[Token]) -> None:
        if word in _SILENT:
            return
        if word in _KEEPING | _ASKING or (word == "comment" and self.is_twig):
            self._begin_more(word, part, found)
            return
        other = other_file(found, part.start, part.end)
        if other:
            self.nest.add(other)
            return
        if word == "set" and len(split(found, "=")) > 1:
            if listed := items(found[len(split(found, "=")[0]) + 1 :]):
                self.lists[written(split(found, "=")[0][1:])] = listed
            self.nest.add(*sets(found[1:], part.start, part.end))
            return
        if word in _PAIRED:
            self._check(word, part, self.source[part.inner : part.inner_end])
        if word not in _PAIRED:
            self._not_followed(word, part)
            return
        make = (
            self._turns(word, found, part)
            or _MAKE.get(word)
            or whole(found, self._said(part), part.start, part.end)
            or plain
        )
        self.nest.begin(self._as_tag(part, word), make, self._test(word, found[1:]))

    def _begin_more(self, word: str, part: Part, found: Sequence[Token]) -> None:
        """A tag of Jinja's extensions, Twig or Django: one that shows what stands in it, asks, or leaves it out."""
        tag = self._as_tag(part, word)
        if word in ("trans", "translate") and len(found) > 1 and found[1].kind == "string":
            self.nest.add(*printed(found[1:2], part.start, part.end))
        elif word == "comment":
            self.nest.begin(tag, lambda _, __: ())
        elif word in _ASKING:
            sign = " == " if word == "ifequal" else " != "
            self.nest.begin(tag, choice, literal(sign.join(written([token]) for token in found[1:3]) or word))
        else:
            self.nest.begin(tag, plain)

    def _turns(self, word: str, found: Sequence[Token], part: Part) -> Make | None:
        """How a loop is written that goes through a list which stands written out."""
        name, *rest = split(found[1:], "in") if word == "for" else [[]]
        if len(rest) != 1 or not name:
            return None
        listed = items(rest[0]) or self.lists.get(written(rest[0]), ())
        self.turning = [(depth, count) for depth, count in self.turning if depth < self.nest.depth]
        times = len(listed) * prod(count for _, count in self.turning)
        if times > bounds.MOST_TURNS:
            said = (
                f"goes through more than {bounds.MOST_TURNS} items, with the lists around it; they are not read in turn"
            )
            self.nest.fault(self._as_tag(part, word), said)
        if not 0 < times <= bounds.MOST_TURNS:
            return None
        self.turning.append((self.nest.depth, len(listed)))
        return turns(name, listed, part.start, part.end)

    def _complaint(self, word: str, inner: str) -> str:
        """What is wrong with a print or a tag; nothing knows Twig's expressions, so they are taken as they are."""
        return "" if self.is_twig else complaint(word, inner)

    def _check(self, word: str, part: Part, inner: str) -> None:
        wrong = self._complaint(word, inner)
        if wrong:
            self.nest.fault(self._as_tag(part), f"cannot be read ({wrong}); correct the tag")

    def _test(self, word: str, found: Sequence[Token]) -> Literal | None:
        if word == "for":
            return Literal(f"for {written(found)}", "1")
        return literal(written(found)) if word in ("if", "elif") else None

    def _not_followed(self, word: str, part: Part) -> None:
        if not word.startswith("end"):
            self.nest.fault(self._as_tag(part), "is not followed", fatal=not word)
        said = " ".join(self.source[part.inner : part.inner_end].split())
        self.nest.add(NotFollowed(said, part.start, part.end, prints=word in _PRINTS_UNSEEN))

    def _turn(self, word: str, part: Part, found: Sequence[Token]) -> None:
        """Goes on to the next branch of the innermost if (or, for else, loop)."""
        if word == "elif":
            self._check("if", part, self.source[part.inner : part.inner_end].lstrip()[2:])
        self.nest.turn(self._as_tag(part), ("if",) if word == "elif" else _ELSE, self._test(word, found))
