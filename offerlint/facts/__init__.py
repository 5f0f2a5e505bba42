"""Facts: what the words of a document state, typed, with their places (docs/facts.md)."""

from __future__ import annotations

from offerlint.facts.link import link
from offerlint.facts.local import read
from offerlint.facts.note import tie
from offerlint.facts.working import Working
from offerlint.model.document import Document, Variant
from offerlint.model.lens import Layer, Lens
from offerlint.model.passage import Passage


def look(document: Document) -> Lens:
    """The document as checks see it; equal passages of a block are one object in all variants."""
    made: dict[int, list[Passage]] = {}
    layers = tuple(_layer(variant, made) for variant in document.variants)
    seen = {id(passage): passage for layer in layers for passage in layer.passages}
    return Lens(document, layers, tuple(seen.values()))


def _layer(variant: Variant, made: dict[int, list[Passage]]) -> Layer:
    """A variant's passages; `made` holds those made before, by the identity of their block."""
    passages, sections = [], []
    for block, section in zip(variant.blocks, variant.sections, strict=True):
        if id(block) not in made:
            made[id(block)] = [read(block)]
        if len(made[id(block)][0].words):
            passages.append(made[id(block)][0])
            sections.append(section)
    working = Working(passages, sections)
    link(working)
    tie(working)
    shared = [_shared(passage, made[id(passage.block)]) for passage in working.settled()]
    return Layer(variant, tuple(shared), tuple(sections))


def _shared(passage: Passage, made: list[Passage]) -> Passage:
    """The passage of the same block with equal facts made before, else this one from now on."""
    for other in made:
        if other.facts == passage.facts:
            return other
    made.append(passage)
    return passage
