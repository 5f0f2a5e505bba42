"""The register of waivers: what was decided about findings, by whom, why and until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from offerlint.model.decision import ACCEPT, DECISIONS, Register, Waiver
from offerlint.registers import WAIVERS_FILE
from offerlint.rules.shape import Day, Key, Many, Matching, Record, Text, Word
from offerlint.rules.yaml_tree import Leaf, Node, RuleError, Table, tree
from offerlint.text.lines import LineIndex
from offerlint.text.span import Span

FINGERPRINT = Matching("[0-9a-f]{16}", "a fingerprint", "copy its 16 digits and letters from a report")


def read_waivers(text: str, path: str = WAIVERS_FILE) -> Register:
    """The register that a waivers.yaml holds; raises RuleError, with line and column, for a mistake in it.

    `path` is what reports call it.
    """
    if not text.strip():
        return Register(path, text)
    lines = LineIndex(text)

    def make(keys: Mapping[str, Any], node: Table) -> Waiver:
        return Waiver(**_sound(keys, node), place=_place(node.nodes["rule"], lines))

    waivers: tuple[Waiver, ...] = _shape(make).read(tree(text))
    return Register(path, text, waivers)


def _shape(make: Callable[[Mapping[str, Any], Table], Any]) -> Record:
    waiver = Record(
        "a waiver",
        {
            "rule": Key(Text("a rule"), needed=True, about="the id of the rule"),
            "path": Key(
                Text("a path or glob"), absent="", about="where, from the folder of offerlint.yaml; left out, anywhere"
            ),
            "fingerprint": Key(FINGERPRINT, absent="", about="of the finding, from a report; it goes with its words"),
            "excerpt": Key(Text("the words"), absent="", about="the words found, where no fingerprint is given"),
            "decision": Key(Word(DECISIONS, "decision"), needed=True, about=", ".join(DECISIONS)),
            "reason": Key(Text("a reason"), needed=True, about="why, for whoever asks later"),
            "by": Key(Text("a person"), needed=True, about="who decided"),
            "on": Key(Day(), needed=True, about="the day it was decided"),
            "until": Key(Day(), about="the last day it holds; accept needs it"),
        },
        make,
    )
    return Record(
        "the register of waivers", {"waivers": Key(Many(waiver), needed=True)}, lambda keys, _: keys["waivers"]
    )


WAIVERS = _shape(lambda keys, _: keys)
"""What a waivers.yaml may hold; its schema() is the JSON Schema."""


def _sound(keys: Mapping[str, Any], node: Table) -> dict[str, Any]:
    """The keys, held to what they require of one another."""
    if keys["decision"] == ACCEPT and keys["until"] is None:
        at = node.keys.get("until", node.keys["decision"])
        raise RuleError("accept needs “until”: the last day on which this is acceptable", at.line, at.column)
    if keys["until"] is not None and keys["until"] < keys["on"]:
        at = node.keys["until"]
        raise RuleError(f"“until” is before “on” ({keys['on']}); correct one of them", at.line, at.column)
    path = PurePosixPath(keys["path"].replace("\\", "/")).as_posix() if keys["path"] else ""
    return {**keys, "path": path}


def _place(node: Node, lines: LineIndex) -> Span:
    """Where the rule is named, for a finding about the waiver, as far as its line goes."""
    number = min(node.line, len(lines))
    start, end = lines.start_of(number), lines.start_of(number) + len(lines.line(number))
    quote = 0 if not isinstance(node, Leaf) or node.plain else 1
    first = min(start + node.column - 1 + quote, end)
    return Span(first, min(first + (len(node.text) if isinstance(node, Leaf) else 0), end))
