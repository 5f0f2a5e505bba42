"""The shape of what a rule looks for: the words, where they stand, and what excuses them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from offerlint.model.block import Emphasis
from offerlint.model.check import ControlTest, Saying
from offerlint.model.vocabulary import SCOPES
from offerlint.rules.guard_shape import guards, word_count
from offerlint.rules.shape import Key, Made, Many, Shape, Text, Word, wrong
from offerlint.rules.writing import PhraseText, RegexText, Writing
from offerlint.rules.yaml_tree import Node
from offerlint.text.nearest import did_you_mean

SPANS = ("sentence", "block", "section")
EMPHASES: Mapping[str, tuple[Emphasis, Emphasis]] = {
    "heading": (Emphasis.HEADING, Emphasis.HEADING),
    "strong": (Emphasis.STRONG, Emphasis.HEADING),
    "plain": (Emphasis.PLAIN, Emphasis.HEADING),
    "small": (Emphasis.SMALL, Emphasis.SMALL),
}
_PLACES = frozenset(SCOPES) | {scope.split(".")[0] for scope in SCOPES}


def scopes() -> Shape:
    """Scopes or their first parts, each perhaps after `not`."""
    return Many(Made(Text("a scope"), _scope))


def _scope(text: str, node: Node) -> str:
    if text.removeprefix("not ").strip() not in _PLACES:
        raise wrong(node, f"no such scope: “{text}”; {did_you_mean(text.removeprefix('not '), _PLACES)}")
    return text


def said_keys(writing: Writing) -> dict[str, Key]:
    """The keys that say what is said, and where."""
    return {
        "phrase": Key(Many(PhraseText(writing)), absent=(), about="any of these"),
        "regex": Key(Many(RegexText(writing)), absent=(), about="or any of these regular expressions"),
        "where": Key(scopes(), absent=(), about="the scopes to read"),
        "span": Key(Word(SPANS, "span"), absent="sentence", about="what a match may not reach across"),
        "emphasis": Key(Word(EMPHASES, "emphasis"), absent="", about="how loudly it speaks"),
        "first": Key(word_count(), about="it begins among so many first words of the document"),
        "unless": Key(guards(writing), absent=(), about="what excuses it"),
    }


def saying_of(
    read: Mapping[str, Any], node: Node, *, control: ControlTest | None = None, whole: bool = False
) -> Saying:
    """The saying that was read. It has words unless a control, or (`whole`) `where`, says which blocks are meant."""
    patterns = (*read["phrase"], *read.get("regex", ()))
    if not patterns and control is None and not (whole and read["where"]):
        raise wrong(node, "“phrase” (or “regex”) is needed here: what is said")
    low, high = EMPHASES.get(read.get("emphasis", ""), (Emphasis.SMALL, Emphasis.HEADING))
    return Saying(
        patterns,
        where=read.get("where", ()),
        within=read.get("span", "sentence"),
        at_least=low,
        at_most=high,
        control=control,
        unless=read.get("unless", ()),
        first=read.get("first"),
    )
