"""Checks run as a rule file writes them, over documents read and looked at as the program does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from offerlint.checks import CHECKS
from offerlint.facts import look
from offerlint.model.document import Problem
from offerlint.model.finding import Hit
from offerlint.model.source import Source
from offerlint.reading.reader import read
from offerlint.rules.check_shape import check
from offerlint.rules.load import bundled, load_rules
from offerlint.rules.writing import Writing
from offerlint.rules.yaml_tree import tree

Run = Callable[..., list[Hit | Problem]]


@pytest.fixture(scope="session")
def writing() -> Writing:
    """The bundled shared lists and guards."""
    book = load_rules([bundled() / "phrases"])
    assert not book.problems
    return book.writing()


@pytest.fixture(scope="session")
def run(writing: Writing) -> Run:
    """Runs a check, written as in a rule file, over a text."""

    def hits(spec: str, text: str, format: str = "text", **declared: object) -> list[Hit | Problem]:
        verb, value = check(writing).read(tree(spec))
        document = read(Source("copy", text), format, {"kind": "copy", **declared})
        return list(CHECKS[verb](value, look(document)))

    return hits


def words(hit: Hit | Problem) -> str:
    """The words that a hit points at, its places parted by a slash."""
    assert isinstance(hit, Hit)
    texts = []
    for place in hit.places:
        text = place.block.text
        texts.append(text[place.span.start : place.span.end] if place.span else text)
    return " / ".join(texts)


@pytest.fixture(scope="session")
def flagged(run: Run) -> Callable[..., list[str]]:
    """The words that a check flags in a text."""

    def found(spec: str, text: str, format: str = "text", **declared: object) -> list[str]:
        return [words(hit) for hit in run(spec, text, format, **declared)]

    return found
