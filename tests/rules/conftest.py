"""Streams of words for phrases to be found in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from offerlint.model.block import Block
from offerlint.model.fact import Fact
from offerlint.model.passage import Passage
from offerlint.model.stream import Stream
from offerlint.text.fold import fold
from offerlint.text.view import ViewBuilder
from offerlint.text.words import words

Read = Callable[..., Stream]


@pytest.fixture(scope="session")
def stream() -> Read:
    """Reads texts, one a block, into a stream; a sentence ends at a full stop, ! or ?."""

    def read(*texts: str, facts: tuple[Fact, ...] = ()) -> Stream:
        return Stream([_passage(text, facts) for text in texts])

    return read


def _passage(text: str, facts: tuple[Fact, ...]) -> Passage:
    builder = ViewBuilder(text)
    builder.copy(0, len(text))
    folded = fold(text)
    found = words(folded)
    stops = [i for i, word in enumerate(found.texts) if word in (".", "!", "?")]
    if len(found) and stops[-1:] != [len(found) - 1]:
        stops.append(len(found) - 1)
    return Passage(Block(builder.build(), "body.paragraph"), folded, found, tuple(stops), facts)
