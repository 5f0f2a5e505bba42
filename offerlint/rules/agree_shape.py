"""The shape of the verb `agree`: what must agree with the offer, or which sum must come out right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from offerlint.model.check_agree import SUMS, WHATS, Agree
from offerlint.rules.guard_shape import guards
from offerlint.rules.said_shape import scopes
from offerlint.rules.shape import Key, Many, Record, Shape, Word, wrong
from offerlint.rules.writing import PhraseText, Writing
from offerlint.rules.yaml_tree import Table


def agree(writing: Writing) -> Shape:
    """What a rule holds figures to."""
    keys = {
        "what": Key(Word(WHATS, "thing to agree in"), absent="", about="what is held to the offer"),
        "sum": Key(Word(SUMS, "sum"), absent="", about="the sum that must come out right"),
        "where": Key(scopes(), absent=(), about="the scopes to read"),
        "unless": Key(guards(writing), absent=(), about="what excuses a figure"),
        "nothing": Key(Many(PhraseText(writing)), absent=(), about="words that state an amount of nothing"),
    }

    def make(read: Mapping[str, Any], node: Table) -> Agree:
        if bool(read["what"]) == bool(read["sum"]):
            raise wrong(node, "agree needs either “what”, for the offer, or “sum”, for figures in the copy itself")
        return Agree(**read)

    return Record("agree", keys, make)
