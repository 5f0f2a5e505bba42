"""The shape of the verb `order`: what must, or must not, have happened in a call when something else does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from offerlint.model.check import Saying
from offerlint.model.check_order import Event, Order
from offerlint.model.vocabulary import DO_WORDS
from offerlint.rules.said_shape import said_keys, saying_of
from offerlint.rules.shape import Key, Made, Many, Record, Shape, TextOr, Word, YesNo, wrong
from offerlint.rules.writing import PhraseText, Writing
from offerlint.rules.yaml_tree import Table


def _event(writing: Writing) -> Shape:
    """Something that happens in a call: words, deeds of a flow (`do`), or either; by `where` alone, any turn there."""
    keys = {
        **said_keys(writing),
        "do": Key(Many(Word(DO_WORDS, "deed")), absent=(), about="or any of these is done"),
    }

    def make(read: Mapping[str, Any], node: Table) -> Event:
        said = None if read["do"] and not (read["phrase"] or read["regex"]) else saying_of(read, node, whole=True)
        return Event(said, read["do"])

    plain = Made(PhraseText(writing), lambda phrase, _: Event(Saying((phrase,))))
    return TextOr(plain, Record("an event", keys, make))


def order(writing: Writing) -> Shape:
    """The spec of an order."""
    event = _event(writing)
    keys = {
        "trigger": Key(event, needed=True, about="what must keep its place"),
        "before": Key(event, about="must have happened before it, on every path"),
        "undone_by": Key(event, about="undoes what came before"),
        "not_after": Key(event, about="must not have happened before it"),
        "next_turn": Key(YesNo(), absent=False, about="`not_after` counts only until the customer speaks again"),
        "after": Key(event, about="must happen after it, before the call ends"),
        "every": Key(YesNo(), absent=False, about="each step that breaks it is a finding, not only the first"),
        "complete_only": Key(YesNo(), absent=False, about="absence counts only in scripts declared complete"),
    }

    def make(read: Mapping[str, Any], node: Table) -> Order:
        if not (read["before"] or read["not_after"] or read["after"]):
            raise wrong(node, "order needs one of before, not_after and after")
        if read["undone_by"] and not read["before"]:
            raise wrong(node.nodes["undone_by"], "only what must come before can be undone; add “before”")
        if read["next_turn"] and not read["not_after"]:
            raise wrong(node.nodes["next_turn"], "only “not_after” counts for the agent's next turn; add it")
        return Order(**read)

    return Record("order", keys, make)
