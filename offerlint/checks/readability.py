"""Readability measures that count only letters, words and sentences; none needs a dictionary."""

from __future__ import annotations

from collections.abc import Iterator

from offerlint.checks.prominence import stands_in
from offerlint.model.block import Emphasis, Place
from offerlint.model.check import Limit
from offerlint.model.lens import Lens
from offerlint.model.passage import Passage
from offerlint.text.span import Span

READABILITY = {
    "automated-readability-index": "automated_readability_index",
    "coleman-liau": "coleman_liau_index",
    "lix": "lix",
    "rix": "rix",
}
"""The measures, and what textstat calls them."""

SHORTEST = 60
"""The words below which a measure says little, unless the rule says otherwise."""

ROOM = 1.15
"""How far above our rough figure textstat's may come out: it counts sentences and letters a little otherwise."""


def sections_over(spec: Limit, lens: Lens) -> Iterator[tuple[float, Place]]:
    """The sections above the limit, each once, with the place of their first words."""
    seen = set()
    for layer in lens.layers:
        sections: dict[int, list[Passage]] = {}
        for passage, section in zip(layer.passages, layer.sections, strict=True):
            if passage.block.emphasis is not Emphasis.HIDDEN and stands_in(passage.block, spec.where):
                sections.setdefault(section, []).append(passage)
        for passages in sections.values():
            key = tuple(id(passage) for passage in passages)
            if key not in seen:
                seen.add(key)
                figure = _figure(spec, passages)
                if figure > spec.at_most:
                    block = passages[0].block
                    yield figure, Place(block, Span(0, len(block.text)))


def _figure(spec: Limit, passages: list[Passage]) -> float:
    """The measure of some passages, 0 when they are short or a rough count says that they are well below."""
    words = [
        text
        for passage in passages
        for text, kind in zip(passage.words.texts, passage.words.kinds, strict=True)
        if kind != "m"
    ]
    if len(words) < (spec.at_least_words or SHORTEST):
        return 0.0
    if _roughly(spec.measure, words, sum(len(passage.stops) for passage in passages)) * ROOM < spec.at_most:
        return 0.0
    import textstat

    text = "\n".join(sentence for passage in passages for sentence in _sentences(passage))
    return round(float(getattr(textstat, READABILITY[spec.measure])(text)), 1)


def _roughly(measure: str, words: list[str], sentences: int) -> float:
    """The measure by its published formula, so that textstat is loaded only for a text that may be over."""
    letters = sum(map(len, words)) / len(words)
    in_one = len(words) / max(sentences, 1)
    long = sum(len(word) > 6 for word in words)
    match measure:
        case "automated-readability-index":
            return 4.71 * letters + 0.5 * in_one - 21.43
        case "coleman-liau":
            return 5.88 * letters - 29.6 / in_one - 15.8
        case "lix":
            return in_one + 100 * long / len(words)
        case _:
            return long / max(sentences, 1)


def _sentences(passage: Passage) -> Iterator[str]:
    """The sentences on one line each, every one with a full stop, as textstat counts them."""
    first = 0
    for stop in passage.stops:
        span = passage.span(first, stop + 1)
        text = " ".join(passage.block.text[span.start : span.end].split())
        yield text if text.endswith((".", "!", "?")) else text + "."
        first = stop + 1
