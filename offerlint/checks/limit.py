"""The verb `limit`: a measure of the text that must not be exceeded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from offerlint.checks.prominence import stands_in
from offerlint.checks.readability import READABILITY, sections_over
from offerlint.checks.sms import length, segments
from offerlint.model.block import Emphasis, Place
from offerlint.model.check import Limit
from offerlint.model.document import Problem
from offerlint.model.finding import Hit
from offerlint.model.lens import Lens
from offerlint.model.passage import Passage
from offerlint.text.fold import FIELD
from offerlint.text.late import late
from offerlint.text.span import Span

_WRAPPED = 60
"""The characters from which a line may have been broken for its length alone."""


class Measured(NamedTuple):
    """A figure and the words that have it."""

    figure: float
    place: Place


def check(spec: Limit, lens: Lens) -> Iterator[Hit | Problem]:
    """A hit for each stretch whose measure is above the limit, in reading order."""
    for figure, place in _measure(spec, lens):
        if figure > spec.at_most:
            yield Hit((place,), found={"measured": f"{figure:g}", "limit": f"{spec.at_most:g}"})


def _measure(spec: Limit, lens: Lens) -> Iterator[Measured]:
    if spec.measure in READABILITY:
        for figure, place in sections_over(spec, lens):
            yield Measured(figure, place)
    elif spec.measure in _OF_DOCUMENT:
        yield from _of_document(spec, lens, _OF_DOCUMENT[spec.measure])
    else:
        for passage in lens.passages:
            if is_measured(passage, spec):
                yield from _OF_PASSAGE[spec.measure](passage)


def is_measured(passage: Passage, spec: Limit) -> bool:
    """Whether the spec asks for a passage, and it is long enough."""
    block = passage.block
    if block.emphasis is Emphasis.HIDDEN or not stands_in(block, spec.where) or not len(passage.words):
        return False
    return spec.measure in READABILITY or len(passage.words) >= spec.at_least_words


def _sentences(passage: Passage) -> Iterator[Measured]:
    """Each sentence; lines that are set one below another, each a thing of its own, are none."""
    first = 0
    for stop in sorted({*passage.stops, *_line_ends(passage)}):
        count = sum(kind != "m" for kind in passage.words.kinds[first : stop + 1])
        yield Measured(count, Place(passage.block, passage.span(first, stop + 1)))
        first = stop + 1


def _line_ends(passage: Passage) -> Iterator[int]:
    """The last words of short lines after which the next begins with a capital, a figure or a mark."""
    text = passage.block.text
    starts = [passage.span(i, i + 1).start for i in range(len(passage.words))] if "\n" in text else []
    for i, start in enumerate(starts[1:], 1):
        end = text.find("\n", starts[i - 1], start)
        line = text[text.rfind("\n", 0, max(end, 0)) + 1 : max(end, 0)]
        if 0 < len(line.strip()) < _WRAPPED and not text[start].islower():
            yield i - 1


_IN_CAPITALS = late(r"[^\W\d_a-z]['’]?[^\W\d_a-z]")
"""Two letters in a row that may be capitals."""


def _capitals(passage: Passage) -> Iterator[Measured]:
    """Each run of two or more words in capitals; numerals, marks and single letters neither add nor break."""
    run: list[int] = []
    for i, kind in enumerate(passage.words.kinds if _IN_CAPITALS.search(passage.block.text) else ""):
        span = passage.span(i, i + 1)
        text = passage.block.text[span.start : span.end]
        if kind != "w" or len(text) == 1:
            continue
        if text.isupper():
            run.append(i)
            continue
        yield from _run(passage, run)
        run = []
    yield from _run(passage, run)


def _run(passage: Passage, run: list[int]) -> Iterator[Measured]:
    if len(run) > 1:
        yield Measured(len(run), Place(passage.block, passage.span(run[0], run[-1] + 1)))


def _exclamations(passage: Passage) -> Iterator[Measured]:
    """The exclamation marks of a block, shown from the first to the last."""
    marks = [i for i, text in enumerate(passage.words.texts) if text == "!"]
    if marks:
        yield Measured(len(marks), Place(passage.block, passage.span(marks[0], marks[-1] + 1)))


def _characters(passage: Passage) -> Iterator[Measured]:
    text = passage.folded.text.strip().replace(FIELD, "")
    yield Measured(len(text), Place(passage.block, Span(0, len(passage.block.text))))


def _of_document(spec: Limit, lens: Lens, measure: Callable[[str], float]) -> Iterator[Measured]:
    """The longest of the variants, shown at its first block."""
    longest: Measured | None = None
    for layer in lens.layers:
        passages = [passage for passage in layer.passages if is_measured(passage, spec)]
        if passages:
            text = "\n".join(passage.block.text for passage in passages).replace(FIELD, "")
            block = passages[0].block
            one = Measured(measure(text), Place(block, Span(0, len(block.text))))
            longest = max(longest, one, key=lambda each: each.figure) if longest else one
    if longest:
        yield longest


_OF_PASSAGE: Mapping[str, Callable[[Passage], Iterator[Measured]]] = {
    "sentence-words": _sentences,
    "capitals-run": _capitals,
    "exclamation-marks": _exclamations,
    "characters": _characters,
}
_OF_DOCUMENT: Mapping[str, Callable[[str], float]] = {
    "sms-length": length,
    "sms-segments": segments,
    "characters-together": len,
}
