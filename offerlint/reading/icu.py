"""ICU messages: each form of a plural or a choice written out, with what the program fills in as fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from offerlint.reading import bounds
from offerlint.text.fold import FIELD
from offerlint.text.frozen import dataclass
from offerlint.text.late import late
from offerlint.text.view import View, ViewBuilder

_IS_ONE = late(
    r"\{\s*[\w.-]+\s*,\s*(?:plural|select|selectordinal|number|date|time|ordinal|duration|spellout|list)\s*[,}]"
)
_ARGUMENT = late(r"\{\s*(?P<name>[\w.-]+)\s*(?:,\s*(?P<kind>\w+)\s*)?(?P<end>[,}])")
_OFFSET = late(r"\s*offset\s*:\s*\d+")
_ARM = late(r"\s*(?P<when>=\d+|[\w.-]+)\s*\{")
_CHOOSES = ("plural", "select", "selectordinal")


class IcuError(ValueError):
    """A message whose braces do not fit, and the offset where that shows."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class _Words(NamedTuple):
    """Characters that stand for themselves, or a `sign` that stands for a stretch; of a field, its name."""

    start: int
    end: int
    sign: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of several messages, each with when it is shown."""

    name: str
    arms: tuple[tuple[str, tuple[_Node, ...]], ...]


_Node: TypeAlias = _Words | _Choice
_Way: TypeAlias = tuple[Mapping[str, str], tuple[_Words, ...]]


class Form(NamedTuple):
    """One way that a message reads, its fields by offset, and when: `count one`; empty where it has no other."""

    words: View
    fields: Mapping[int, str]
    when: str


def is_icu(text: str) -> bool:
    """Whether a value in `text` has a type, as only ICU messages have."""
    return _IS_ONE.search(text) is not None


def forms(words: View) -> Iterator[Form]:
    """The forms of a message in order, each arm of each choice in one of them at least; raises IcuError."""
    nodes, _ = _Parser(words.text).nodes(0, 0, "")
    for chosen, parts in _ways(nodes):
        builder = ViewBuilder(words.text)
        fields: dict[int, str] = {}
        for part in parts:
            if part.name:
                fields[len(builder)] = part.name
            if part.sign:
                builder.put(part.sign, part.start, part.end)
            else:
                builder.copy(part.start, part.end)
        when = ", ".join(f"{name} {value}" for name, value in chosen.items())
        yield Form(builder.build().then(words.map), fields, when)


def _ways(nodes: Sequence[_Node]) -> list[_Way]:
    """All ways to read some nodes; where they would be too many, as few as have every arm."""
    ways: list[_Way] = [({}, ())]
    for node in nodes:
        if isinstance(node, _Words):
            ways = [(chosen, (*parts, node)) for chosen, parts in ways]
        else:
            arms: list[_Way] = [
                ({node.name: when, **below}, parts) for when, body in node.arms for below, parts in _ways(body)
            ]
            ways = _joined(ways, arms)
    return ways


def _joined(ways: list[_Way], arms: list[_Way]) -> list[_Way]:
    """Every way with every arm that it agrees with, or, of very many, each with one."""
    if len(ways) * len(arms) <= bounds.MOST_FORMS:
        pairs = [(way, arm) for way in ways for arm in arms]
    else:
        most = min(max(len(ways), len(arms)), bounds.MOST_FORMS)
        pairs = [(ways[i % len(ways)], arms[i % len(arms)]) for i in range(most)]
    agreed = [(way, arm) for way, arm in pairs if all(way[0].get(name, when) == when for name, when in arm[0].items())]
    return [({**way[0], **arm[0]}, (*way[1], *arm[1])) for way, arm in agreed or pairs[:1]]


class _Parser:
    """Reads the nodes of a message."""

    def __init__(self, text: str) -> None:
        self._text = text

    def nodes(self, at: int, depth: int, counted: str) -> tuple[tuple[_Node, ...], int]:
        """The nodes from `at` to the brace that closes them, and its place; `counted` is what # stands for."""
        text, found = self._text, list[_Node]()
        done = at
        while at < len(text) and not (text[at] == "}" and depth):
            sign = text[at]
            if sign == "'" and (quoted := self._quoted(at, counted)):
                found += [_Words(done, at), *quoted]
                at = done = quoted[-1].end + (0 if quoted[-1].sign else 1)
            elif sign == "{":
                node, end = self._argument(at, depth, counted)
                found += [_Words(done, at), node]
                at = done = end
            elif sign == "#" and counted:
                found += [_Words(done, at), _Words(at, at + 1, FIELD, counted)]
                at = done = at + 1
            else:
                at += 1
        if depth and at == len(text):
            raise IcuError("a { of this message is never closed; close it", max(at - 1, 0))
        return (*found, _Words(done, at)), at

    def _quoted(self, at: int, counted: str) -> list[_Words]:
        """What an apostrophe at `at` makes of what follows; nothing when it is no more than an apostrophe."""
        after = self._text[at + 1 : at + 2]
        if after == "'":
            return [_Words(at, at + 2, "'")]
        if after in ("{", "}") or (after == "#" and counted):
            end = self._text.find("'", at + 1)
            return [_Words(at + 1, end if end > 0 else len(self._text))]
        return []

    def _argument(self, at: int, depth: int, counted: str) -> tuple[_Node, int]:
        """The field or the choice that the brace at `at` opens, and where it ends."""
        if depth > bounds.DEEPEST_FORM:
            raise IcuError("the choices of this message are nested too deeply; divide it", at)
        match = _ARGUMENT.match(self._text, at)
        if match is None:
            raise IcuError("this { opens no value; put apostrophes round a brace that is one of the words", at)
        if match["end"] == "}":
            return _Words(at, match.end(), FIELD, match["name"]), match.end()
        if match["kind"] not in _CHOOSES:
            close = self._closing(match.end())
            return _Words(at, close + 1, FIELD, match["name"]), close + 1
        offset = _OFFSET.match(self._text, match.end())
        return self._choice(match, offset.end() if offset else match.end(), depth, counted)

    def _choice(self, match: re.Match[str], at: int, depth: int, counted: str) -> tuple[_Node, int]:
        arms = []
        hash_is = counted if match["kind"] == "select" else match["name"]
        while arm := _ARM.match(self._text, at):
            body, end = self.nodes(arm.end(), depth + 1, hash_is)
            arms.append((arm["when"], body))
            at = end + 1
        close = at + len(self._text[at:]) - len(self._text[at:].lstrip())
        if self._text[close : close + 1] != "}" or not arms:
            raise IcuError(
                f"the forms of “{match['name']}” are not written as form {{words}}; mend them", match.start()
            )
        return _Choice(match["name"], tuple(arms)), close + 1

    def _closing(self, at: int) -> int:
        open_ = 1
        while at < len(self._text):
            open_ += {"{": 1, "}": -1}.get(self._text[at], 0)
            if not open_:
                return at
            at += 1
        raise IcuError("a { of this message is never closed; close it", max(at - 1, 0))
