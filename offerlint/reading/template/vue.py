"""Vue's single-file components: the words of their template, its directives read as choices and loops."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from offerlint.model.block import Literal
from offerlint.reading.html_names import VOID
from offerlint.reading.html_scan import Token, scan
from offerlint.reading.template.code import Language, condition, named, printed
from offerlint.reading.template.code_string import Shown, javascript_string
from offerlint.reading.template.component import begun, ended, html_name, is_copy
from offerlint.reading.template.nest import Nest, Tag, choice, repeat
from offerlint.reading.template.sfc import Part, is_true_at_first, messages, parts, starts_true
from offerlint.reading.template.sfc_script import add_copy
from offerlint.reading.template.tree import Fault, NotFollowed, Spelt, Text, Tree
from offerlint.text.late import late

SCRIPT = Language("+", javascript_string)
_FOR = late(r"\s*\(?\s*(?P<name>[\w$]+)[^)]*?\)?\s+(?:in|of)\s+(?P<list>.*\S)\s*", re.DOTALL)
_TURNS = ("v-else-if", "v-else")
_BOUND = late(r"(?:v-bind)?:(?P<name>[\w-]+)(?:\.\w+)*")


def read_vue(source: str) -> Tree:
    """The tree of a single-file component; offsets count the code points of `source`."""
    faults: list[Fault] = []
    nest = Nest(faults, lambda word: f'v-{word}="…"', lambda word: f"end tag of its v-{word}")
    found = parts(source, faults)
    template = next((part for part in found if part.name == "template"), None)
    if template is not None and template.lang not in ("", "html"):
        say = f'<template lang="{template.lang}"> is not followed: write it in HTML to have it read'
        faults.append(Fault(say, template.start))
        nest.add(NotFollowed(f"a template in {template.lang}", template.start, template.start + 1))
    elif template is not None:
        Reader(source, nest, starts_true(source)).read(template)
    for part in found:
        if part.name == "i18n":
            nest.add(*messages(source, part, faults))
        elif part.name == "script" and part.lang in ("", "js", "ts", "jsx", "tsx"):
            add_copy(source, part.start, part.end, nest)
    return nest.finish()


@dataclass(slots=True)
class Open:
    """An element that waits for its end: which tags end with it, and whether the `v-if` of a child may go on."""

    name: str
    words: list[str] = field(default_factory=list)
    begins: bool = False
    has_chain: bool = False


class Reader:
    """Follows the elements of a template, and what stands in double braces between them."""

    def __init__(self, source: str, nest: Nest, checked: frozenset[str]) -> None:
        self.source, self.nest, self._checked = source, nest, checked
        self._open = [Open("")]
        self._names: Counter[str] = Counter()
        self.shown: list[tuple[int, int]] = []

    def read(self, part: Part) -> None:
        """Reads the template between two offsets: what stands in double braces holds no tags."""
        text, at, masked = self.source, part.start, list[str]()
        while (start := text.find("{{", at, part.end)) >= 0 and (end := text.find("}}", start, part.end) + 2) > 1:
            masked += [text[at:start], "x" * (end - start)]
            self.shown.append((start, end))
            at = end
        masked.append(text[at : part.end])
        self.shown.reverse()
        for token in scan("".join(masked)):
            self._take(token, part.start)
        while len(self._open) > 1:
            self._pop(complete=False)
        self._end_chain()

    def _take(self, token: Token, by: int) -> None:
        start, end = token.start + by, token.end + by
        if token.kind == "start":
            places = {name: (low + by, high + by) for name, (low, high) in token.attributes.items()}
            self._start(_name(self.source, start), token.name, places, start, end)
        elif token.kind == "end":
            self._stop(token.name, start, end)
        elif token.kind == "comment":
            self.nest.add(Text(start, end))
        else:
            self._text(start, end)

    def _text(self, start: int, end: int) -> None:
        if self.source[start:end].strip():
            self._end_chain()
        self._words(start, end)

    def _words(self, start: int, end: int) -> None:
        """Words with what stands in double braces."""
        while self.shown and self.shown[-1][0] < end:
            low, high = self.shown.pop()
            if low < start:
                continue
            if start < low:
                self.nest.add(Text(start, low))
            self.nest.add(*printed(self.source, low + 2, high - 2, (low, high), SCRIPT, Shown.TEXT))
            start = high
        if start < end:
            self.nest.add(Text(start, end))

    def _start(self, name: str, key: str, places: Mapping[str, tuple[int, int]], start: int, end: int) -> None:
        own = Open(key)
        said = " ".join(self.source[start:end].split())[:80]
        self._begin(own, places, said, start)
        is_closed = self.source[end - 2] == "/"
        self._tag(name, places, start, end - 2 if is_closed else end - 1)
        self.nest.add(Text(end - 1, end))
        for directive, how in (("v-text", Shown.TEXT), ("v-html", Shown.HTML)):
            if directive in places:
                self.nest.add(*printed(self.source, *places[directive], places[directive], SCRIPT, how))
        if is_closed and html_name(name).split()[0] not in VOID:
            self.nest.add(ended(name, end - 2, end))
        self._open.append(own)
        self._names[key] += 1
        if is_closed or key in VOID:
            self._pop()

    def _begin(self, own: Open, places: Mapping[str, tuple[int, int]], said: str, start: int) -> None:
        """Begins the choices and loops that the directives of an element are, the outermost first."""
        code = {name: self.source[slice(*place)] for name, place in places.items() if name.startswith("v-")}
        turn = next((name for name in _TURNS if name in code), None)
        around = self._open[-1]
        if turn and around.has_chain:
            test = condition(code[turn]) if turn == "v-else-if" else None
            self.nest.turn(Tag("if", said, start), ("if",), test)
            own.words.append("if")
            around.has_chain = False
        else:
            self._end_chain()
            if turn:
                self.nest.fault(Tag("if", said, start), "follows no element with a v-if; take it out or add one")
        if "v-if" in code and not own.words:
            self.nest.begin(Tag("if", said, start), choice, condition(code["v-if"]))
            own.words.append("if")
        own.begins = bool(own.words)
        if "v-for" in code:
            match = _FOR.fullmatch(code["v-for"])
            loop = f"for {match['name']} in {named(match['list'])}" if match else f"for item in {named(code['v-for'])}"
            self.nest.begin(Tag("for", said, start), repeat, Literal(loop, "1"))
            own.words.append("for")
        if "v-show" in code:
            self.nest.begin(Tag("show", said, start), choice, condition(code["v-show"]))
            own.words.append("show")

    def _tag(self, name: str, places: Mapping[str, tuple[int, int]], start: int, end: int) -> None:
        """A start tag without its last sign, bound attributes that are copy written as words."""
        self.nest.add(begun(name, start))
        at = start + 1 + len(name)
        for written, (low, high) in places.items():
            match = _BOUND.fullmatch(written)
            bound = match["name"] if match else ""
            begin = self.source[max(at, low - 200) : low].lower().rfind(written) + max(at, low - 200)
            if begin < at or not (bound == "checked" or is_copy(bound) or written.startswith("v-model")):
                continue
            stop = high + (self.source[low - 1] in "\"'")
            if bound and low == stop:  # `:alt` alone is `:alt="alt"`
                low, high = begin + written.index(":") + 1, begin + len(written)
            code = self.source[low:high].strip()
            nodes: Sequence[Text | Spelt] = [Text(at, begin)] if at < begin else []
            if is_copy(bound):
                words = printed(self.source, low, high, (low, high), SCRIPT, Shown.ATTRIBUTE)
                self.nest.add(*nodes, Spelt(f'{bound}="', begin, low), *words, Spelt('"', max(low, high - 1), stop))
            else:
                is_true = is_true_at_first(code) or code.rpartition(".")[2] in self._checked
                self.nest.add(*nodes, *([Spelt("checked", begin, stop)] if is_true else []))
            at = stop
        if at < end:
            self.nest.add(Text(at, end))

    def _stop(self, key: str, start: int, end: int) -> None:
        """An end tag; elements inside that have none end here."""
        if self._names[key] == 0:
            return
        while self._open[-1].name != key:
            self._pop(complete=False)
        self._end_chain()
        self.nest.add(ended(_name(self.source, start + 1), start, end))
        self._pop()

    def _pop(self, *, complete: bool = True) -> None:
        self._end_chain()
        own = self._open.pop()
        self._names[own.name] -= 1
        for word in reversed(own.words[own.begins :]):
            self.nest.end(Tag(word, "", 0), word)
        self._open[-1].has_chain = own.begins
        if not complete:
            self._end_chain()

    def _end_chain(self) -> None:
        """What follows belongs to no `v-if` any more."""
        if self._open[-1].has_chain:
            self._open[-1].has_chain = False
            self.nest.end(Tag("if", "", 0), "if")


def _name(source: str, start: int) -> str:
    """The name of the tag that begins at `start`, as it is written."""
    match = _TAG_NAME.match(source, start + 1)
    return match[0] if match else ""


_TAG_NAME = late(r"[a-zA-Z][^ \t\n\r\f/>]*")
