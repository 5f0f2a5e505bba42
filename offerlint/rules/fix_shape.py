"""The shape of a rule's `fix`: what it writes, and whether it may be made unseen."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from string import Formatter
from typing import Any

from offerlint.model.remedy import SAFETIES, Remedy
from offerlint.rules.figure_words import AMOUNT, PLACE
from offerlint.rules.shape import Key, Made, Many, Record, Schema, Text, Verbatim, Word, wrong
from offerlint.rules.yaml_tree import Node, Table
from offerlint.text.fold import fold
from offerlint.text.late import late
from offerlint.text.nearest import did_you_mean

FIXABLE = ("forbid", "limit")
"""Verbs whose findings point at words that others can stand for."""

_WAYS = ("with", "words", "figures")
_PLAIN = late(r"[^\W_][\w £%.,;()/’–!?-]*|[£!?]+[\w £%.,()/’–!?-]*")


def fix_shape(figures: Collection[str]) -> Record:
    """A fix, which may name `figures`."""
    keys = {
        "safety": Key(Word(SAFETIES, "safety"), needed=True, about="safe: may be made unseen; unsafe: read it first"),
        "with": Key(Made(Verbatim("the words"), lambda text, at: _written(text, at, figures)), absent=""),
        "words": Key(_Words(figures), absent={}, about="for each wording found, what to write"),
        "figures": Key(
            Made(Many(Text("a figure"), 1), lambda names, at: _known(names, at, figures)),
            absent=(),
            about="a value gone by of one of these becomes that of the day",
        ),
    }
    return Record("a fix", keys, _remedy)


def as_found(words: str) -> str:
    """Words as a fix looks them up: however they are typed, the same."""
    return " ".join(fold(words).text.split())


def _remedy(read: Mapping[str, Any], node: Table) -> Remedy:
    if sum(way in node.nodes for way in _WAYS) != 1:
        raise wrong(node, "a fix has exactly one of with, words and figures")
    return Remedy(read["safety"], read["with"], read["words"], read["figures"])


class _Words:
    """A mapping from what is found to what is written instead."""

    def __init__(self, figures: Collection[str]) -> None:
        self._figures = figures

    def read(self, node: Node) -> dict[str, str]:
        if not isinstance(node, Table) or not node.nodes:
            raise wrong(node, "words is a mapping from what is found to what to write, such as {prior to: before}")
        found = {}
        for key, value in node.nodes.items():
            text = _written(Verbatim("the words").read(value), value, self._figures)
            if as_found(key) == as_found(text):
                raise wrong(value, f"“{text}” is what was found; write what should stand instead")
            found[as_found(key)] = text
        return found

    def schema(self) -> Schema:
        return {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string", "minLength": 1}}


def _written(text: str, node: Node, figures: Collection[str]) -> str:
    """`text` when it means the same in every format: no mark of markup, templates or data is in it."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        raise wrong(node, f"a single brace in “{text}”; a fix writes plain words and {{{PLACE}name{AMOUNT}}}") from None
    for words, name, _, _ in parts:
        if name is not None and not (name.startswith(PLACE) and name.endswith(AMOUNT)):
            raise wrong(node, f"nothing fills “{{{name}}}” in a fix; it may name {{{PLACE}name{AMOUNT}}} only")
        if name is not None:
            _known((name.removeprefix(PLACE).removesuffix(AMOUNT),), node, figures)
        strange = re.search(r"[^\w £%.,;()/’–!?-]", words)
        if strange:
            raise wrong(node, f"“{strange[0]}” means something else in some formats; a fix writes plain words")
    if text != text.strip() or not (text[0] == "{" or _PLAIN.fullmatch(parts[0][0])):
        raise wrong(node, f"a fix begins and ends with a word, a figure or ! or ?; “{text}” does not")
    return text


def _known(names: tuple[str, ...], node: Node, figures: Collection[str]) -> tuple[str, ...]:
    for name in names:
        if name not in figures:
            raise wrong(node, f"no figure is called “{name}”; {did_you_mean(name, figures)}")
    return names
