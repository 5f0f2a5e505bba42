"""From a phrase as it is written to one that can be looked for."""

from __future__ import annotations

from offerlint.model.later import Later
from offerlint.model.needs import SETS
from offerlint.rules.phrase import Phrase
from offerlint.rules.phrase_alternatives import alternatives
from offerlint.rules.phrase_lists import PhraseLists
from offerlint.rules.phrase_order import Known as Ordered
from offerlint.rules.phrase_order import order, told
from offerlint.rules.phrase_parse import parse
from offerlint.rules.phrase_tree import Known, needs


def compile_phrase(text: str, lists: PhraseLists) -> Phrase:
    """The phrase that `text` writes; raises PhraseError."""
    tree = parse(text, lists.tree, lists.names, lists.figures)
    known: Known = {}
    ordered: Ordered = {}
    needed = SETS.needs(needs(tree, known), told(order(tree, ordered)))
    return Phrase(text, needed, Later.of(alternatives(tree, known, ordered)))
