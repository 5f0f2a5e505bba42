"""A template and the other files whose words it writes, put together as one text and one tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from offerlint.model.source import Source
from offerlint.reading import bounds
from offerlint.reading.template.flowing import Flowing
from offerlint.reading.template.known import Find
from offerlint.reading.template.macro import called
from offerlint.reading.template.nest import bounded
from offerlint.reading.template.shift import shifted
from offerlint.reading.template.tree import (
    Call,
    Comment,
    Extends,
    Fault,
    Field,
    Given,
    Import,
    Include,
    Macro,
    Node,
    Scope,
    Set,
    Slot,
    Spelt,
    Super,
    Text,
    Tree,
    every,
    rebuilt,
    within,
)
from offerlint.text.late import late
from offerlint.text.source_map import Piece, SourceMap
from offerlint.text.span import Run, Span
from offerlint.text.view import View

_WORD = late(r"[^\W\d_]{2,}")
_A_SENTENCE = 4
"""Words from which on what is handed on is something to be read, and no name or setting."""

Slots = Mapping[str, Sequence[tuple[Node, ...]]]
"""What fills each slot: the words of the template furthest from the base first."""


class Gathered:
    """The whole of a template: `view` holds its text and, after it, those of the files it writes.

    `sources[i]` is the document's source 1 + i; the nodes of `tree` have offsets in the view.
    """

    def __init__(self, view: View, read: Callable[[str], Tree], find: Find) -> None:
        self._read, self._find = read, find
        self._texts, self._pieces, self._length = [view.text], list(view.map), len(view.text)
        self._trees: dict[str, Tree | None] = {}
        self._written = 0
        self.sources: list[Source] = []
        tree = read(view.text)
        self._faults = list(tree.faults)
        nodes = bounded(tuple(self._nodes(self._whole(tree.nodes, {}, ()), {}, ())))
        nodes = Flowing(self._text).all(nodes)
        self.tree = Tree(nodes, tuple(dict.fromkeys(self._faults)), _lost(tree.nodes, nodes))
        self.view = View("".join(self._texts), SourceMap(self._pieces)) if self.sources else view

    def _load(self, name: str) -> Tree | None:
        if name not in self._trees:
            source = self._find(name)
            self._trees[name] = None if source is None else self._take(source)
        return self._trees[name]

    def _take(self, source: Source) -> Tree:
        self.sources.append(source)
        tree = shifted(self._read(source.text), self._length)
        if source.text:
            span = Span(self._length, self._length + len(source.text))
            self._pieces.append(Piece(span, (Run(len(self.sources), 0, len(source.text)),), True))
            self._texts.append(source.text)
            self._length = span.end
        self._faults += tree.faults
        return tree

    def _follow(self, node: Include | Extends | Import, way: Sequence[str]) -> Tree | None:
        """The tree of the file that the node names, unless it is missing, too deep or on the way here.

        A layout that is missing is not told: it is often kept elsewhere, and the page in it is read whole.
        """
        said = " ".join(self._text(node.start, node.end).split())
        if node.name in way:
            self._faults.append(Fault(f'"{said}" leads back to itself; take it out', node.start))
            return None
        is_too_much = len(way) >= bounds.DEEPEST_INCLUDE or self._written >= bounds.MOST_NODES
        tree = None if is_too_much else self._load(node.name)
        if tree is None and (is_too_much or not isinstance(node, Extends)):
            why = f"no file “{node.name}” beside it or in the folders of `templates:`"
            why = "too many files are written into one another" if is_too_much else why
            self._faults.append(Fault(f'"{said}" is not followed: {why}', node.start, fatal=False))
        return tree

    def _text(self, start: int, end: int) -> str:
        for text in self._texts:
            if start < len(text):
                return text[start:end]
            start, end = start - len(text), end - len(text)
        return ""

    def _whole(self, nodes: tuple[Node, ...], slots: Slots, way: Sequence[str]) -> tuple[Node, ...]:
        """The nodes of a template, inside its base if it extends one; slots are filled with `slots` first."""
        base = next((node for node in nodes if isinstance(node, Extends)), None)
        tree = self._follow(base, way) if base else None
        if base is None or tree is None:
            return tuple(self._filled(node, slots) for node in nodes if not isinstance(node, Extends))
        mine = {node.name: node.body for node in every(nodes) if isinstance(node, Slot)}
        both = {name: [*slots.get(name, ()), *([mine[name]] if name in mine else [])] for name in {*slots, *mine}}
        for node in nodes:
            if isinstance(node, Text) and self._text(node.start, node.end).strip():
                text = self._text(node.start, node.end)
                said = " ".join(text.split())[:60]
                message = f'"{said}" stands outside the blocks of a template that extends another; it is never shown'
                self._faults.append(Fault(message, node.end - len(text.lstrip()), fatal=False))
        kept = tuple(node for node in nodes if isinstance(node, (Comment, Set, Macro, Import)))
        return (*kept, *self._whole(tree.nodes, both, (*way, base.name)))

    def _filled(self, node: Node, slots: Slots) -> Node:
        """The node with its slots replaced by what fills them; `super()` stands for what that replaces."""
        node = rebuilt(node, lambda body: tuple(self._filled(each, slots) for each in body))
        if not isinstance(node, Slot):
            return node
        bodies = [*slots.get(node.name, ()), node.body]
        filled = bodies[-1]
        rest = {name: each for name, each in slots.items() if name != node.name}
        for body in reversed(bodies[:-1]):
            inner = tuple(self._filled(each, rest) for each in body)
            filled = tuple(_with_super(each, filled) for each in inner)
        return Scope(filled)

    def _nodes(self, nodes: Sequence[Node], macros: Mapping[str, Macro], way: Sequence[str]) -> list[Node]:
        """The nodes with other files' words and macros written out; `macros` are those known so far."""
        known, found = dict(macros), list[Node]()
        own = {node.name: node for node in nodes if isinstance(node, Macro)}
        called_here = {node.name for node in every(tuple(nodes)) if isinstance(node, Call)}
        known |= own
        for node in nodes:
            self._written += 1
            if isinstance(node, Include):
                found += self._included(node, known, way)
            elif isinstance(node, Import):
                known |= self._imported(node, way)
            elif isinstance(node, Macro):
                if node.name not in called_here:
                    message = f'"{node.said}" is not followed: its words are read where they stand'
                    self._faults.append(Fault(message, node.start, fatal=False))
                    found.append(Scope(tuple(self._nodes(node.body, known, way))))
            elif isinstance(node, Call):
                found += self._called(node, known, way)
            elif not isinstance(node, (Super, Extends)):
                found.append(rebuilt(node, partial(self._body, known, way)))
        return found

    def _body(self, macros: Mapping[str, Macro], way: Sequence[str], nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(self._nodes(nodes, macros, way))

    def _included(self, node: Include, macros: Mapping[str, Macro], way: Sequence[str]) -> list[Node]:
        tree = self._follow(node, way)
        if tree is None:
            return [node, *self._handed(node.given, macros, way, node)]
        inner = self._nodes(self._whole(tree.nodes, {}, (*way, node.name)), macros, (*way, node.name))
        given = tuple(Set(name, tuple(self._nodes(body, macros, way)), quoted=True) for name, body in node.given)
        only = frozenset(name for name, _ in node.given) if node.alone or node.context else None
        return [Scope((*given, Scope(tuple(inner), only, node.context)))]

    def _handed(
        self, given: Given, macros: Mapping[str, Macro], way: Sequence[str], place: Include | Field
    ) -> list[Node]:
        """The sentences that are handed to what is not known, each by itself: somewhere it will show them."""
        found: list[Node] = []
        before, after = ("<p>", "</p>") if "</" in self._texts[0] else ("\n\n", "\n\n")
        for _, body in given:
            texts = (each for each in every(body) if isinstance(each, Text))
            if any(len(_WORD.findall(self._text(each.start, each.end))) >= _A_SENTENCE for each in texts):
                inner = self._nodes(body, macros, way)
                found += [Spelt(before, place.start, place.end), *inner, Spelt(after, place.start, place.end)]
        return found

    def _imported(self, node: Import, way: Sequence[str]) -> dict[str, Macro]:
        tree = self._follow(node, way)
        if tree is None:
            return {}
        macros = {each.name: each for each in tree.nodes if isinstance(each, Macro)}
        if node.alias:
            return macros | {f"{node.alias}.{name}": macro for name, macro in macros.items()}
        return macros | {new: macros[old] for old, new in node.names if old in macros}

    def _called(self, node: Call, macros: Mapping[str, Macro], way: Sequence[str]) -> list[Node]:
        macro = macros.get(node.name)
        mark = f"{node.name}()"
        if macro is None or mark in way or len(way) >= bounds.DEEPEST_INCLUDE or self._written >= bounds.MOST_NODES:
            if node.inner and isinstance(node.unknown[0], Field):
                said = " ".join(self._text(node.unknown[0].start, node.unknown[0].end).split())
                message = f'"{said}" is not followed: its words are read where they stand'
                self._faults.append(Fault(message, node.unknown[0].start, fatal=False))
            unknown = self._nodes(node.unknown, macros, way)
            place = node.unknown[0]
            handed = self._handed(node.arguments, macros, way, place) if isinstance(place, Field) else []
            return [*unknown, *handed]
        arguments = tuple((name, tuple(self._nodes(body, macros, way))) for name, body in node.arguments)
        inner = tuple(self._nodes(node.inner, macros, way))
        written = called(macro, replace(node, arguments=arguments, inner=inner))
        return [Scope(tuple(self._nodes(written, macros, (*way, mark))))]


def _lost(own: tuple[Node, ...], left: tuple[Node, ...]) -> tuple[Text, ...]:
    """The words of a template that stand nowhere in what is left of it; those outside its blocks were said already."""
    kept = frozenset(node for node in every(left) if isinstance(node, Text))
    if any(isinstance(node, Extends) for node in own):
        own = tuple(node for node in own if not isinstance(node, Text))
    return tuple(node for node in _words(own) if node not in kept)


def _words(nodes: tuple[Node, ...]) -> Iterator[Text]:
    for node in nodes:
        if isinstance(node, Text):
            yield node
        elif not (isinstance(node, Set) and node.quoted):
            for body in within(node):
                yield from _words(body)


def _with_super(node: Node, filled: tuple[Node, ...]) -> Node:
    if isinstance(node, Super):
        return Scope(filled)
    return rebuilt(node, lambda body: tuple(_with_super(each, filled) for each in body))
