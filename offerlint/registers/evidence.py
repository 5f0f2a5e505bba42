"""The evidence register: which claims a document on file supports, since when and until when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from offerlint.model.block import Place
from offerlint.model.check import Pattern, matches
from offerlint.model.stream import Stream
from offerlint.rules.shape import Day, Key, Many, Record, Shape, Text
from offerlint.rules.writing import PhraseText, Writing
from offerlint.rules.yaml_tree import tree
from offerlint.text.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim and what supports it.

    `claim` is a phrase, as rules write them; `rules` the rules or rulesets it answers (empty: any);
    `products` what it holds for (empty: any). It supports the claim from `start` to `until`, both
    days included; either may be open.
    """

    claim: Pattern
    document: str
    owner: str
    start: date | None = None
    until: date | None = None
    rules: tuple[str, ...] = ()
    products: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)

    def speaks_of(self, rule: str, products: Iterable[str]) -> bool:
        """Whether it may answer a finding of `rule` in copy about `products`."""
        of_rule = not self.rules or rule in self.rules or rule.split("/", maxsplit=1)[0] in self.rules
        return of_rule and (not self.products or bool(set(self.products) & set(products)))


def read_evidence(text: str, writing: Writing) -> tuple[Evidence, ...]:
    """The entries of an evidence.yaml; raises RuleError, with line and column, for a mistake in it."""
    writing.lines = text.splitlines()
    if not text.strip():
        return ()
    entries: tuple[Evidence, ...] = evidence_shape(writing).read(tree(text))
    return entries


def evidence_shape(writing: Writing) -> Shape:
    """What an evidence.yaml may hold."""
    valid = Record(
        "valid",
        {"from": Key(Day(), about="the first day it holds"), "to": Key(Day(), about="the last day it holds")},
        lambda keys, _: (keys["from"], keys["to"]),
    )
    entry = Record(
        "an entry of evidence",
        {
            "claim": Key(PhraseText(writing), needed=True, about="the wording it supports, as a phrase"),
            "document": Key(Text("a reference"), needed=True, about="where the proof is filed"),
            "owner": Key(Text("a person or team"), needed=True, about="who answers for it"),
            "valid": Key(valid, absent=(None, None), about="from and to, both days included"),
            "rules": Key(Many(Text("a rule or ruleset")), absent=(), about="the rules it answers; left out, any"),
            "products": Key(Many(Text("a product")), absent=(), about="what it holds for; left out, anything"),
        },
        _entry,
    )
    return Record(
        "the evidence register", {"evidence": Key(Many(entry), needed=True)}, lambda keys, _: keys["evidence"]
    )


def _entry(keys: Mapping[str, Any], _: object) -> Evidence:
    start, until = keys["valid"]
    return Evidence(keys["claim"], keys["document"], keys["owner"], start, until, keys["rules"], keys["products"])


def supporting(register: Iterable[Evidence], place: Place, stream: Stream) -> list[Evidence]:
    """The entries whose claim overlaps the words of `place`, which stands in `stream`, in the order of the register."""
    return [entry for entry in register if any(_touches(entry, place, stream))]


def _touches(entry: Evidence, place: Place, stream: Stream) -> Iterable[bool]:
    for match in matches((entry.claim,), stream, "block"):
        for other in stream.places(match.first, match.last):
            is_same = other.block is place.block
            yield is_same and (place.span is None or other.span is None or place.span.overlaps(other.span))
