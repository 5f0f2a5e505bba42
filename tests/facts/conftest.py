"""Blocks and documents made of a few words, and their facts as lines that read aloud."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from offerlint.facts import look
from offerlint.model.about import About
from offerlint.model.block import Block, Mark
from offerlint.model.document import Document, Variant
from offerlint.model.fact import Fact, Unknown
from offerlint.model.lens import Lens
from offerlint.model.passage import Passage
from offerlint.model.source import Source
from offerlint.text.fold import FIELD
from offerlint.text.span import Span
from offerlint.text.view import ViewBuilder

_TAG = re.compile(r"<(sup|s|b)>(.*?)</\1>|\{\{(.*?)\}\}|<br>", re.DOTALL)
_KINDS = {"sup": "sup", "s": "struck", "b": "strong"}


def block_of(written: str, **more: object) -> Block:
    """A block of `written`, in which <sup>, <s>, <b>, <br> and {{ field }} stand for what they say."""
    builder, marks, at = ViewBuilder(written), [], 0
    for tag in _TAG.finditer(written):
        builder.copy(at, tag.start())
        start = len(builder)
        if tag[1]:
            builder.copy(tag.start(2), tag.end(2))
        else:
            builder.put("\n" if tag[3] is None else FIELD, tag.start(), tag.end())
        kind = _KINDS.get(tag[1] or "", "field" if tag[3] else "")
        marks += [Mark(Span(start, len(builder)), kind, (tag[3] or "").strip())] if kind else []
        at = tag.end()
    builder.copy(at, len(written))
    return Block(builder.build(), **{"scope": "body.paragraph", "marks": tuple(marks), **more})  # type: ignore[arg-type]


def document_of(*blocks: Block, sections: tuple[int, ...] = ()) -> Document:
    variant = Variant(blocks, sections or (0,) * len(blocks))
    return Document([Source("a.txt", "")], "text", About(), (variant,))


def line_of(passage: Passage, fact: Fact) -> str:
    """`kind "words" value name=qualifier ... <- "words elsewhere"`."""
    value = fact.value.value if isinstance(fact.value, Unknown) else fact.value
    shown = value.isoformat() if isinstance(value, date) else str(value)
    parts = [fact.kind, f'"{passage.block.text[fact.span.start : fact.span.end]}"', shown]
    parts += [f"{name}={fact.qualifiers[name]}" for name in sorted(fact.qualifiers)]
    for place in fact.also:
        assert place.span is not None
        parts.append(f'<- "{place.block.text[place.span.start : place.span.end]}"')
    return " ".join(parts)


def lines_of(lens: Lens, *kinds: str) -> list[str]:
    return [
        line_of(passage, fact) for passage in lens.passages for fact in passage.facts if not kinds or fact.kind in kinds
    ]


@pytest.fixture
def says() -> Callable[..., list[str]]:
    """The facts of blocks in one section as lines; `kinds` leaves out the other kinds."""

    def facts(*written: str | Block, kinds: tuple[str, ...] = (), sections: tuple[int, ...] = ()) -> list[str]:
        blocks = [block_of(one) if isinstance(one, str) else one for one in written]
        return lines_of(look(document_of(*blocks, sections=sections)), *kinds)

    return facts


@pytest.fixture
def block() -> Callable[..., Block]:
    return block_of


@pytest.fixture
def lens() -> Callable[..., Lens]:
    def made(*blocks: Block, sections: tuple[int, ...] = ()) -> Lens:
        return look(document_of(*blocks, sections=sections))

    return made
