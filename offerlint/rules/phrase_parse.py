"""From a phrase as a compliance officer writes it to a tree; docs/rule-writing.md has the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

from offerlint.model.fact import FACT_KINDS
from offerlint.model.figure import PAST, UNITS
from offerlint.rules.phrase_error import PhraseError
from offerlint.rules.phrase_tree import (
    NOTHING,
    Choice,
    Edge,
    Gap,
    Kind,
    Node,
    Reported,
    Sequence,
    Stated,
    Test,
    Word,
    can_be_empty,
    longest,
    reports,
)
from offerlint.text.fold import fold
from offerlint.text.late import late
from offerlint.text.nearest import did_you_mean
from offerlint.text.words import Words, words

GAP = 6
LONGEST_GAP = 30
DEEPEST = 12
LONGEST_PHRASE = 400

_CHUNK = late(r"(?:(?!\.\.\.)[^\s()|\[\]{}<>@*^$\\…])+")
_ENDING = late(r"(?<=\S)['’][a-z]", re.IGNORECASE)
_GAP = late(r"(?:\.\.\.|…)(\d*)")
_NAME = late(r"[a-z0-9][a-z0-9-]*")
_FACT = late(r"\s*(?P<kind>[a-zA-Z-]+)\s*(?:[.:](?P<tests>.*))?", re.DOTALL)
_TEST = late(r"\s*(?P<key>[a-z-]+)\s*(?P<relation>!=|<=|>=|=|<|>)\s*(?P<values>[^=<>!]+)")
_CLOSE = {"(": ")", "[": "]", "<": ">"}

Resolve = Callable[[str], Node]
"""The tree of a shared list by its name; raises KeyError when there is none."""


def parse(text: str, resolve: Resolve, known: Collection[str], figures: Mapping[str, str]) -> Node:
    """The tree of a phrase; raises PhraseError.

    `known` are the names that `resolve` knows, `figures` the units of the figures that may be named.
    """
    node = _Parser(text, resolve, known, figures).whole()
    if can_be_empty(node):
        raise PhraseError("this phrase matches even where there are no words; ask for at least one word", text, 0)
    if longest(node) > LONGEST_PHRASE:
        raise PhraseError("this phrase is too long to match; make several phrases of it", text, 0)
    if reports(node) > 1:
        raise PhraseError("only one part of a phrase can be reported; keep one <...>", text, text.find("<"))
    return node


class _Parser:
    """Reads one phrase from left to right."""

    def __init__(self, text: str, resolve: Resolve, known: Collection[str], figures: Mapping[str, str]) -> None:
        self.text, self.resolve, self.known, self.figures = text, resolve, known, figures
        self.at = 0
        self.depth = 0

    def whole(self) -> Node:
        node = self.choice()
        if self.at < len(self.text):
            raise self.error(f"“{self.text[self.at]}” closes nothing; write \\{self.text[self.at]} for the mark itself")
        return node

    def error(self, message: str, at: int | None = None) -> PhraseError:
        return PhraseError(message, self.text, self.at if at is None else at)

    def choice(self) -> Node:
        options = [self.sequence()]
        while self.text[self.at : self.at + 1] == "|":
            self.at += 1
            options.append(self.sequence())
        if len(options) == 1:
            return options[0]
        if any(isinstance(option, Sequence) and not option.parts for option in options):
            raise self.error("one side of a | is empty; write [a|b] where it may be left out")
        return Choice(tuple(options))

    def sequence(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.text):
            char = self.text[self.at]
            if char.isspace():
                self.at += 1
            elif char in "|)]>":
                break
            elif char in "'’" and parts and _ENDING.match(self.text, self.at):
                raise self.error("an ending such as 's is part of a word: write it with each, as in (uk's|britain's)")
            else:
                parts += self.item(char)
        if self.depth == 0:
            self.no_gap_at_the_edges(parts)
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def no_gap_at_the_edges(self, parts: list[Node]) -> None:
        if parts and (isinstance(parts[0], Gap) or isinstance(parts[-1], Gap)):
            at = 0 if isinstance(parts[0], Gap) else max(self.at - 3, 0)
            raise self.error("a gap (...) stands between words, not at the edge of a phrase; leave it out", at)

    def item(self, char: str) -> Iterable[Node]:
        """What begins at `char`: one part, or the words and marks that stand together."""
        if char in _CLOSE:
            return [self.group(char)]
        if char == "{":
            return [self.fact()]
        if char == "@":
            return [self.shared()]
        if char in "^$":
            self.at += 1
            return [Edge(at_start=char == "^")]
        if gap := _GAP.match(self.text, self.at):
            return [self.gap(gap)]
        if char == "\\":
            return [self.escaped()]
        if char == "*":
            raise self.error("an open ending (*) stands right after a word; write \\* for an asterisk")
        if char == "}":
            raise self.error("“}” closes nothing; write \\} for the mark itself")
        return self.words()

    def group(self, char: str) -> Node:
        opened = self.at
        self.at += 1
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.error("too many brackets within brackets; make several phrases of it", opened)
        node = self.choice()
        self.depth -= 1
        if self.text[self.at : self.at + 1] != _CLOSE[char]:
            raise self.error(f"“{char}” is never closed; add “{_CLOSE[char]}”", opened)
        if node == NOTHING:
            raise self.error(f"“{char}{_CLOSE[char]}” holds nothing", opened)
        self.at += 1
        if char == "[":
            return Choice((node, NOTHING))
        if char == "<":
            if can_be_empty(node):
                raise self.error("the part to report may be empty; put words between < and >", opened)
            return Reported(node)
        if self.text[self.at : self.at + 1] == "*":
            self.at += 1
            return self.open_ended(node)
        return node

    def open_ended(self, node: Node) -> Node:
        """`node` with any ending on its last words."""
        match node:
            case Word(text) if text[-1].isalpha():
                return Word(text, open=True)
            case Sequence(parts):
                return Sequence((*parts[:-1], self.open_ended(parts[-1])))
            case Choice(options):
                return Choice(tuple(self.open_ended(option) for option in options))
            case _:
                raise self.error("an open ending (*) goes with words only; write \\* for an asterisk", self.at - 1)

    def fact(self) -> Node:
        opened = self.at
        end = self.text.find("}", opened)
        if end < 0:
            raise self.error("“{” is never closed; add “}”", opened)
        match = _FACT.fullmatch(self.text[opened + 1 : end])
        self.at = end + 1
        if not match:
            raise self.error("write a fact as {price} or {price.role=later,period=month}", opened)
        kind = match["kind"].lower()
        if kind in _TOKENS:
            if match["tests"]:
                raise self.error(f"{{{kind}}} takes no conditions", opened)
            return Kind(_TOKENS[kind])
        if kind not in FACT_KINDS:
            raise self.error(
                f"no such kind of fact: “{kind}”; {did_you_mean(kind, (*FACT_KINDS, *_TOKENS))}", opened + 1
            )
        start = opened + 1 + match.start("tests")
        return Stated(kind, self.tests(kind, match["tests"], start) if match["tests"] is not None else ())

    def tests(self, kind: str, text: str, start: int) -> tuple[Test, ...]:
        found = []
        for part in text.split(","):
            match = _TEST.fullmatch(part)
            if not match:
                raise self.error(
                    f"“{part.strip()}” is no condition; write role=later, role!=later, role=any or value<100", start
                )
            key, relation = match["key"], match["relation"]
            values = tuple(value.strip() for value in match["values"].split("|"))
            if relation not in ("=", "!=") and key != "value":
                raise self.error(f"only a value can be {relation} another; use {key}={values[0]}", start)
            if key == "value":
                self.compared(kind, relation, values, start)
            found.append(Test(key, relation, values))
            start += len(part) + 1
        return tuple(found)

    def compared(self, kind: str, relation: str, values: tuple[str, ...], start: int) -> None:
        """Raises the mistake in what a value is compared with, if there is one."""
        for value in values:
            name = value.removeprefix("@").removesuffix(PAST)
            if not value.startswith("@"):
                if not _is_number(value):
                    raise self.error(f"“{value}” is not a number, or a @figure, to compare a value with", start)
            elif name not in self.figures:
                raise self.error(f"no figure is called “@{name}”; {did_you_mean(name, self.figures)}", start)
            elif kind not in UNITS[self.figures[name]]:
                raise self.error(f"“@{name}” is a figure in {self.figures[name]}, and no {{{kind}}} is", start)
        if relation not in ("=", "!=") and (len(values) > 1 or values[0].endswith(PAST)):
            raise self.error(f"a value is {relation} one number or figure; “{'|'.join(values)}” may be several", start)

    def shared(self) -> Node:
        opened = self.at
        match = _NAME.match(self.text, opened + 1)
        if not match:
            raise self.error("a shared list is written @name; write \\@ for the mark itself", opened)
        self.at = match.end()
        try:
            return self.resolve(match[0])
        except KeyError:
            raise self.error(
                f"no shared list is called “@{match[0]}”; {did_you_mean(match[0], self.known)}", opened
            ) from None

    def gap(self, match: re.Match[str]) -> Node:
        most = int(match[1][:4] or GAP)
        if not 1 <= most <= LONGEST_GAP:
            raise self.error(f"a gap is 1 to {LONGEST_GAP} words long, such as ...3")
        self.at = match.end()
        return Gap(most)

    def escaped(self) -> Node:
        self.at += 2
        if self.at > len(self.text) or self.text[self.at - 1].isspace():
            raise self.error("a backslash stands before the mark that is meant", self.at - 2)
        return Word(self.text[self.at - 1])

    def words(self) -> Iterable[Node]:
        """The words, numerals and marks of a stretch without spaces or brackets."""
        start = self.at
        match = _CHUNK.match(self.text, start)
        if not match:
            raise self.error(f"“{self.text[start]}” has no meaning here")
        self.at = match.end()
        kinds = _tokens(match[0]).kinds
        is_open = bool(kinds) and self.text[self.at : self.at + 1] == "*"
        if is_open:
            if kinds[-1] != "w":
                raise self.error("an open ending (*) stands right after a word; write \\* for an asterisk")
            self.at += 1
        return _parts(match[0], is_open)


@cache
def _tokens(text: str) -> Words:
    """The words of a stretch of phrases; the same few thousand words make up all rules."""
    return words(fold(text))


@cache
def _parts(text: str, is_open: bool) -> tuple[Node, ...]:
    """The nodes of a stretch of phrases, the last of them with any ending where `is_open`."""
    found = _tokens(text)
    texts = list(found.texts)
    if len(texts) > 2 and found.kinds == "wm" * (len(texts) // 2) + "w" and set(texts[1::2]) == {"-"}:
        return (_hyphened(texts[::2], is_open=is_open),)
    last = len(texts) - 1
    return tuple(Word(text, is_open and i == last) for i, text in enumerate(texts) if text != "-" or i in (0, last))


_TOKENS = {"number": "n", "field": "f"}


def _hyphened(texts: list[str], *, is_open: bool) -> Node:
    """A hyphened word, which may also be written as two words or as one."""
    apart = Sequence((*(Word(text) for text in texts[:-1]), Word(texts[-1], is_open)))
    return Choice((apart, Word("".join(texts), is_open)))


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
