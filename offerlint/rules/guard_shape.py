"""The shape of guards: what excuses a match, and how far it reaches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any

from offerlint.model.check import Guard
from offerlint.rules.rulebook import SharedList
from offerlint.rules.shape import Key, Made, Many, Record, Shape, Text, TextOr, Word, wrong
from offerlint.rules.writing import GuardText, PhraseText, RegexText, Writing
from offerlint.rules.yaml_tree import Node, Table

SAME = ("sentence", "block", "section", "document")
AROUND = ("heading", "lead-in", "next-head", "next-block")
MARKS = ("quoted", "struck", "link", "small", "strong", "code", "by-turn", "discussed")
MOST_WORDS = 60
_MARK = {"mark": Key(Many(Word(MARKS, "mark")), absent=(), about="how the match itself is marked")}


def word_count() -> Shape:
    """A number of words, such as `6 words`."""
    return Made(Text("a number of words"), _count)


def _count(text: str, node: Node) -> int:
    match = re.fullmatch(r"(\d{1,3})(?: words?)?", text)
    if not match or int(match[1]) > MOST_WORDS:
        raise wrong(node, f"write a number of words, up to {MOST_WORDS}, such as “6 words”, not “{text}”")
    return int(match[1])


@cache
def reach_keys() -> Mapping[str, Key]:
    """The keys that say how far a guard reaches."""
    return {
        "before": Key(word_count(), about="it stands before the match, at most so many words between"),
        "after": Key(word_count(), about="it stands after the match, at most so many words between"),
        "same": Key(Word(SAME, "reach"), absent="", about="it stands anywhere in the same one"),
        "missing_from": Key(Word(("document",), "reach"), absent="", about="it excuses where it stands nowhere there"),
        "around": Key(
            Many(Word(AROUND, "place around")), absent=(), about="where else it stands: heading, lead-in, ..."
        ),
    }


def guards(writing: Writing) -> Shape:
    """A list of guards, of which any one excuses."""
    entry = TextOr(GuardText(writing), Record("a guard", _guard_keys(writing), _guard))
    return Made(Many(entry), lambda found, _: tuple(chain.from_iterable(found)))


def _guard_keys(writing: Writing) -> dict[str, Key]:
    return {
        "phrase": Key(Many(PhraseText(writing)), absent=(), about="what is said"),
        "regex": Key(Many(RegexText(writing)), absent=()),
        "guard": Key(GuardText(writing), about="a shared guard, here with another reach"),
        **reach_keys(),
        "cut": Key(Many(PhraseText(writing)), absent=(), about="what ends its reach"),
        "spare": Key(Many(PhraseText(writing)), absent=(), about="where its words mean something else"),
        **_MARK,
    }


def _guard(read: Mapping[str, Any], node: Table) -> tuple[Guard, ...]:
    patterns = (*read["phrase"], *read["regex"])
    reach = {key: read[key] for key in reach_keys()}
    if read["guard"]:
        if patterns or not any(key in node.nodes for key in reach):
            raise wrong(node, "“guard” borrows the words of a shared guard and gives them another reach only")
        return tuple(replace(guard, **reach) for guard in read["guard"])
    if read["mark"] and not patterns:
        return (_marked(read["mark"]),)
    if not patterns or read["mark"]:
        raise wrong(node, "a guard has a phrase and a reach, or a mark")
    if not any(key in node.nodes for key in reach):
        reach["same"] = "sentence"
    name = patterns[0].text
    return (Guard(name, patterns, spare=read["spare"], cut=read["cut"], **reach),)


def _marked(marks: tuple[str, ...]) -> Guard:
    return Guard("marked " + " or ".join(marks), marks=marks)


def shared_list(name: str, path: str, writing: Writing) -> Record:
    """The shape of a file of shared phrases."""
    part = {
        "phrases": Key(Many(PhraseText(writing), 1, "a phrase"), absent=()),
        "reach": Key(Record("reach", reach_keys(), lambda read, _: read), about="how far it reaches as a guard"),
        "cut": Key(Many(PhraseText(writing)), absent=(), about="what ends its reach"),
        "spare": Key(Many(PhraseText(writing)), absent=(), about="where its words mean something else"),
    }

    def guard(read: Mapping[str, Any], node: Table) -> Guard:
        if not read["phrases"] and read.get("mark"):
            return _marked(read["mark"])
        if not read["phrases"] or read.get("mark"):
            raise wrong(node, "a shared list needs “phrases”, or “parts” that have some, or a mark")
        reach = read["reach"] or {"same": "sentence"}
        return Guard("@" + name, read["phrases"], spare=read["spare"], cut=read["cut"], **reach)

    def whole(read: Mapping[str, Any], node: Table) -> SharedList:
        parts: Iterable[Guard] = read["parts"] or (guard(read, node),)
        if read["parts"] and read["phrases"]:
            raise wrong(node.keys["phrases"], "a shared list has “phrases” or “parts”, not both")
        return SharedList(name, read["title"], tuple(parts), path)

    title = {"title": Key(Text("the title"), needed=True, about="what the phrases have in common")}
    parts = {"parts": Key(Many(Record("a part", {**part, **_MARK}, guard)), absent=())}
    return Record("a list of phrases", {**title, **part, **parts}, whole)
