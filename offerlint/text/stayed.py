"""Which lines of a text stayed when it was edited."""

from __future__ import annotations

from difflib import SequenceMatcher

from offerlint.text.lines import LineIndex

MOST_PAIRS = 4_000_000
"""Pairs of lines that are compared between two texts; of larger edits only what is alike at both ends has stayed."""


def stayed(before: str, after: str) -> dict[int, int]:
    """For each line of `after` that stayed, from 1, the line of `before` that it was; line ends make no difference."""
    old, new = _lines(before), _lines(after)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    lines = {number: number for number in range(1, head + 1)}
    lines |= {len(new) - number: len(old) - number for number in range(tail)}
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle[0]) * len(middle[1]) <= MOST_PAIRS:
        for a, b, size in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks():
            lines |= {head + b + number: head + a + number for number in range(1, size + 1)}
    return lines


def _lines(text: str) -> list[str]:
    index = LineIndex(text)
    return [index.line(number) for number in range(1, len(index) + 1)]
