"""Turns that are written as pairs, who speaks and what is said (`["agent", "Hello"]`), as if they had keys."""

from __future__ import annotations

from dataclasses import replace

from offerlint.reading.json_scan import Value
from offerlint.reading.turns import speaker

_LONGEST_LABEL = 24


def paired(root: Value) -> Value:
    """The tree, in which each list of pairs of a speaker and words is one of objects."""
    if not root.members and not root.items:
        return root
    if _are_turns(root):
        return replace(root, items=tuple(map(_turn, root.items)))
    members = {name: paired(one) for name, one in root.members.items()}
    return replace(root, members=members, items=tuple(map(paired, root.items)))


def _are_turns(value: Value) -> bool:
    """Whether a list holds pairs of texts, of which the first is short, and some are speakers that are known."""
    firsts = [item.items[0].text for item in value.items if _is_pair(item)]
    known = [one for one in firsts if speaker(one.strip().lower().replace("_", " "), "agent")]
    return len(firsts) > 1 and len(firsts) == len(value.items) and len(known) * 2 >= len(firsts)


def _is_pair(item: Value) -> bool:
    texts = [one for one in item.items if one.is_text]
    return len(item.items) == 2 == len(texts) and len(texts[0].text) <= _LONGEST_LABEL


def _turn(item: Value) -> Value:
    who, words = item.items
    members = {"speaker": who, "text": words}
    return Value("object", item.start, item.end, members=members, keys=dict.fromkeys(members, who))
