"""How loudly words speak: their block's emphasis, changed by the marks they stand under."""

from __future__ import annotations

from offerlint.model.block import Block, Condition, Emphasis, Place
from offerlint.text.late import late

_LOOP = late(r"for (\w+) in ")
"""How the literal of a loop is called, by what it goes through."""


def loudness(place: Place) -> Emphasis:
    """The emphasis of some words: bold raises them, small print lowers them, hidden ones do not speak."""
    block = place.block
    span = place.whole
    if block.emphasis is Emphasis.HIDDEN or block.is_under("hidden", span):
        return Emphasis.HIDDEN
    if block.is_under("small", span) or block.is_under("sup", span):
        return Emphasis.SMALL
    return max(block.emphasis, Emphasis.STRONG) if block.is_under("strong", span) else block.emphasis


def is_marked(place: Place, kind: str) -> bool:
    """Whether all the words stand under a mark; a quotation may also be a block of its own.

    They are marked "by-turn" in a loop where a condition on what it goes through decides them, or some turns lack them.
    """
    if kind == "by-turn":
        conditions = place.block.conditions
        return any(map(_is_by_turn, conditions)) or not any(map(_is_of_one_turn, conditions))
    if kind == "quoted" and place.block.scope == "body.quote":
        return True
    return place.block.is_under(kind, place.whole)


def _is_by_turn(condition: Condition) -> bool:
    items = {match[1] for literal in condition if (match := _LOOP.match(literal.name))}
    names = {literal.name.partition(".")[0] for literal in condition if not _LOOP.match(literal.name)}
    return bool(names & items) or ("this" in items and bool(names))


def _is_of_one_turn(condition: Condition) -> bool:
    """Whether words stand in no loop, or do where it turns only once."""
    turns = [literal.value for literal in condition if _LOOP.match(literal.name)]
    return not turns or "1" in turns


def stands_in(block: Block, where: tuple[str, ...]) -> bool:
    """Whether a block's scope is among `where`; with none, whether it is our own copy."""
    if not where:
        return block.scope not in ("script.customer", "script.note")
    names = {block.scope, block.scope.split(".")[0]}
    wanted = [one for one in where if not one.startswith("not ")]
    unwanted = {one.removeprefix("not ").strip() for one in where if one.startswith("not ")}
    if names & unwanted:
        return False
    return bool(names & set(wanted)) if wanted else stands_in(block, ())
