"""Paragraphs laid out: one text, the places of its words as a person would point at them, and its blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import accumulate
from typing import Any, Literal

from offerlint.model.block import Control, Emphasis
from offerlint.model.source import PlaceWire
from offerlint.text.frozen import dataclass
from offerlint.text.span import Span

BETWEEN = "\n\n"
"""What stands between two paragraphs in the text."""
Change = Literal["", "in", "out"]
Marks = Mapping[str, str]
"""The kinds of marks that some words bear, each with its value."""


@dataclass(frozen=True, slots=True)
class Atom:
    """Some characters of a paragraph that stand together in its file.

    They are the characters of its run number `run` (from 0) from `at` on; an atom that is not `own` stands for
    something that the file holds in another form, such as the number of a note. `node` is the element that holds them.
    `change`: tracked changes put it in, or took it out. `control`: the box to tick that it is.
    """

    text: str
    run: int
    at: int
    node: Any = None
    own: bool = True
    marks: Marks = field(default_factory=dict)
    change: Change = ""
    control: Control | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of `part`, there number `number` (from 0); `where` says it as a person would.

    `scope`, `level`, `emphasis` and `attributes` are those of its block. `mark`: tracked changes put in, or took out,
    what parts it from the next. `notes` are comments on it. `known` is what its place says besides, such as a slide.
    """

    part: str
    number: int
    where: str
    atoms: Sequence[Atom]
    scope: str = "body.paragraph"
    level: int = 0
    emphasis: Emphasis = Emphasis.PLAIN
    attributes: Mapping[str, str] = field(default_factory=dict)
    mark: Change = ""
    notes: Sequence[str] = ()
    known: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(atom.text for atom in self.atoms)


class Paper:
    """The text of paragraphs, one after another, and the locator of its source."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = self.kept(paragraphs)
        texts = [paragraph.text for paragraph in paragraphs]
        self.text = BETWEEN.join(texts)
        self.starts = list(accumulate((len(text) + len(BETWEEN) for text in texts), initial=0))[: len(texts)]

    def kept(self, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
        """What is kept of paragraphs to say places in them: all but the elements that hold their words."""
        return [_without_nodes(paragraph) for paragraph in paragraphs]

    def where(self, span: Span) -> str:
        """`section “Prices”, paragraph 3, words 5-9`."""
        said = [f"{paragraph.where}, {_words(paragraph.text, part)}" for paragraph, part in self._touched(span)]
        return " to ".join(dict.fromkeys([*said[:1], *said[-1:]])) or "the document"

    def places(self, span: Span) -> Sequence[PlaceWire]:
        """Each paragraph that the words touch, and which of the characters of its runs they are."""
        return [
            {
                **paragraph.known,
                "part": paragraph.part,
                "paragraph": paragraph.number,
                "runs": list(_runs(paragraph, part)),
            }
            for paragraph, part in self._touched(span)
        ]

    def _touched(self, span: Span) -> Iterator[tuple[Paragraph, Span]]:
        """The paragraphs that the words touch, each with what is touched of it."""
        for i in range(max(bisect_right(self.starts, span.start) - 1, 0), len(self.starts)):
            start, length = self.starts[i], len(self.paragraphs[i].text)
            if start >= span.end:
                return
            part = Span(max(span.start - start, 0), min(span.end - start, length))
            if part.start < part.end:
                yield self.paragraphs[i], part


def _without_nodes(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, atoms=[replace(atom, node=None) for atom in paragraph.atoms])


def _words(text: str, span: Span) -> str:
    """Which words of a text some characters are, counted from 1."""
    first = len(text[: span.start].split()) + (not text[: span.start][-1:].strip())
    last = max(first, len(text[: span.end].split()))
    return f"word {first}" if first == last else f"words {first}-{last}"


def _runs(paragraph: Paragraph, span: Span) -> Iterator[PlaceWire]:
    """The characters of runs that a stretch of a paragraph is, those that follow on joined."""
    begun: dict[str, int] | None = None
    at = 0
    for atom in paragraph.atoms:
        start, end = max(span.start - at, 0), min(span.end - at, len(atom.text))
        at += len(atom.text)
        if start >= end or not atom.own:
            continue
        if begun and begun["run"] == atom.run and begun["end"] == atom.at + start:
            begun["end"] = atom.at + end
            continue
        if begun:
            yield begun
        begun = {"run": atom.run, "start": atom.at + start, "end": atom.at + end}
    if begun:
        yield begun
