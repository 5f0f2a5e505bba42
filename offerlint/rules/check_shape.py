"""The shapes of the verbs that a rule's check may use, each giving the verb's own spec."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from offerlint.model.block import Emphasis
from offerlint.model.check import MEASURES, ControlTest, Forbid, FormControl, Limit, Require, Saying
from offerlint.rules.agree_shape import agree
from offerlint.rules.guard_shape import guards, word_count
from offerlint.rules.order_shape import order
from offerlint.rules.parameter_shape import Figure
from offerlint.rules.said_shape import said_keys, saying_of, scopes
from offerlint.rules.shape import Key, Made, Many, Record, Shape, Text, TextOr, Word, YesNo, wrong
from offerlint.rules.writing import PhraseText, Writing
from offerlint.rules.yaml_tree import Table

REACHES = ("document", "section", "row", "block", "sentence")
CONTROL_KINDS = ("checkbox", "radio", "select", "text", "button", "hidden")


def saying(writing: Writing) -> Shape:
    """What is said: phrases alone, or a mapping that says more; or a form control."""
    keys = said_keys(writing)
    keys["control"] = Key(Record("a control", _control_keys(), lambda read, _: ControlTest(**read)))
    plain = Made(PhraseText(writing), lambda phrase, _: Saying((phrase,)))
    return TextOr(
        plain, Record("what is said", keys, lambda read, node: saying_of(read, node, control=read["control"]))
    )


def _control_keys() -> dict[str, Key]:
    return {
        "kind": Key(Word(CONTROL_KINDS, "kind of control"), absent=""),
        "checked": Key(YesNo(), about="as the form first appears"),
        "required": Key(YesNo()),
    }


def _forbid(writing: Writing, verb: str = "forbid") -> Shape:
    keys = said_keys(writing)
    keys["unless_document"] = Key(guards(writing), absent=(), about="what excuses it anywhere in the document")
    keys["beside"] = Key(Many(saying(writing)), absent=(), about="a fault only where one of these is said too")
    keys["within"] = Key(Text("a reach"), absent="document", about="how near that must be")
    keys["every"] = Key(YesNo(), absent=False, about="each is a finding, not only the first beside another")

    def make(read: Mapping[str, Any], node: Table) -> Forbid:
        said = saying_of(read, node)
        anywhere = tuple(
            replace(guard, before=None, after=None, same="document", around=()) for guard in read["unless_document"]
        )
        for key in () if read["beside"] else ("within", "every"):
            if key in node.nodes:
                raise wrong(node.nodes[key], f"“{key}” needs “beside”: what it must be near to")
        within, words = _reach(read["within"], node)
        return Forbid(replace(said, unless=(*said.unless, *anywhere)), read["beside"], within, words, read["every"])

    return Record(verb, keys, make)


def _evidence(writing: Writing) -> Shape:
    return _forbid(writing, "evidence")


def _reach(within: str, node: Table) -> tuple[str, int]:
    """A reach, and how many words it is when it is counted in words."""
    if within in REACHES:
        return within, 0
    place = node.nodes["within"]
    if not within[:1].isdigit():
        raise wrong(place, f"no such reach: “{within}”; use {', '.join(REACHES)} or a number such as “20 words”")
    return "words", word_count().read(place)


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
        within, words = _reach(read["within"], node)
        if within == "row":
            raise wrong(node.nodes["within"], "only forbid knows “row”; use document, section, block or sentence")
        if read["when"] is None and within != "document":
            raise wrong(node, "“within” needs “when”: what it must be near to")
        return Require(read["when"], read["need"], within, words, read["no_less_prominent"], read["every"])

    return Record("require", keys, make)


def _limit(_: Writing) -> Shape:
    keys = {
        "measure": Key(Word(MEASURES, "measure"), needed=True, about="what is measured"),
        "at_most": Key(Figure(), needed=True, about="the highest that is fine"),
        "where": Key(scopes(), absent=(), about="the scopes to read"),
        "at_least_words": Key(Figure(), absent=0, about="shorter texts are left alone"),
    }
    return Record(
        "limit",
        keys,
        lambda read, _: Limit(read["measure"], read["at_most"], read["where"], read["at_least_words"]),
    )


def _control(writing: Writing) -> Shape:
    keys = {
        **_control_keys(),
        "label": Key(Many(PhraseText(writing)), absent=(), about="what its label says"),
        "question": Key(Many(PhraseText(writing)), absent=(), about="what the question says that it answers"),
        "unless": Key(guards(writing), absent=(), about="what excuses it"),
        "sign_ups": Key(YesNo(), absent=True, about="no: forms that only put people on a list are left alone"),
    }

    def make(read: Mapping[str, Any], node: Table) -> FormControl:
        if not node.nodes.keys() - {"unless", "sign_ups"}:
            raise wrong(node, "control needs one of kind, checked, required and label")
        test = ControlTest(read["kind"], read["checked"], read["required"])
        label = Saying(
            read["label"],
            where=("form",),
            within="block",
            at_least=Emphasis.HIDDEN if test.kind == "hidden" else Emphasis.SMALL,
            control=test,
            unless=read["unless"],
        )
        question = Saying(read["question"], within="block") if read["question"] else None
        return FormControl(label, question, read["sign_ups"])

    return Record("control", keys, make)


VERBS: Mapping[str, Callable[[Writing], Shape]] = {
    "forbid": _forbid,
    "evidence": _evidence,
    "require": _require,
    "order": order,
    "control": _control,
    "limit": _limit,
    "agree": agree,
}
"""The shape of each verb's spec."""

PLACEHOLDERS: Mapping[str, tuple[str, ...]] = {
    "forbid": ("found",),
    "evidence": ("found",),
    "require": ("found",),
    "control": ("found",),
    "limit": ("found", "measured", "limit"),
    "order": ("found", "step", "path"),
    "agree": ("found", "said", "meant", "sum", "offer", "place"),
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
