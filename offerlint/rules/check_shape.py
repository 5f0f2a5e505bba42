"""The shapes of the verbs that a rule's check may use, each giving the verb's own spec."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from offerlint.model.block import Emphasis
from offerlint.model.check import MEASURES, ControlTest, Forbid, FormControl, Limit, Require, Saying
from offerlint.model.check_order import Event, Order
from offerlint.model.vocabulary import DO_WORDS, SCOPES
from offerlint.rules.guard_shape import guards, word_count
from offerlint.rules.shape import Key, Made, Many, Number, Record, Shape, Text, TextOr, Word, YesNo, wrong
from offerlint.rules.writing import PhraseText, RegexText, Writing
from offerlint.rules.yaml_tree import Node, Table
from offerlint.text.nearest import did_you_mean

SPANS = ("sentence", "block", "section")
REACHES = ("document", "section", "block", "sentence")
CONTROL_KINDS = ("checkbox", "radio", "select", "text", "button")
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


def _saying_keys(writing: Writing) -> dict[str, Key]:
    return {
        "phrase": Key(Many(PhraseText(writing)), absent=(), about="any of these"),
        "regex": Key(Many(RegexText(writing)), absent=(), about="or any of these regular expressions"),
        "where": Key(scopes(), absent=(), about="the scopes to read"),
        "span": Key(Word(SPANS, "span"), absent="sentence", about="what a match may not reach across"),
        "emphasis": Key(Word(EMPHASES, "emphasis"), absent="", about="how loudly it speaks"),
        "unless": Key(guards(writing), absent=(), about="what excuses it"),
    }


def _saying(read: Mapping[str, Any], node: Table, *, control: ControlTest | None = None) -> Saying:
    patterns = (*read["phrase"], *read["regex"])
    if not patterns and control is None:
        raise wrong(node, "“phrase” (or “regex”) is needed here: what is said")
    low, high = EMPHASES.get(read["emphasis"], (Emphasis.SMALL, Emphasis.HEADING))
    return Saying(
        patterns,
        where=read["where"],
        within=read["span"],
        at_least=low,
        at_most=high,
        control=control,
        unless=read["unless"],
    )


def saying(writing: Writing) -> Shape:
    """What is said: phrases alone, or a mapping that says more; or a form control."""
    keys = _saying_keys(writing)
    keys["control"] = Key(Record("a control", _control_keys(), lambda read, _: ControlTest(**read)))
    plain = Made(PhraseText(writing), lambda phrase, _: Saying((phrase,)))
    return TextOr(plain, Record("what is said", keys, lambda read, node: _saying(read, node, control=read["control"])))


def _control_keys() -> dict[str, Key]:
    return {
        "kind": Key(Word(CONTROL_KINDS, "kind of control"), absent=""),
        "checked": Key(YesNo(), about="as the form first appears"),
        "required": Key(YesNo()),
    }


def _forbid(writing: Writing) -> Shape:
    keys = _saying_keys(writing)
    keys["unless_document"] = Key(guards(writing), absent=(), about="what excuses it anywhere in the document")

    def make(read: Mapping[str, Any], node: Table) -> Forbid:
        from dataclasses import replace

        said = _saying(read, node)
        anywhere = tuple(
            replace(guard, before=None, after=None, same="document", above=()) for guard in read["unless_document"]
        )
        return Forbid(replace(said, unless=(*said.unless, *anywhere)))

    return Record("forbid", keys, make)


def _require(writing: Writing) -> Shape:
    one = saying(writing)
    keys = {
        "when": Key(one, about="what makes it due; left out, every document"),
        "need": Key(Many(one, 1, "what must be said"), needed=True, about="any of these must be said"),
        "within": Key(Text("a reach"), absent="document", about="how near it must be"),
        "no_less_prominent": Key(YesNo(), absent=False, about="it may not be quieter than what made it due"),
        "every": Key(YesNo(), absent=False, about="each trigger is a finding, not only the first"),
    }

    def make(read: Mapping[str, Any], node: Table) -> Require:
        within, words = read["within"], 0
        if within not in REACHES:
            if not within[:1].isdigit():
                place = node.nodes["within"]
                raise wrong(
                    place, f"no such reach: “{within}”; use {', '.join(REACHES)} or a number such as “20 words”"
                )
            within, words = "words", word_count().read(node.nodes["within"])
        if read["when"] is None and within != "document":
            raise wrong(node, "“within” needs “when”: what it must be near to")
        return Require(read["when"], read["need"], within, words, read["no_less_prominent"], read["every"])

    return Record("require", keys, make)


def _limit(_: Writing) -> Shape:
    keys = {
        "measure": Key(Word(MEASURES, "measure"), needed=True, about="what is measured"),
        "at_most": Key(Number(), needed=True, about="the highest that is fine"),
        "where": Key(scopes(), absent=(), about="the scopes to read"),
        "at_least_words": Key(Number(), absent=0, about="shorter texts are left alone"),
    }
    return Record(
        "limit",
        keys,
        lambda read, _: Limit(read["measure"], read["at_most"], read["where"], int(read["at_least_words"])),
    )


def _control(writing: Writing) -> Shape:
    keys = {
        **_control_keys(),
        "label": Key(Many(PhraseText(writing)), absent=(), about="what its label says"),
        "unless": Key(guards(writing), absent=(), about="what excuses it"),
    }

    def make(read: Mapping[str, Any], node: Table) -> FormControl:
        if not node.nodes.keys() - {"unless"}:
            raise wrong(node, "control needs one of kind, checked, required and label")
        test = ControlTest(read["kind"], read["checked"], read["required"])
        return FormControl(Saying(read["label"], where=("form",), within="block", control=test, unless=read["unless"]))

    return Record("control", keys, make)


def _event(writing: Writing) -> Shape:
    """Something that happens in a call: words, deeds of a flow (`do`), or either."""
    keys = {
        **_saying_keys(writing),
        "do": Key(Many(Word(DO_WORDS, "deed")), absent=(), about="or any of these is done"),
    }

    def make(read: Mapping[str, Any], node: Table) -> Event:
        said = None if read["do"] and not (read["phrase"] or read["regex"]) else _saying(read, node)
        return Event(said, read["do"])

    plain = Made(PhraseText(writing), lambda phrase, _: Event(Saying((phrase,))))
    return TextOr(plain, Record("an event", keys, make))


def _order(writing: Writing) -> Shape:
    event = _event(writing)
    keys = {
        "trigger": Key(event, needed=True, about="what must keep its place"),
        "before": Key(event, about="must have happened before it, on every path"),
        "undone_by": Key(event, about="undoes what came before"),
        "not_after": Key(event, about="must not have happened before it"),
        "after": Key(event, about="must happen after it, before the call ends"),
        "every": Key(YesNo(), absent=False, about="each step that breaks it is a finding, not only the first"),
        "complete_only": Key(YesNo(), absent=False, about="absence counts only in scripts declared complete"),
    }

    def make(read: Mapping[str, Any], node: Table) -> Order:
        if not (read["before"] or read["not_after"] or read["after"]):
            raise wrong(node, "order needs one of before, not_after and after")
        if read["undone_by"] and not read["before"]:
            raise wrong(node.nodes["undone_by"], "only what must come before can be undone; add “before”")
        return Order(**read)

    return Record("order", keys, make)


VERBS: Mapping[str, Callable[[Writing], Shape]] = {
    "forbid": _forbid,
    "require": _require,
    "control": _control,
    "limit": _limit,
    "order": _order,
}
"""The shape of each verb's spec."""

PLACEHOLDERS: Mapping[str, tuple[str, ...]] = {
    "forbid": ("found",),
    "require": ("found",),
    "control": ("found",),
    "limit": ("found", "measured", "limit"),
    "order": ("found", "step", "path"),
}
"""What a message may be filled with, by verb."""


def check(writing: Writing) -> Shape:
    """A check: exactly one verb and its spec, as a pair."""
    keys = {verb: Key(shape(writing)) for verb, shape in VERBS.items()}

    def make(read: Mapping[str, Any], node: Table) -> tuple[str, Any]:
        used = [verb for verb in VERBS if verb in node.nodes]
        if len(used) != 1:
            raise wrong(node, f"a check has exactly one verb of {', '.join(VERBS)}; this one has {len(used)}")
        return used[0], read[used[0]]

    return Record("check", keys, make)
